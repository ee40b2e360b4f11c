"""People told class by class without colons: "4A Melvin, Iris. 4B Nova. 6B ingen"."""

from app.imports import words
from app.imports.kinds import is_first_name
from app.imports.words import key

_YEAR = 9  # the highest at school
_LONGEST = 2  # letters and digits of a class


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
