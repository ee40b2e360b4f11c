"""Whose a delivery is, and for how long: a worker that has lost it can write nothing."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col

from app.outbox.models import IN_HAND, Delivery, DeliveryAttempt, DeliveryState

LEASE = timedelta(minutes=20)  # longer than a transport may take, with one reconnection
LONGEST_WORDS = 1000

NO_LEASE: dict[str, Any] = {"lease_owner": None, "lease_until": None}


def at_rest(state: DeliveryState, reason: str | None = None) -> dict[str, Any]:
    """How a delivery is left that has come to an end. Its message, with the tokens in it, is no more."""
    return {"state": state, "reason": reason, "message": None, **NO_LEASE}


class NotOurs(Exception):
    """The lease has passed or is another's, or the delivery was ended by its cause."""


def write(
    session: Session,
    delivery: Delivery,
    now: datetime,
    *,
    being: Collection[DeliveryState] = IN_HAND,
    **values: Any,
) -> None:
    """Writes to the delivery as it was claimed. Raises NotOurs, with nothing written, unless it still is."""
    ours = (
        col(Delivery.id) == delivery.id,
        col(Delivery.fence) == delivery.fence,
        col(Delivery.state).in_(being),
        col(Delivery.lease_until) > now,
    )
    change = update(Delivery).where(*ours).values(**values).returning(col(Delivery.id))
    if session.execute(change, execution_options={"synchronize_session": False}).first() is None:
        raise NotOurs


def renew(session: Session, delivery: Delivery, now: datetime, state: DeliveryState) -> None:
    """A claimed delivery, in this state and with the whole lease from now. Raises NotOurs."""
    write(session, delivery, now, being=(DeliveryState.claimed,), state=state, lease_until=now + LEASE)


def end_attempt(
    session: Session, delivery: Delivery, now: datetime, outcome: str, reply: str | None = None
) -> None:
    """Says what came of the attempt that the claim began."""
    attempt = (
        col(DeliveryAttempt.delivery_id) == delivery.id,
        col(DeliveryAttempt.fence) == delivery.fence,
        col(DeliveryAttempt.ended_at).is_(None),
    )
    ended = update(DeliveryAttempt).where(*attempt).values(ended_at=now, outcome=outcome, reply=reply)
    session.execute(ended, execution_options={"synchronize_session": False})


def waits(delivery: Delivery) -> DeliveryState:
    """The state in which it is kept until it is tried again: uncertain once a copy of it may have arrived."""
    return DeliveryState.uncertain if delivery.unanswered else DeliveryState.planned


def give_back(session: Session, delivery: Delivery, now: datetime) -> None:
    """As if it had not been claimed. Raises NotOurs."""
    write(session, delivery, now, state=waits(delivery), attempts=delivery.attempts - 1, **NO_LEASE)
    end_attempt(session, delivery, now, "given_back")
