"""What other features ask of the outbox: that something leaves the house, or that it does not after all."""

from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col

from app.outbox.lease import NO_LEASE, end_attempt
from app.outbox.models import Delivery, DeliveryState

NOT_TRANSMITTED = (DeliveryState.planned, DeliveryState.claimed, DeliveryState.held)


def plan(
    session: Session,
    address: str,
    now: datetime,
    useful_until: datetime | None = None,
    *,
    next_at: datetime | None = None,
    envelope_sender: str | None = None,
) -> Delivery:
    """A delivery to come, at once or from `next_at`, in the transaction of its cause."""
    delivery = Delivery(
        address=address,
        envelope_sender=envelope_sender,
        created_at=now,
        planned_at=now,
        next_at=next_at or now,
        useful_until=useful_until,
    )
    session.add(delivery)
    session.flush()
    return delivery


def supersede(session: Session, delivery: Delivery, reason: str, now: datetime) -> bool:
    """Ends a delivery of this session that is no longer true. False if it has left or had ended already."""
    waiting = (col(Delivery.id) == delivery.id, col(Delivery.state).in_(NOT_TRANSMITTED))
    values = {"state": DeliveryState.superseded, "reason": reason, **NO_LEASE}
    change = update(Delivery).where(*waiting).values(**values).returning(col(Delivery.id))
    ended = session.execute(change, execution_options={"synchronize_session": False}).first() is not None
    session.refresh(delivery)
    if ended:
        end_attempt(session, delivery, now, DeliveryState.superseded)
    return ended
