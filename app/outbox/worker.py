"""Claim, prepare, transmit, record: the one loop that carries out of the house what is due.

The caller says what a delivery says and whether that is still true (`prepare`), how it leaves (`transport`),
and what time it is: all times are of one clock, the one that leases are counted by.
"""

import logging
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlmodel import Session, col

from app import database
from app.outbox import outcomes
from app.outbox.lease import LEASE, NO_LEASE, NotOurs, give_back
from app.outbox.models import Delivery, DeliveryAttempt, DeliveryState
from app.outbox.sending import Means, Prepare, attempt
from app.outbox.transport import Outcome, OutcomeKind, Transport

log = logging.getLogger(__name__)

ROOM = 1  # each taken for itself, with the whole lease before it
LONGEST_RUN = timedelta(minutes=15)  # then what has become due meanwhile may be planned
MOST_CRASHES = 5

STOPS_THE_RUN = (OutcomeKind.sender_fault, OutcomeKind.reconnect)


@dataclass
class Counts:
    """What became of the deliveries that a run took.

    `lost`: taken over by another worker or ended by their cause meanwhile. `stopped`: what ended the run
    before everything due was tried.
    """

    states: Counter[DeliveryState] = field(default_factory=Counter)
    lost: int = 0
    stopped: Outcome | None = None


def never() -> bool:
    return False


def send_due(
    now: datetime,
    transport: Transport,
    prepare: Prepare,
    *,
    worker: str,
    clock: Callable[[], datetime],
    random: Callable[[], float],
    room: int = ROOM,
    stopping: Callable[[], bool] = never,
) -> Counts:
    """Sends what is due, oldest first, until nothing is left, `stopping` says so or the run gets long.

    A fault of one delivery is that one's own; a fault of the sender or of the database ends the run. `random`
    answers from 0 up to 1. Of `room` taken at a time those that are not begun are given back.
    """
    means, counts = Means(transport, prepare, clock, random), Counts()
    while not (stopping() or counts.stopped) and clock() - now < LONGEST_RUN:
        with database.transaction() as session:
            taken = claim(session, worker, clock(), room)
        if not taken:
            break
        while taken and not (stopping() or counts.stopped):
            _deliver(taken.pop(0), means, counts)
        _return(taken, clock())
    return counts


def claim(session: Session, worker: str, now: datetime, room: int) -> list[Delivery]:
    """Takes what is due, oldest first; a second worker at the same moment gets others.

    What is too late expires instead, what was left while it was transmitted is uncertain, and what has been
    left too often is held.
    """
    _clear(session, outlived(now), DeliveryState.expired, outcomes.NO_LONGER_USEFUL)
    _clear(session, left_transmitting(now), DeliveryState.uncertain, outcomes.NO_ANSWER)
    _clear(session, and_(abandoned(now), crashes() >= MOST_CRASHES), DeliveryState.held, "not_completed")
    due = (
        select(Delivery)
        .where(or_(waiting(now), abandoned(now)))
        .order_by(col(Delivery.next_at), col(Delivery.id))
        .limit(room)
        .with_for_update(skip_locked=True)
    )
    taken = list(session.scalars(due, execution_options={"populate_existing": True}))
    for delivery in taken:
        _take(session, delivery, worker, now)
    session.flush()
    return taken


def waiting(now: datetime) -> ColumnElement[bool]:
    return and_(col(Delivery.state) == DeliveryState.planned, col(Delivery.next_at) <= now)


def abandoned(now: datetime) -> ColumnElement[bool]:
    """Claimed, and not heard of within the lease."""
    return and_(col(Delivery.state) == DeliveryState.claimed, col(Delivery.lease_until) <= now)


def left_transmitting(now: datetime) -> ColumnElement[bool]:
    """Nobody knows how much of it left, or what was answered."""
    return and_(col(Delivery.state) == DeliveryState.transmitting, col(Delivery.lease_until) <= now)


def outlived(now: datetime) -> ColumnElement[bool]:
    in_nobodys_hand = or_(col(Delivery.state) == DeliveryState.planned, abandoned(now))
    return and_(in_nobodys_hand, col(Delivery.useful_until) <= now)


def crashes() -> ColumnElement[int]:
    """How many attempts at a delivery have no end."""
    attempts = select(func.count()).where(
        col(DeliveryAttempt.delivery_id) == col(Delivery.id), col(DeliveryAttempt.ended_at).is_(None)
    )
    return attempts.correlate(Delivery).scalar_subquery()


def _clear(session: Session, which: ColumnElement[bool], state: DeliveryState, reason: str) -> None:
    free = select(col(Delivery.id)).where(which).with_for_update(skip_locked=True)
    change = update(Delivery).where(col(Delivery.id).in_(free)).values(state=state, reason=reason, **NO_LEASE)
    found = change.returning(col(Delivery.id)).execution_options(synchronize_session=False)
    for id in session.scalars(found):
        log.warning("delivery %s: %s (%s)", id, state, reason)


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


def _deliver(delivery: Delivery, means: Means, counts: Counts) -> None:
    try:
        attempted = attempt(delivery, means)
    except NotOurs:
        log.warning("delivery %s: no longer this worker's", delivery.id)
        counts.lost += 1
        return
    counts.states[attempted.state] += 1
    if attempted.outcome and attempted.outcome.kind in STOPS_THE_RUN:
        counts.stopped = attempted.outcome


def _return(deliveries: list[Delivery], now: datetime) -> None:
    """Those that were not begun, for the next run."""
    for delivery in deliveries:
        with suppress(NotOurs), database.transaction() as session:
            give_back(session, delivery, now)
