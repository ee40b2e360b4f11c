"""What an attempt's outcome makes of a delivery."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col

from app.outbox.backoff import gives_up_at, next_try
from app.outbox.lease import LONGEST_WORDS, NO_LEASE, at_rest, end_attempt, waits, write
from app.outbox.models import Delivery, DeliveryState
from app.outbox.transport import Outcome, OutcomeKind

SOON = timedelta(minutes=1)  # after a server that could not be reached: nothing was tried

NO_ANSWER = "no_answer"
NO_LONGER_USEFUL = "no_longer_useful"
GIVEN_UP = "given_up"
SECOND_COPY = "second_copy"

NOT_AN_ATTEMPT = (
    OutcomeKind.sender_fault,
    OutcomeKind.unreachable,
    OutcomeKind.reconnect,
    OutcomeKind.interrupted,
)
TRIES = 3  # at making and handing over one that raises

Random = Callable[[], float]


def record(
    session: Session, delivery: Delivery, outcome: Outcome, now: datetime, random: Random
) -> DeliveryState:
    """The state it comes to. Raises NotOurs."""
    words = storable(outcome.reply)
    values = _values(delivery, outcome, now, random)
    write(session, delivery, now, last_reply=words, **values)
    end_attempt(session, delivery, now, outcome.kind, words)
    return DeliveryState(values["state"])


def end(
    session: Session, delivery: Delivery, now: datetime, state: DeliveryState, reason: str
) -> DeliveryState:
    """For what ended before a server said anything. Raises NotOurs."""
    state = _honest(delivery, state)
    write(session, delivery, now, **at_rest(state, reason))
    end_attempt(session, delivery, now, state)
    return state


def set_aside(
    session: Session, delivery: Delivery, now: datetime, reason: str, random: Random
) -> DeliveryState:
    """Tried again, and after three tries held as it is; over, if a copy has left. Raises NotOurs."""
    if delivery.unanswered:
        return end(session, delivery, now, DeliveryState.uncertain, reason)
    last = gives_up_at(delivery.frozen_at or now, delivery.useful_until)
    next_at = next_try(now, delivery.attempts, last, random) if delivery.attempts < TRIES else None
    state = DeliveryState.planned if next_at else DeliveryState.held
    write(session, delivery, now, state=state, reason=reason, next_at=next_at or delivery.next_at, **NO_LEASE)
    end_attempt(session, delivery, now, state)
    return state


def unknown_once(next_at: datetime) -> dict[str, Any]:
    """A copy has left and was not answered: the same bytes will be sent once more."""
    unsure = {"state": DeliveryState.uncertain, "reason": NO_ANSWER, "next_at": next_at}
    return {**unsure, "unanswered": 1, **NO_LEASE}


def unknown_for_good() -> dict[str, Any]:
    """A copy has left and was not answered, and there will be no other."""
    return {**at_rest(DeliveryState.uncertain, NO_ANSWER), "unanswered": col(Delivery.unanswered) + 1}


def storable(reply: str) -> str:
    """As much of a server's words as is kept, in characters that both databases take."""
    octets = reply.replace("\0", "\\x00")[:LONGEST_WORDS].encode("utf-8", "backslashreplace")
    return octets.decode()[:LONGEST_WORDS]


def _values(delivery: Delivery, outcome: Outcome, now: datetime, random: Random) -> dict[str, Any]:
    if outcome.kind == OutcomeKind.accepted:
        copy = SECOND_COPY if delivery.unanswered else None
        return {**at_rest(DeliveryState.accepted, copy), "sent_at": now}
    if outcome.kind in {OutcomeKind.refused, OutcomeKind.rejected}:
        return at_rest(_honest(delivery, DeliveryState.failed), outcome.kind)
    if outcome.kind == OutcomeKind.unknown:
        return _unknown(delivery, now, random)
    return _again(delivery, outcome, now, random)


def _unknown(delivery: Delivery, now: datetime, random: Random) -> dict[str, Any]:
    end = gives_up_at(delivery.frozen_at or now, delivery.useful_until)
    next_at = None if delivery.unanswered else next_try(now, 1, end, random)
    return unknown_once(next_at) if next_at else unknown_for_good()


def _again(delivery: Delivery, outcome: Outcome, now: datetime, random: Random) -> dict[str, Any]:
    """Planned for later, unless that would be too late."""
    attempts = delivery.attempts - (outcome.kind in NOT_AN_ATTEMPT)
    end = gives_up_at(delivery.frozen_at or now, delivery.useful_until)
    next_at = _next_at(delivery, outcome.kind, now, end, random)
    if next_at is None:
        reason = NO_LONGER_USEFUL if end == delivery.useful_until else GIVEN_UP
        return {**at_rest(_honest(delivery, DeliveryState.expired), reason), "attempts": attempts}
    reason = NO_ANSWER if delivery.unanswered else outcome.kind
    return {"state": waits(delivery), "reason": reason, "next_at": next_at, "attempts": attempts, **NO_LEASE}


def _next_at(
    delivery: Delivery, kind: OutcomeKind, now: datetime, end: datetime, random: Random
) -> datetime | None:
    if kind == OutcomeKind.interrupted:
        return delivery.next_at
    if kind == OutcomeKind.sender_fault:
        return now  # behind what has waited: a server may say so to one recipient only
    if kind in NOT_AN_ATTEMPT:
        return now + SOON if now + SOON < end else None
    return next_try(now, delivery.attempts, end, random)


def _honest(delivery: Delivery, state: DeliveryState) -> DeliveryState:
    """The state it ends in; uncertain if a copy has left before, whatever became of this one."""
    return DeliveryState.uncertain if delivery.unanswered else state
