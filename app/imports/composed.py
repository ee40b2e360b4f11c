"""A text with its accents on its letters (NFC), and the way back to where each letter stood."""

import re
import unicodedata
from dataclasses import dataclass

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
            return Source(self.original[source.start : source.end], source.start, source.end)
        start, end = self._places[source.start], self._places[source.end]
        return Source(self.original[start:end], start, end)


def composed(text: str) -> Composed:
    """Letters and the accents printed after them put together, as PDF leaves them apart."""
    if unicodedata.is_normalized("NFC", text):
        return Composed(text, text)
    pieces, places, last = [], [], 0
    for found in _apart(text).finditer(text):
        start, end = found.span()
        piece = unicodedata.normalize("NFC", found.group())
        pieces += [text[last:start], piece]
        places += [*range(last, start), *[start] * len(piece)]
        last = end
    places += range(last, len(text) + 1)
    return Composed(text, "".join((*pieces, text[last:])), tuple(places))


def _apart(text: str) -> re.Pattern[str]:
    """A letter with the accents behind it, and a letter that is written otherwise when composed."""
    letters = sorted(set(text))
    accents = "".join(re.escape(letter) for letter in letters if unicodedata.combining(letter))
    others = "".join(re.escape(letter) for letter in letters if not unicodedata.is_normalized("NFC", letter))
    choices = [f".[{accents}]+"] * bool(accents) + [f"[{others}]"] * bool(others)
    return re.compile("|".join(choices) or "(?!)", re.DOTALL)
