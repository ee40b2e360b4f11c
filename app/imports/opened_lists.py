"""The lists of people that one block begins: by its heading, its first cell, its labels or its sentences."""

from app.imports import initials, sections, words
from app.imports.begun_lists import begun
from app.imports.blocks import Block
from app.imports.capacities import role_of
from app.imports.listed import are_people
from app.imports.listed_in_cells import in_cells
from app.imports.lists_in_sentences import in_sentences
from app.imports.people import Entry
from app.imports.people_list import PeopleList
from app.imports.sections import LISTS
from app.imports.short_for_there import is_short_for_there
from app.imports.words import key

_ROLE_AND_NAME = 2  # cells


def opened(block: Block) -> list[PeopleList]:
    """What a heading, or the labels in a line, begin; a label that begins something else ends the lists before."""
    if block.kind == "heading" and (meaning := sections.section(block.text)):
        return [begun(meaning, block.text)]
    if named := _in_cells(block):
        return [named]
    if len(block.cells) > 2 and role_of(block.cells[0][0]):
        return []
    is_election = block.agenda_number is not None and _is_election(block)
    labelled = [_labelled(label, block, is_election=is_election) for label in sections.labels(block.text)]
    return [*labelled, *in_sentences(block, has_labels=bool(labelled))]


def _in_cells(block: Block) -> PeopleList | None:
    """A row whose first cell says what it lists, and whose others have the names."""
    head = block.cells[0][0] if block.cells else ":"
    meaning = sections.section(head) if ":" not in head else None
    if meaning not in LISTS or not meaning:
        return None
    made = begun(meaning, head)
    made.entries += in_cells([text for text, _, _ in block.cells[1:]])
    return made


def _labelled(label: sections.Label, block: Block, *, is_election: bool) -> PeopleList:
    heading = block.text[label.start : label.value]
    if label.meaning in LISTS and is_election:
        return PeopleList("elected")
    return begun(_meaning(label, heading, block), heading, block.text[label.value : label.end])


def _is_election(block: Block) -> bool:
    """ "Ledamöter 2 år: Vera Lind (omval)" under an item: those who are chosen, not those who are there."""
    said = {word.strip("().,:") for word in key(block.text).split()}
    return bool(said & words.table("people", "choosing")["terms"])


def _meaning(label: sections.Label, heading: str, block: Block) -> str:
    """A role before a colon at the head of a note names who was there, and so does "När" before people."""
    is_role = role_of(heading) is not None and label.meaning not in LISTS
    is_short = is_short_for_there(heading, block.text[label.value : label.end])
    is_there = (is_role or is_short) and block.agenda_number is None
    return "present" if is_there else label.meaning


def minute_taker(block: Block) -> list[PeopleList]:
    """ "Antecknare: Anna", "Scribe: AL" below those who could not come: whoever writes or adjusts was there."""
    label, _, names = block.text.partition(":")
    if len(block.cells) == _ROLE_AND_NAME and ":" not in block.text:
        (label, _, _), (names, _, _) = block.cells
    role = role_of(label)
    if role not in ("secretary", "adjuster"):
        return []
    if initials.are(names.strip()):
        return [PeopleList("present", entries=[Entry(names.strip(), roles=(role,))])]
    return [begun("present", label, names)] if are_people(names) else []
