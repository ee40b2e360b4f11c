"""Lists in which those who were there are ticked off: "x Anna Alm", "☒ Bo Ek", "Eva Li  x"."""

from collections.abc import Sequence

from app.imports import words


def is_ticked(text: str) -> bool:
    """ "x Anna Alm": a tick, and a capital behind it."""
    first, _, behind = text.partition(" ")
    return first in _marks("ticks") and behind.strip()[:1].isupper()


def parted(text: str) -> tuple[str, bool | None]:
    """The text without its mark, and whether it is ticked; None where nothing tells."""
    first, _, behind = text.partition(" ")
    before, _, last = text.rstrip().rpartition(" ")
    if text.startswith("[ ]"):
        return text[3:].strip(), False
    for mark, bare in ((first, behind), (last, before)):
        if bare and mark in _marks("ticks"):
            return bare.strip(), True
        if bare and mark in _marks("empty"):
            return bare.strip(), False
    return text, None


def are_ticked(texts: Sequence[str]) -> bool:
    """Two at least, and not all: where all have a mark it says no more than the list."""
    return sum(parted(text)[1] is True for text in texts) > 1


def _marks(name: str) -> frozenset[str]:
    return words.table("people", "marks")[name]
