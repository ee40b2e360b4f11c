"""One claimed delivery on its way out: asked about, frozen, transmitted, recorded."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlmodel import Session

from app import database, settings
from app.outbox import breaker, outcomes
from app.outbox.lease import NotOurs, end_attempt, renew, write
from app.outbox.models import Delivery, DeliveryState
from app.outbox.transport import Envelope, Outcome, OutcomeKind, Transport

log = logging.getLogger(__name__)

NOT_RENDERED, NOT_SENT = "cannot_be_rendered", "cannot_be_sent"
NOT_ITS_FAULT = (NotOurs, OperationalError, InterfaceError, NoConnection)


@dataclass(frozen=True, slots=True)
class Frozen:
    """The finished bytes of a message, the same at every attempt, and the Message-ID in them."""

    message: bytes
    message_id: str


# Asked before every attempt, in a transaction that holds the delivery: the message, or None when it has ended
# the delivery (service.supersede). What else it writes, the letter's links and what it tells of whom, is kept
# with the message or not at all. A message frozen before, `delivery.message`, is sent whatever is answered
# besides None.
Prepare = Callable[[Session, Delivery, datetime], Frozen | None]


# Told in the transaction that records it, with the server's words, when the recipient was refused for good.
Refused = Callable[[Session, Delivery, str], None]


class NotEnded(Exception):
    """`prepare` answered None and left the delivery as it was: it would be asked for ever."""


@dataclass(frozen=True)
class Means:
    """What sending takes besides a delivery."""

    transport: Transport
    prepare: Prepare
    clock: Callable[[], datetime]
    random: Callable[[], float]
    refused: Refused
    probing: bool = False


@dataclass(frozen=True)
class Attempted:
    """What a delivery came to, and what the transport said, if it was asked."""

    state: DeliveryState
    outcome: Outcome | None = None


def attempt(delivery: Delivery, means: Means) -> Attempted:
    """A fault of the delivery sets it aside. Raises NotOurs, and what is a fault of the database."""
    reason = NOT_RENDERED
    try:
        prepared = _prepare(delivery, means)
        if isinstance(prepared, DeliveryState):
            return Attempted(prepared)
        reason = NOT_SENT
        outcome = _transmit(delivery, prepared, means)
    except NOT_ITS_FAULT:
        raise
    except Exception as fault:  # noqa: BLE001  (whatever is wrong with one, the others go on)
        return Attempted(_set_aside(delivery, reason, fault, means))
    return Attempted(_record(delivery, outcome, means), outcome)


def _record(delivery: Delivery, outcome: Outcome, means: Means) -> DeliveryState:
    now = means.clock()
    with database.transaction() as session:
        state = outcomes.record(session, delivery, outcome, now, means.random)
        if outcome.kind == OutcomeKind.refused:
            _tell(session, delivery, outcome, means)
        breaker.note(session, outcome, now, means.random, probing=means.probing)
    return state


def _tell(session: Session, delivery: Delivery, outcome: Outcome, means: Means) -> None:
    """Whatever comes of telling it, the refusal itself stays recorded."""
    row = session.get_one(Delivery, delivery.id, populate_existing=True)
    try:
        with session.begin_nested():
            means.refused(session, row, outcome.reply)
            session.flush()
    except NOT_ITS_FAULT:
        raise
    except Exception as fault:  # noqa: BLE001  (it would otherwise be sent again)
        name = type(fault).__name__  # its own words may be somebody's secrets
        log.error("delivery %s: the refusal was not passed on (%s)", delivery.id, name)  # noqa: TRY400


def _prepare(delivery: Delivery, means: Means) -> bytes | DeliveryState:
    """The bytes to send, kept from the first attempt on; or the state in which it ended instead."""
    now = means.clock()
    with database.transaction() as session:
        renew(session, delivery, now, DeliveryState.claimed)
        if delivery.useful_until is not None and delivery.useful_until <= now:
            return outcomes.end(session, delivery, now, DeliveryState.expired, outcomes.NO_LONGER_USEFUL)
        row = session.get_one(Delivery, delivery.id)
        made = means.prepare(session, row, now)
        session.flush()
        if made is None:
            return _ended(session, row, now)
        if row.message is not None:
            return row.message
        write(session, delivery, now, message=made.message, message_id=made.message_id, frozen_at=now)
        return made.message


def _ended(session: Session, row: Delivery, now: datetime) -> DeliveryState:
    if row.state == DeliveryState.claimed:
        raise NotEnded
    end_attempt(session, row, now, row.state)
    return row.state


def _transmit(delivery: Delivery, message: bytes, means: Means) -> Outcome:
    """Outside any transaction. A server that was closing is called upon once more: nothing had been tried."""
    sender = delivery.envelope_sender
    envelope = Envelope(settings.get().mail_bounce if sender is None else sender, delivery.address, message)

    def before_body() -> None:
        with database.transaction() as session:
            renew(session, delivery, means.clock(), DeliveryState.transmitting)

    outcome = means.transport.transmit(envelope, before_body)
    if outcome.kind != OutcomeKind.reconnect:
        return outcome
    return means.transport.transmit(envelope, before_body)


def _set_aside(delivery: Delivery, reason: str, fault: Exception, means: Means) -> DeliveryState:
    """Later, or held; unknown if it had begun to leave. The fault's own words may be somebody's secrets."""
    log.error("delivery %s: %s (%s)", delivery.id, reason, type(fault).__name__)
    now = means.clock()
    with database.transaction() as session:
        row = session.get_one(Delivery, delivery.id, with_for_update=True)
        if row.state == DeliveryState.transmitting:
            unknown = Outcome(OutcomeKind.unknown, type(fault).__name__)
            return outcomes.record(session, delivery, unknown, now, means.random)
        return outcomes.set_aside(session, delivery, now, reason, means.random)
