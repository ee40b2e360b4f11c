"""Which groups a run has anything to do for: asked of all at once, so that the others cost nothing.

The statements of `unclosed` leave out what cannot be due by now; what they let through is put to the rule itself.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from itertools import repeat
from typing import Any
from uuid import UUID

from sqlalchemy import Executable, func, select
from sqlmodel import Session, col

from app import database
from app.clock import day_in
from app.groups.models import Group, Reminders
from app.meetings import since as next_meetings
from app.meetings.times import instant
from app.reading import NOW
from app.reminders import occasions, targets, unclosed
from app.reminders.occasions import Target
from app.reminders.working_days import DAY, working_day_after, working_day_on_or_before

FURTHEST = timedelta(hours=14)  # no clock on earth is further ahead of UTC
AT_A_TIME = 1000  # rows in memory

WORKED_OUT = col(Group.reminders) != Reminders.off
SINCE = func.min(col(Group.reminders_since)).label("since")
SPANS = select(col(Group.remind_days_before), SINCE).where(WORKED_OUT).group_by(col(Group.remind_days_before))
BEHIND = next_meetings.behind().where(WORKED_OUT).order_by(col(Group.id))
QUESTIONS = (unclosed.of_meetings(), unclosed.of_dates(), unclosed.due_elsewhere())


def behind(now: datetime) -> list[UUID]:
    """The groups whose record of their next meeting is to be settled first: the answer of `groups` follows it."""
    with database.snapshot() as session:
        return list(session.execute(BEHIND, {NOW.key: now}).scalars())


def groups(now: datetime) -> list[UUID]:
    """Those with an occasion that a run at `now` sees to, by id: every one, and as good as no other."""
    with database.snapshot() as session:
        database.join_many(session)
        spans = [span for span in session.execute(SPANS) if span.remind_days_before]
        return sorted(_busy(session, _params(spans, now), now)) if spans else []


def perhaps(now: datetime) -> list[UUID]:
    """Those with an occasion, and those of which only settling would tell: for what shows and writes nothing."""
    return sorted({*behind(now), *groups(now)})


def _busy(session: Session, params: Mapping[str, Any], now: datetime) -> set[UUID]:
    found = set[UUID]()
    for question in QUESTIONS:
        for row in _answers(session, question, params):
            if row.group_id not in found and _is_due(row, now):
                found.add(row.group_id)
    return found


def _answers(session: Session, question: Executable, params: Mapping[str, Any]) -> Iterator[Any]:
    yield from session.execute(question, params, execution_options={"yield_per": AT_A_TIME})


def _params(spans: Iterable[Any], now: datetime) -> dict[str, Any]:
    """The days are those from before reminders were turned on anywhere to the last that has come on any clock."""
    first = min(span.since for span in spans).date() - 3 * DAY
    last = working_day_after((now + FURTHEST).date()) - DAY
    furthest = max(max(span.remind_days_before) for span in spans)
    return {
        NOW.key: now,
        unclosed.LATELY.key: now - next_meetings.LATELY,
        unclosed.FIRST_DUE.key: (now - FURTHEST).date() - next_meetings.LATELY,
        unclosed.LAST_DUE.key: last + furthest * DAY,
        unclosed.FIRST_DAY.key: first,
        unclosed.LAST_DAY.key: (last - first).days,
        unclosed.DAYS_BACK.key: "".join(map(_days_back, range((last - first).days + 1), repeat(first))),
    }


def _days_back(number: int, first: date) -> str:
    """From a day to the working day that its occasions fall on: a digit, there being at most MOST_DAYS_OFF in a row."""
    day = first + number * DAY
    return str((day - working_day_on_or_before(day)).days)


def _is_due(row: Any, now: datetime) -> bool:
    """Whether a run sees to this occasion, or without one to any of the target's."""
    schedule, is_meeting = targets.schedule_of(row), row.begins_at is not None
    if not is_meeting and targets.is_long_past(row.day, day_in(now, row.time_zone)):
        return False
    ends = row.begins_at or instant(row.day + DAY, time.min, schedule.zone.key)
    others = (
        {each.day for each in occasions.occasions(row.day, schedule)} - {row.falls_on} if row.falls_on else ()
    )
    decision = occasions.decide(Target(row.day, ends, row.known, is_meeting), schedule, others, now)
    return bool(decision.merged or decision.too_late)
