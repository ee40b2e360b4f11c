"""What is said behind a name when somebody could not come: "har förhinder"."""

from collections.abc import Sequence
from functools import cache, lru_cache

from app.imports import words
from app.imports.words import key

_TRIM = ' /.,;:!?()"”»–-'
_LONGEST = 8  # words of such a phrase


@lru_cache(maxsize=20_000)
def bare(word: str) -> str:
    return key(word).strip(_TRIM)


def is_away(behind: Sequence[str]) -> bool:
    """ "har förhinder", close behind the name."""
    phrases = words.table("people", "away")["phrases"]
    if not any(word in away_words() for word in behind[:4]):
        return False
    return any(
        " ".join(behind[at : at + count]) in phrases and not _is_to_another(behind[at + count - 1 :])
        for at in range(4)
        for count in range(_LONGEST, 1, -1)
    )


def _is_to_another(behind: Sequence[str]) -> bool:
    """ "… återbud till kommunen": from something else."""
    return list(behind[:2]) == [key("återbud"), "till"]


@cache
def away_words() -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in words.table("people", "away")["phrases"])
