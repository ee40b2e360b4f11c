"""Letters of a page -> lines of text with their gaps: what stands far apart is of different columns."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from app.imports.reading import struck
from app.imports.reading.glyphs import Glyph

SAME_LINE = 0.35  # in sizes: how far apart baselines of one line may lie
SPACE = 0.15  # between letters, in sizes: another word
ROOM = 0.6  # after a label, in sizes
GAP = 1.4  # between words, in sizes: another column
NARROW = 0.6  # the same, where a column begins in another line
ASTRAY = 1.0  # points
BULLET = "-"
STEP = 6.0  # points: a bullet further in is of a list within another
BULLETS = set("•‣◦▪●○■□–—-*·\uf0b7\uf0a7\uf0d8\uf0fc\uf02d")
LABEL = re.compile(
    r"(?:§ ?)?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivx]{1,5})[.)]|\d{1,3}(?:\.\d{1,3})*|§ ?\d{1,3}|\d{1,3} ?§"
)

POINTED = re.compile(r"\d{1,3}(?:\.\d{1,3})*[.)]")
Word = list[Glyph]


@dataclass(frozen=True)
class Segment:
    """Words without a wide gap between them."""

    text: str
    x0: float
    x1: float
    first: float  # how wide its first word is


@dataclass(frozen=True)
class Line:
    """`label`: a bullet (BULLET) or number that it begins with; `begins`: where that stands."""

    segments: tuple[Segment, ...]
    label: str | None
    begins: float
    baseline: float
    size: float
    page: int
    bold: bool = False
    depth: int = 0

    @property
    def text(self) -> str:
        """Gaps are tabs."""
        said = "\t".join(segment.text for segment in self.segments)
        return f"{'  ' * self.depth}{self.label} {said}" if self.label else said

    @property
    def x0(self) -> float:
        """Where its words begin, after a label."""
        return self.segments[0].x0

    @property
    def x1(self) -> float:
        return self.segments[-1].x1


def lines(glyphs: Iterable[Glyph], page: int) -> list[Line]:
    """From the top down."""
    found: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda one: (-one.baseline, one.x0)):
        if found and found[-1][0].baseline - glyph.baseline < SAME_LINE * glyph.size:
            found[-1].append(glyph)
        else:
            found.append([glyph])
    rows = [words for row in found if (words := _words(sorted(row, key=lambda one: one.x0)))]
    columns = _columns(rows)
    return [_line(words, page, columns) for words in rows]


def _columns(rows: Iterable[Sequence[Word]]) -> list[float]:
    """Where words stand that have a wide gap before them."""
    wide = (right for words in rows for left, right in pairwise(words) if _gap(left, right) > GAP)
    return sorted(right[0].x0 for right in wide)


def _gap(left: Word, right: Word) -> float:
    """In sizes."""
    return (right[0].x0 - left[-1].x1) / right[0].size


def indented(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """With the depth of each bullet, by how far in it stands."""
    places: list[float] = []
    for place in sorted(line.begins for page in pages for line in page if line.label == BULLET):
        if not places or place - places[-1] > STEP:
            places.append(place)
    return [[_deep(line, places) for line in page] for page in pages]


def _deep(line: Line, places: Sequence[float]) -> Line:
    depth = bisect_right(places, line.begins) - 1
    return replace(line, depth=depth) if line.label == BULLET and depth else line


def _line(words: Sequence[Word], page: int, columns: Sequence[float]) -> Line:
    label, rest = _label(words)
    segments = tuple(_segment(part) for part in _apart(rest, columns))
    size = max(glyph.size for word in words for glyph in word)
    bold = all(glyph.bold for word in words for glyph in word)
    return Line(segments, label, words[0][0].x0, words[0][0].baseline, size, page, bold)


def _words(row: Sequence[Glyph]) -> list[Word]:
    words: list[Word] = []
    before: Glyph | None = None
    for glyph in row:
        if glyph.text.isspace():
            before = None if before is None or glyph.x1 >= before.x1 else before
            continue
        if before is None or glyph.x0 - before.x1 > SPACE * glyph.size:
            words.append([])
        words[-1].append(glyph)
        before = glyph
    return words


def _apart(words: Sequence[Word], columns: Sequence[float]) -> list[list[Word]]:
    """Parted by wide gaps, and by narrow ones before a column."""
    parts = [[words[0]]]
    for left, right in pairwise(words):
        gap = _gap(left, right)
        if gap > GAP or (gap > NARROW and _is_column(right[0].x0, columns)):
            parts.append([])
        parts[-1].append(right)
    return parts


def _is_column(place: float, columns: Sequence[float]) -> bool:
    at = bisect_left(columns, place - ASTRAY)
    return at < len(columns) and columns[at] <= place + ASTRAY


def _segment(words: Sequence[Sequence[Glyph]]) -> Segment:
    first = words[0][-1].x1 - words[0][0].x0
    return Segment(_written_all(words), words[0][0].x0, words[-1][-1].x1, first)


def _written_all(words: Sequence[Sequence[Glyph]]) -> str:
    pieces = [(" ", False)] * (2 * len(words) - 1)
    pieces[::2] = [(_written(word), _is_struck(word)) for word in words]
    for at in range(1, len(pieces), 2):
        pieces[at] = (" ", pieces[at - 1][1] and pieces[at + 1][1])
    return struck.written(pieces)


def _written(word: Sequence[Glyph]) -> str:
    return "".join(glyph.text for glyph in word)


def _is_struck(word: Sequence[Glyph]) -> bool:
    return sum(glyph.struck for glyph in word) * 2 > len(word)


def _bullet(text: str, *, roomy: bool) -> bool:
    return text in BULLETS or (roomy and text in {"o", "O"})


def _label(words: Sequence[Word]) -> tuple[str | None, Sequence[Word]]:
    """The bullet or number that the words begin with, and the rest of them.

    A letter, or a number without a point, is one when some room follows.
    """
    if len(words) < 2:
        return None, words
    first, last = _written(words[0]), words[0][-1]
    roomy = words[1][0].x0 - last.x1 > ROOM * last.size
    if _bullet(first, roomy=roomy):
        return BULLET, words[1:]
    if POINTED.fullmatch(first) or (roomy and LABEL.fullmatch(first)):
        return first, words[1:]
    return None, words
