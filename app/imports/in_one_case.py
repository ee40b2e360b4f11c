"""People in small letters only, or in capitals only: "nina, olof, kim (sekr)", "EVA EK, KASSÖR"."""

from dataclasses import replace

from app.imports import people
from app.imports.capacities import role_of
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
        if _begins_with_first_name(piece) or not said:
            one = people.entry(piece.title())
            said.append(replace(one, name=one.name and _as_in(text, one.name)))
        elif role := role_of(piece):
            said[-1] = replace(said[-1], roles=(*said[-1].roles, role))
    return said


def _are_people(pieces: list[str], text: str) -> bool:
    """In capitals one first name is enough; in small letters each piece is one and no more."""
    firsts = [_begins_with_first_name(piece) for piece in pieces]
    if text.isupper():
        return any(firsts)
    are_alone = all(len(before_brackets(piece).split()) < 2 for piece in pieces)
    return text.islower() and len(firsts) > 1 and all(firsts) and are_alone


def _begins_with_first_name(piece: str) -> bool:
    return is_first_name(key(piece.split(maxsplit=1)[0]).strip("().,"))


def _as_in(text: str, name: str) -> str:
    return name.lower() if text.islower() else name.upper()
