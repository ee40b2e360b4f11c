"""People above a list of others: "Anhöriga i rådet: Eva Lind, Bo Alm", and below it "Personal på plats: …"."""

from collections.abc import Iterator, Sequence

from app.imports import words
from app.imports.blocks import Block
from app.imports.by_and import one_by_one
from app.imports.head import head
from app.imports.kinds import is_first_name
from app.imports.listed import in_text
from app.imports.opened_lists import opened
from app.imports.people_list import PeopleList
from app.imports.person_names import is_named_in_full
from app.imports.sections import LISTS
from app.imports.sent import is_receiver
from app.imports.unlabelled import is_from
from app.imports.verbs import may_be_verb
from app.imports.words import key


def above_lists(made: Sequence[Block], groups: Sequence[PeopleList]) -> list[PeopleList]:
    """The lines right above the first list that say whom several were from; not if it has one of them too."""
    top = head(made)
    first = next((at for at, block in enumerate(top) if _begins_list(block)), 0)
    listed = {key(said.name) for group in groups for said in group.people() if said.name}
    new = [line for line in _upwards(top[:first]) if listed.isdisjoint(_names(line))]
    return [PeopleList("present", texts=[*reversed(new)])] if new else []


def _begins_list(block: Block) -> bool:
    return any(group.meaning in LISTS for group in opened(block))


def _upwards(above: Sequence[Block]) -> Iterator[str]:
    for block in reversed(above):
        is_line = block.kind != "row" and not is_receiver(block.text) and is_from(block.text)
        is_line = is_line and not _tells_of_them(block.text)
        if not is_line or not _are_in_full(block.text):
            return
        yield block.text


def _tells_of_them(line: str) -> bool:
    """ "Avgående ledamöter: …", "Ansvarar för fika: …": what is told of people, wherever they are."""
    label = key(line.partition(":")[0]).split()
    return not words.table("people", "told_of")["words"].isdisjoint(label) or any(map(may_be_verb, label))


def _are_in_full(line: str) -> bool:
    named = one_by_one(line.partition(": ")[2])
    return len(named) > 1 and all(map(is_named_in_full, named)) and any(map(_has_first_name, named))


def _has_first_name(text: str) -> bool:
    return is_first_name(key(text).split(" ", 1)[0])


def _names(line: str) -> list[str]:
    return [key(said.name) for said in in_text(line) if said.name]
