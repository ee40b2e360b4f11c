"""What other features ask of the outbox: that something leaves the house, or that it does not after all."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, update
from sqlmodel import Session, col
from uuid_utils.compat import uuid7

from app.outbox.lease import at_rest, end_attempt
from app.outbox.models import Delivery, DeliveryState

NO_LONGER_TRUE = "no_longer_true"
NOT_TRANSMITTED = (DeliveryState.planned, DeliveryState.claimed, DeliveryState.held)


def plan(
    session: Session,
    address: str,
    now: datetime,
    useful_until: datetime | None = None,
    *,
    next_at: datetime | None = None,
    envelope_sender: str | None = None,
    group_id: UUID | None = None,
) -> Delivery:
    """A delivery to come, at once or from `next_at`, in the transaction of its cause.

    `group_id`: the group it is about, if it is one, whose cap it counts against.
    """
    delivery = Delivery(
        **to_come(
            address, now, useful_until, next_at=next_at, envelope_sender=envelope_sender, group_id=group_id
        )
    )
    session.add(delivery)
    session.flush()
    return delivery


def to_come(
    address: str,
    now: datetime,
    useful_until: datetime | None = None,
    *,
    next_at: datetime | None = None,
    envelope_sender: str | None = None,
    group_id: UUID | None = None,
) -> dict[str, Any]:
    """The row of one, for whoever writes many at once."""
    return {
        "id": uuid7(),
        "address": address,
        "envelope_sender": envelope_sender,
        "created_at": now,
        "planned_at": now,
        "next_at": next_at or now,
        "useful_until": useful_until,
        "group_id": group_id,
    }


def supersede(session: Session, delivery: Delivery, reason: str, now: datetime) -> bool:
    """Ends a delivery of this session that is no longer true. False if it has left or had ended already.

    One that was about to be sent a second time is not, and stays uncertain: the first may have arrived.
    """
    superseded = at_rest(DeliveryState.superseded, reason)
    uncertain = at_rest(DeliveryState.uncertain, NO_LONGER_TRUE)
    ended = _end(session, delivery, col(Delivery.unanswered) == 0, superseded) or _end(
        session, delivery, col(Delivery.unanswered) > 0, uncertain
    )
    session.refresh(delivery)
    if ended:
        end_attempt(session, delivery, now, delivery.state)
    return ended


def _end(session: Session, delivery: Delivery, which: ColumnElement[bool], values: dict[str, Any]) -> bool:
    waiting = (col(Delivery.id) == delivery.id, col(Delivery.state).in_(NOT_TRANSMITTED), which)
    change = update(Delivery).where(*waiting).values(**values).returning(col(Delivery.id))
    return session.execute(change, execution_options={"synchronize_session": False}).first() is not None
