"""Nouns that speak of work told before: "köpa in" and "inköpet", "besiktigas" and "besiktningen"."""

from collections.abc import Sequence

_DEFINITE = ("andet", "endet", "ningen", "ingen", "elsen", "en", "et", "n", "t")
_PARTICLES = ("in", "ut", "upp", "av", "på", "om", "till", "fram", "över", "efter")
_SHORTEST = 3  # letters of a stem by which a verb is known again


def is_noun_of(word: str, above: Sequence[str]) -> bool:
    """Whether a definite noun is the work that one of the words above does, with or without its particle."""
    stem = next((word.removesuffix(end) for end in _DEFINITE if word.endswith(end)), "")
    if len(stem) < _SHORTEST:
        return False
    stems = {stem, *(stem.removeprefix(part) for part in _PARTICLES if part in above)}
    return any(len(one) >= _SHORTEST and other.startswith(one) for one in stems for other in above)
