"""What a group's secretary and chair are written to about, worked out once more (domain 3 and 4).

A matter is what it is about in words, and the numbers of its points; what makes it the same matter as yesterday is its
key. It is told when it is new, and some are told again.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from tests.real_notes.holidays import is_off
from tests.simulated_year.model import (
    BOOKED,
    DAY,
    WINDOW,
    Letter,
    Meeting,
    Person,
    Point,
    World,
    at,
    local_day,
)

EIGHT = time(8)
FORTNIGHT = timedelta(days=14)
FORGOTTEN = timedelta(days=90)
LONG = 2  # meetings that a point has come through
CALLED = {"chair": "ordförande", "secretary": "sekreterare"}
AT_OCCASIONS = {"unconfirmed", "no_address", "stopped with points", "vacant", "left", "unowned"}
MONTHS = [
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
]  # fmt: skip

Key = tuple[object, ...]
Said = tuple[str, str, tuple[int, ...]]  # what about, of whom or when, the numbers


def is_morning(now: datetime) -> bool:
    """Within eight hours after 08:00 of a working day."""
    day = local_day(now)
    return not is_off(day) and at(day, EIGHT) <= now < at(day, EIGHT) + WINDOW


def in_words(day: date, today: date) -> str:
    """With its year if that is another than this."""
    return f"{day.day} {MONTHS[day.month - 1]}" + ("" if day.year == today.year else f" {day.year}")


def awake(world: World, today: date) -> list[Point]:
    return [one for one in world.points if one.open and (one.rests is None or one.rests <= today)]


def told_of(world: World, role: str, today: date) -> list[Person]:
    """Those with the role whom mail gets to."""
    holders = [one.person for one in world.members if one.on(today) and role in one.roles]
    return [one for one in holders if world.address(one, today)]


def carried(world: World, point: Point) -> int:
    """How many held meetings it has come through."""
    return sum(
        one.status == "held"
        and one.order > point.meeting.order
        and (point.kind != "date" or point.day is None or one.day >= point.day)
        for one in world.meetings
    )


def carried_long(world: World, today: date) -> tuple[int, ...]:
    return tuple(sorted(one.number for one in awake(world, today) if carried(world, one) >= LONG))


@dataclass(eq=False)
class Secretary:
    world: World
    seen: set[date] = field(default_factory=set)
    memory: dict[Person, tuple[date, dict[Key, date]]] = field(default_factory=dict)

    def letters(self, now: datetime) -> Iterator[Letter]:
        """Once on a working day, by the first run of its morning, to those with something new."""
        today = local_day(now)
        if not is_morning(now) or today in self.seen:
            return
        self.seen.add(today)
        standing = self._standing(now)
        occasion = self._occasion(today)
        for person in told_of(self.world, "secretary", today) or told_of(self.world, "chair", today):
            at_last, asked = self.memory.get(person, (today, {}))
            if at_last + FORGOTTEN < today:
                asked = {}
            due = {
                key for key in standing
                if key not in asked
                or (key[0] in AT_OCCASIONS and occasion is not None and asked[key] < occasion)
                or (key[0] == "unbooked" and asked[key] + FORTNIGHT <= today)
            }  # fmt: skip
            if due:
                kept = {key: today if key in due else asked[key] for key in standing}
                self.memory[person] = (today, kept)
                address = self.world.address(person, today)
                assert address is not None
                yield address.casefold(), "summary", tuple(sorted(_told(due, standing)))

    def _standing(self, now: datetime) -> dict[Key, Said]:
        today = local_day(now)
        found = dict(self._of_meetings(now))
        kept_from = self._kept_from(today)
        for (why, name), numbers in kept_from.items():
            words = why.removesuffix(" with points")
            found[why, name] = (words, name, tuple(sorted(numbers)))
        for point in awake(self.world, today):
            if not point.owners:
                found["unowned", point.number] = ("unowned", "", (point.number,))
        found |= dict(self._cannot(today)) | dict(self._too_late(now))
        for person, since in self.world.stopped.items():
            is_member = any(one.person is person and one.on(today) for one in self.world.members)
            if is_member and ("stopped with points", person.name) not in kept_from:
                found["stopped", person, since] = ("stopped", person.name, ())
        long = carried_long(self.world, today)
        if long and not told_of(self.world, "chair", today):
            last = max(
                (one for one in self.world.meetings if one.status == "held"), key=lambda one: one.order
            )
            found["carried", last.id] = ("carried", "", long)
        return found

    def _of_meetings(self, now: datetime) -> Iterator[tuple[Key, Said]]:
        today, coming = local_day(now), self.world.next
        for one in self.world.meetings:
            if one.status in BOOKED and one.day < today:
                yield ("unheld", one.id, one.revision), ("unheld", in_words(one.day, today), ())
        if coming and coming.status == "proposed" and self._occasion(today):
            key = ("unconfirmed", coming.id, coming.revision)
            yield key, ("unconfirmed", in_words(coming.day, today), ())
        waiting = len(awake(self.world, today))
        if not coming and waiting:
            yield ("unbooked",), ("unbooked", "en" if waiting == 1 else str(waiting), ())

    def _occasion(self, today: date) -> date | None:
        """The latest day on which the next meeting had an occasion."""
        world, coming = self.world, self.world.next
        if coming is None:
            return None
        known = max(coming.known, world.next_since or coming.known)
        days = [
            on
            for on, _ in world.occasion_days(coming.day)
            if known <= at(on, world.remind_at) < coming.begins
        ]
        if not days:
            first = world.first_morning(known)
            days = [first] if at(first, world.remind_at) < coming.begins else []
        return max((one for one in days if one <= today), default=None)

    def _kept_from(self, today: date) -> dict[tuple[str, str], set[int]]:
        """Why somebody who answers for points cannot be told of them, or is there no more; with the numbers."""
        found: dict[tuple[str, str], set[int]] = defaultdict(set)
        for point in awake(self.world, today):
            for owner in point.owners:
                if owner == "office":
                    continue
                people = self.world.people(owner, point, today)
                if not people:
                    found["vacant", CALLED.get(str(owner), "alla")].add(point.number)
                for person in people:
                    if why := self._why(person, today):
                        found[why, person.name].add(point.number)
        return found

    def _why(self, person: Person, today: date) -> str | None:
        if not any(
            one.person is person and (one.last is None or one.last >= today) for one in self.world.members
        ):
            return "left"
        if person in self.world.stopped and self._has_address(person, today):
            return "stopped with points"
        return None if self._has_address(person, today) else "no_address"

    def _has_address(self, person: Person, today: date) -> bool:
        own = any(one.person is person and one.on(today) and one.address for one in self.world.members)
        return own or person.address is not None

    def _cannot(self, today: date) -> Iterator[tuple[Key, Said]]:
        for point in self.world.points:
            answering = {who for who, _ in self.world.answering(point, today)}
            for who, answer in point.answers.items():
                if point.open and answer.kind == "cannot" and who in answering:
                    name = who.name if isinstance(who, Person) else self.world.office_name
                    yield ("cannot", point.number, who, answer.at), ("cannot", name, (point.number,))

    def _too_late(self, now: datetime) -> Iterator[tuple[Key, Said]]:
        for meeting, (seen_at, names) in self.world.too_late.items():
            if seen_at > now - FORTNIGHT:
                yield ("too_late", meeting.id), ("too_late", ", ".join(sorted(names)), ())


def _told(due: set[Key], standing: dict[Key, Said]) -> Iterator[Said]:
    """As it stands in the letter: the points that nobody owns in one sentence."""
    unowned = tuple(sorted(number for key in due if key[0] == "unowned" for number in standing[key][2]))
    if unowned:
        yield "unowned", "", unowned
    yield from (standing[key] for key in due if key[0] != "unowned")


@dataclass(eq=False)
class Chair:
    world: World
    seen: set[str] = field(default_factory=set)

    def letters(self, now: datetime) -> Iterator[Letter]:
        """Once after each held meeting, what has been carried for long."""
        today = local_day(now)
        held = [one for one in self.world.meetings if one.status == "held"]
        last = max(held, key=lambda one: one.order, default=None)
        if last is None or last.id in self.seen or not is_morning(now) or now < self._moment(last):
            return
        self.seen.add(last.id)
        if numbers := carried_long(self.world, today):
            for person in told_of(self.world, "chair", today):
                address = self.world.address(person, today)
                assert address is not None
                yield address.casefold(), "escalation", numbers

    def _moment(self, held: Meeting) -> datetime:
        """The first 08:00 of a working day after the meeting's by which it had been marked."""
        day, marked = held.day + DAY, held.changed or held.known
        while is_off(day) or at(day, EIGHT) < marked:
            day += DAY
        return at(day, EIGHT)
