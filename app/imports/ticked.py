"""Lists in which those who were there are ticked off: "x Anna Alm", "☒ Bo Ek", "Eva Li  x", "Ali Ek X, ordf."."""

from collections.abc import Sequence

from app.imports import words


def is_ticked(text: str) -> bool:
    """ "x Anna Alm": a tick, and a capital behind it."""
    first, _, behind = text.partition(" ")
    return is_tick(first) and behind.strip()[:1].isupper()


def is_tick(mark: str) -> bool:
    """ "X", "☒": in small letters or capitals."""
    return mark.lower() in words.table("people", "marks")["ticks"]


def parted(text: str) -> tuple[str, bool | None]:
    """The text without its mark, and whether it is ticked; None where nothing tells."""
    first, _, behind = text.partition(" ")
    named, comma, about = text.rstrip().partition(",")
    before, _, last = named.rpartition(" ")
    if text.startswith("[ ]"):
        return text[3:].strip(), False
    for mark, bare in ((first, behind), (last, before and before + comma + about)):
        if bare and is_tick(mark):
            return bare.strip(), True
        if bare and mark in words.table("people", "marks")["empty"]:
            return bare.strip(), False
    return text, None


def are_ticked(texts: Sequence[str]) -> bool:
    """Two at least, and not all: where all have a mark it says no more than the list."""
    return sum(parted(text)[1] is True for text in texts) > 1
