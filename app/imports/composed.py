"""A text with its accents on its letters (NFC), and the way back to where each letter stood."""

import unicodedata
from dataclasses import dataclass
from itertools import accumulate

from app.imports.draft import Source


@dataclass(frozen=True)
class Composed:
    """`note`: what is read. `_places`: where each of its letters stood; None when nothing had to be done."""

    original: str
    note: str
    _places: tuple[int, ...] | None = None

    def source(self, source: Source) -> Source:
        """The same words as they stand in the original."""
        if self._places is None:
            return source
        start, end = self._places[source.start], self._places[source.end]
        return Source(self.original[start:end], start, end)


def composed(text: str) -> Composed:
    """Letters and the accents printed after them put together, as PDF leaves them apart."""
    if unicodedata.is_normalized("NFC", text):
        return Composed(text, text)
    clusters: list[list[str]] = []
    for letter in text:
        if clusters and unicodedata.combining(letter):
            clusters[-1].append(letter)
        else:
            clusters.append([letter])
    pieces = [unicodedata.normalize("NFC", "".join(cluster)) for cluster in clusters]
    starts = accumulate((len(cluster) for cluster in clusters), initial=0)
    places = [start for start, piece in zip(starts, pieces, strict=False) for _ in piece]
    return Composed(text, "".join(pieces), (*places, len(text)))
