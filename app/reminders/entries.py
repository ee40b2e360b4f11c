"""Entries of the ledger, many at once: a row each, what is sent for it, and the points that it names."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import delete
from sqlmodel import Session, col
from uuid_utils.compat import uuid7

from app.outbox.models import Delivery
from app.reminders import rows
from app.reminders.models import Reminder, ReminderPoint, ReminderState
from app.worklist.items import Item


class Entry(NamedTuple):
    """`said`: what its row says of whom it is about and why; all that are written together say the same fields.

    `state`: why nothing is sent, where there is no `delivery` (a row of the outbox to be).
    """

    said: Mapping[str, Any]
    state: ReminderState
    delivery: Mapping[str, Any] | None
    points: Sequence[UUID]


def write(session: Session, entries: Iterable[Entry], now: datetime) -> None:
    """Three statements, however many there are."""
    made = [(entry, _row(entry, now)) for entry in entries]
    rows.add(session, Delivery, [entry.delivery for entry, _ in made if entry.delivery])
    rows.add(session, Reminder, [row for _, row in made])
    _name(session, {row["id"]: entry.points for entry, row in made})


def name_anew(session: Session, reminder_id: UUID, points: Sequence[UUID]) -> None:
    """A row that is there names these points now, and no others."""
    session.execute(delete(ReminderPoint).where(col(ReminderPoint.reminder_id) == reminder_id))
    _name(session, {reminder_id: points})


def _name(session: Session, named: Mapping[UUID, Sequence[UUID]]) -> None:
    listed = [
        {"reminder_id": id, "point_id": point_id, "position": position}
        for id, points in named.items()
        for position, point_id in enumerate(points)
    ]
    rows.add(session, ReminderPoint, listed)


def points_of(items: Iterable[Item]) -> list[UUID]:
    """The points that these matters are about, each once, in their order."""
    return list(dict.fromkeys(item.point.id for item in items if item.point))


def _row(entry: Entry, now: datetime) -> dict[str, Any]:
    return {
        "id": uuid7(),
        "created_at": now,
        **entry.said,
        "own_state": None if entry.delivery else entry.state,
        "delivery_id": entry.delivery["id"] if entry.delivery else None,
    }
