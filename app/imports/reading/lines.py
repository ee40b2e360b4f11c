"""Letters of a page -> lines of text with their gaps: what stands far apart is of different columns."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from app.imports.reading import struck
from app.imports.reading.glyphs import Glyph

SAME_LINE = 0.35  # in sizes: how far apart baselines of one line may lie
SPACE = 0.15  # between letters, in sizes: another word
ROOM = 0.6  # after a label, in sizes
GAP = 1.4  # between words, in sizes: another column
BULLET = "-"
STEP = 6.0  # points: a bullet further in is of a list within another
BULLETS = set("•‣◦▪●○■□–—-*·\uf0b7\uf0a7\uf0d8\uf0fc\uf02d")
LABEL = re.compile(
    r"(?:§ ?)?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivx]{1,5})[.)]|\d{1,3}(?:\.\d{1,3})*|§ ?\d{1,3}|\d{1,3} ?§"
)

POINTED = re.compile(r"\d{1,3}(?:\.\d{1,3})*[.)]")


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
    made = [_line(sorted(row, key=lambda one: one.x0), page) for row in found]
    return [line for line in made if line is not None]


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


def _line(row: Sequence[Glyph], page: int) -> Line | None:
    words = _words(row)
    if not words:
        return None
    label, rest = _label(words)
    segments = tuple(_segment(part) for part in _apart(rest))
    size = max(glyph.size for word in words for glyph in word)
    return Line(segments, label, words[0][0].x0, words[0][0].baseline, size, page)


def _words(row: Sequence[Glyph]) -> list[list[Glyph]]:
    words: list[list[Glyph]] = []
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


def _apart(words: Sequence[list[Glyph]]) -> list[list[list[Glyph]]]:
    parts = [[words[0]]]
    for left, right in pairwise(words):
        if right[0].x0 - left[-1].x1 > GAP * right[0].size:
            parts.append([])
        parts[-1].append(right)
    return parts


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


def _label(words: Sequence[list[Glyph]]) -> tuple[str | None, Sequence[list[Glyph]]]:
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
