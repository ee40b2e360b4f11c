"""People told class by class: "4A Melvin, Iris. 4B Nova. 6B ingen", "Vera Lind (F), Isak Bro (1a)"."""

from collections.abc import Sequence
from dataclasses import replace

from app.imports import words
from app.imports.kinds import is_first_name
from app.imports.people import Entry
from app.imports.words import key

_YEAR = 9  # the highest at school
_LONGEST = 2  # letters and digits of a class
_PRESCHOOL = "(F)"


def with_colons(text: str) -> str:
    """ "4A: Melvin, Iris, 4B: Nova, 6B: ingen"; the text itself if it doesn't begin so, or has one class only."""
    said = text.split()
    begins = [at for at, word in enumerate(said[:-1]) if _is_class(word) and _is_somebody(said[at + 1])]
    if len(begins) < 2 or begins[0] != 0:
        return text
    last = begins[-1]
    made = [_before_class(word) if at + 1 in begins else word for at, word in enumerate(said[:last])]
    rest = [f"{word}:" if at in begins else word for at, word in enumerate([*made, *said[last:]])]
    return " ".join(rest)


def _is_class(word: str) -> bool:
    """ "4A", "1b"."""
    is_year = word[:1].isdecimal() and 0 < int(word[0]) <= _YEAR
    return is_year and len(word) == _LONGEST and word[1].isalpha()


def _is_somebody(word: str) -> bool:
    bare = key(word).strip(".,;")
    return is_first_name(bare) or word[0].isupper() or bare in words.table("people", "nobody")["words"]


def _before_class(word: str) -> str:
    """ "Iris." as "Iris,": the next class goes on with the list."""
    return f"{word.rstrip('.,;')},"


def with_preschool(pieces: Sequence[str], said: Sequence[Entry]) -> list[Entry]:
    """Where the others are of classes, "(F)" is one too, and no mark of absence."""
    classes = sum(_is_class(inside) or inside.isdecimal() for inside in map(_in_brackets, pieces))
    return [
        replace(one, organization=_PRESCHOOL.strip("()"), presence=None)
        if classes > 1 and piece.endswith(f" {_PRESCHOOL}")
        else one
        for piece, one in zip(pieces, said, strict=True)
    ]


def _in_brackets(piece: str) -> str:
    """ "1a" of "Vera Lind (1a, 3b)"."""
    return piece.rpartition("(")[2].rstrip(") ").split(",")[0] if piece.endswith(")") else ""
