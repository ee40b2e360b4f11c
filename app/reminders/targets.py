"""What a group's reminders are about now, and what a run does about each: the next meeting, and days of points' own."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from app.groups.models import Group
from app.meetings import since as next_meetings
from app.meetings.models import Meeting, MeetingStatus
from app.meetings.next import next_id
from app.meetings.times import instant
from app.reading import NOW
from app.reminders import occasions
from app.reminders.models import ClosedOccasion
from app.reminders.occasions import Decision, Occasion, Schedule, Target
from app.reminders.owing import OF_GROUP, Owed, Owing

DAY = timedelta(days=1)
NEXT = select(next_id(OF_GROUP))


@dataclass(frozen=True)
class About:
    """A target with the name its occasions are closed under, and its meeting or its point."""

    name: str
    target: Target
    closed: frozenset[date]
    meeting: Meeting | None = None
    point: Owed | None = None


@dataclass(frozen=True)
class Decided:
    about: About
    decision: Decision

    @property
    def days(self) -> list[date]:
        """The days of the occasions that this run has seen to."""
        return [occasion.day for occasion in (*self.decision.merged, *self.decision.too_late)]


def schedule_of(group: Any) -> Schedule:
    """Of a group, or of a row with these columns of it."""
    return Schedule(
        tuple(group.remind_days_before), group.remind_at, ZoneInfo(group.time_zone), group.reminders_since
    )


def decide(session: Session, group: Group, owing: Owing, now: datetime) -> list[Decided]:
    """What a run at `now` does about each of the group's targets; those with nothing to do are left out."""
    schedule = schedule_of(group)
    every = (
        Decided(about, occasions.decide(about.target, schedule, about.closed, now))
        for about in abouts(session, group, owing, now)
    )
    return [decided for decided in every if decided.days]


def upcoming(about: About, group: Group, now: datetime) -> Occasion | None:
    """The next occasion of a target that a run will see to."""
    return occasions.upcoming(about.target, schedule_of(group), about.closed, now)


def abouts(session: Session, group: Group, owing: Owing, now: datetime) -> list[About]:
    """The group's next meeting and those that passed lately, and each point with a day of its own."""
    meetings = list(_meetings(session, group, now))
    points = [point for point in owing.points.values() if point.own_day]
    closed = _closed(session, group)
    return [
        *(_about_meeting(meeting, since, closed) for meeting, since in meetings),
        *(_about_point(point, group, closed) for point in points),
    ]


def _meetings(session: Session, group: Group, now: datetime) -> Iterator[tuple[Meeting, datetime]]:
    """The group's next, and those that were it lately and have begun, with since when; a cancelled one is nobody's.

    One that was moved behind another waits until it is next again.
    """
    upcoming = session.scalar(NEXT, {NOW.key: now, OF_GROUP.key: group.id})
    for record in next_meetings.latest(session, group.id, now):
        meeting = session.get(Meeting, record.meeting_id) if record.meeting_id else None
        if meeting is None or meeting.status == MeetingStatus.cancelled:
            continue
        if meeting.id == upcoming or meeting.begins_at <= now:
            yield meeting, record.since


def _about_meeting(meeting: Meeting, since: datetime, closed: dict[str, set[date]]) -> About:
    name = f"meeting:{meeting.id}:{meeting.day_revision}"
    known = max(meeting.created_at, meeting.day_set_at, since)
    target = Target(meeting.held_on, meeting.begins_at, known, meeting=True)
    return About(name, target, frozenset(closed.get(name, ())), meeting=meeting)


def _about_point(point: Owed, group: Group, closed: dict[str, set[date]]) -> About:
    due = point.due_on
    assert due is not None
    name = _name_of_point(point)
    ends = instant(due + DAY, time.min, group.time_zone)
    target = Target(due, ends, point.known_since, meeting=False)
    return About(name, target, frozenset(closed.get(name, ())), point=point)


def _closed(session: Session, group: Group) -> dict[str, set[date]]:
    """The days seen to since reminders were turned on; what a preview has seen to does not count."""
    found: dict[str, set[date]] = {}
    since = col(ClosedOccasion.closed_at) >= group.reminders_since
    for row in session.exec(select(ClosedOccasion).where(ClosedOccasion.group_id == group.id, since)):
        found.setdefault(row.about, set()).add(row.occasion_on)
    return found


def close(session: Session, group: Group, owes: Owing, decided: Iterable[Decided], now: datetime) -> None:
    """Nothing more is made for these occasions; nor for a dated point that the meeting's digest took in that day."""
    places = {
        (name, day)
        for each in decided
        for name in (each.about.name, *_taken_in(each.about, owes))
        for day in each.days
    }
    names = {name for name, _ in places}
    rows = session.exec(select(ClosedOccasion).where(col(ClosedOccasion.about).in_(names)))
    there = {(row.about, row.occasion_on): row for row in rows}
    for name, day in sorted(places):
        row = there.get((name, day)) or ClosedOccasion(about=name, occasion_on=day, closed_at=now)
        row.group_id, row.closed_at = group.id, now
        session.add(row)


def _taken_in(about: About, owes: Owing) -> list[str]:
    """The own days that fall on the meeting's: should it move, they are not told again."""
    if about.meeting is None:
        return []
    points = [point for point in owes.points.values() if point.due_on == about.target.day]
    return [_name_of_point(point) for point in points]


def _name_of_point(point: Owed) -> str:
    return f"point:{point.id}:{point.due_on}"
