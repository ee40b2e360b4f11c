"""The people that a text lists between commas."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from app.imports import initials, people, words
from app.imports.as_the_others import as_the_others
from app.imports.by_and import one_by_one
from app.imports.capacities import is_known_office, is_organization, role_of
from app.imports.class_by_class import with_preschool
from app.imports.in_one_case import in_one_case
from app.imports.kinds import is_first_name
from app.imports.parts import before_brackets, parts
from app.imports.people import Entry
from app.imports.person_names import is_full_name, is_named_in_full
from app.imports.principals import by_principal, from_office
from app.imports.run_together import run_together
from app.imports.words import key

_FEW_LETTERS = 2  # who are called by their initials
_FEW = 12  # words


def in_text(text: str) -> list[Entry]:
    """Names between commas; what is no name belongs to the one before it, what stands before a colon to all behind."""
    if written := _in_short(text):
        return written
    pieces, principals = _pieces(text)
    if alike := in_one_case(pieces, text):
        return alike
    said = with_preschool(pieces, as_the_others(pieces, _each(pieces)))
    if _are_organizations(said):
        return [_organization(piece, one) for piece, one in zip(pieces, said, strict=True)]
    return _joined(zip(pieces, said, principals, strict=True))


def _in_short(text: str) -> list[Entry]:
    """Initials, names with only blanks between, or one person behind an office; else nobody."""
    named = from_there(text) or initials.between_blanks(text) or initials.between_commas(text)
    named = named or run_together(text)
    behind = None if named else _behind_office(text)
    return [behind] if behind else named


def from_there(text: str) -> list[Entry]:
    """ "IT: LB, MN": whom they are from, and nothing but initials; else nobody."""
    office, _, names = text.partition(": ")
    return [] if role_of(office) else [from_office(one, office) for one in initials.between_commas(names)]


def _behind_office(text: str) -> Entry | None:
    """ "FUB, Anna Alm": one office, and who came from there."""
    office, *rest = parts(text) or [""]
    is_office = is_organization(office) and not people.entry(office).name
    if len(rest) != 1 or not is_office or by_principal(office)[0]:
        return None
    person = people.entry(rest[0])
    is_person = is_named_in_full(rest[0]) and person.name and not person.organization
    return replace(person, organization=office) if is_person else None


def _pieces(text: str) -> tuple[list[str], list[str | None]]:
    """The parts of a list, and whom each is from: "Norrby kommun: Anna Alm, Bo Ek, Västerby: Eva Li"."""
    pieces: list[str] = []
    principals: list[str | None] = []
    current: str | None = None
    for part in parts(text):
        principal, names = by_principal(part)
        current = principal or current
        nobody = words.table("people", "nobody")["words"] if current else frozenset()
        for piece in one_by_one(names):
            if key(piece).strip(" .") in nobody:
                continue  # "6B: ingen"
            pieces.append(piece)
            principals.append(current)
    return pieces, principals


def _each(pieces: list[str]) -> list[Entry]:
    """ "Birgitta, MK, Ali B": among first names somebody may be called by the initials."""
    said = [_entry(piece) for piece in pieces]
    names = [one.name.split() for one in said if one.name]
    firsts = sum(is_first_name(key(first)) for first, *_ in names)
    are_letters = sum(initials.called(piece) is not None for piece in pieces) > _FEW_LETTERS
    if not (firsts or are_letters) or any(len(last) > 1 for _, *more in names for last in more):
        return said
    return [_by_initials(piece) or one for piece, one in zip(pieces, said, strict=True)]


def _by_initials(piece: str) -> Entry | None:
    """Who is called by them, if no office is."""
    called = initials.called(piece)
    return None if called and is_known_office(called.name or "") else called


def _entry(piece: str) -> Entry:
    """One of a list; a first name in small letters among others is somebody too: "bertil (bara chatt)"."""
    bare = before_brackets(piece)
    if not (bare.islower() and is_first_name(bare)):
        return people.entry(piece)
    return replace(people.entry(piece.replace(bare, bare.title(), 1)), name=bare)


def _are_organizations(said: list[Entry]) -> bool:
    """No full name among them, and most of the single words are organizations."""
    if any(one.name and (" " in one.name or is_first_name(key(one.name))) for one in said):
        return False
    return sum(one.name is None for one in said) * 2 > len(said)


def _organization(piece: str, said: Entry) -> Entry:
    return Entry(organization=before_brackets(piece) or piece.strip("() "), struck=said.struck)


def _joined(each: Iterable[tuple[str, Entry, str | None]]) -> list[Entry]:
    """What is no name read together with the one before it."""
    made: list[tuple[str, Entry, str | None]] = []
    for piece, one, principal in each:
        if not made or (one.name and not _is_what_they_are(made[-1][0], one.name)):
            made.append((piece, one, principal))
        else:
            whole = f"{made[-1][0]}, {piece}"
            made[-1] = (whole, people.entry(whole), made[-1][2])
    return [from_office(one, principal) for _, one, principal in made]


def _is_what_they_are(before: str, name: str) -> bool:
    """ "Ann-Sofie Dunér, Vision": one word that is no first name, behind a full one."""
    has_surname = is_full_name(before) and len(before.strip(" .").rsplit(" ", 1)[-1]) > 1
    return " " not in name and not is_first_name(key(name)) and has_surname


def is_one_person(text: str) -> bool:
    """ "Ingela Roos, dietist": a full name, and what that person is."""
    said = in_text(text)
    return len(said) == 1 and is_full_name(parts(text)[0]) and len(text.split()) < _FEW


def are_people(text: str) -> bool:
    """Most of its parts name somebody, those not counted that say what the one before is."""
    pieces = one_by_one(text) or [""]
    named = [
        people.entry(piece).name is not None
        for before, piece in pairwise(["", *pieces])
        if not (before and (role_of(piece) or _is_of(before, piece)))
    ]
    return sum(named) * 2 > len(named)


def _is_of(before: str, piece: str) -> bool:
    """ "Vera Lind, Lantbrukets förbund": whom the one before is from, by full name."""
    return is_organization(piece) and is_named_in_full(before) and people.entry(piece).name is None
