"""The lists of people in a note: where each begins, whom it has, where it ends."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from app.imports import people, sections
from app.imports.blocks import Block
from app.imports.formalities import is_formality, is_unnumbered
from app.imports.kinds import is_first_name
from app.imports.legends import legend_of
from app.imports.list_goes_on import goes_on
from app.imports.lists_in_sentences import in_brackets
from app.imports.opened_lists import minute_taker, opened
from app.imports.people_list import PeopleList
from app.imports.people_tables import Table, columns, is_name_column
from app.imports.person_lines import is_person_line
from app.imports.sections import LISTS
from app.imports.side_by_side import of_sides, share, side_by_side
from app.imports.words import key


@dataclass
class _Reading:
    """The list that is being read, the columns of its table, and lists that stand beside each other."""

    current: PeopleList | None = None
    table: Table | None = None
    beside: dict[int, PeopleList] = field(default_factory=dict)


def people_lists(made: Sequence[Block]) -> list[PeopleList]:
    """Each begins at a heading or label that says so."""
    reading = _Reading()
    legend = legend_of(made)
    found: list[tuple[int, PeopleList]] = []
    for at, block in enumerate(made):
        begun = [*_lists_at(reading, block, made[at + 1 : at + 2]), *in_brackets(block)]
        for group in begun:
            group.legend = legend
        found += [(at, group) for group in begun]
    return [_undivided(found[place - 1 : place], at, group) for place, (at, group) in enumerate(found)]


def _undivided(before: Sequence[tuple[int, PeopleList]], at: int, group: PeopleList) -> PeopleList:
    """Of columns that were lost only their headings tell: "Närvarande", "Frånvarande", and then all the names."""
    are_lost = any(
        at - place == 1 and other.meaning == "present" and group.meaning == "absent" and not other.people()
        for place, other in before
    )
    return replace(group, meaning="members") if are_lost and len(group.texts) > 1 else group


def _lists_at(reading: _Reading, block: Block, following: Sequence[Block]) -> list[PeopleList]:
    """The lists that begin at a block; a block that begins none is read into the present one."""
    if table := columns(block):
        return _begin_table(reading, block, table)
    if beside := side_by_side(block) or of_sides(block, following):
        reading.current, reading.beside = None, beside
        return list(beside.values())
    if begun := opened(block) or _minute_taker(reading, block):
        is_open = begun[-1].meaning in LISTS and not begun[-1].is_sentence
        reading.current = begun[-1] if is_open else None
        reading.table, reading.beside = None, {}
        return begun
    if block.kind == "heading":
        return _within(reading, block, following)
    if reading.beside and is_person_line(block):
        share(reading.beside, block)
    elif reading.current and not goes_on(reading.table, reading.current, block, following):
        reading.current = None
    return []


def _minute_taker(reading: _Reading, block: Block) -> list[PeopleList]:
    is_below_absent = reading.current is not None and reading.current.meaning == "absent"
    return minute_taker(block) if is_below_absent else []


def _begin_table(reading: _Reading, block: Block, said: dict[int, str]) -> list[PeopleList]:
    """A table of people; without a heading above it, its first column says what it is."""
    reading.table = Table(block, said)
    meaning = sections.section(block.cells[0][0])
    if reading.current and (meaning not in LISTS or is_name_column(block)):
        return []
    reading.current = PeopleList(meaning if meaning in LISTS and meaning else "present")
    return [reading.current]


def _within(reading: _Reading, block: Block, following: Sequence[Block]) -> list[PeopleList]:
    """What looks like a heading: a person, whom the next ones are from, or the end of the list."""
    reading.beside = {}
    current = reading.current
    if current and not block.opens_item and block.text[-1] != ":" and _is_person(block.text):
        current.texts.append(block.text)
        return []
    is_within = not (block.opens_item or is_formality(block.text) or is_unnumbered(block.text))
    if current is None or not is_within or not following or not is_person_line(following[0]):
        reading.current = None
        return []
    reading.current = replace(current, organization=block.text.rstrip(": "), texts=[], entries=[])
    return [reading.current]


def _is_person(text: str) -> bool:
    """A full name, or one that begins with a first name: no "VATTNET"."""
    name = people.entry(text).name
    return name is not None and (" " in name or is_first_name(key(name)))
