"""What a transaction has written so far, and the changes that it makes of it at its end."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from app import clock
from app.recording import facts
from app.recording.facts import Facts
from app.recording.told import NAMING, NOUNS, PARTS, type_of

Thing = tuple[str, UUID]  # table and id


@dataclass
class Noted:
    """Things with what was done to them; those that went; who came to be named (1) or no longer is (-1), and where."""

    things: dict[Thing, set[str]] = field(default_factory=lambda: defaultdict(set))
    gone: dict[Thing, Any] = field(default_factory=dict)
    named: Counter[tuple[UUID, Thing]] = field(default_factory=Counter)
    at: datetime | None = None

    def write(self, table: str, row: Any, participle: str, beside: Collection[str] = ()) -> None:
        """A row is written: `participle` is created, updated or deleted; `beside`: what else is said of that."""
        part = PARTS.get(table)
        thing = (part.table, getattr(row, part.by)) if part else (table, row.id)
        said = part.participle(row) if part else participle
        if table in NAMING and row.person_id and participle != "updated":
            self.named[row.person_id, thing] += 1 if participle == "created" else -1
        if said:
            self.say(thing, said, *beside, at=getattr(row, "modified_at", None))
        if participle == "deleted" and table in NOUNS:
            self.gone[thing] = row

    def say(self, thing: Thing, *participles: str, at: datetime | None = None) -> None:
        """Something happened to a thing, at an instant (None: when the rest did)."""
        self.things[thing].update(participles)
        self.at = max(filter(None, (self.at, at)), default=None)

    def changes(self, session: Session) -> Iterator[dict[str, Any]]:
        """The fields of a Change for each: every thing is told as it is at the end, and of each kind once."""
        known = self._known(session)
        at = self.at or clock.now()
        for thing, participles in self.things.items():
            for participle in _told(participles, gone=thing not in known):
                yield _change(session, thing, participle, at, *self._facts(session, known, thing))
        for (person_id, group_id), number in self._people(session, known).items():
            if number:
                participle = "shown" if number > 0 else "hidden"
                yield _change(session, ("persons", person_id), participle, at, None, group_id)

    def _known(self, session: Session) -> dict[Thing, Facts]:
        wanted: dict[str, set[UUID]] = defaultdict(set)
        for table, id in (*self.things, *(place for _, place in self.named)):
            wanted[table].add(id)
        found = {table: facts.read(session, table, ids) for table, ids in wanted.items()}
        return {(table, id): known for table, rows in found.items() for id, known in rows.items()}

    def _facts(self, session: Session, known: dict[Thing, Facts], thing: Thing) -> Facts:
        return known[thing] if thing in known else facts.of_gone(session, self.gone[thing])

    def _people(self, session: Session, known: dict[Thing, Facts]) -> Counter[tuple[UUID, UUID | None]]:
        people: Counter[tuple[UUID, UUID | None]] = Counter()
        for (person_id, thing), number in self.named.items():
            if thing in known or thing in self.gone:
                people[person_id, self._facts(session, known, thing)[1]] += number
        return people


def _told(participles: set[str], *, gone: bool) -> list[str]:
    """What was made is told as made and no more; what was made and went again, not at all."""
    if gone:
        return ["deleted"] if participles >= {"deleted"} and "created" not in participles else []
    return ["created"] if "created" in participles else sorted(participles - {"deleted"})


def _change(
    session: Session, thing: Thing, participle: str, at: datetime, version: int | None, group_id: UUID | None
) -> dict[str, Any]:
    type = type_of(thing[0], participle)
    if participle == "attendance":
        version = facts.attendance_version(session, thing[1])
    return {
        "at": at,
        "type": type.value,
        "noun": type.value.partition(".")[0],
        "thing_id": thing[1],
        "group_id": group_id,
        "version": version,
    }
