"""Who gets a delivery: what is due, oldest first, each to one worker."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, select
from sqlmodel import Session, col

from app.outbox import caps
from app.outbox.lease import LEASE
from app.outbox.models import Delivery, DeliveryAttempt, DeliveryState


def claim(session: Session, worker: str, now: datetime, room: int) -> list[Delivery]:
    """Takes at most `room` of what is due; a second worker at the same moment gets others.

    What is over a cap is held instead, with all that the same cap is in the way of.
    """
    taken: list[Delivery] = []
    while len(taken) < room and (found := _due(session, now, room - len(taken))):
        for delivery in found:
            full = caps.full(session, delivery, now) if delivery.state == DeliveryState.planned else None
            if full:
                caps.hold(session, full, delivery, now)
                break
            _take(session, delivery, worker, now)
            session.flush()
            taken.append(delivery)
    return taken


def waiting(now: datetime) -> ColumnElement[bool]:
    return and_(col(Delivery.state) == DeliveryState.planned, col(Delivery.next_at) <= now)


def abandoned(now: datetime) -> ColumnElement[bool]:
    """Claimed, and not heard of within the lease."""
    return and_(col(Delivery.state) == DeliveryState.claimed, col(Delivery.lease_until) <= now)


def unsure(now: datetime) -> ColumnElement[bool]:
    """Left once and was not answered: to be sent once more. What may not be has no message any more."""
    return and_(
        col(Delivery.state) == DeliveryState.uncertain,
        col(Delivery.next_at) <= now,
        col(Delivery.message).is_not(None),
    )


def _due(session: Session, now: datetime, room: int) -> list[Delivery]:
    """Asked state by state, so that each answer comes straight from an index however much is due."""
    found: list[Delivery] = []
    for which in (waiting(now), abandoned(now), unsure(now)):
        oldest = select(Delivery).where(which).order_by(col(Delivery.next_at), col(Delivery.id)).limit(room)
        free = oldest.with_for_update(skip_locked=True)
        found += session.scalars(free, execution_options={"populate_existing": True})
    return sorted(found, key=lambda delivery: (delivery.next_at, delivery.id))[:room]


def _take(session: Session, delivery: Delivery, worker: str, now: datetime) -> None:
    delivery.state = DeliveryState.claimed
    delivery.lease_owner, delivery.lease_until = worker, now + LEASE
    delivery.fence += 1
    delivery.attempts += 1
    session.add(
        DeliveryAttempt(
            delivery_id=delivery.id, fence=delivery.fence, worker=worker, started_at=now, created_at=now
        )
    )
