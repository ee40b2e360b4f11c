"""The rows of the ledger about a change, and the deliveries of those that are sent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlmodel import Session, col

from app.clock import day_in
from app.groups.models import Group
from app.meetings.models import Meeting
from app.outbox import service as outbox
from app.reminders.models import Reminder, ReminderKind, ReminderState
from app.reminders.owing import Recipient
from app.reminders.readers import Reader


@dataclass(frozen=True)
class Planned:
    """One row of the ledger to be, with a delivery if `state` is planned. Not worth sending from `until` on."""

    reader: Reader
    state: ReminderState
    reason: str | None
    until: datetime


def write(session: Session, group: Group, meeting: Meeting, made: Iterable[Planned], now: datetime) -> None:
    """One delivery per address for those to send."""
    to_send: dict[str, list[Planned]] = {}
    for planned in made:
        _forget_preview(session, meeting, planned.reader.recipient)
        if planned.state == ReminderState.planned and planned.reader.address:
            to_send.setdefault(planned.reader.address.casefold(), []).append(planned)
        else:
            _add(session, group, meeting, planned, None, now)
    for letter in to_send.values():
        address, until = letter[0].reader.address, max(planned.until for planned in letter)
        assert address is not None
        delivery = outbox.plan(session, address, now, until, group_id=group.id)
        for planned in letter:
            _add(session, group, meeting, planned, delivery.id, now)
    session.flush()


def _forget_preview(session: Session, meeting: Meeting, who: Recipient) -> None:
    """What was only shown makes room for what is sent."""
    shown = update(Reminder).where(
        col(Reminder.kind) == ReminderKind.change,
        col(Reminder.meeting_id) == meeting.id,
        col(Reminder.meeting_sequence) == meeting.sequence,
        col(Reminder.recipient_kind) == who.kind,
        col(Reminder.recipient_id) == who.id,
        col(Reminder.own_state) == ReminderState.preview,
        col(Reminder.superseded).is_(False),
    )
    session.execute(
        shown.values(superseded=True, reason="reminders_on"),
        execution_options={"synchronize_session": False},
    )


def _add(
    session: Session, group: Group, meeting: Meeting, planned: Planned, delivery_id: UUID | None, now: datetime
) -> None:  # fmt: skip
    reader = planned.reader
    session.add(
        Reminder(
            kind=ReminderKind.change,
            created_at=now,
            group_id=group.id,
            meeting_id=meeting.id,
            meeting_revision=meeting.day_revision,
            meeting_sequence=meeting.sequence,
            occasion_on=day_in(now, group.time_zone),
            recipient_kind=reader.recipient.kind,
            recipient_id=reader.recipient.id,
            person_id=reader.person_id,
            address=reader.address,
            own_state=None if delivery_id else planned.state,
            reason=planned.reason,
            delivery_id=delivery_id,
        )
    )
