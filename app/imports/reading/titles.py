"""Which lines of a PDF are headings: larger than the text, or bold between lines that are not."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.imports.reading.lines import BULLET, Line
from app.imports.reading.spacing import Spacing

LARGER = 1.07  # times the size of the text
RARE = 0.3  # of all letters: what is set in so many is text
LONGEST = 100  # letters
APART = 1.0  # points between sizes


@dataclass(frozen=True)
class Titles:
    """`sizes`: of headings, the smallest first. `bold`: whether bold tells headings from text."""

    size: float
    sizes: tuple[float, ...]
    bold: bool

    @property
    def are_told(self) -> bool:
        """Whether the note has headings beside its title that are known by their size."""
        return len(self.sizes) > 1

    def is_emphasized(self, lines: Sequence[Line]) -> bool:
        """Bold from end to end, where most of the text is not."""
        return self.bold and all(line.bold and _may_be(line) for line in lines)

    def level(self, line: Line) -> int:
        """1 for the largest; 0: no heading."""
        if not self.sizes or not _may_be(line) or line.size < LARGER * self.size:
            return 0
        return len(self.sizes) - bisect_left(self.sizes, line.size - APART)


def titles(pages: Sequence[Sequence[Line]], spacing: Spacing) -> Titles:
    """The headings of these pages."""
    letters: Counter[float] = Counter()
    bold = 0
    for line in (line for page in pages for line in page):
        letters[line.size] += len(line.text)
        bold += line.bold * len(line.text)
    large = [size for size in letters if size >= LARGER * spacing.size]
    rare = sum(letters[size] for size in large) <= RARE * letters.total()
    few = bold <= RARE * letters.total()
    return Titles(spacing.size, tuple(_distinct(large)) if rare else (), few)


def _distinct(sizes: Iterable[float]) -> list[float]:
    found: list[float] = []
    for size in sorted(sizes):
        if not found or size - found[-1] > APART:
            found.append(size)
    return found


def _may_be(line: Line) -> bool:
    one_piece = len(line.segments) == 1 and line.label != BULLET
    return one_piece and len(line.text) <= LONGEST and any(map(str.isalpha, line.text))
