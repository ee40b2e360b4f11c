"""What a chair is told of, and its rows of the ledger."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session
from uuid_utils.compat import uuid7

from app.groups.models import Group
from app.meetings.models import Meeting
from app.memberships.turned_to import Holder
from app.outbox import service as outbox
from app.outbox.models import Delivery
from app.reminders import rows
from app.reminders.models import Reminder, ReminderKind, ReminderPoint, ReminderState
from app.reminders.owing import Recipient
from app.worklist.items import Item


@dataclass(frozen=True)
class Matter:
    """The points that a held meeting left carried along for long, on the group's day of telling it."""

    group: Group
    meeting: Meeting
    items: Sequence[Item]
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
    made = [(one, _delivery(one, now)) for one in those]
    rows.add(session, Delivery, [delivery for _, delivery in made if delivery])
    written = [(one, _row(one, delivery, now)) for one, delivery in made]
    rows.add(session, Reminder, [row for _, row in written])
    keep_points(session, {row["id"]: one.matter.items for one, row in written})


def keep_points(session: Session, listed: Mapping[UUID, Iterable[Item]]) -> None:
    """The points that the letters of these rows list, in their order."""
    rows.add(session, ReminderPoint, [point for id, items in listed.items() for point in _points(id, items)])


def _points(reminder_id: UUID, items: Iterable[Item]) -> Iterator[dict[str, Any]]:
    for position, item in enumerate(items):
        assert item.point is not None
        yield {"reminder_id": reminder_id, "point_id": item.point.id, "position": position}


def _delivery(one: Told, now: datetime) -> dict[str, Any] | None:
    if one.state != ReminderState.planned:
        return None
    assert one.address is not None
    return outbox.to_come(one.address, now, group_id=one.matter.group.id)


def _row(one: Told, delivery: Mapping[str, Any] | None, now: datetime) -> dict[str, Any]:
    return {
        "id": uuid7(),
        "kind": ReminderKind.escalation,
        "created_at": now,
        "group_id": one.matter.group.id,
        "meeting_id": one.matter.meeting.id,
        "meeting_sequence": one.matter.meeting.sequence,
        "occasion_on": one.matter.day,
        "recipient_kind": one.recipient.kind,
        "recipient_id": one.recipient.id,
        "person_id": one.person_id,
        "address": one.address,
        "reason": one.reason,
        "own_state": None if delivery else one.state,
        "delivery_id": delivery["id"] if delivery else None,
    }
