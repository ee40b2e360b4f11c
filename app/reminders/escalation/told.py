"""What a chair is told of, and its rows of the ledger."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from app.groups.models import Group
from app.meetings.models import Meeting
from app.memberships.turned_to import Holder
from app.outbox import service as outbox
from app.reminders import entries
from app.reminders.entries import Entry
from app.reminders.models import ReminderKind, ReminderState
from app.reminders.owing import Recipient


@dataclass(frozen=True)
class Matter:
    """The points that a held meeting left carried along for long, on the group's day of telling it."""

    group: Group
    meeting: Meeting
    points: Sequence[UUID]
    day: date


@dataclass(frozen=True)
class Told:
    """One row of the ledger to be: with a delivery if `state` is planned."""

    matter: Matter
    recipient: Recipient
    address: str | None
    state: ReminderState
    reason: str | None = None

    @property
    def person_id(self) -> UUID | None:
        return self.recipient.id if self.recipient.kind == "person" else None


def person(holder: Holder) -> Recipient:
    return Recipient("person", holder.person_id)


def write(session: Session, those: Iterable[Told], now: datetime) -> None:
    """The rows of the ledger, each with a delivery if it is to be sent, and the points it is about."""
    entries.write(session, [_entry(one, now) for one in those], now)


def _entry(one: Told, now: datetime) -> Entry:
    return Entry(_said(one), one.state, _delivery(one, now), one.matter.points)


def _delivery(one: Told, now: datetime) -> dict[str, Any] | None:
    if one.state != ReminderState.planned:
        return None
    assert one.address is not None
    return outbox.to_come(one.address, now, group_id=one.matter.group.id)


def _said(one: Told) -> dict[str, Any]:
    return {
        "kind": ReminderKind.escalation,
        "group_id": one.matter.group.id,
        "meeting_id": one.matter.meeting.id,
        "meeting_sequence": one.matter.meeting.sequence,
        "occasion_on": one.matter.day,
        "recipient_kind": one.recipient.kind,
        "recipient_id": one.recipient.id,
        "person_id": one.person_id,
        "address": one.address,
        "reason": one.reason,
    }
