"""What somebody in a list is: the role in the meeting, the job, the office they are from."""

from functools import lru_cache

from app.imports import words
from app.imports.kinds import of_word
from app.imports.parts import trimmed
from app.imports.words import key

_ENDING = 4  # letters; a shorter word (vd, MAS) counts only alone
_REACH = 20  # letters of the longest ending
_ABBREVIATED = 6  # letters


def role_of(text: str) -> str | None:
    """The role that the whole text is."""
    return words.meanings("people", "roles").get(key(text).strip(" ,;:-–—()"))


@lru_cache(maxsize=2_000)
def is_title(text: str) -> bool:
    """One of its words is a job's."""
    endings = words.table("people", "titles")["endings"]
    return any(_ends(trimmed(word), endings) for word in key(text).split())


def is_job(word: str) -> bool:
    """ "Kamrer": what owners of tasks are called by."""
    return of_word(word.casefold()) == "role"


@lru_cache(maxsize=2_000)
def is_organization(text: str) -> bool:
    """One of its words is an office's, or the whole is an abbreviation in capitals."""
    written = {trimmed(word) for word in text.split()}
    return any(_is_offices(word, written) for word in trimmed(key(text)).split()) or _is_abbreviation(text)


def _is_offices(word: str, written: set[str]) -> bool:
    """The name of an office or the end of one; of two letters ("AB") only in capitals."""
    known = words.table("people", "organizations")
    is_word = word in known["words"] and (len(word) > 2 or word.upper() in written)
    return is_word or _ends(word, known["endings"])


def _is_abbreviation(text: str) -> bool:
    """One word in capitals: "BUP", "MAS-A"."""
    letters = trimmed(text).replace("-", "").replace(" ", "")
    is_one = letters.isalpha() and len(trimmed(key(text)).split()) == 1
    return is_one and letters.isupper() and 1 < len(letters) <= _ABBREVIATED


def is_known_office(word: str) -> bool:
    """An abbreviation that the lexicon has: "BUP"."""
    return key(word) in words.table("people", "organizations")["words"]


def is_company(said: list[str]) -> bool:
    """It ends as companies do: "Virket Syd AB"."""
    return bool(said) and key(said[-1]) in words.table("people", "organizations")["forms"]


def is_capacity(word: str) -> bool:
    """The whole word is a role's, a job's or an office's."""
    offices, bare = words.table("people", "organizations"), trimmed(key(word))
    known = words.table("people", "titles")["endings"] | offices["words"] | offices["endings"]
    return role_of(word) is not None or bare in known or (word.isupper() and len(word) > 1)


def _ends(word: str, endings: frozenset[str]) -> bool:
    """It is one of these words, or ends with a longer one."""
    beginnings = range(max(0, len(word) - _REACH), len(word))
    return any(word[at:] in endings and (at == 0 or len(word) - at >= _ENDING) for at in beginnings)
