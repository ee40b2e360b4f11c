"""How far apart the lines of a PDF stand: within a paragraph, and from one paragraph to the next."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.imports.reading.lines import Line

LOOSE = 1.35  # times what is usual: more room than that was meant
SPARSE = 1.75  # times the distance of lines: so far apart stand paragraphs with an empty line between them
EMPTY = 1.85  # times the distance of lines: nearer than this stands nothing with an empty line between
LEAST, MOST = 0.7, 3.0  # in sizes: what is nearer is on the line, what is farther is something else
SURE = 2  # pairs
FEW = 0.1  # of all pairs
Pair = tuple[Line, Line]


@dataclass(frozen=True)
class Spacing:
    """`size`: of most letters. `line`: between lines of a paragraph of that size; `between`: between paragraphs."""

    size: float
    line: float
    between: float

    def is_near(self, above: Line, below: Line) -> bool:
        """As near as lines of one paragraph; those of large letters stand farther apart."""
        return 0 < above.baseline - below.baseline <= LOOSE * self.line * self._larger(below)

    def is_apart(self, above: Line, below: Line, *, empty: bool) -> bool:
        """With more than the usual room between them; `empty`: with so much as an empty line takes."""
        larger = self._larger(max(above, below, key=lambda line: line.size))
        least = max(LOOSE * self.between, EMPTY * self.line if empty else 0.0)
        return above.baseline - below.baseline > least * larger

    def _larger(self, line: Line) -> float:
        return max(line.size / self.size, 1.0) if self.size else 1.0


def spacing(pages: Sequence[Sequence[Line]]) -> Spacing:
    """What is usual on these pages."""
    size = _size(line for lines in pages for line in lines)
    pairs = [pair for lines in pages for pair in pairwise(lines) if _of_text(pair, size)]
    within = _counted(pair for pair in pairs if _goes_on(*pair))
    said = _counted(pairs)
    line = _most_often(within) if within.total() >= SURE else _nearest(said)
    others = _counted(pair for pair in pairs if not _goes_on(*pair))
    between = max(_most_often(others), line)
    return Spacing(size, line, line if between > SPARSE * line else between)


def _size(lines: Iterable[Line]) -> float:
    letters: Counter[float] = Counter()
    for line in lines:
        letters[line.size] += len(line.text)
    return max(letters, key=lambda size: (letters[size], size), default=0.0)


def _of_text(pair: Pair, size: float) -> bool:
    distance = pair[0].baseline - pair[1].baseline
    return all(abs(line.size - size) < 1 for line in pair) and LEAST * size < distance < MOST * size


def _goes_on(above: Line, below: Line) -> bool:
    """A small letter begins no paragraph."""
    return not below.label and below.text[:1].islower() and above.text[-1:].isalpha()


def _counted(pairs: Iterable[Pair]) -> Counter[float]:
    return Counter(round((above.baseline - below.baseline) * 2) / 2 for above, below in pairs)


def _most_often(said: Counter[float]) -> float:
    return max(said, key=lambda distance: (said[distance], -distance), default=0.0)


def _nearest(said: Counter[float]) -> float:
    often = [distance for distance, times in said.items() if times >= max(SURE, FEW * said.total())]
    return min(often, default=_most_often(said))
