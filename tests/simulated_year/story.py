"""What happens to a group in a year: chance decides, and both the service and the model are told."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from sqlmodel import Session

from app import database
from app.persons.models import Stop
from tests.asking import Api
from tests.real_notes.holidays import is_off
from tests.simulated_year.model import (
    BOOKED,
    DAY,
    Answer,
    Meeting,
    Member,
    Person,
    Point,
    World,
    at,
    local_day,
)

NAMES = ["Ada", "Bo", "Cilla", "David", "Elsa", "Filip", "Greta", "Hugo", "Ines", "Jonas"]
ROLES = ["chair", "secretary", "member", "member", "member"]
STARTS = [time(9), time(13, 30), None]
KINDS = ["next_meeting"] * 5 + ["date", "date", "none"]
HOLDING = 0.8  # else it is forgotten for some days
LATE = 0.1
MINUTE = timedelta(minutes=1)


@dataclass
class Teller:
    """One group: what happens to it is done through the API and to the model alike."""

    api: Api
    random: Random
    world: World
    place: int
    people: int = 0

    def begin(self, now: datetime) -> None:
        group = self.world
        body = {
            "name": f"Grupp {self.place}",
            "reminders": "on",
            "remind_at": group.remind_at.isoformat(),
            "remind_days_before": list(group.offsets),
            "remind_undated": group.undated,
        }
        group.id = self.api.post("/groups", body)["id"]
        office = self.api.post("/organizations", name=group.office_name, email=group.office)
        self.office_id = office["id"]
        for role in ROLES:
            self.join({role}, now)
        group.settle(now)
        self.book(now)
        self.begin_with(now)

    def begin_with(self, now: datetime) -> None:
        """A meeting that was held the day before, and what was agreed at it."""
        met = Meeting(local_day(now) - DAY, None, "held", now)
        body = {"group_id": self.world.id, "held_on": met.day.isoformat(), "status": "held"}
        met.id = self.api.post("/meetings", body)["id"]
        self.world.meetings.append(met)
        self.world.settle(now)
        for _ in range(4):
            self.give(met, now)

    # --- people

    def person(self) -> Person:
        self.people += 1
        name = f"{self.random.choice(NAMES)} {self.place}-{self.people}"
        address = None if self.random.random() < 0.05 else f"p{self.place}.{self.people}@example.org"
        id = self.api.post("/persons", name=name, email=address)["id"]
        return Person(name, address, id)

    def join(self, roles: set[str], now: datetime) -> Member:
        shared = f"lada{self.place}@example.org" if self.random.random() < 0.25 else None
        member = Member(self.person(), roles, local_day(now), address=shared)
        body = {
            "group_id": self.world.id,
            "person_id": member.person.id,
            "roles": sorted(roles),
            "email": shared,
            "valid_from": member.first.isoformat(),
        }
        member.id = self.api.post("/memberships", body)["id"]
        self.world.members.append(member)
        return member

    def leave(self, now: datetime) -> None:
        """With a successor, who is new, or without; a role may stand vacant for a while."""
        day = local_day(now)
        present = [one for one in self.world.members if one.on(day) and one.last is None and one.first < day]
        if len(present) < 3:
            self.join(self.vacant(now), now)
            return
        leaver = self.random.choice(present)
        if self.random.random() < 0.5:
            leaver.last = day
            self.api.patch(f"/memberships/{leaver.id}", valid_to=day.isoformat())
            return
        heir, first = self.person(), day + DAY
        body = {"person_id": heir.id, "from": first.isoformat()}
        self.api.act(f"/memberships/{leaver.id}/succession", **body)
        (made,) = self.api.items(f"/memberships?group_id={self.world.id}&person_id={heir.id}")
        leaver.last, leaver.successor = day, heir
        member = Member(heir, set(leaver.roles), first, id=made["id"], address=made["email"])
        self.world.members.append(member)

    def vacant(self, now: datetime) -> set[str]:
        held = {role for one in self.world.members if one.on(local_day(now)) for role in one.roles}
        return {next((role for role in ("secretary", "chair") if role not in held), "member")}

    def stop(self, now: datetime) -> None:
        """Somebody wants no more mails of the group, or wants them again."""
        person = self.random.choice(self.world.members).person
        with Session(database.engine()) as session, session.begin():
            row = session.get(Stop, (_id(person), _id(self.world)))
            if row:
                session.delete(row)
                del self.world.stopped[person]
            else:
                session.add(Stop(person_id=_id(person), group_id=_id(self.world), stopped_at=now))
                self.world.stopped[person] = now

    # --- meetings

    def book(self, now: datetime) -> None:
        ahead = [one.day for one in self.world.meetings if one.status in BOOKED]
        day = max([*ahead, local_day(now)]) + self.random.randint(24, 35) * DAY
        while day.weekday() >= 5:
            day += DAY
        status = "proposed" if self.random.random() < 0.2 else "scheduled"
        self._book(
            Meeting(day, self.random.choice(STARTS), status, now, f"Sal {self.random.randint(1, 9)}"), now
        )

    def call(self, now: datetime) -> None:
        """A meeting the same day, or the next."""
        day, start = local_day(now) + self.random.randint(0, 1) * DAY, self.random.choice(STARTS)
        meeting = Meeting(day, start, "scheduled", now, "Sal 1")
        taken = {one.day for one in self.world.meetings if one.status != "cancelled"}
        if day not in taken and meeting.begins > now:
            self._book(meeting, now)

    def _book(self, meeting: Meeting, now: datetime) -> None:
        body = {
            "group_id": self.world.id,
            "held_on": meeting.day.isoformat(),
            "status": meeting.status,
            "place": meeting.place,
            "start_time": meeting.start and meeting.start.isoformat(),
        }
        self.world.settle(now)
        meeting.id = self.api.post("/meetings", body)["id"]
        self.world.meetings.append(meeting)
        self.world.settle(now)

    def ahead(self, now: datetime) -> list[Meeting]:
        return [one for one in self.world.meetings if one.status in BOOKED and one.day > local_day(now)]

    def move(self, now: datetime) -> None:
        if ahead := self.ahead(now):
            meeting = self.random.choice(ahead[:2])
            day = max(meeting.day + self.random.randint(-6, 12) * DAY, local_day(now) + DAY)
            taken = {one.day for one in self.world.meetings if one.status != "cancelled"}
            if day not in taken:
                self.change(meeting, now, day=day)

    def back(self, now: datetime) -> None:
        """To the day it had before, if that is still to come."""
        moved = [
            one for one in self.ahead(now) if one.id in self.before and self.before[one.id] > local_day(now)
        ]
        taken = {one.day for one in self.world.meetings if one.status != "cancelled"}
        if moved and self.before[moved[0].id] not in taken:
            self.change(moved[0], now, day=self.before[moved[0].id])

    def change(self, meeting: Meeting, now: datetime, **said: Any) -> None:
        self.world.settle(now)
        words = {"day": "held_on"}
        self.api.patch(f"/meetings/{meeting.id}", **{words.get(k, k): str(v) for k, v in said.items()})
        if "day" in said:
            self.before[meeting.id] = meeting.day
            meeting.known, meeting.revision = now, meeting.revision + 1
        for name, value in said.items():
            setattr(meeting, name, value)
        meeting.changed = now
        self.world.settle(now)

    def other_place(self, now: datetime) -> None:
        if ahead := self.ahead(now):
            self.change(ahead[0], now, place=f"Sal {self.random.randint(10, 19)}")

    def confirm(self, now: datetime) -> None:
        if proposed := [one for one in self.ahead(now) if one.status == "proposed"]:
            self.change(proposed[0], now, status="scheduled")

    def cancel(self, now: datetime) -> None:
        if ahead := self.ahead(now):
            self.act(ahead[0], "cancellation", "cancelled", now)

    def reopen(self, now: datetime) -> None:
        booked = {one.day for one in self.world.meetings if one.status in BOOKED}
        cancelled = [
            one for one in self.world.meetings if one.status == "cancelled" and one.day > local_day(now)
        ]
        if cancelled and cancelled[0].day not in booked:
            self.act(cancelled[0], "reopening", self.was[cancelled[0].id], now)

    def act(self, meeting: Meeting, act: str, status: str, now: datetime) -> None:
        self.world.settle(now)
        self.was[meeting.id] = meeting.status
        self.api.act(f"/meetings/{meeting.id}/{act}")
        meeting.status, meeting.changed = status, now
        self.world.settle(now)

    def hold(self, now: datetime) -> None:
        """A meeting that has been is marked held, now or another day; some points are closed and some are given."""
        been = [one for one in self.world.meetings if one.status in BOOKED and one.begins <= now]
        if not been or self.random.random() > HOLDING:
            return
        meeting = min(been, key=lambda one: one.order)
        self.act(meeting, "holding", "held", now)
        self._close_finished(now)
        for point in [one for one in self.world.points if one.open and self.random.random() < 0.4]:
            self.close(point)
        for _ in range(self.random.randint(1, 3)):
            self.give(meeting, now)

    # --- points

    def give(self, meeting: Meeting, now: datetime) -> None:
        world, chance = self.world, self.random
        present = [one.person for one in world.members if one.on(local_day(now))]
        owners: list[object] = [chance.choice(present)] if present else []
        owners += chance.choice([[], [], [], ["office"], ["chair"], ["secretary"]])
        if chance.random() < 0.1:
            owners = []
        if each := chance.random() < 0.15:
            owners = ["everyone"]
        kind = chance.choice(KINDS)
        day = local_day(now) + chance.randint(3, 50) * DAY if kind == "date" else None
        number = len(world.points) + 1
        point = Point(number, kind, meeting, owners, now, local_day(now), day, each)
        body = {
            "meeting_id": meeting.id,
            "task": f"Sak {number}",
            "due_kind": kind,
            "due_date": day and day.isoformat(),
            "completion": "each" if each else "any",
            "owners": [self._owner(owner) for owner in owners],
        }
        point.id = self.api.post("/action-points", body)["id"]
        world.points.append(point)

    def _owner(self, owner: object) -> dict[str, Any]:
        if isinstance(owner, Person):
            return {"person_id": owner.id}
        if owner == "office":
            return {"organization_id": self.office_id}
        return {"kind": "group"} if owner == "everyone" else {"kind": "role", "role": owner}

    def give_late(self, now: datetime) -> None:
        """Notes typed some days after the meeting."""
        if held := [one for one in self.world.meetings if one.status == "held"]:
            self.give(max(held, key=lambda one: one.order), now)

    def close(self, point: Point) -> None:
        self.api.act(f"/action-points/{point.id}/closing")
        point.status = "done"

    def answer(self, now: datetime) -> None:
        today, world = local_day(now), self.world
        if not (open_points := [one for one in world.points if one.open]):
            return
        point = self.random.choice(open_points)
        if not (whose := [who for who, _ in world.answering(point, today)]):
            return
        who = self.random.choice(whose)
        kind = (
            "done"
            if point.each
            else self.random.choice(["in_progress", "in_progress", "waiting", "cannot", "done"])
        )
        rests = today + 9 * DAY if kind == "waiting" and self.random.random() < 0.5 else None
        said = {"person_id": who.id} if isinstance(who, Person) else {"organization_id": self.office_id}
        body = {"answer": kind, "rests_until": rests and rests.isoformat(), **said}
        self.api.post(f"/action-points/{point.id}/answers", body)
        point.answers[who] = Answer(now, kind)
        if kind == "done" and not point.each:
            point.status = "done"
        elif kind in {"in_progress", "waiting"}:
            point.status, point.rests = kind, rests or point.rests
        if point.each:
            self._close_if_all_have(point, today)

    def _close_finished(self, now: datetime) -> None:
        for point in self.world.points:
            if point.open and point.each:
                self._close_if_all_have(point, local_day(now))

    def _close_if_all_have(self, point: Point, today: Any) -> None:
        reached = [who for who, address in self.world.answering(point, today) if address]
        done = {who for who, answer in point.answers.items() if answer.kind == "done"}
        if reached and set(reached) <= done:
            point.status = "done"

    def __post_init__(self) -> None:
        self.office_id = ""
        self.before: dict[str, Any] = {}
        self.was: dict[str, str] = {}

    # --- a day

    def happens(self, now: datetime) -> None:
        """What chance makes of one moment of a working day."""
        if sum(one.status in BOOKED and one.begins > now for one in self.world.meetings) < 2 and self.chance(
            0.3
        ):
            self.book(now)
        self.hold(now)
        for likelihood, what in (
            (0.04, self.move), (0.05, self.back), (0.01, self.cancel), (0.03, self.reopen), (0.1, self.confirm),
            (0.02, self.other_place), (0.15, self.answer), (0.02, self.give_late), (0.01, self.leave),
            (0.006, self.stop), (0.02, self.call),
        ):  # fmt: skip
            if self.chance(likelihood):
                what(now)

    def chance(self, likelihood: float) -> bool:
        return self.random.random() < likelihood


def _id(thing: Any) -> Any:
    return UUID(thing.id)


def moments(day: Any, random: Random) -> list[tuple[datetime, str]]:
    """When something may happen on a day, and when the task runs: late now and then, or not at all."""
    walls = [] if is_off(day) else [time(hour, random.randint(0, 59)) for hour in (7, 10, 16)]
    happens = [at(day, wall) for wall in walls]
    runs = [
        at(day, wall) for wall in ([time(9)] if is_off(day) else [time(8, 1), time(12, 16), time(17, 30)])
    ]
    if random.random() < LATE:
        runs = [at(day, time(15))] if random.random() < 0.5 else []
    runs += [moment + 20 * MINUTE for moment in happens if random.random() < 0.2]
    return sorted([*((moment, "happens") for moment in happens), *((moment, "runs") for moment in runs)])
