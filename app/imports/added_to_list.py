"""Sentences behind a list of people that add to it: "Dessutom Siv Ek.", "Från museet deltog Bo Ask."."""

from dataclasses import replace

from app.imports import words
from app.imports.begun_lists import begun
from app.imports.capacities import is_organization
from app.imports.listed import are_people, is_one_person
from app.imports.people_list import PeopleList
from app.imports.presence import presence_of
from app.imports.verbs import may_be_verb
from app.imports.words import key

_BEFORE_VERB = 6  # words


def added(sentence: str) -> list[PeopleList]:
    """Those whom such a sentence names, and whom they are from; nobody where it tells something else."""
    said = sentence.split()
    known = words.table("people", "adding")
    first, is_from = key(said[0]), key(said[0]) in known["from"]
    if not is_from and first not in known["openers"]:
        return []
    verb = next((at for at, word in enumerate(said[:_BEFORE_VERB]) if key(word) in known["verbs"]), 0)
    names = " ".join(word for at, word in enumerate(said) if at > verb and key(word) not in known["too"])
    if is_from and not verb and len(said) > 2 and is_organization(said[1]):
        verb, names = 2, " ".join(said[2:])  # "Från biblioteket Siv Ek, Bo Ask"
    if (is_from and not verb) or not _are_named(names):
        return []
    office = " ".join(said[1:verb]) if is_from else None
    return [replace(begun("present", "närvarande", names), organization=office, is_sentence=True)]


def _are_named(names: str) -> bool:
    small = [word.strip(" .,") for word in names.split() if word[0].islower()]
    if any(presence_of(word) in ("absent", "excused") for word in small) or small[:1] == ["ingen"]:
        return False
    return not any(map(may_be_verb, small)) and (are_people(names) or is_one_person(names))
