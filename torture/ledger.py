"""The ledger and the outbox as they stand, in the terms of the verdict."""

from dataclasses import dataclass

from sqlalchemy import Select, and_, func, or_, select
from sqlmodel import col

from app import database
from app.outbox.caps import CAPPED
from app.outbox.models import Delivery, DeliveryState
from app.reminders.ledger import STATE
from app.reminders.models import Reminder, ReminderKind

IN_MOTION = (DeliveryState.planned, DeliveryState.claimed, DeliveryState.transmitting)
UNSURE = and_(col(Delivery.state) == DeliveryState.uncertain, col(Delivery.message).is_not(None))
OPEN = or_(col(Delivery.state).in_(IN_MOTION), UNSURE, CAPPED)  # what the outbox will come back to by itself


@dataclass(frozen=True)
class Entry:
    """A row of the ledger; or a delivery that no row of it asked for, then without `kind`.

    `to_send`: it has a delivery. `open`: which has not come to an end.
    """

    kind: str | None
    address: str | None
    state: str
    reason: str | None
    message_id: str | None
    to_send: bool = True
    open: bool = False


def entries() -> list[Entry]:
    told = (
        select(
            col(Reminder.kind),
            func.coalesce(col(Delivery.address), col(Reminder.address)),
            func.coalesce(STATE, col(Delivery.state)),
            func.coalesce(col(Reminder.reason), col(Delivery.reason)),
            col(Delivery.message_id),
            col(Delivery.id).is_not(None),
            func.coalesce(OPEN, False),
        )
        .select_from(Reminder)
        .join(Delivery, col(Delivery.id) == col(Reminder.delivery_id), full=True)
    )
    with database.snapshot() as session:
        return [Entry(*row) for row in session.execute(told)]


def planned() -> int:
    """How many digests have a delivery."""
    made = select(func.count()).where(
        col(Reminder.kind) == ReminderKind.digest, col(Reminder.delivery_id).is_not(None)
    )
    return _asked(made)


def left() -> int:
    """How many deliveries have not come to an end."""
    return _asked(select(func.count()).where(OPEN))


def _asked(question: Select[int]) -> int:
    with database.snapshot() as session:
        answer: int = session.execute(question).scalar_one()
    return answer
