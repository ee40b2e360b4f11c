"""Tables of people: which column says what, and who stands in a row."""

from dataclasses import dataclass, field, replace

from app.imports import lexicon, people, sections, words
from app.imports.blocks import Block
from app.imports.capacities import role_of
from app.imports.parts import parts
from app.imports.people import Entry
from app.imports.person_lines import heads_tasks
from app.imports.person_names import is_named_in_full
from app.imports.presence import presence_of
from app.imports.principals import from_office
from app.imports.words import key


@dataclass
class Table:
    """`columns`: what each says. `office`: what the rows below, whose first column is empty, are from."""

    head: Block
    columns: dict[int, str] = field(default_factory=dict)
    office: str | None = None

    def people(self, row: Block) -> list[Entry]:
        """Who stands in a row; several where the cell of the name has several ("Eva Lind (samordnar), Ali Berg")."""
        said = self._said(row)
        names = parts(said.get("name", ""))
        several = len(names) > 1 and all(is_named_in_full(name) for name in names)
        each = [said | {"name": name} for name in names] if several else [said]
        return [one for told in each if (one := self._person(told))]

    def _person(self, said: dict[str, str]) -> Entry | None:
        """Nobody where the name is missing and no mark says that somebody was there."""
        name, mark = said.get("name", ""), presence_of(said.get("presence", ""))
        entry = _entry(said, marked="presence" in self.columns.values())
        if entry.name is None and not ((mark and not name) or "presence" not in self.columns.values()):
            return None
        if self.columns.get(0) == "organization":
            self.office = said.get("organization", self.office)
            entry = from_office(entry, self.office)
        return entry

    def _said(self, row: Block) -> dict[str, str]:
        placed = ((self._place(row, at, start), text) for at, (text, start, _) in enumerate(row.cells))
        return {self.columns[at]: text for at, text in placed if at in self.columns and text}

    def _place(self, row: Block, at: int, start: int) -> int:
        """Where cells are left out each belongs to the column with as many tabs before it, or that it stands under."""
        places = [column for _, column in _head(self.head)]
        if len(row.cells) >= len(places):
            return at
        if all(_tabs(self.head, start) == index for index, (_, start, _) in enumerate(self.head.cells)):
            return _tabs(row, start)
        return min(range(len(places)), key=lambda index: abs(places[index] - row.column(start)))


def _tabs(block: Block, at: int) -> int:
    return block.run.note.count("\t", at - block.column(at), at)


def _entry(said: dict[str, str], *, marked: bool) -> Entry:
    entry = people.entry(said.get("name", ""))
    mark = presence_of(said.get("presence", "")) if marked else None
    mark = "absent" if "absence" in said else mark
    role = role_of(said.get("role", ""))
    return replace(
        entry,
        title=entry.title or said.get("title"),
        organization=entry.organization or said.get("organization"),
        roles=(*entry.roles, role) if role and role not in entry.roles else entry.roles,
        presence=mark or entry.presence or ("absent" if marked else None),
    )


def columns(block: Block) -> dict[int, str]:
    """The meaning of each column, when the row is the head of a table of people."""
    found = {at: said for at, (text, _) in enumerate(_head(block)) if (said := _meaning(text))}
    named = next((at for at, (text, _) in enumerate(_head(block)) if key(text).startswith("namn ")), None)
    if found and named is not None and "name" not in found.values():
        found[named] = "name"  # "Namn och funktion"
    found |= _short_for_there(block)
    found |= _absent_beside_there(block, found)
    if found and "name" not in found.values() and sections.section(block.cells[0][0]) in sections.LISTS:
        found[0] = "name"
    is_of_people = len(found) > 1 and "name" in found.values() and not _is_of_tasks(block, found)
    return found if is_of_people else {}


def _is_of_tasks(block: Block, found: dict[int, str]) -> bool:
    """ "Vad | Vem | När | Status": whoever is to do something."""
    whose = [text for at, (text, _) in enumerate(_head(block)) if found.get(at) == "name"]
    owners = lexicon.entries("commitments", "labels", "owner")
    return heads_tasks(block) and all(key(text) in owners for text in whose)


def is_name_column(head: Block) -> bool:
    """Its first column is called "Namn", "Deltagare": that says of nobody whether they were there."""
    return _meaning(head.cells[0][0]) == "name"


def _meaning(text: str) -> str | None:
    """ "Namn", "Region/sjukhus": by the whole, else by what stands before a stroke."""
    known = words.meanings("people", "columns")
    return known.get(key(text)) or known.get(key(text).split("/", 1)[0].strip())


def _head(block: Block) -> list[tuple[str, int]]:
    """The columns of a table's head and where they begin; two that stand close ("Närv. Frånv.") are two."""
    known = set(words.meanings("people", "columns")) | words.table("people", "absent_beside_there")["words"]
    made: list[tuple[str, int]] = []
    for text, start, _ in block.cells:
        said = text.split()
        apart = len(said) > 1 and key(text) not in known and all(key(word) in known for word in said)
        at = start
        for word in said if apart else [text]:
            at = block.run.note.find(word.split()[0], at) if word else start
            made.append((word, block.column(at)))
            at += len(word)
    return made


def _short_for_there(block: Block) -> dict[int, str]:
    """ "Deltagare | Roll | När": beside names the first letters of "Närvarande", and no day."""
    said = [key(text) for text, _ in _head(block)]
    are_people = not {"namn", "deltagare", "ledamot"}.isdisjoint(said)
    return {at: "presence" for at, text in enumerate(said) if are_people and text == key("när")}


def _absent_beside_there(block: Block, found: dict[int, str]) -> dict[int, str]:
    """ "Deltagare | Närvarande | Frånvarande": behind names two columns for one mark."""
    absent = words.table("people", "absent_beside_there")["words"]
    are_marked = {"name", "presence"} <= set(found.values())
    return {at: "absence" for at, (text, _) in enumerate(_head(block)) if are_marked and key(text) in absent}
