"""What is left of a line when its days and times are taken away."""

from app.imports import words
from app.imports.dates import dates_in, without_days
from app.imports.times import hours_in
from app.imports.words import key

_TRIM = " \t.,;:-–—|()·•"
_CUT = "\x00"


def pieces(text: str) -> list[str]:
    """What stands before, between and behind its days and times; nothing between letters of one of these."""
    return _blanked(text).split(_CUT)


def bare_pieces(text: str) -> list[str]:
    """The pieces that have a word besides the small ones at their ends."""
    return [said for piece in pieces(text) if (said := bare(piece))]


def bare(piece: str) -> str:
    """Without signs and small words at its ends, as "kl", "i", "den"; empty if no word is left."""
    small = words.table("structure", "small")["words"]
    said = piece.strip(_TRIM).split()
    while said and key(said[-1]).strip(_TRIM) in small:
        said.pop()
    while said and key(said[0]).strip(_TRIM) in small and key(said[0]) not in ("hos", "hemma"):
        said.pop(0)
    left = " ".join(said).strip(_TRIM)
    return left if any(map(str.isalnum, left)) else ""


def _blanked(text: str) -> str:
    """The text with a mark for each letter of a day or time."""
    spans = [(found.start, found.end) for found in dates_in(text, None)]
    dayless = without_days(text)
    hours = hours_in(dayless) or hours_in(dayless, loose=True)
    spans += [(found.start, found.end) for found in hours]
    letters = list(text)
    for start, end in spans:
        letters[start:end] = _CUT * (end - start)
    return "".join(letters)
