"""The secretary's daily mail: at 08:00 on working days, at most one a day over all groups (domain 4)."""

import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from app import clock, database
from app.meetings.times import instant
from app.outbox import service as outbox
from app.reminders.each import FAILED, each
from app.reminders.models import (
    CURRENT_SUMMARY,
    ClosedOccasion,
    Reminder,
    ReminderKind,
    ReminderPoint,
    ReminderState,
)
from app.reminders.occasions import is_morning
from app.reminders.summary import memory, receivers
from app.reminders.summary.letters import Letter, worked_out
from app.reminders.summary.receivers import Receiver

ZONE = "Europe/Stockholm"
AT = time(8)
ABOUT = "summary"
ONE_DAY = timedelta(days=1)
AT_A_TIME = 20  # receivers that are worked out together

log = logging.getLogger(__name__)


def plan_all(now: datetime) -> Counter[str]:
    """Writes today's mails, each in a transaction of its own, by the first run after their time; else nothing.

    What is wrong with one is logged, counted as FAILED, stops no other and is tried again by the next run.
    """
    counts: Counter[str] = Counter()
    day = clock.day_in(now, ZONE)
    if not is_time(now, day) or _is_closed(day):
        return counts
    with database.snapshot() as session:
        everybody = receivers.everybody(session, now)
    for start in range(0, len(everybody), AT_A_TIME):
        counts += _of_some(everybody[start : start + AT_A_TIME], day, now)
    if not counts[FAILED]:
        _close(day, now)
    return counts


def _of_some(those: list[Receiver], day: date, now: datetime) -> Counter[str]:
    """The mails of these, worked out together; each by itself if that fails."""
    try:
        with database.snapshot() as session:
            made = list(worked_out(session, those, day, now))
    except Exception:
        log.exception("%s receivers could not be worked out together", len(those))
        alone = {receiver.recipient.id: [receiver] for receiver in those}
        return each(
            alone, lambda session, who: _written(session, worked_out(session, alone[who], day, now), day, now)
        )
    by_id = {letter.receiver.recipient.id: letter for letter in made}
    return each(by_id, lambda session, who: _written(session, [by_id[who]], day, now))


def _written(session: Session, made: Iterable[Letter], day: date, now: datetime) -> Iterator[str]:
    return (letter.state.value for letter in made if write_once(session, letter, day, now))


def is_time(now: datetime, day: date) -> bool:
    """Within eight hours after a working day's 08:00."""
    return is_morning(day, AT, ZONE, now)


def write_once(session: Session, letter: Letter, day: date, now: datetime) -> bool:
    """False if it is there: the unique index decides, and one that another run is writing is waited for."""
    try:
        with session.begin_nested():
            write(session, letter, day, now)
    except IntegrityError:
        if not _is_there(session, letter, day):
            raise
        return False
    return True


def _is_there(session: Session, letter: Letter, day: date) -> bool:
    recipient_id = letter.receiver.recipient.id
    there = select(col(Reminder.id)).where(
        CURRENT_SUMMARY, Reminder.occasion_on == day, Reminder.recipient_id == recipient_id
    )
    return session.exec(there).first() is not None


def write(session: Session, letter: Letter, day: date, now: datetime) -> None:
    """The row of the ledger, with a delivery if it is to be sent."""
    row = Reminder(
        kind=ReminderKind.summary,
        created_at=now,
        occasion_on=day,
        recipient_kind=letter.receiver.recipient.kind,
        recipient_id=letter.receiver.recipient.id,
        person_id=letter.receiver.person_id,
        address=letter.address,
        reason=letter.receiver.why,
    )
    if letter.state == ReminderState.planned:
        assert letter.address is not None
        ends = instant(day + ONE_DAY, time.min, ZONE)
        row.delivery_id = outbox.plan(session, letter.address, now, ends).id
    else:
        row.own_state, row.told = letter.state, memory.written(letter.asked)
    session.add(row)
    session.flush()
    keep_points(session, row, letter)


def keep_points(session: Session, row: Reminder, letter: Letter) -> None:
    """The points that the letter names, in its order."""
    named = dict.fromkeys(item.point.id for item in letter.due if item.point)
    for position, point_id in enumerate(named):
        session.add(ReminderPoint(reminder_id=row.id, point_id=point_id, position=position))
    session.flush()


def _is_closed(day: date) -> bool:
    with database.snapshot() as session:
        return session.get(ClosedOccasion, (ABOUT, day)) is not None


def _close(day: date, now: datetime) -> None:
    """Nothing more is made today."""
    with database.transaction() as session:
        session.merge(ClosedOccasion(about=ABOUT, occasion_on=day, closed_at=now))
