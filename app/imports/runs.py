"""Words of a note as running text, with the way back to where each letter stands."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from app.imports.draft import Source

LONGEST = 400  # letters that a source may quote

_KEPT_HYPHEN = frozenset(("och", "eller", "samt", "respektive", "resp", "og", "and", "or", "/"))


@dataclass(frozen=True)
class Run:
    """`text`: the words with one space between, those parted at a line's end together again."""

    note: str = field(repr=False)
    words: tuple[tuple[int, int], ...] = field(repr=False)
    text: str
    _places: tuple[int, ...] = field(repr=False)

    def place(self, at: int) -> int:
        """Where in the note the letter at `at` stands."""
        word = max(bisect_right(self._places, at) - 1, 0)
        start, end = self.words[word]
        return min(start + at - self._places[word], end)

    def source(self, start: int, end: int) -> Source:
        """The note's own words for `text[start:end]`, at most 400 letters of them.

        Where a column stands beside them, the first piece that has nothing of it within, unless another is far longer.
        """
        begin = self.place(start)
        finish = self.place(end - 1) + 1 if end > start else begin
        pieces = list(self._pieces(begin, finish))
        longest = max(last - first for first, last in pieces)
        begin, finish = next((first, last) for first, last in pieces if 2 * (last - first) >= longest)
        finish = min(finish, begin + LONGEST)
        return Source(self.note[begin:finish], begin, finish)

    def _pieces(self, begin: int, finish: int) -> Iterator[tuple[int, int]]:
        """A stretch of the note, cut where other words than these stand in between."""
        last = begin
        first = max(bisect_right(self.words, (begin, finish)) - 1, 0)
        for start, end in map(self.words.__getitem__, range(first, len(self.words))):
            if start >= finish:
                break
            if start > last and any(map(str.isalnum, self.note[last:start])):
                yield begin, last
                begin = start
            last = min(end, finish)
        yield begin, finish


_NOTHING = Run("", (), "", ())


def run(note: str, words: list[tuple[int, int]]) -> Run:
    """The words as one text."""
    if not words:
        return _NOTHING
    pieces = [note[a:b] for a, b in words]
    for at in range(len(words) - 1):
        pieces[at] = _joint(note, words, at, pieces)
    places = list(accumulate((len(piece) for piece in pieces), initial=0))[:-1]
    return Run(note, tuple(words), "".join(pieces), tuple(places))


def _joint(note: str, words: list[tuple[int, int]], at: int, pieces: list[str]) -> str:
    """The word with the space behind it, or without its hyphen when a line's end parted it."""
    (_, end), (start, _) = words[at], words[at + 1]
    if "\n" in note[end:start] and _is_parted(pieces[at], pieces[at + 1]):
        return pieces[at][:-1]
    return pieces[at] + " " if any(map(str.isspace, note[end:start])) else pieces[at]


def _is_parted(word: str, following: str) -> bool:
    return (
        len(word) > 2
        and word[-1] in "-\u00ad"
        and word[-2].islower()
        and following[0].islower()
        and following.strip(".,") not in _KEPT_HYPHEN
    )
