"""What groups' reminders are about now, and what a run does about each: the next meeting, and days of points' own."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import String, bindparam
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from app.groups.models import Group
from app.meetings import since as next_meetings
from app.meetings.models import Meeting, MeetingStatus
from app.meetings.since import Became
from app.meetings.times import instant
from app.reminders import occasions, rows
from app.reminders.models import ClosedOccasion
from app.reminders.occasions import Decision, Occasion, Schedule, Target
from app.reminders.owed import Owed
from app.reminders.owing import Owing
from app.tables import Id

DAY = timedelta(days=1)
MEETINGS = bindparam("meetings", type_=Id(), expanding=True)
STANDING = select(Meeting).where(col(Meeting.id).in_(MEETINGS), Meeting.status != MeetingStatus.cancelled)
NAMES = bindparam("names", type_=String(), expanding=True)
CLOSED = columns(
    col(ClosedOccasion.about),
    col(ClosedOccasion.occasion_on),
    col(ClosedOccasion.group_id),
    col(ClosedOccasion.closed_at),
).where(col(ClosedOccasion.about).in_(NAMES))


class About(NamedTuple):
    """A target with the name its occasions are closed under, and its meeting or its point."""

    name: str
    target: Target
    closed: frozenset[date] = frozenset()
    meeting: Meeting | None = None
    point: Owed | None = None


class Decided(NamedTuple):
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


class Decisions(NamedTuple):
    """What a run does about a group's targets; those with nothing to do are left out."""

    owes: Owing
    decided: list[Decided]


def decide(session: Session, owing: Collection[Owing], now: datetime) -> list[Decisions]:
    """What a run at `now` does about the targets of each of these groups."""
    those = abouts(session, owing, now)
    return [Decisions(owes, _decided(owes.group, those[owes.group.id], now)) for owes in owing]


def _decided(group: Group, those: Iterable[About], now: datetime) -> list[Decided]:
    """Where one cannot wait for the next `remind_at`, the others do not: theirs would be a second mail for its day."""
    schedule = schedule_of(group)

    def decided(about: About, *, at_once: bool = False) -> Decided:
        return Decided(about, occasions.decide(about.target, schedule, about.closed, now, at_once=at_once))

    found = [decided(about) for about in those]
    if any(each.decision.send for each in found):
        found = [each if each.days else decided(each.about, at_once=True) for each in found]
    return [each for each in found if each.days]


def upcoming(about: About, group: Group, now: datetime) -> Occasion | None:
    """The next occasion of a target that a run will see to."""
    return occasions.upcoming(about.target, schedule_of(group), about.closed, now)


def abouts(session: Session, owing: Collection[Owing], now: datetime) -> dict[UUID, list[About]]:
    """Each group's next meeting, and each of its points with a day of its own; those that passed lately, too."""
    meetings = _meetings(session, [owes.group.id for owes in owing], now)
    named = {
        owes.group.id: [
            *(_of_meeting(meeting, since) for meeting, since in meetings.get(owes.group.id, ())),
            *(_of_point(point, owes.group) for point in _on_days_of_their_own(owes)),
        ]
        for owes in owing
    }
    closed = _closed(session, owing, [about.name for those in named.values() for about in those])
    return {
        id: [about._replace(closed=frozenset(closed.get(about.name, ()))) for about in those]
        for id, those in named.items()
    }


def _on_days_of_their_own(owes: Owing) -> Iterator[Owed]:
    for point in owes.points.values():
        if point.own_day and point.due_on and not is_long_past(point.due_on, owes.day):
            yield point


def is_long_past(day: date, today: date) -> bool:
    """Of a day of points' own: nobody waits for it any more, as nobody does for a meeting that began so long ago."""
    return day < today - next_meetings.LATELY


def _meetings(
    session: Session, group_ids: Collection[UUID], now: datetime
) -> dict[UUID, list[tuple[Meeting, datetime]]]:
    """Each group's next, and those that were it lately and have begun, with since when; a cancelled one is nobody's.

    One that was moved behind another waits until it is next again.
    """
    latest = next_meetings.latest(session, group_ids, now)
    ids = [record.meeting_id for records in latest.values() for record in records if record.meeting_id]
    standing = session.execute(STANDING, {MEETINGS.key: ids}).scalars() if ids else ()
    found = {meeting.id: meeting for meeting in standing}
    return {id: list(_reminded_of(records, found, now)) for id, records in latest.items()}


def _reminded_of(
    records: Sequence[Became], found: Mapping[UUID, Meeting], now: datetime
) -> Iterator[tuple[Meeting, datetime]]:
    upcoming = records[0].meeting_id
    for meeting_id, since in records:
        meeting = found.get(meeting_id) if meeting_id else None
        if meeting and (meeting.id == upcoming or meeting.begins_at <= now):
            yield meeting, since


def _of_meeting(meeting: Meeting, since: datetime) -> About:
    name = f"meeting:{meeting.id}:{meeting.day_revision}"
    known = max(meeting.created_at, meeting.day_set_at, since)
    return About(name, Target(meeting.held_on, meeting.begins_at, known, meeting=True), meeting=meeting)


def _of_point(point: Owed, group: Group) -> About:
    due = point.due_on
    assert due is not None
    ends = instant(due + DAY, time.min, group.time_zone)
    return About(_name_of_point(point), Target(due, ends, point.known_since, meeting=False), point=point)


def _closed(session: Session, owing: Iterable[Owing], names: list[str]) -> dict[str, set[date]]:
    """The days seen to since reminders were turned on; what a preview has seen to does not count."""
    found: dict[str, set[date]] = {}
    since = {owes.group.id: owes.group.reminders_since for owes in owing}
    every = session.execute(CLOSED, {NAMES.key: names}) if names else ()
    for about, day, group_id, closed_at in every:
        if group_id in since and closed_at >= since[group_id]:
            found.setdefault(about, set()).add(day)
    return found


def close(session: Session, those: Iterable[Decisions], now: datetime) -> None:
    """Nothing more is made for these occasions; nor for a dated point that the meeting's digest took in that day."""
    places = {
        (name, day, each.owes.group.id)
        for each in those
        for decided in each.decided
        for name in (decided.about.name, *_taken_in(decided.about, each.owes))
        for day in decided.days
    }
    seen_to = [
        {"about": name, "occasion_on": day, "group_id": group_id, "closed_at": now}
        for name, day, group_id in sorted(places)
    ]
    rows.put(session, ClosedOccasion, seen_to)


def _taken_in(about: About, owes: Owing) -> list[str]:
    """The own days that fall on the meeting's: should it move, they are not told again."""
    if about.meeting is None:
        return []
    points = [point for point in owes.points.values() if point.due_on == about.target.day]
    return [_name_of_point(point) for point in points]


def _name_of_point(point: Owed) -> str:
    return f"point:{point.id}:{point.due_on}"
