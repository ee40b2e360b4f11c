"""Which groups a run has anything to do for: asked of all at once, so that the others cost nothing.

The statements of `unclosed` leave out what cannot be due by now; what they let through is put to the rule itself.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlmodel import Session, col

from app import database
from app.groups.models import Group, Reminders
from app.meetings import since as next_meetings
from app.meetings.times import instant
from app.reading import NOW
from app.reminders import occasions, targets, unclosed
from app.reminders.occasions import Schedule, Target
from app.reminders.working_days import DAY, working_day_after, working_day_on_or_before

FURTHEST = timedelta(hours=14)  # no clock on earth is further ahead of UTC
AT_A_TIME = 1000  # rows in memory

SCHEDULES = select(
    col(Group.id), col(Group.time_zone), col(Group.remind_at), col(Group.remind_days_before), col(Group.reminders_since)
).where(col(Group.reminders) != Reminders.off)  # fmt: skip
BEHIND = next_meetings.behind().where(col(Group.reminders) != Reminders.off).order_by(col(Group.id))
QUESTIONS = (unclosed.of_meetings(), unclosed.first_contacts(), unclosed.of_dates(), unclosed.due_elsewhere())


def behind(now: datetime) -> list[UUID]:
    """The groups whose record of their next meeting is to be settled first: the answer of `groups` follows it."""
    with database.snapshot() as session:
        return list(session.execute(BEHIND, {NOW.key: now}).scalars())


def groups(now: datetime) -> list[UUID]:
    """Those with an occasion that a run at `now` sees to, by id: every one, and as good as no other."""
    with database.snapshot() as session:
        database.join_many(session)
        rows = session.execute(SCHEDULES)
        schedules = {row.id: targets.schedule_of(row) for row in rows if row.remind_days_before}
        return sorted(_busy(session, schedules, now)) if schedules else []


def perhaps(now: datetime) -> list[UUID]:
    """Those with an occasion, and those of which only settling would tell: for what shows and writes nothing."""
    return sorted({*behind(now), *groups(now)})


def _busy(session: Session, schedules: Mapping[UUID, Schedule], now: datetime) -> set[UUID]:
    params, found = _params(schedules, now), set[UUID]()
    for question in QUESTIONS:
        for row in _answers(session, question, params):
            schedule = schedules.get(row.group_id)
            if schedule and row.group_id not in found and _is_due(row, schedule, now):
                found.add(row.group_id)
    return found


def _answers(session: Session, question: Select[Any], params: Mapping[str, Any]) -> Iterator[Any]:
    yield from session.execute(question, params, execution_options={"yield_per": AT_A_TIME})


def _params(schedules: Mapping[UUID, Schedule], now: datetime) -> dict[str, Any]:
    """`calendar`: from before reminders were turned on anywhere to where the next occasion falls tomorrow."""
    first = min(schedule.since for schedule in schedules.values()).date() - 3 * DAY
    end = working_day_after((now + FURTHEST).date())
    furthest = max(max(schedule.offsets) for schedule in schedules.values())
    days = (first + number * DAY for number in range((end - first).days))
    return {
        NOW.key: now,
        unclosed.LATELY.key: now - next_meetings.LATELY,
        unclosed.LAST_DUE.key: end + furthest * DAY,
        unclosed.CALENDAR_DAYS: json.dumps(
            [" ".join(map(date.isoformat, _of_calendar(day))) for day in days]
        ),
    }


def _of_calendar(day: date) -> tuple[date, date, date]:
    """The day, the working day that it falls on, and the day by which that is over everywhere."""
    falls_on = working_day_on_or_before(day)
    return day, falls_on, falls_on + 2 * DAY


def _is_due(row: Any, schedule: Schedule, now: datetime) -> bool:
    """Whether a run sees to this occasion, or without one to any of the target's."""
    is_meeting = row.begins_at is not None
    ends = row.begins_at or instant(row.day + DAY, time.min, schedule.zone.key)
    others = (
        {each.day for each in occasions.occasions(row.day, schedule)} - {row.falls_on} if row.falls_on else ()
    )
    decision = occasions.decide(Target(row.day, ends, row.known, is_meeting), schedule, others, now)
    return bool(decision.merged or decision.too_late)
