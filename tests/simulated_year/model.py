"""Domain 2 to 4 worked out once more, plainly and by walking through everything. Nothing of the service is asked."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tests.real_notes.holidays import is_off

ZONE = ZoneInfo("Europe/Stockholm")
DAY = timedelta(days=1)
WINDOW = timedelta(hours=8)
QUIET = timedelta(minutes=15)
BOOKED = {"proposed", "scheduled"}
MAY_TAKE = {"chair", "vice_chair", "secretary", "coordinator", "member"}


def at(day: date, wall: time) -> datetime:
    return datetime.combine(day, wall, ZONE).astimezone(UTC)


def local_day(now: datetime) -> date:
    return now.astimezone(ZONE).date()


@dataclass(eq=False)
class Person:
    name: str
    address: str | None
    id: str = ""


@dataclass(eq=False)
class Member:
    """`first` and `last` count."""

    person: Person
    roles: set[str]
    first: date
    last: date | None = None
    successor: Person | None = None
    address: str | None = None
    id: str = ""

    def on(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(eq=False)
class Meeting:
    """`known`: booked, or given the day it has. `told`: what of it a letter tells."""

    day: date
    start: time | None
    status: str
    known: datetime
    place: str | None = None
    revision: int = 1
    changed: datetime | None = None
    id: str = ""

    @property
    def begins(self) -> datetime:
        return at(self.day, self.start) if self.start else at(self.day + DAY, time(0))

    @property
    def order(self) -> tuple[date, time]:
        return self.day, self.start or time.max

    @property
    def told(self) -> tuple[object, ...]:
        return self.day, self.start, self.place, self.status == "cancelled"


@dataclass(frozen=True)
class Answer:
    at: datetime
    kind: str


@dataclass(eq=False)
class Point:
    """`owners`: a Person, "office", "everyone", or the name of a role. `given`: the day the owners were said."""

    number: int
    kind: str
    meeting: Meeting
    owners: list[object]
    set_at: datetime
    given: date
    day: date | None = None
    each: bool = False
    status: str = "open"
    rests: date | None = None
    answers: dict[object, Answer] = field(default_factory=dict)
    id: str = ""

    @property
    def open(self) -> bool:
        return self.status in {"open", "in_progress", "waiting"}


Letter = tuple[str, str, tuple[object, ...]]  # address, kind, what stands in it


@dataclass(eq=False)
class World:
    """One group as time passes."""

    remind_at: time
    offsets: tuple[int, ...]
    undated: bool
    since: datetime
    office: str
    office_name: str
    id: str = ""
    members: list[Member] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    stopped: dict[Person, datetime] = field(default_factory=dict)
    seen: set[tuple[object, ...]] = field(default_factory=set)
    told_meeting: dict[tuple[object, Meeting], datetime] = field(default_factory=dict)
    told_own: dict[tuple[object, int, date], datetime] = field(default_factory=dict)
    last_told: dict[tuple[object, Meeting], tuple[tuple[object, ...], datetime]] = field(default_factory=dict)
    told_days: set[tuple[object, Meeting, date]] = field(default_factory=set)
    rows: set[tuple[object, ...]] = field(default_factory=set)
    next: Meeting | None = None
    next_since: datetime | None = None
    settled: datetime | None = None
    began: list[tuple[Meeting, datetime]] = field(default_factory=list)
    too_late: dict[Meeting, tuple[datetime, list[str]]] = field(default_factory=dict)

    # --- which meeting is next, and since when

    def settle(self, now: datetime) -> None:
        """Before and after whatever happens: meetings that began since the last time each made another the next."""
        begun = sorted(
            one.begins for one in self.meetings if self.settled and self.settled < one.begins <= now
        )
        for moment in (*begun, now):
            if self.next and self.next_since and self.next.status in BOOKED and self.next.begins == moment:
                self.began.append((self.next, self.next_since))
            upcoming = self.first_not_begun(moment)
            if upcoming is not self.next or self.next_since is None:
                self.next, self.next_since = upcoming, moment
        self.settled = now

    def first_not_begun(self, now: datetime) -> Meeting | None:
        ahead = [one for one in self.meetings if one.status in BOOKED and one.begins > now]
        return min(ahead, key=lambda one: one.order, default=None)

    # --- the rule of section 2

    def due(self, point: Point, today: date) -> date | None:
        if point.kind == "date":
            return point.day
        if point.kind != "next_meeting":
            return None
        held = [one.order for one in self.meetings if one.status == "held"]
        after = max([point.meeting.order, *held])
        counted = [
            one
            for one in self.meetings
            if one.order > after
            and (one.status in {"scheduled", "held"} or (one.status == "proposed" and one.day >= today))
        ]
        return min(counted, key=lambda one: one.order).day if counted else None

    # --- the rule of section 3

    def answering(self, point: Point, today: date) -> Iterator[tuple[object, str | None]]:
        """Who answers for a point, once each, with the address they can be written to at."""
        found: dict[object, str | None] = {}
        for owner in point.owners:
            if owner == "office":
                found["office"] = self.office
            else:
                found |= {person: self.address(person, today) for person in self.people(owner, point, today)}
        yield from found.items()

    def people(self, owner: object, point: Point, today: date) -> list[Person]:
        if isinstance(owner, Person):
            return [self.heir(owner, point.given, today)]
        return [
            one.person
            for one in self.members
            if one.on(today) and (owner == "everyone" or owner in one.roles)
        ]

    def heir(self, person: Person, since: date, today: date) -> Person:
        for one in sorted(self.members, key=lambda member: member.last or date.max):
            if one.person is person and one.last and since <= one.last < today and one.successor:
                return self.heir(one.successor, one.last + DAY, today)
        return person

    def address(self, person: Person, today: date) -> str | None:
        if person in self.stopped:
            return None
        own = next((one.address for one in self.members if one.person is person and one.on(today)), None)
        return own or person.address

    # --- section 4

    def run(self, now: datetime) -> Counter[Letter]:
        """The letters that leave at `now`, and what follows from their having been taken."""
        self.settle(now)
        letters = Counter([*self._digests(now), *self._changes(now)])
        for meeting, since in self.began:
            if meeting.status != "cancelled":
                self._let_go(meeting, since, now)
        return letters

    def _let_go(self, meeting: Meeting, since: datetime, now: datetime) -> None:
        """A meeting that has begun: whom nobody had told by then of what they owe it, and nobody will."""
        known = max(meeting.known, since, self.since)
        if known >= meeting.begins:
            return
        about = ("meeting", meeting.id, meeting.revision)
        days = self._mornings(meeting, known)
        first = not days
        if first and not any(one[:3] == about for one in self.seen):
            on = self.first_morning(known)
            if self._at(on) >= meeting.begins:
                on = max(one for one in (meeting.day, meeting.day - DAY) if self._at(one) < meeting.begins)
            days = [(on, min(self.offsets))]
        missed = [(on, offset) for on, offset in days if (*about, on) not in self.seen]
        if missed:
            self.seen |= {(*about, on) for on, _ in missed}
            self._nobody_told(meeting, *missed[-1], now, first=first)

    def _nobody_told(self, meeting: Meeting, on: date, offset: int, now: datetime, *, first: bool) -> None:
        names = []
        for who, address, _ in self._theirs(meeting, {}, now):
            place = (meeting.id, meeting.revision, offset, who)
            if place not in self.rows and not (first and self._knows(who, meeting)):
                self.rows.add(place)
                names += [who.name if isinstance(who, Person) else self.office_name] if address else []
        if names:
            self.too_late[meeting] = (now, names)

    def _digests(self, now: datetime) -> Iterator[Letter]:
        today, meeting = local_day(now), self.next
        waiting, own = self._waiting(meeting, today, now)
        if waiting or own:
            along, own_along = self._waiting(meeting, today, now, at_once=True)
            waiting, own = waiting + along, own | own_along
        if meeting and waiting:
            self.seen |= {("point", one.number, meeting.day, on) for on, _ in waiting for one in self.points
                          if one.open and self.due(one, today) == meeting.day}  # fmt: skip
        if waiting or own:
            yield from self._letters(meeting if waiting else None, waiting, own, now)

    def _waiting(
        self, meeting: Meeting | None, today: date, now: datetime, *, at_once: bool = False
    ) -> tuple[list[tuple[date, int]], dict[int, list[tuple[date, int]]]]:
        """What this run sees to, of the meeting and of points by number: `at_once`, also what could wait."""
        own = {
            one.number: self._of_point(one, today, now, at_once)
            for one in self.points
            if self._has_own_day(one, today)
        }
        waiting = self._of_meeting(meeting, now, at_once) if meeting else []
        return waiting, {number: days for number, days in own.items() if days}

    def _of_meeting(self, meeting: Meeting, now: datetime, at_once: bool) -> list[tuple[date, int]]:
        """The days (with the smallest offset) that this run sees to; the last of them is the occasion."""
        known = max(meeting.known, self.next_since or self.since, self.since)
        about = ("meeting", meeting.id, meeting.revision)
        regular = self._mornings(meeting, known)
        if not regular and not any(one[:3] == about for one in self.seen):
            first = self.first_morning(known)
            regular = [(first, min(self.offsets))] if self._at(first) < meeting.begins else []
        return self._take(about, regular, meeting.begins, now, at_once)

    def _mornings(self, meeting: Meeting, known: datetime) -> list[tuple[date, int]]:
        """Its days to remind on that had not passed when it became known."""
        return [
            (on, offset)
            for on, offset in self.occasion_days(meeting.day)
            if known <= self._at(on) < meeting.begins
        ]

    def _of_point(self, point: Point, today: date, now: datetime, at_once: bool) -> list[tuple[date, int]]:
        day = self.due(point, today)
        assert day is not None
        ends, known = at(day + DAY, time(0)), max(point.set_at, self.since)
        days = [(on, offset) for on, offset in self.occasion_days(day) if known <= self._at(on) < ends]
        return self._take(("point", point.number, day), days, ends, now, at_once)

    def _take(
        self,
        about: tuple[object, ...],
        days: list[tuple[date, int]],
        begins: datetime,
        now: datetime,
        at_once: bool,
    ) -> list[tuple[date, int]]:
        waiting = [
            (on, offset) for on, offset in days if self._at(on) <= now and (*about, on) not in self.seen
        ]
        if not waiting:
            return []
        if begins <= now:
            self.seen |= {(*about, on) for on, _ in waiting}
            return []
        if not (at_once or self._is_time(begins, now)):
            return []
        self.seen |= {(*about, on) for on, _ in waiting}
        return waiting

    def _is_time(self, begins: datetime, now: datetime) -> bool:
        day = local_day(now)
        for on in (day - DAY, day):
            if not is_off(on) and self._at(on) <= now < self._at(on) + WINDOW:
                return True
        return begins <= self._first_moment_after(now)

    def occasion_days(self, due: date) -> list[tuple[date, int]]:
        found: dict[date, int] = {}
        for offset in sorted(self.offsets):
            day = due - offset * DAY
            while is_off(day):
                day -= DAY
            found.setdefault(day, offset)
        return sorted(found.items())

    def first_morning(self, instant: datetime) -> date:
        day = local_day(instant)
        while is_off(day) or self._at(day) < instant:
            day += DAY
        return day

    def _first_moment_after(self, instant: datetime) -> datetime:
        return self._at(self.first_morning(instant + timedelta(microseconds=1)))

    def _at(self, day: date) -> datetime:
        return at(day, self.remind_at)

    def _has_own_day(self, point: Point, today: date) -> bool:
        day = self.due(point, today)
        meeting_days = {one.day for one in self.meetings if one.status in BOOKED}
        return point.open and point.kind == "date" and day is not None and day not in meeting_days

    def _letters(
        self, meeting: Meeting | None, waiting: list[tuple[date, int]], own: dict[int, list[tuple[date, int]]],
        now: datetime,
    ) -> Iterator[Letter]:  # fmt: skip
        today = local_day(now)
        on, offset = waiting[-1] if waiting else max(days[-1] for days in own.values())
        aside = bool(meeting and meeting.status == "proposed" and offset != min(self.offsets))
        first = bool(meeting and not self._regular(meeting))
        numbers: dict[tuple[str, bool], list[tuple[object, list[int]]]] = {}
        for who, address, points in self._theirs(meeting, own, now):
            knows = bool(first and meeting and self._knows(who, meeting))
            only_own = [one for one in points if one.number in own]
            listed = only_own if aside or knows else points
            about = None if aside or knows else meeting
            same_day, same_meeting = (on, who), (about and about.id, about and about.revision, offset, who)
            if same_day in self.rows or (about and same_meeting in self.rows):
                continue
            if not listed:
                if aside and points:
                    self.rows |= {
                        same_day,
                        (meeting and meeting.id, meeting and meeting.revision, offset, who),
                    }
                continue
            self.rows |= {same_day} | ({same_meeting} if about else set())
            if address is None:
                continue
            self._tell(who, about, listed, own, now)
            numbers.setdefault((address.casefold(), about is not None), []).append(
                (who, [one.number for one in listed])
            )
        for (address, _), sections in numbers.items():
            told = [number for _, section in sections for number in section]
            if any(self._may_take(who, today) for who, _ in sections):
                told += [
                    one.number
                    for one in self.points
                    if one.open and not one.owners and not self._rests(one, today)
                ]
            yield address, "digest", tuple(sorted(told))

    def _regular(self, meeting: Meeting) -> bool:
        known = max(meeting.known, self.next_since or self.since, self.since)
        return any(known <= self._at(on) < meeting.begins for on, _ in self.occasion_days(meeting.day))

    def _theirs(
        self, meeting: Meeting | None, own: dict[int, list[tuple[date, int]]], now: datetime
    ) -> Iterator[tuple[object, str | None, list[Point]]]:
        today = local_day(now)
        found: dict[object, list[Point]] = {}
        where: dict[object, str | None] = {}
        for point in self.points:
            if not point.open or not self._belongs(point, meeting, own, today):
                continue
            for who, address in self.answering(point, today):
                where[who] = address
                if not self._answered(who, point, meeting, own, today):
                    found.setdefault(who, []).append(point)
        for who, points in found.items():
            yield who, where[who], points

    def _belongs(
        self, point: Point, meeting: Meeting | None, own: dict[int, list[tuple[date, int]]], today: date
    ) -> bool:
        if self._rests(point, today):
            return False
        if point.number in own:
            return True
        due = self.due(point, today)
        if meeting is None:
            return False
        if due is not None:
            return due <= meeting.day
        return self.undated

    def _rests(self, point: Point, today: date) -> bool:
        return point.rests is not None and point.rests > today

    def _answered(
        self,
        who: object,
        point: Point,
        meeting: Meeting | None,
        own: dict[int, list[tuple[date, int]]],
        today: date,
    ) -> bool:
        answer = point.answers.get(who)
        if answer is None:
            return False
        if point.each and answer.kind == "done":
            return True
        due = self.due(point, today)
        last = (
            self.told_own.get((who, point.number, due))
            if point.number in own and due
            else self.told_meeting.get((who, meeting))
            if meeting
            else None
        )
        return last is not None and answer.at > last

    def _tell(
        self, who: object, meeting: Meeting | None, points: list[Point],
        own: dict[int, list[tuple[date, int]]], now: datetime,
    ) -> None:  # fmt: skip
        for point in points:
            due = self.due(point, local_day(now))
            if point.number in own and due:
                self.told_own[who, point.number, due] = now
        if meeting:
            self.told_meeting[who, meeting] = now
            self._has_told(who, meeting)

    def _has_told(self, who: object, meeting: Meeting) -> None:
        self.last_told[who, meeting] = (meeting.told, meeting.begins)
        self.told_days.add((who, meeting, meeting.day))

    def _knows(self, who: object, meeting: Meeting) -> bool:
        return (who, meeting, meeting.day) in self.told_days

    def _may_take(self, who: object, today: date) -> bool:
        return any(one.person is who and one.on(today) and one.roles & MAY_TAKE for one in self.members)

    # --- when plans change

    def _changes(self, now: datetime) -> Iterator[Letter]:
        addresses: set[tuple[str, str]] = set()
        for (who, meeting), (told, began) in list(self.last_told.items()):
            quiet = meeting.changed is not None and meeting.changed + QUIET <= now
            if (
                not quiet
                or meeting.status == "held"
                or told == meeting.told
                or max(began, meeting.begins) <= now
            ):
                continue
            address = self.address(who, local_day(now)) if isinstance(who, Person) else self.office
            if address is not None:
                self._has_told(who, meeting)
                self.told_meeting[who, meeting] = now
                addresses.add((address.casefold(), meeting.id))
        for address, _ in addresses:
            yield address, "change", ()
