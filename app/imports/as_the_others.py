"""Whom somebody is from, by how the others of the list are written: "Vera Lind FUB, Isak Bro HRF, Siv Ek Balans"."""

from collections.abc import Sequence
from dataclasses import replace

from app.imports.parts import before_brackets
from app.imports.people import Entry

_FEWEST = 2  # who have an abbreviation right behind their name
_WITH_OFFICE = 3  # words


def as_the_others(pieces: Sequence[str], said: Sequence[Entry]) -> list[Entry]:
    """Where most are a name and an abbreviation, the third word of a name is what they are from too."""
    alike = sum(map(_has_abbreviation, pieces, said))
    if alike < _FEWEST or alike * 2 <= len(said):
        return list(said)
    return [_parted(one) for one in said]


def _has_abbreviation(piece: str, one: Entry) -> bool:
    office = one.organization or ""
    return office.isupper() and before_brackets(piece) == f"{one.name} {office}"


def _parted(one: Entry) -> Entry:
    *name, last = (one.name or "").split() or [""]
    is_whole = len(name) + 1 == _WITH_OFFICE and one.organization is None and name[-1][0].isupper()
    return replace(one, name=" ".join(name), organization=last) if is_whole else one
