"""The form of a name in a list of people: which words may be somebody's."""

from functools import lru_cache

from app.imports import words
from app.imports.capacities import is_capacity, is_job, is_organization, is_title, role_of
from app.imports.kinds import is_first_name
from app.imports.parts import before_brackets, trimmed
from app.imports.words import key

MOST_WORDS = 5
_QUOTES = "\"”“'"
_WITHIN = frozenset(_QUOTES + "-’´")
_INITIAL = 3  # letters with the full stop, as in "Ch."
_CAPITALS = 3  # letters; as many in capitals are an abbreviation, more are a name


@lru_cache(maxsize=2_000)
def is_name(text: str) -> bool:
    """It has the form of a name: one to five words with capitals, none of which is something else."""
    said = trimmed(text).split()
    if not 0 < len(said) <= MOST_WORDS or not said[0][:1].isupper():
        return False
    if not all(is_name_word(word, at) for at, word in enumerate(said)):
        return False
    has_first = is_first_name(said[0].casefold())
    if len(said) == 2 and has_first and not is_capacity(said[1]):
        return True  # "Linda Svärd" is no värd
    if len(said) != 2 and is_job(said[0]) and not has_first:
        return False  # "Kamrer Bo Ek"
    return not _is_other(text, said[0])


def _is_other(text: str, first: str) -> bool:
    """A role, a job, an office, or what begins no name."""
    is_full = len(trimmed(text).split()) > 1
    is_none = key(first) in words.table("people", "not_names")["words"] or role_of(first)
    begins_none = is_none and not (is_full and key(first) == "inga")  # "Inga Ek" is somebody
    return bool(begins_none or is_organization(text) or role_of(text) or is_title(text))


def is_full_name(text: str) -> bool:
    """A name of two words or more."""
    return is_name(text) and len(trimmed(text).split()) > 1


def is_named_in_full(text: str) -> bool:
    """A full name, whatever stands in brackets behind it."""
    return is_full_name(before_brackets(text))


def is_name_word(word: str, at: int) -> bool:
    """It may stand at this place in a name: "Alm", "A.", and behind the first word "von"."""
    if at and key(word) in words.table("people", "particles")["words"]:
        return True
    letters = "".join(letter for letter in word if letter not in _WITHIN).rstrip(".")
    begins = letters.isalpha() and (letters[0].isupper() or word[0] in _QUOTES)
    if not begins or (word.endswith(".") and len(word) > _INITIAL):
        return False
    return len(letters) == 1 or not letters.isupper() or len(letters) > _CAPITALS


def is_writer(name: str) -> bool:
    """ "jag": whoever writes; "ME" are somebody's initials."""
    is_short = len(name) > 1 and name.isupper()
    return not is_short and key(name) in words.table("people", "writer")["words"]
