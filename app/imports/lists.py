"""The lists of people in a note: where each begins, whom it has, where it ends."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from app.imports import listed, people, sections, words
from app.imports.blocks import Block
from app.imports.by_and import by_and
from app.imports.capacities import is_organization, role_of
from app.imports.parts import parts
from app.imports.people import Entry
from app.imports.people_list import PeopleList, says_offices, says_why
from app.imports.people_tables import Table, columns, is_name_column
from app.imports.sections import LISTS
from app.imports.side_by_side import share, side_by_side
from app.imports.words import key

_PHRASE = 8  # words before "var" in "Närvarande på mötet var"
_SHORT = 60  # letters
_NEAR = 300  # letters in which more people, and where they are from, must begin
_LONGEST = 20_000  # letters of a list in one paragraph


@dataclass
class _Reading:
    """The list that is being read, the columns of its table, and lists that stand beside each other."""

    current: PeopleList | None = None
    table: Table | None = None
    beside: dict[int, PeopleList] = field(default_factory=dict)


def people_lists(made: Sequence[Block]) -> list[PeopleList]:
    """Each begins at a heading or label that says so."""
    reading = _Reading()
    found = [
        (at, group)
        for at, block in enumerate(made)
        for group in (*_lists_at(reading, block, made[at + 1 : at + 2]), *_in_brackets(block))
    ]
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
    if beside := side_by_side(block):
        reading.current, reading.beside = None, beside
        return list(beside.values())
    if opened := _opened(block) or _minute_taker(reading, block):
        reading.current = opened[-1] if opened[-1].meaning in LISTS else None
        reading.table, reading.beside = None, {}
        return opened
    if block.kind == "heading":
        return _within(reading, block, following)
    if reading.beside and listed.is_person_line(block):
        share(reading.beside, block)
    elif reading.current:
        reading.current = _take(reading, block, following)
    return []


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
    if current and not block.opens_item and block.text[-1] != ":" and people.entry(block.text).name:
        current.texts.append(block.text)
        return []
    goes_on = not block.opens_item and key(block.text).strip(" .:") not in _items()
    if current is None or not goes_on or not following or not listed.is_person_line(following[0]):
        reading.current = None
        return []
    reading.current = replace(current, organization=block.text.rstrip(": "), texts=[], entries=[])
    return [reading.current]


def _opened(block: Block) -> list[PeopleList]:
    """The groups that a heading, or the labels in a line, begin; a label that begins something else ends them."""
    if block.kind == "heading" and (meaning := sections.section(block.text)):
        return [_group(meaning, block.text)]
    meaning = sections.section(block.cells[0][0]) if block.cells and ":" not in block.cells[0][0] else None
    if meaning in LISTS and meaning:
        made = _group(meaning, block.cells[0][0])
        made.entries += listed.in_cells([text for text, _, _ in block.cells[1:]])
        return [made]
    if len(block.cells) > 2 and role_of(block.cells[0][0]):
        return []
    labelled = [
        _group(
            _meaning(label, block),
            block.text[label.start : label.value],
            block.text[label.value : label.end],
        )
        for label in sections.labels(block.text)
    ]
    return [*labelled, *_phrased(block, has_labels=bool(labelled))]


def _minute_taker(reading: _Reading, block: Block) -> list[PeopleList]:
    """ "Antecknare: Anna" below those who could not come: whoever writes or adjusts was there."""
    label, colon, names = block.text.partition(":")
    if reading.current is None or reading.current.meaning != "absent" or not colon:
        return []
    is_there = role_of(label) in ("secretary", "adjuster") and listed.are_people(names)
    return [_group("present", label, names)] if is_there else []


def _meaning(label: sections.Label, block: Block) -> str:
    """A role before a colon at the head of a note names somebody who was there."""
    role = role_of(block.text[label.start : label.value])
    is_role = role is not None and label.meaning not in LISTS
    return "present" if is_role and block.agenda_number is None else label.meaning


def _group(meaning: str, heading: str, text: str = "") -> PeopleList:
    made = PeopleList(meaning, excused=says_why(heading), of_offices=says_offices(heading))
    if meaning == "present" and (others := _all_but(text)):
        return PeopleList("absent", texts=[_first_sentence(others)])
    if meaning in LISTS and text.strip(" .,:-–"):
        made.texts.append(_one_list(_first_sentence(text[:_LONGEST])))
        if role := role_of(heading):
            made.entries, made.texts = [_as(said, role) for said in listed.in_text(made.texts[0])], []
    return made


def _all_but(text: str) -> str:
    """ "alla utom Eva och Ali": those who were not there."""
    said = text.split()
    phrases = words.table("people", "all_but")["phrases"]
    count = next((count for count in (2, 3) if key(" ".join(said[:count])) in phrases), 0)
    return " ".join(said[count:]) if count else ""


def _as(said: Entry, role: str) -> Entry:
    return replace(said, roles=(role, *(other for other in said.roles if other != role)))


def _phrased(block: Block, *, has_labels: bool) -> list[PeopleList]:
    """The lists that sentences of a paragraph are; above the agenda also those behind the first sentence."""
    first = _first_sentence(block.text[:_LONGEST])
    found = [] if has_labels or block.kind == "row" else _phrased_in(first) or _said_present(first)
    rest = block.text[len(first) : _LONGEST].lstrip(". ") if block.agenda_number is None else ""
    while rest and block.kind != "row":
        first = _first_sentence(rest)
        found += _phrased_in(first) or (_said_present(first) if found or has_labels else [])
        rest = rest[len(first) :].lstrip(". ")
    return found


def _phrased_in(text: str) -> list[PeopleList]:
    """ "Närvarande var Anna Alm och Bo Ek.", "Närvarande Anna, Bo": the words without a colon, before names."""
    said = text.split()
    if len(said) < 2 or key(said[0]).strip(".:-–") not in _first_words():
        return []
    verb = next((at for at, word in enumerate(said[:_PHRASE]) if word.strip(":") in ("var", "är")), None)
    counts = ([verb] if verb else []) + list(range(min(5, len(said) - 1), 0, -1))
    for count in counts:
        meaning = sections.section(" ".join(said[:count]))
        if meaning in ("present", "absent"):
            text = _first_sentence(" ".join(said[count + (count == verb) :]))
            if listed.are_people(text) or listed.is_one_person(text):
                return [_group(meaning, " ".join(said[:count]), text)]
    return []


def _said_present(text: str) -> list[PeopleList]:
    """ "Anna, Bo och Eva är närvarande.": the names before."""
    said = text.rstrip(" .")
    if key(said).rsplit(" ", 1)[-1] not in _last_words():
        return []
    for meaning in ("present", "absent"):
        for end in sorted(words.table("structure", "said_of")[meaning]):
            names = said[: -len(end) - 1] if key(said).endswith(f" {end}") else ""
            if names and listed.are_people(names) and _begins_with_name(names):
                return [_group(meaning, "förhinder" if meaning == "absent" else "närvarande", names)]
    return []


def _in_brackets(block: Block) -> list[PeopleList]:
    """ "Anna, Bo (Eva och Ali hade förhinder)": those of whom a bracket tells."""
    inner = (part.split(")", 1)[0] for part in block.text[:_LONGEST].split("(")[1:])
    return [group for text in inner if " " in text for group in _said_present(text)]


def _begins_with_name(text: str) -> bool:
    first = next(iter(parts(text)), "")
    return any(people.entry(side).name for side in by_and(first)[:1])


@cache
def _items() -> frozenset[str]:
    """Headings that are items of an agenda whatever stands below."""
    formalities = words.meanings("structure", "formalities")
    return words.table("structure", "unnumbered")["titles"] | frozenset(formalities)


@cache
def _last_words() -> frozenset[str]:
    """What the sentences end with that tell who was there."""
    known = words.table("structure", "said_of")
    return frozenset(phrase.split()[-1] for phrase in known["present"] | known["absent"])


@cache
def _first_words() -> frozenset[str]:
    known = words.table("structure", "sections")
    return frozenset(phrase.split()[0] for phrase in known["present"] | known["absent"])


def _is_office(word: str) -> bool:
    return word[0].isupper() and is_organization(word)


def _is_principal(text: str) -> bool:
    """ "7B: Hassan, Tilde", "På Skype: Susanne": more people, and where they are from."""
    before, colon, behind = text[:_NEAR].partition(": ")
    short = bool(colon) and len(before.split()) < 3 and sections.label(before) is None
    return short and listed.are_people(behind.partition(". ")[0])


def _one_list(text: str) -> str:
    """The lists of several principals with commas between: "7A: Leo. 7B: Hassan" as "7A: Leo, 7B: Hassan"."""
    first, *more = text.split(". ")
    return first + "".join(f"{', ' if _is_principal(piece) else '. '}{piece}" for piece in more)


def _first_sentence(text: str) -> str:
    """Up to a full stop that ends a sentence: behind a word of some length, before a capital."""
    at = text.find(". ")
    while at >= 0:
        word = text[:at].rsplit(" ", 1)[-1]
        ends = len(word) > 2 and not role_of(word) and not _is_office(word)
        more = text[at + 2 : at + 2 + _NEAR]
        if ends and more[:1].isupper() and not _is_principal(more):
            return text[:at]
        at = text.find(". ", at + 1)
    return text.strip()


def _take(reading: _Reading, block: Block, following: Sequence[Block]) -> PeopleList | None:
    """The group that is read with the block's people in it; None when the list is over."""
    current = reading.current
    if current is None:
        return None
    if reading.table and _is_read_by(reading.table, current, block, following):
        return current
    if listed.is_person_line(block):
        current.entries += listed.in_row(block) if block.kind == "row" else []
        current.texts += [] if block.kind == "row" else [block.text]
        return current
    goes_on = (
        len(block.text) < _SHORT
        and following
        and listed.is_person_line(following[0])
        and block.text[-1] not in ".!?"
    )
    return current if goes_on else None


def _is_read_by(table: Table, current: PeopleList, block: Block, following: Sequence[Block]) -> bool:
    """A row, or a line between two rows that says where the next ones are from."""
    if block.kind == "row":
        current.entries += table.people(block)
        return True
    is_office = bool(following) and following[0].kind == "row" and len(block.text) < _SHORT
    if is_office and not any(said.name for said in listed.in_text(block.text)):
        table.office = block.text
        return True
    return False
