"""Lines that a page's width has broken -> the paragraphs they were: the next word would not have fitted."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from app.imports.reading.lines import BULLET, LABEL, Line

ASTRAY = 4.0  # points by which the lines of a paragraph may begin differently
LOOSE = 1.35  # times the usual distance: a blank line
SPACE = 0.2  # in sizes
ROOM = 0.5  # in sizes: how much more than the widest line may have fitted
HYPHENS = "-\u00ad\u2010"
# After "barn-": "barn- och ungdomsmedicin" keeps its hyphen.
JOINING = ("och ", "eller ", "samt ", "respektive ", "till ", "and ", "or ")
FIRST_WORD = re.compile(r"\S+")


def paragraphs(lines: Sequence[Line], right: float, usual: float) -> list[str]:
    """The paragraphs, a blank one where there is room for it. `right`: where the text ends; `usual`: line distance."""
    written: list[str] = []
    for number, line in enumerate(lines):
        above = lines[number - 1] if number else None
        if above and _goes_on(above, line, right, usual):
            written[-1] = joined(written[-1], line.text)
            continue
        if above and above.page == line.page and above.baseline - line.baseline > LOOSE * usual:
            written.append("")
        written.append(line.text)
    return written


def usual_distance(pages: Sequence[Sequence[Line]]) -> float:
    """Between one line and the next, in most cases."""
    pairs = [pair for lines in pages for pair in pairwise(lines)]
    said = Counter(round((above.baseline - below.baseline) * 2) / 2 for above, below in pairs)
    return max(said, key=lambda distance: (said[distance], -distance), default=0.0)


def joined(above: str, below: str) -> str:
    """Two lines of a paragraph as one; a word divided at the line's end is whole again."""
    if above[-1:] not in HYPHENS or above[-2:-1].isspace():
        return f"{above} {below}"
    if above[-2:-1].isalpha() and below[:1].islower():
        return f"{above} {below}" if below.startswith(JOINING) else above[:-1] + below
    return above + below


def _goes_on(above: Line, line: Line, right: float, usual: float) -> bool:
    if line.label or _begins_anew(line.text) or len(line.segments) > 1 or len(above.segments) > 1:
        return False
    same_size = abs(above.size - line.size) < 0.6
    full = above.x1 + SPACE * line.size + line.segments[0].first > right - ROOM * line.size
    if above.page != line.page:
        return same_size and full and line.text[:1].islower()
    near = 0 < above.baseline - line.baseline <= LOOSE * usual
    return same_size and full and near and _aligned(above, line)


def _aligned(above: Line, line: Line) -> bool:
    """Below its text, or below its number."""
    numbered = above.label not in {None, BULLET} and abs(above.begins - line.x0) < ASTRAY
    return numbered or abs(above.x0 - line.x0) < ASTRAY


def _begins_anew(text: str) -> bool:
    """With a number, as items do."""
    word = FIRST_WORD.match(text)
    return bool(word and LABEL.fullmatch(word[0]) and not word[0].isalpha() and not word[0].isdigit())
