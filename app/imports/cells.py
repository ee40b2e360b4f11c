"""The columns of a line: between strokes, tabs and wide gaps."""

import re
from itertools import pairwise

from app.imports.lines import Line
from app.imports.passage import Span

_SIDE = 40  # from this length on, the first of the cells is text, and the others columns beside it
_COLUMNS = 2  # beside a text: whose it is, and when
_NAME = 5  # words of somebody's name, with the bullet, and what they are
_NARROW = 30
_FAR = 50  # a column beside a text begins no nearer
_INDENT = 8  # so far in, what a line begins with stands in a column
_DOUBLED = {"|": re.compile(r"\|\|"), "!": re.compile("!!")}
_SPACE = re.compile(r"\s{2,}|\t")
_GAP = 4  # so many spaces part two columns


def are_beside(spans: list[Span], line: Line, named: frozenset[int], *, marked: bool) -> bool:
    """Whether the first of the cells is text, and the others narrow columns beside it.

    `named`: where the columns begin that a head names. `marked`: with a bullet.
    """
    (a, b), *others = spans
    if others and named and named.issuperset(line.indent + c - line.start for c, _ in others):
        return True
    said = line.text[: b - line.start].split()
    is_text = marked and "\t" not in line.text and said and (said[-1][-1] == "." or len(said) > _NAME)
    if not 0 < len(others) <= (_COLUMNS if is_text else 1) or not (is_text or b - a >= _SIDE):
        return False
    begins = line.indent + others[0][0] - line.start
    return begins >= _FAR and all(d - c <= _NARROW for c, d in others)


def aligned(note: str, cut: list[Line]) -> dict[int, frozenset[int]]:
    """For each line, by its start: where a column begins in the line above it or below it."""
    begin = [
        frozenset((line.indent + a - line.start) for a, _ in _gaps(note, line.start, line.end, _GAP)[1:])
        | frozenset((line.indent,) if line.indent >= _INDENT else ())
        for line in cut
    ]
    around = zip([frozenset[int](), *begin], [*begin[1:], frozenset[int]()], strict=False)
    return {line.start: above | below for line, (above, below) in zip(cut, around, strict=False)}


def columns(note: str, start: int, end: int, aligned: frozenset[int]) -> list[Span]:
    """Cells between strokes, tabs or wide gaps, trimmed."""
    strokes = _strokes(note, start, end)
    if len(strokes) > 2 and note[start] == "|":
        return [_trim(note, span) for span in strokes[1 : -1 if note[end - 1] == "|" else None]]
    bounds = [gap for a, b in strokes for gap in _gaps(note, a, b, _GAP, aligned)]
    return [trimmed for span in bounds if (trimmed := _trim(note, span))[0] < trimmed[1]] or [(start, end)]


def doubled(note: str, start: int, end: int) -> list[Span]:
    """ "| Eva || 3 maj", "! Vem !! När": cells of a table of MediaWiki; else none."""
    parts = _DOUBLED.get(note[start])
    cuts = [found.span() for found in parts.finditer(note, start + 1, end)] if parts else []
    if not cuts or note[end - 1] == note[start]:
        return []
    spans = zip([start + 1, *(b for _, b in cuts)], [*(a for a, _ in cuts), end], strict=True)
    return [_trim(note, span) for span in spans]


def _strokes(note: str, start: int, end: int) -> list[Span]:
    if note.find("|", start, end) < 0:
        return [(start, end)]
    cuts = [start - 1, *(at for at in range(start, end) if note[at] == "|"), end]
    return [(a + 1, b) for a, b in pairwise(cuts)]


def _gaps(note: str, start: int, end: int, least: int, aligned: frozenset[int] = frozenset()) -> list[Span]:
    """Parted by tabs and wide gaps, and by narrow ones before a place where a neighbouring line has a column."""
    found, begin = [], start
    for space in _SPACE.finditer(note, start, end):
        at, after = space.span()
        if after - at >= least or "\t" in space.group() or (after - at > 1 and after in aligned):
            found.append((begin, at))
            begin = after
    return [*found, (begin, end)]


def _trim(note: str, span: Span) -> Span:
    a, b = span
    while a < b and (note[a].isspace() or note[a] == "*"):
        a += 1
    while b > a and (note[b - 1].isspace() or note[b - 1] == "*"):
        b -= 1
    return a, b
