"""Whom somebody is from, by how the others of the list are written: "Vera Lind FUB, Isak Bro HRF, Siv Ek Balans"."""

from collections.abc import Sequence
from dataclasses import replace

from app.imports.kinds import is_first_name
from app.imports.parts import before_brackets
from app.imports.people import Entry
from app.imports.words import key

_FEWEST = 2  # who have an abbreviation right behind their name
_FEWEST_OF_PLACES = 4  # who have a name of three words
_WITH_OFFICE = 3  # words


def as_the_others(pieces: Sequence[str], said: Sequence[Entry]) -> list[Entry]:
    """Where most are a name and an abbreviation, or all have three words, the third is what they are from too."""
    alike = sum(map(_has_abbreviation, pieces, said))
    are_few = alike < _FEWEST or alike * 2 <= len(said)
    return list(said) if are_few and not _have_three_words(said) else [_parted(one) for one in said]


def _have_three_words(said: Sequence[Entry]) -> bool:
    """ "Vera Lind Ekby, Isak Bro Alby, Siv Ek Alby, Bo Ask Tallby": of four at least some are from the same place."""
    names = [(one.name or "").split() for one in said]
    places = [name[-1] for name in names if name]
    return (
        len(names) >= _FEWEST_OF_PLACES
        and len(set(places)) < len(places)
        and all(len(name) == _WITH_OFFICE and _begins_alone(name) for name in names)
    )


def _begins_alone(name: list[str]) -> bool:
    """ "Vera Lind Ekby"; not "Anna Maria Ek", who has two first names."""
    return is_first_name(key(name[0])) and not is_first_name(key(name[1]))


def _has_abbreviation(piece: str, one: Entry) -> bool:
    office = one.organization or ""
    return office.isupper() and before_brackets(piece) == f"{one.name} {office}"


def _parted(one: Entry) -> Entry:
    *name, last = (one.name or "").split() or [""]
    is_whole = len(name) + 1 == _WITH_OFFICE and one.organization is None and name[-1][0].isupper()
    return replace(one, name=" ".join(name), organization=last) if is_whole else one
