"""Where a list of people in running text ends."""

import re

from app.imports import sections
from app.imports.capacities import is_organization, role_of
from app.imports.class_by_class import with_colons
from app.imports.kinds import is_first_name
from app.imports.listed import are_people, is_one_person
from app.imports.parts import parts
from app.imports.person_names import is_full_name, is_named_in_full
from app.imports.verbs import is_finite
from app.imports.words import key

LONGEST = 20_000  # letters of a list in one paragraph
_NEAR = 300  # letters in which more people, and where they are from, must begin
_STOP = re.compile(r"[.!] ")
_ABBREVIATED = 2  # letters of a word whose full stop ends no sentence


def first_sentence(text: str) -> str:
    """Up to a full stop that ends a sentence: behind a word of some length, before a capital."""
    for stop in _STOP.finditer(text):
        before, more = text[: stop.start()], text[stop.end() : stop.end() + _NEAR]
        ends = (stop[0] == "! " or _may_end(before)) and more[:1].isupper()
        if ends and not _goes_on(more) and not _is_one_more(more):
            return before
    return text.strip()


def _may_end(before: str) -> bool:
    """Its last word is no abbreviation, role or office, "ordf.", but may be an item's number: "under punkt 3"."""
    word = before.rsplit(" ", 1)[-1]
    if word.isdecimal():
        return before.removesuffix(word).endswith("punkt ")
    is_office = word[:1].isupper() and is_organization(word)
    return len(word) > _ABBREVIATED and not role_of(word) and not is_office


def one_list(text: str) -> str:
    """The lists of several principals with commas between: "7A: Leo. 7B: Hassan" as "7A: Leo, 7B: Hassan"."""
    first, *more = with_colons(text).split(". ")
    joined = (
        f"{', ' if _goes_on(piece) else '; ' if _is_one_more(piece) else '. '}{piece}" for piece in more
    )
    return first + "".join(joined)


def _is_one_more(text: str) -> bool:
    """ "Bo Ek, läkare, Region Mitt": behind a full stop one more person or several, of whom nothing is told."""
    piece = text.partition(". ")[0]
    if "," not in piece or not piece[:1].isupper() or not is_full_name(piece.partition(",")[0]):
        return False
    small = [word for word in piece.split() if word[0].islower()]
    return not any(map(is_finite, small)) and (is_one_person(piece) or _are_known(piece))


def _are_known(text: str) -> bool:
    """ "Bo Ek, Siv Alm (på länk), Ali Berg": nothing but full names with first names that are known."""
    return all(is_named_in_full(piece) and is_first_name(key(piece).split()[0]) for piece in parts(text))


def _goes_on(text: str) -> bool:
    """ "7B: Hassan, Tilde", "På Skype: Susanne": more people, and where they are from."""
    before, colon, behind = text[:_NEAR].partition(": ")
    short = bool(colon) and len(before.split()) < 3 and sections.label(before) is None
    return short and are_people(behind.partition(". ")[0])
