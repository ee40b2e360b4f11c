"""A list of people as its first line begins it: the words above or before the names, and the names behind."""

from dataclasses import replace

from app.imports import words
from app.imports.asides import is_for_an_item
from app.imports.capacities import role_of
from app.imports.end_of_list import LONGEST, first_sentence, one_list
from app.imports.listed import in_text
from app.imports.people import Entry
from app.imports.people_list import PeopleList, says_offices, says_why
from app.imports.sections import LISTS
from app.imports.words import key


def begun(meaning: str, heading: str, text: str = "") -> PeopleList:
    """The list under a heading or label, with those whom the text behind it names."""
    if meaning == "present" and (others := _all_but(text)):
        return PeopleList("absent", texts=[first_sentence(others)])
    meaning = "present" if meaning == "called" and is_for_an_item(text) else meaning
    made = PeopleList(meaning, excused=says_why(heading), of_offices=says_offices(heading))
    if meaning not in LISTS or not text.strip(" .,:-–"):
        return made
    names = one_list(first_sentence(text[:LONGEST]))
    if role := role_of(heading):
        made.entries = [_as(said, role) for said in in_text(names)]
    else:
        made.texts = [names]
    return made


def _all_but(text: str) -> str:
    """ "alla utom Eva och Ali": those who were not there."""
    said = text.split()
    phrases = words.table("people", "all_but")["phrases"]
    count = next((count for count in (2, 3) if key(" ".join(said[:count])) in phrases), 0)
    return " ".join(said[count:]) if count else ""


def _as(said: Entry, role: str) -> Entry:
    return replace(said, roles=(role, *(other for other in said.roles if other != role)))
