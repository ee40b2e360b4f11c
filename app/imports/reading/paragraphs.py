"""Lines that a page's width has broken -> the paragraphs they were: the next word would not have fitted."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import zip_longest

from app.imports.reading.lines import BULLET, LABEL, Line
from app.imports.reading.marks import emphasized, marked
from app.imports.reading.spacing import Spacing
from app.imports.reading.titles import Titles

ASTRAY = 4.0  # points by which the lines of a paragraph may begin differently
SPACE = 0.2  # in sizes
ROOM = 0.5  # in sizes: how much more than the widest line may have fitted
ENDS = ".:;?!"
HYPHENS = "-\u00ad\u2010"
# After "barn-": "barn- och ungdomsmedicin" keeps its hyphen.
JOINING = ("och ", "eller ", "samt ", "respektive ", "till ", "and ", "or ")
FIRST_WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class Layout:
    """How the pages are set."""

    spacing: Spacing
    titles: Titles

    @property
    def in_cells(self) -> "Layout":
        """The cells of a table have no headings."""
        return replace(self, titles=Titles(self.spacing.size, (), bold=False))


def paragraphs(lines: Sequence[Line], right: float, layout: Layout) -> list[str]:
    """The paragraphs, a blank one where there is room for it; headings marked `#`. `right`: where the text ends."""
    written: list[str] = []
    above: Line | None = None
    item: Line | None = None
    for run in _runs(lines, right, layout.spacing):
        first, level = run[0], layout.titles.level(run[0])
        if above and (level or _is_apart(above, first, layout)):
            written.append("")
        within = item if _is_of(item, first) else None
        written.append(_indent(within) + _written(run, level, layout.titles))
        above, item = run[-1], first if first.label == BULLET else within
    return written


def _runs(lines: Sequence[Line], right: float, spacing: Spacing) -> list[list[Line]]:
    """The lines of each paragraph."""
    runs: list[list[Line]] = []
    for line, below in zip_longest(lines, lines[1:]):
        goes_on = runs and _goes_on(runs[-1][-1], line, right, spacing)
        if goes_on and not (below and _leads_in(runs[-1][-1], line, below, right, spacing)):
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _leads_in(above: Line, line: Line, below: Line, right: float, spacing: Spacing) -> bool:
    """After a sentence, a short line before one that begins small: "Nämnden beslutar" above "att bordlägga"."""
    small = below.text[:1].islower() and not below.label and spacing.is_near(line, below)
    return above.text[-1:] in ENDS and small and not _is_full(line, below, right)


def _is_of(item: Line | None, line: Line) -> bool:
    """A line below the text of an item of a list, and not below its bullet."""
    hangs = item is not None and item.x0 - item.begins > ASTRAY and abs(item.x0 - line.begins) < ASTRAY
    return hangs and not line.label


def _indent(item: Line | None) -> str:
    return "  " * (item.depth + 1) if item else ""


def _written(run: Sequence[Line], level: int, titles: Titles) -> str:
    text = reduce(joined, (line.text for line in run))
    return emphasized(text) if not level and titles.is_emphasized(run) else marked(text, level)


def _is_apart(above: Line, line: Line, layout: Layout) -> bool:
    """Where headings are known by their size, room alone is no sign of one."""
    return above.page == line.page and layout.spacing.is_apart(above, line, empty=layout.titles.are_told)


def joined(above: str, below: str) -> str:
    """Two lines of a paragraph as one; a word divided at the line's end is whole again."""
    if above[-1:] not in HYPHENS or above[-2:-1].isspace():
        return f"{above} {below}"
    if above[-2:-1].islower() and below[:1].islower() and above[-3:-2].isalpha():
        return f"{above} {below}" if below.startswith(JOINING) else above[:-1] + below
    return above + below


def _goes_on(above: Line, line: Line, right: float, spacing: Spacing) -> bool:
    if _begins_anew(above, line) or len(line.segments) > 1 or len(above.segments) > 1:
        return False
    same_size = abs(above.size - line.size) < 0.6
    full = _is_full(above, line, right)
    if above.page != line.page:
        return same_size and full and line.text[:1].islower()
    return same_size and full and spacing.is_near(above, line) and _aligned(above, line)


def _is_full(line: Line, below: Line, right: float) -> bool:
    """The first word of the next line would not have fitted."""
    return line.x1 + SPACE * below.size + below.segments[0].first > right - ROOM * below.size


def _aligned(above: Line, line: Line) -> bool:
    """Below its text, or below its number."""
    numbered = above.label not in {None, BULLET} and abs(above.begins - line.begins) < ASTRAY
    return numbered or abs(above.x0 - line.begins) < ASTRAY


def _begins_anew(above: Line, line: Line) -> bool:
    """With a bullet or a number, as items do; but not with "15. februari" in the middle of a sentence.

    So does each clause of a decision: "att …, samt" and below it "att …".
    """
    if line.label:
        small = line.segments[0].text[:1].islower() and above.text[-1:] not in ENDS
        return not (small and line.label[:1].isdigit())
    if line.text.startswith("att ") and above.text.endswith((" samt", ",")):
        return True
    word = FIRST_WORD.match(line.text)
    return bool(word and LABEL.fullmatch(word[0]) and not word[0].isalpha() and not word[0].isdigit())
