"""People in small letters only, or in capitals only: "nina, olof, kim (sekr)", "EVA EK, KASSÖR"."""

from dataclasses import replace

from app.imports import people
from app.imports.asides import is_aside
from app.imports.capacities import is_organization, is_title, role_of
from app.imports.kinds import is_first_name
from app.imports.parts import before_brackets
from app.imports.people import Entry
from app.imports.words import key


def in_one_case(pieces: list[str], text: str) -> list[Entry]:
    """As written; nothing where the text has both cases, or it is not first names that begin its pieces."""
    if not _are_people(pieces, text):
        return []
    said: list[Entry] = []
    for piece in pieces:
        if _begins_with_first_name(piece) or not said or (text.islower() and not _is_capacity(piece)):
            one = people.entry(_with_capitals(piece))
            said.append(replace(one, name=one.name and _as_in(text, one.name)))
        elif role := role_of(piece):
            said[-1] = replace(said[-1], roles=(*said[-1].roles, role))
    return said


def _are_people(pieces: list[str], text: str) -> bool:
    """In capitals one first name is enough; in small letters each piece is one and no more."""
    firsts = [_begins_with_first_name(piece) for piece in pieces]
    if text.isupper():
        return any(firsts)
    are_short = all(_is_short(before_brackets(piece)) for piece in pieces)
    return text.islower() and len(firsts) > 1 and sum(firsts) * 2 >= len(firsts) and are_short


def _is_short(piece: str) -> bool:
    """ "siv", "kalle n": one word, or one and an initial."""
    said = piece.split()
    return len(said) == 1 or (len(said) == 2 and len(said[1].strip(".")) == 1)


def _with_capitals(piece: str) -> str:
    """The name with capitals; what stands in brackets as written."""
    name, bracket, about = piece.partition("(")
    return name.title() + bracket + (about.title() if about.isupper() else about)


def _is_capacity(piece: str) -> bool:
    return role_of(piece) is not None or is_title(piece) or is_organization(piece) or is_aside(piece)


def _begins_with_first_name(piece: str) -> bool:
    return is_first_name(key(piece.split(maxsplit=1)[0]).strip("().,"))


def _as_in(text: str, name: str) -> str:
    return name.lower() if text.islower() else name.upper()
