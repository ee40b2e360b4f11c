"""A story told through the services: what happened, at which instant, in the order in which it happened."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Protocol
from uuid import UUID, uuid5

from sqlmodel import Session

from app.access.caller import Caller
from app.access.policy import Standing
from app.meetings.times import instant

DEMO = uuid5(UUID(int=0), "nasta demo")
ZONE = "Europe/Stockholm"
GROUP = "Beredningsgrupp Barn och unga i Exempelbygden"
STEERING = "Styrgrupp Exempelbygden"
SECRETARY = "Moa Lindesjö"


class _HasId(Protocol):
    @property
    def id(self) -> UUID: ...


Happening = Callable[[datetime], Any]


@dataclass
class Telling:
    """What has been made so far, by name, and what is still to happen."""

    session: Session
    now: datetime
    ids: dict[str, UUID] = field(default_factory=dict)
    _coming: list[tuple[datetime, int, Happening]] = field(default_factory=list)

    @property
    def administrator(self) -> Caller:
        return Caller("system", DEMO, "demo", administrator=True)

    @property
    def secretary(self) -> Caller:
        return self.lead(SECRETARY, GROUP, STEERING)

    def lead(self, person: str, *groups: str) -> Caller:
        """This person, leading these groups."""
        standings = {self.ids[name]: Standing.lead for name in groups}
        return Caller("person", self.ids[person], person, standings=standings)

    def member(self, person: str, group: str) -> Caller:
        return Caller("person", self.ids[person], person, standings={self.ids[group]: Standing.member})

    def keep(self, name: str, made: _HasId) -> None:
        """What was made is called this from here on."""
        self.ids[name] = made.id

    def at(self, day: date, wall: str, happening: Happening) -> None:
        """Something happens then, Swedish time; nothing that is still to come."""
        then = instant(day, time.fromisoformat(wall), ZONE)
        if then < self.now:
            self._coming.append((then, len(self._coming), happening))

    def tell(self) -> None:
        """All of it, in order of time. What is said first happens first at one instant."""
        for then, _, happening in sorted(self._coming, key=lambda coming: coming[:2]):
            happening(then)
            self.session.flush()
        self._coming.clear()
