"""The rules worked out once more, from the notes alone and plainly: dues, owners, occasions, mails.

Nothing of the service is asked. What it covers is what these notes and this story need of domain 2 to 4.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from tests.real_notes.holidays import working_day_on_or_before
from tests.real_notes.mapping import Given, Human, Owner, World

DAY = timedelta(days=1)
START = time(13)


@dataclass
class Meeting:
    """`known`: when it was booked, moved or became the group's next, whatever was last."""

    name: str
    day: date
    status: str
    known: datetime
    moves: int = 0


@dataclass(frozen=True)
class Row:
    """One row of the ledger. `who`: a name, None for an owner who is nobody."""

    on: date
    kind: str
    who: str | None
    address: str | None
    state: str
    reason: str | None
    numbers: tuple[int, ...]


@dataclass
class Letter:
    """What stands in the mail to one address: the points under each name, and those that nobody has taken."""

    sections: dict[str, tuple[int, ...]] = field(default_factory=dict)
    unowned: tuple[int, ...] = ()


@dataclass
class Run:
    """What the task does at an instant."""

    rows: list[Row] = field(default_factory=list)
    letters: dict[str, Letter] = field(default_factory=dict)


@dataclass
class Expected:
    """The group of a note as time passes. `since`: when its reminders were turned on."""

    world: World
    held_on: date
    since: datetime
    offsets: tuple[int, ...] = (7, 1)
    remind_at: time = time(8)
    meetings: list[Meeting] = field(default_factory=list)
    closed: dict[int, tuple[date | None, str | None]] = field(default_factory=dict)
    seen: set[tuple[object, ...]] = field(default_factory=set)

    def meeting(self, name: str) -> Meeting:
        return next(meeting for meeting in self.meetings if meeting.name == name)

    def first(self, *, after: date) -> Meeting | None:
        """The first meeting after a day that is not cancelled."""
        later = [one for one in self.meetings if one.day > after and one.status != "cancelled"]
        return min(later, key=lambda one: one.day, default=None)

    @property
    def last_held(self) -> date:
        return max([self.held_on, *(one.day for one in self.meetings if one.status == "held")])

    def due(self, point: Given) -> tuple[date | None, str | None]:
        """The day, and the meeting it is that of."""
        if point.number in self.closed:
            return self.closed[point.number]
        if point.due_kind == "date":
            return point.due_day, None
        meeting = self.first(after=self.last_held) if point.due_kind == "next_meeting" else None
        return (meeting.day, meeting.name) if meeting else (None, None)

    def first_due(self, point: Given) -> date | None:
        if point.due_kind == "next_meeting":
            held = [one.day for one in self.meetings if one.status == "held"]
            return min(held, default=self.due(point)[0])
        return point.due_day

    def carried(self, point: Given) -> int:
        """How many held meetings it has come through open; here it is never closed at one."""
        if point.number in self.closed:
            return 0
        return sum(
            one.status == "held" and (point.due_day is None or point.due_day <= one.day)
            for one in self.meetings
        )

    def close(self, numbers: Iterable[int]) -> None:
        """A closed point keeps the due it had."""
        self.closed.update({number: self.due(self.world.points[number - 1]) for number in numbers})

    @property
    def open(self) -> list[Given]:
        return [point for point in self.world.points if point.number not in self.closed]

    def has_own_day(self, point: Given) -> bool:
        booked = [one.day for one in self.meetings if one.status in {"proposed", "scheduled"}]
        return point.due_kind == "date" and point.due_day not in booked

    def occasions(self, day: date) -> dict[date, int]:
        """Each day to remind on, with the smallest offset that lands on it."""
        landing = {}
        for offset in sorted(self.offsets, reverse=True):
            landing[working_day_on_or_before(day - offset * DAY)] = offset
        return landing

    def own_days(self) -> set[date]:
        """All days on which somebody may be told of a point that has a day of its own."""
        dated = [point.due_day for point in self.open if point.owners and self.has_own_day(point)]
        return {on for day in dated if day for on in self.occasions(day) if self._at(on) >= self.since}

    def run(self, now: datetime) -> Run:
        """The task runs once, at `remind_at` of a working day or soon after."""
        meeting = self._next(now)
        its = self._waiting((meeting.name, meeting.moves), meeting.day, meeting.known, now) if meeting else []
        own = {point.number: self._of_point(point, now) for point in self.open if self.has_own_day(point)}
        own = {number: days for number, days in own.items() if days}
        if not its and not own:
            return Run()
        on = max(its) if its else max(max(days) for days in own.values())
        return self._told(on, meeting if its else None, set(own))

    def _next(self, now: datetime) -> Meeting | None:
        booked = [one for one in self.meetings if one.status in {"proposed", "scheduled"}]
        to_come = [one for one in booked if datetime.combine(one.day, START, now.tzinfo) > now]
        return min(to_come, key=lambda one: one.day, default=None)

    def _of_point(self, point: Given, now: datetime) -> list[date]:
        assert point.due_day
        return self._waiting((point.number, point.due_day), point.due_day, self.since, now)

    def _waiting(self, about: tuple[object, ...], day: date, known: datetime, now: datetime) -> list[date]:
        """The days to remind on that have come and that no run has seen; now one has."""
        known = max(known, self.since)
        days = [
            on for on in self.occasions(day) if known <= self._at(on) <= now and (*about, on) not in self.seen
        ]
        self.seen.update((*about, on) for on in days)
        return days

    def _at(self, day: date) -> datetime:
        return datetime.combine(day, self.remind_at, self.since.tzinfo)

    def _told(self, on: date, meeting: Meeting | None, own: set[int]) -> Run:
        points = [
            point for point in self.open if point.number in own or (meeting and self._asked(point, meeting))
        ]
        last = (
            not meeting
            or meeting.status != "proposed"
            or self.occasions(meeting.day)[on] == min(self.offsets)
        )
        made = Run()
        for kind, name, address, numbers in self._reached(points):
            state = "unreachable" if address is None else "accepted" if last else "meeting_proposed"
            reason = None if address else "no_address"
            made.rows.append(Row(on, kind, name, address, state, reason, numbers))
            if state == "accepted" and address:
                made.letters.setdefault(address, Letter()).sections[name] = numbers
        made.rows.extend(
            Row(on, owner.kind, None, None, "unreachable", reason, (point.number,))
            for point in points
            for owner in point.owners
            if (reason := self.nobody(owner))
        )
        for letter in made.letters.values():
            if any(human.name in letter.sections for human in self.world.members):
                letter.unowned = tuple(point.number for point in self.open if not point.owners)
        return made

    def _asked(self, point: Given, meeting: Meeting) -> bool:
        """Due on or before the meeting's day, or without a day."""
        day, _ = self.due(point)
        return day is None or day <= meeting.day

    def _reached(self, points: list[Given]) -> Iterator[tuple[str, str, str | None, tuple[int, ...]]]:
        """Everybody who owns any of these, with address and numbers."""
        owned: dict[tuple[str, str, str | None], list[int]] = {}
        for point in points:
            for who in dict.fromkeys(who for owner in point.owners for who in self.answering(owner)):
                owned.setdefault(who, []).append(point.number)
        for (kind, name, address), numbers in owned.items():
            yield kind, name, address, tuple(numbers)

    def answering(self, owner: Owner) -> list[tuple[str, str, str | None]]:
        """Who answers for an owner: kind, name and address of each."""
        if owner.organization and owner.organization.email:
            return [("organization", owner.organization.name, owner.organization.email)]
        return [("person", human.name, human.address) for human in self.people(owner)]

    def people(self, owner: Owner) -> list[Human]:
        members = self.world.members
        if owner.kind == "person":
            return [owner.person] if owner.person else []
        if owner.kind == "group":
            return members
        if owner.kind == "role":
            return [human for human in members if owner.role in human.roles]
        if owner.kind == "organization" and owner.organization and not owner.organization.email:
            return [human for human in members if human.organization == owner.organization]
        return []

    def nobody(self, owner: Owner) -> str | None:
        """Why there is nobody at all; None where there is somebody, with an address or without."""
        if self.answering(owner):
            return None
        return {"named": "named", "organization": "no_address"}.get(owner.kind, "vacant")
