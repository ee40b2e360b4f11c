"""The people of the lines of a list: one on each, or many between commas; ticked, or below whom they are from."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from app.imports import people, ticked
from app.imports.by_and import by_and
from app.imports.capacities import is_organization
from app.imports.end_of_list import one_list
from app.imports.kinds import is_first_name
from app.imports.lines_run_on import run_on
from app.imports.listed import from_there, in_text
from app.imports.names_between_dashes import names_between_dashes
from app.imports.parts import parts
from app.imports.people import Entry
from app.imports.person_names import is_name, is_named_in_full
from app.imports.principals import by_principal
from app.imports.words import key

_MOST_PARTS = 5  # of a line that tells of one person


def in_lines(texts: Sequence[str]) -> list[Entry]:
    """Whoever the lines name, and offices and roles without a name."""
    texts = [line for text in texts for line in run_on(one_list(text))]
    if ticked.are_ticked(texts):
        return [one for text in texts for one in _ticked(text)]
    if parted := _by_office(texts):
        return parted
    single = sum(map(_is_one, texts))
    alone = len(texts) > 1 and single * 2 >= len(texts)
    said = (one for text in texts for one in (_one(text) if alone else in_text(text)))
    return [one for one in said if one.name or is_organization(one.organization or "") or one.roles]


def _ticked(text: str) -> list[Entry]:
    """Those of a line in a list where a tick tells who was there."""
    bare, mark = ticked.parted(text)
    there = "present" if mark else "absent"
    return [replace(one, presence=one.presence or there) for one in in_text(bare) if one.name]


def _by_office(texts: Sequence[str]) -> list[Entry]:
    """Lines that say where those on the lines below are from, each at the head of its people; else nothing."""
    heads = [_is_office(text) for text in texts]
    if not heads or not heads[0] or heads[-1] or any(first and second for first, second in pairwise(heads)):
        return []
    made: list[Entry] = []
    office = ""
    for text, is_head in zip(texts, heads, strict=True):
        office = text.strip(" :") if is_head else office
        said = [] if is_head else in_text(text)
        made += [replace(one, organization=one.organization or office) for one in said if one.name]
    return made


def _is_office(text: str) -> bool:
    """ "Norrby kommun" alone."""
    is_alone = "," not in text and by_principal(text)[0] is None
    return is_alone and is_organization(text) and people.entry(text).name is None


def _is_one(text: str) -> bool:
    """Behind its first comma or dash stands no other person."""
    pieces = parts(text)
    return (
        len(names_between_dashes(text)) == 1
        and len(pieces) <= _MOST_PARTS
        and not any(
            is_named_in_full(piece) or _is_first_name(piece) or _is_called_first(piece)
            for piece in pieces[1:]
        )
    )


def _is_called_first(text: str) -> bool:
    """ "Patrik har inte hört av sig": a first name, and what is said of it in small letters."""
    first, _, behind = text.strip().partition(" ")
    return behind[:1].islower() and first[:1].isupper() and _is_first_name(first)


def _one(text: str) -> list[Entry]:
    """The person of a line among others that have one each, or two with "och" between; many where it has many."""
    if not _is_one(text) or _are_first_names(text) or by_principal(text)[0] or from_there(text):
        return in_text(text)
    both = by_and(text)
    said = people.entry(text)
    return [people.entry(side) for side in both] if len(both) > 1 and said.name is None else [said]


def _are_first_names(text: str) -> bool:
    """ "Tor, Monica, Anders", "Micke, Jenny S, Totte": nothing but names, though the other lines have one each."""
    pieces = parts(text)
    if len(pieces) > 1 and all(map(_is_first_name, pieces)):
        return True
    return len(pieces) > 2 and all(map(_is_short_name, pieces))


def _is_first_name(text: str) -> bool:
    return is_first_name(key(text).strip(" ."))


def _is_short_name(text: str) -> bool:
    """One word with a capital, or a first name with an initial."""
    said = text.strip(" .").split()
    return is_name(text) and (len(said) == 1 or (len(said) == 2 and len(said[1].strip(".")) == 1))
