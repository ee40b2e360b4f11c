"""What a place is called, known by its last word: "Stadshuset, rum 412", "bystugan"."""

from app.imports import words
from app.imports.verbs import is_finite
from app.imports.words import key

MOST_WORDS = 7
MOST_PARTS = 13  # words of a place with its address between commas
_TRIM = " \t.,;:-–—|()·•"


def named(text: str) -> str | None:
    """A line of a few words, one of which is a place's: "Stadshuset, rum 412"."""
    ends = tuple(words.table("structure", "places")["ends"])
    said = [word.strip(_TRIM) for word in key(text).split()]
    is_place = text[:1].isupper() and any(word.endswith(ends) for word in said)
    is_short = len(said) < MOST_WORDS or (len(said) < MOST_PARTS and _begins_with_place(text, ends))
    return _trimmed(text) if is_place and is_short and not is_other(text) else None


def _begins_with_place(text: str, ends: tuple[str, ...]) -> bool:
    """ "Kommunhuset i Ekby, rum Tallen (samt Teams)": up to the first comma, which none of its lists of people has."""
    first = key(text.partition(",")[0]).split() or [""]
    if any(is_finite(word.strip(_TRIM)) for word in key(text).split()):
        return False
    return "," in text and first[0].strip(_TRIM).endswith(ends) and len(first) < MOST_WORDS


def _trimmed(text: str) -> str:
    """Without signs around it, but with the bracket that ends it."""
    bare = text.strip(_TRIM)
    return f"{bare})" if bare.count("(") > bare.count(")") else bare


def definite(text: str) -> str | None:
    """ "bystugan", "församlingshemmets lilla sal": a place without a name of its own, in small letters."""
    first = text.split(" ", 1)[0].strip(_TRIM)
    is_known = text[:1].islower() and first.removesuffix("s").endswith(("n", "t"))
    return text.strip(_TRIM) if is_known and named(text[:1].upper() + text[1:]) else None


def is_other(text: str) -> bool:
    """Whether it is a title or a heading, not a place."""
    known = words.table("structure", "titles")
    said = {word.strip(_TRIM) for word in key(text).split()}
    is_meeting = key(text).split(" ", 1)[0].endswith(tuple(known["meeting_endings"]))
    return is_meeting or bool(said & known["kinds"]) or not (text[0].isalpha() or text.startswith("<"))
