"""People listed under one heading."""

from dataclasses import dataclass, field, replace

from app.imports import words
from app.imports.blocks import Block
from app.imports.legends import Legend
from app.imports.listed_in_cells import in_row
from app.imports.listed_in_lines import in_lines
from app.imports.people import Entry
from app.imports.words import key


@dataclass
class PeopleList:
    """People listed under one heading. `excused`: it says why they were not there. `of_offices`: it lists these.

    `is_sentence`: it ends where its sentence does. `legend`: what the note says its marks mean.
    """

    meaning: str
    excused: bool = False
    organization: str | None = None
    of_offices: bool = False
    is_sentence: bool = False
    texts: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    legend: Legend | None = None

    def add(self, block: Block) -> None:
        """Whoever a line or a row names."""
        if self.legend:
            self.entries += self.legend.people(block)
        elif block.kind == "row":
            self.entries += in_row(block)
        else:
            self.texts.append(block.text)

    def people(self) -> list[Entry]:
        """Those of the lines, and those of the rows."""
        said = [*in_lines(self.texts), *self.entries]
        said = self.legend.completed(said) if self.legend else said
        return list(map(_as_office, said)) if self.of_offices else said


def says_why(heading: str) -> bool:
    beginnings = tuple(words.table("people", "excuses")["beginnings"])
    return any(word.startswith(beginnings) for word in key(heading).split())


def says_offices(heading: str) -> bool:
    """ "Deltagande kommuner"."""
    return not words.table("people", "office_lists")["words"].isdisjoint(key(heading).strip(" :").split())


def _as_office(said: Entry) -> Entry:
    """A name of one word under such a heading is an office's."""
    return replace(said, name=None, organization=said.name) if said.name and " " not in said.name else said
