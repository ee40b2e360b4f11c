"""What time alone does to deliveries that nobody has in hand: they expire, or were left by a worker that died."""

import logging
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlmodel import Session, col

from app.outbox import outcomes
from app.outbox.backoff import FIRST
from app.outbox.claiming import abandoned
from app.outbox.lease import NO_LEASE, at_rest
from app.outbox.models import Delivery, DeliveryAttempt, DeliveryState

log = logging.getLogger(__name__)

MOST_CRASHES = 5
NOT_COMPLETED = "not_completed"
LEFT_BEFORE = col(Delivery.unanswered) > 0


def clear(session: Session, now: datetime) -> None:
    """What is too late ends, what was left while it was transmitted is uncertain, what kills workers is held.

    What may have arrived already ends as uncertain, whatever comes in the way of its second copy.
    """
    late = col(Delivery.useful_until) <= now
    hopeless = and_(abandoned(now), crashes() >= MOST_CRASHES)
    expired = at_rest(DeliveryState.expired, outcomes.NO_LONGER_USEFUL)
    _change(session, and_(_in_nobodys_hand(now), late, ~LEFT_BEFORE), expired)
    held = and_(col(Delivery.state) == DeliveryState.held, late)
    _change(session, held, {"state": DeliveryState.expired, "message": None})  # and says what was in its way
    uncertain = at_rest(DeliveryState.uncertain, outcomes.NO_LONGER_USEFUL)
    _change(session, and_(_in_nobodys_hand(now), late, LEFT_BEFORE), uncertain)
    _change(session, and_(left_transmitting(now), _no_second_copy(now)), outcomes.unknown_for_good())
    _change(session, left_transmitting(now), outcomes.unknown_once(now + FIRST))
    aside = {"state": DeliveryState.held, "reason": NOT_COMPLETED, **NO_LEASE}
    _change(session, and_(hopeless, ~LEFT_BEFORE), aside)
    _change(session, and_(hopeless, LEFT_BEFORE), at_rest(DeliveryState.uncertain, NOT_COMPLETED))


def left_transmitting(now: datetime) -> ColumnElement[bool]:
    """Nobody knows how much of it left, or what was answered."""
    return and_(col(Delivery.state) == DeliveryState.transmitting, col(Delivery.lease_until) <= now)


def crashes() -> ColumnElement[int]:
    """How many attempts at a delivery have no end."""
    attempts = select(func.count()).where(
        col(DeliveryAttempt.delivery_id) == col(Delivery.id), col(DeliveryAttempt.ended_at).is_(None)
    )
    return attempts.correlate(Delivery).scalar_subquery()


def _in_nobodys_hand(now: datetime) -> ColumnElement[bool]:
    kept = and_(col(Delivery.state) == DeliveryState.uncertain, col(Delivery.message).is_not(None))
    return or_(col(Delivery.state) == DeliveryState.planned, kept, abandoned(now))


def _no_second_copy(now: datetime) -> ColumnElement[bool]:
    return or_(LEFT_BEFORE, col(Delivery.useful_until) <= now + FIRST)


def _change(session: Session, which: ColumnElement[bool], values: dict[str, Any]) -> None:
    """Those that no other transaction holds."""
    free = select(col(Delivery.id)).where(which).with_for_update(skip_locked=True)
    change = update(Delivery).where(col(Delivery.id).in_(free)).values(values)
    changed = change.returning(col(Delivery.id), col(Delivery.reason))
    for id, reason in session.execute(changed.execution_options(synchronize_session=False)):
        log.warning("delivery %s: %s (%s)", id, values["state"], reason)
