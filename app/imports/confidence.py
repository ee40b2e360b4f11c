"""How sure a proposal is: what share of those made by the same signs turn out to be points."""

from collections.abc import Iterable
from math import exp, log

from app.imports import lexicon

LEAST = 0.5  # more likely right than not
_MOST = 0.97


def surer(share: float, clue: str) -> float:
    """An estimate moved by one more clue."""
    return _bounded(log(share / (1 - share)) + lexicon.number("confidence", "clues", clue))


def estimate(sign: str, clues: Iterable[str]) -> float:
    """The share for the sign, moved by each clue that speaks for it or against it."""
    share = lexicon.number("confidence", "signs", sign)
    odds = log(share / (1 - share)) + sum(lexicon.number("confidence", "clues", clue) for clue in clues)
    return _bounded(odds)


def _bounded(odds: float) -> float:
    return round(min(_MOST, 1 / (1 + exp(-odds))), 2)
