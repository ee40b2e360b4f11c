"""What each recipient was last told of a meeting, by a mail that was accepted."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from app.groups.models import Group, Reminders
from app.meetings.models import Meeting
from app.outbox.models import Delivery, DeliveryState
from app.reminders import told
from app.reminders.models import Reminder, ReminderKind, ReminderState
from app.reminders.owing import Recipient
from app.reminders.told import Told


@dataclass(frozen=True)
class Heard:
    """What the latest accepted mail told, and when it was sent. `row`: the one that keeps it."""

    told: Told
    sent_at: datetime
    row: Reminder


def heard(session: Session, meeting: Meeting) -> dict[Recipient, Heard]:
    """By whom: each who has been told anything of the meeting."""
    rows = (
        select(Reminder, col(Delivery.sent_at))
        .join(Delivery, col(Delivery.id) == col(Reminder.delivery_id))
        .where(
            col(Reminder.meeting_id) == meeting.id,
            col(Reminder.told).is_not(None),
            col(Delivery.state) == DeliveryState.accepted,
        )
        .order_by(col(Delivery.sent_at), col(Reminder.id))
    )
    return {
        Recipient(row.recipient_kind, row.recipient_id): Heard(told.read(row.told), at, row)
        for row, at in session.execute(rows)
    }


def seen_to(session: Session, group: Group, meeting: Meeting) -> set[Recipient]:
    """Those whom the ledger has for this change already. What was only shown does not count once mail is sent."""
    rows = select(Reminder).where(
        col(Reminder.kind) == ReminderKind.change,
        col(Reminder.meeting_id) == meeting.id,
        col(Reminder.meeting_sequence) == meeting.sequence,
        col(Reminder.superseded).is_(False),
    )
    found = session.execute(rows).scalars().all()
    if group.reminders == Reminders.on:
        found = [row for row in found if row.own_state != ReminderState.preview]
    return {Recipient(row.recipient_kind, row.recipient_id) for row in found}
