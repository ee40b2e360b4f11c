"""People listed under one heading."""

from dataclasses import dataclass, field

from app.imports import listed, words
from app.imports.people import Entry
from app.imports.words import key


@dataclass
class PeopleList:
    """People listed under one heading. `excused`: it says why they were not there."""

    meaning: str
    excused: bool = False
    organization: str | None = None
    texts: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    def people(self) -> list[Entry]:
        return [*listed.in_lines(self.texts), *self.entries]


def says_why(heading: str) -> bool:
    beginnings = tuple(words.table("people", "excuses")["beginnings"])
    return any(word.startswith(beginnings) for word in key(heading).split())
