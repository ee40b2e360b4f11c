"""Registers of groups at random: settings, meetings, points and what earlier runs have closed, all over the clock."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from sqlmodel import Session, col, select

from app.groups.models import Group, Reminders
from app.meetings import since as next_meetings
from app.meetings.models import Meeting, NextMeeting
from app.reminders import plan
from app.reminders.models import ClosedOccasion
from tests import make

DAY = timedelta(days=1)
ZONES = ["Europe/Stockholm", "Europe/Stockholm", "America/New_York", "Pacific/Kiritimati", "Etc/GMT+12"]
TIMES = [time(8), time(8), time(0), time(2, 30), time(23, 30)]
OFFSETS = [[7, 1], [7, 1], [1], [0], [14, 3, 0], [30, 2, 1], [1, 90], []]
SETTINGS = [Reminders.on, Reminders.on, Reminders.preview, Reminders.off]
# Midsummer, Christmas, both clock changes, and an ordinary week.
DAYS = [date(2026, 6, 18), date(2026, 12, 22), date(2026, 3, 27), date(2026, 10, 23), date(2026, 5, 18)]
STARTS = [None, None, "00:15", "07:00", "09:00", "13:30"]
STATUSES = ["scheduled", "scheduled", "scheduled", "proposed", "held", "cancelled"]


def fill(session: Session, random: Random, groups: int) -> datetime:
    """So many groups, as two runs some time ago have left them. An instant on a day of interest."""
    now = datetime.combine(random.choice(DAYS), time(8), UTC) + random.randint(-36, 72) * timedelta(
        minutes=30
    )
    made = [_group(session, random, now) for _ in range(groups)]
    meetings = [meeting for group in made for meeting in _meetings(session, random, group, now)]
    for group in made:
        _points(session, random, group, meetings, now)
        _earlier(session, random, group, now)
    for group in made:
        _changes(session, random, group, now)
    return now


def _before(random: Random, now: datetime) -> datetime:
    """Of late, mostly."""
    return now - timedelta(hours=random.choice([1, 5, 20, 50, 170, 400, 2000]) * random.random())


def _group(session: Session, random: Random, now: datetime) -> Group:
    group = make.group(
        session,
        time_zone=random.choice(ZONES),
        remind_at=random.choice(TIMES),
        remind_days_before=random.choice(OFFSETS),
        reminders=random.choice(SETTINGS),
        reminders_since=random.choice([make.MADE, make.MADE, _before(random, now)]),
    )
    make.member(session, group, "secretary", email=f"{group.id}@example.org")
    return group


def _meetings(session: Session, random: Random, group: Group, now: datetime) -> Iterator[Meeting]:
    for _ in range(random.randint(0, 5)):
        yield make.meeting(
            session,
            group,
            now.date() + random.choice([-70, -40, -8, -2, -1, 0, 1, 2, 4, 8, 9, 15, 33]) * DAY,
            random.choice(STARTS),
            status=random.choice(STATUSES),
            created_at=random.choice([make.MADE, _before(random, now)]),
            day_set_at=random.choice([make.MADE, _before(random, now)]),
            day_revision=random.randint(1, 2),
            time_zone=random.choice([group.time_zone, "Europe/Stockholm"]),
        )


def _points(session: Session, random: Random, group: Group, meetings: list[Meeting], now: datetime) -> None:
    """Of every kind of due; some on a day of the group's own meetings, some at another group's."""
    for kind in random.choices(["date", "date", "meeting", "next_meeting", "none"], k=random.randint(0, 4)):
        day = random.choice([meeting.held_on for meeting in meetings] + [now.date()])
        due = day + random.choice([0, 0, 1, 7]) * DAY if kind == "date" else None
        point = make.action_point(
            session,
            group,
            due_kind=kind if meetings else "none",
            due_date=due if meetings else None,
            due_meeting_id=random.choice(meetings).id if kind == "meeting" and meetings else None,
            due_set_at=random.choice([make.MADE, _before(random, now)]),
            closed_at=random.choice([None, None, None, now]),
        )
        make.owner(session, point, "role", role="secretary")


def _earlier(session: Session, random: Random, group: Group, now: datetime) -> None:
    """What runs before this one have done; of some of it nothing is left."""
    for before in sorted((_before(random, now) for _ in range(random.randint(0, 2))), reverse=False):
        if random.random() < 0.8:
            plan.plan(session, [group], before)
        else:
            next_meetings.settle(session, group.id, before)
    for closed in session.exec(select(ClosedOccasion).where(ClosedOccasion.group_id == group.id)).all():
        if random.random() < 0.2:
            session.delete(closed)
    session.flush()


def _changes(session: Session, random: Random, group: Group, now: datetime) -> None:
    """Settings that are other than they were, and a record of the next meeting that was once another."""
    if random.random() < 0.3:
        group.remind_days_before = random.choice(OFFSETS)
        session.add(group)
    known = select(col(Meeting.id)).where(Meeting.group_id == group.id)
    for meeting_id in session.exec(known).all():
        if random.random() < 0.2:
            session.merge(NextMeeting(group_id=group.id, since=_before(random, now), meeting_id=meeting_id))
    session.flush()
