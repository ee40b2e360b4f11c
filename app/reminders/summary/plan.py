"""The secretary's daily mail: at 08:00 on working days, at most one a day over all groups (domain 4)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from app import clock, database
from app.meetings.times import instant
from app.outbox import service as outbox
from app.reminders import entries
from app.reminders.each import FAILED, several
from app.reminders.entries import Entry, points_of
from app.reminders.models import CURRENT_SUMMARY, ClosedOccasion, Reminder, ReminderKind, ReminderState
from app.reminders.occasions import is_morning
from app.reminders.owing import Recipient
from app.reminders.summary import memory, receivers
from app.reminders.summary.letters import Letter, worked_out

ZONE = "Europe/Stockholm"
AT = time(8)
ABOUT = "summary"
ONE_DAY = timedelta(days=1)


def plan_all(now: datetime) -> Counter[str]:
    """Writes today's mails, some together in each transaction, by the first run after their time; else nothing.

    What is wrong with one is logged, counted as FAILED, stops no other and is tried again by the next run.
    """
    day = clock.day_in(now, ZONE)
    if not is_time(now, day) or _is_closed(day):
        return Counter()
    with database.snapshot() as session:
        everybody = {each.id: each for each in receivers.everybody(session, now)}
    counts = several(
        list(everybody), lambda session, ids: _written(session, [everybody[id] for id in ids], day, now)
    )
    if not counts[FAILED]:
        _close(day, now)
    return counts


def _written(session: Session, those: list[Recipient], day: date, now: datetime) -> Iterator[str]:
    made = list(worked_out(session, receivers.these(session, those, now), day, now))
    return (letter.state.value for letter in write_missing(session, made, day, now))


def is_time(now: datetime, day: date) -> bool:
    """Within eight hours after a working day's 08:00."""
    return is_morning(day, AT, ZONE, now)


def write_missing(session: Session, letters: Sequence[Letter], day: date, now: datetime) -> list[Letter]:
    """Those that were not there: the unique index decides, and one that another run is writing is waited for."""
    there = _there(session, letters, day)
    while True:
        missing = [letter for letter in letters if letter.receiver.recipient.id not in there]
        try:
            with session.begin_nested():
                write(session, missing, day, now)
        except IntegrityError:
            before, there = there, _there(session, letters, day)
            if there == before:
                raise
        else:
            return missing


def _there(session: Session, letters: Iterable[Letter], day: date) -> set[UUID]:
    """Whom the day's ledger names already, of their receivers."""
    ids = [letter.receiver.recipient.id for letter in letters]
    there = select(Reminder.recipient_id).where(
        CURRENT_SUMMARY, Reminder.occasion_on == day, col(Reminder.recipient_id).in_(ids)
    )
    return set(session.exec(there))


def write(session: Session, letters: Iterable[Letter], day: date, now: datetime) -> None:
    """The rows of the ledger, each with a delivery if it is to be sent, and the points that it names."""
    ends = instant(day + ONE_DAY, time.min, ZONE)
    entries.write(session, [_entry(letter, day, now, ends) for letter in letters], now)


def _entry(letter: Letter, day: date, now: datetime, useful_until: datetime) -> Entry:
    delivery = _delivery(letter, now, useful_until)
    return Entry(_said(letter, day, by_mail=bool(delivery)), letter.state, delivery, points_of(letter.due))


def _delivery(letter: Letter, now: datetime, useful_until: datetime) -> dict[str, Any] | None:
    if letter.state != ReminderState.planned:
        return None
    assert letter.address is not None
    return outbox.to_come(letter.address, now, useful_until)


def _said(letter: Letter, day: date, *, by_mail: bool) -> dict[str, Any]:
    """What was asked is kept at once where no mail will say it."""
    return {
        "kind": ReminderKind.summary,
        "occasion_on": day,
        "recipient_kind": letter.receiver.recipient.kind,
        "recipient_id": letter.receiver.recipient.id,
        "person_id": letter.receiver.person_id,
        "address": letter.address,
        "reason": letter.receiver.why,
        "told": None if by_mail else memory.written(letter.asked),
    }


def _is_closed(day: date) -> bool:
    with database.snapshot() as session:
        return session.get(ClosedOccasion, (ABOUT, day)) is not None


def _close(day: date, now: datetime) -> None:
    """Nothing more is made today."""
    with database.transaction() as session:
        session.merge(ClosedOccasion(about=ABOUT, occasion_on=day, closed_at=now))
