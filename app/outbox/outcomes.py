"""What an attempt's outcome makes of a delivery."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from app.outbox.backoff import gives_up_at, next_try
from app.outbox.lease import LONGEST_WORDS, NO_LEASE, end_attempt, write
from app.outbox.models import Delivery, DeliveryState
from app.outbox.transport import Outcome, OutcomeKind

SOON = timedelta(minutes=1)  # after a server that could not be reached: nothing was tried

NO_ANSWER = "no_answer"
NO_LONGER_USEFUL = "no_longer_useful"
GIVEN_UP = "given_up"

FINAL = {
    OutcomeKind.accepted: (DeliveryState.accepted, None),
    OutcomeKind.refused: (DeliveryState.failed, "refused"),
    OutcomeKind.unknown: (DeliveryState.uncertain, NO_ANSWER),
}


def record(
    session: Session, delivery: Delivery, outcome: Outcome, now: datetime, random: Callable[[], float]
) -> DeliveryState:
    """The state it comes to. Raises NotOurs."""
    words = storable(outcome.reply)
    values = _final(outcome, now) if outcome.kind in FINAL else _again(delivery, outcome, now, random)
    write(session, delivery, now, last_reply=words, **values, **NO_LEASE)
    end_attempt(session, delivery, now, outcome.kind, words)
    return DeliveryState(values["state"])


def end(
    session: Session, delivery: Delivery, now: datetime, state: DeliveryState, reason: str
) -> DeliveryState:
    """For what ended before a server said anything. Raises NotOurs."""
    write(session, delivery, now, state=state, reason=reason, **NO_LEASE)
    end_attempt(session, delivery, now, state)
    return state


def storable(reply: str) -> str:
    """As much of a server's words as is kept, in characters that both databases take."""
    octets = reply.replace("\0", "\\x00")[:LONGEST_WORDS].encode("utf-8", "backslashreplace")
    return octets.decode()[:LONGEST_WORDS]


def _final(outcome: Outcome, now: datetime) -> dict[str, Any]:
    state, reason = FINAL[outcome.kind]
    return {"state": state, "reason": reason, "sent_at": now if state == DeliveryState.accepted else None}


def _again(
    delivery: Delivery, outcome: Outcome, now: datetime, random: Callable[[], float]
) -> dict[str, Any]:
    """Planned for later, unless that would be too late."""
    end = gives_up_at(delivery.frozen_at or now, delivery.useful_until)
    if outcome.kind == OutcomeKind.reconnect:
        attempts, next_at = delivery.attempts - 1, now + SOON if now + SOON < end else None
    else:
        attempts, next_at = delivery.attempts, next_try(now, delivery.attempts, end, random)
    if next_at is None:
        reason = NO_LONGER_USEFUL if end == delivery.useful_until else GIVEN_UP
        return {"state": DeliveryState.expired, "reason": reason, "attempts": attempts}
    return {"state": DeliveryState.planned, "reason": outcome.kind, "next_at": next_at, "attempts": attempts}
