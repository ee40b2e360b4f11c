"""A name among the words of a sentence, and the one that is its subject."""

from collections.abc import Iterator, Sequence
from functools import cache

from app.imports import words
from app.imports.appointed import Told, office
from app.imports.kinds import is_first_name
from app.imports.person_names import is_name
from app.imports.words import key

APPOSITION = 8  # words between commas behind a name
_TRIM = ' .,:;!?()"”'
_MOST = 4  # words of one name


def name_at(said: Sequence[str], at: int, *, alone: bool = False) -> str | None:
    """The name that stands there, the longest; `alone`: one word of it only when it is a first name."""
    for count in range(min(_MOST, len(said) - at), 0, -1):
        part = said[at : at + count]
        if any(word[-1] in ".,:;!?)" for word in part[:-1]) or part[0] == "I":
            continue
        name = " ".join(part).strip(_TRIM)
        if is_name(name) and (count > 1 or not alone or is_first_name(key(name))):
            return name if count > 1 or not _is_other(name) else None
    return None


def subject(said: Sequence[str], bare: Sequence[str], verbs: frozenset[str]) -> Iterator[Told]:
    """The name that the sentence begins with, or that follows a role, when one of the verbs is right behind it."""
    for at in range(min(4, len(said))):
        role = office(bare[at - 1]) if at else None
        name = name_at(said, at, alone=True) if at == 0 or role else None
        if name is None:
            continue
        behind = at + len(name.split())
        if any(stands_at(bare, place, verbs) for place in (behind, past_apposition(said, behind))):
            yield name, role
        return


def stands_at(bare: Sequence[str], at: int, verbs: frozenset[str]) -> bool:
    """Whether one of the verbs, of one word or two, stands there."""
    return " ".join(bare[at : at + 1]) in verbs or " ".join(bare[at : at + 2]) in verbs


def past_apposition(said: Sequence[str], behind: int) -> int:
    """ "Anna Alm, granne med gården, …": the place past what stands between two commas behind a name, if it does."""
    if behind >= len(said) or not said[behind - 1].endswith(","):
        return behind
    end = next(
        (at for at in range(behind, min(len(said), behind + APPOSITION)) if said[at].endswith(",")), None
    )
    return behind if end is None else end + 1


def _is_other(word: str) -> bool:
    """A word that is written with a capital as the first of a sentence, or what is chosen."""
    return key(word) in _others() or office(word) is not None


@cache
def _others() -> frozenset[str]:
    return words.table("people", "choosing")["verbs"] | words.table("people", "not_names")["words"]
