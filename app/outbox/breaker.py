"""When the fault is ours every recipient would get the same answer: nothing more is tried but one, now and then."""

from collections.abc import Callable
from datetime import datetime
from enum import Enum, auto

from sqlmodel import Session, col, select

from app.outbox.backoff import pause
from app.outbox.lease import LEASE
from app.outbox.models import Delivery, DeliveryAttempt, HeldFor, Sender
from app.outbox.outcomes import SOON, storable
from app.outbox.the_sender import locked, seen
from app.outbox.transport import Outcome, OutcomeKind

REFUSED_IN_A_ROW = 20  # recipients: so many bad addresses and not one good are rather a fault of ours
SILENT = (OutcomeKind.unreachable, OutcomeKind.reconnect, OutcomeKind.silent)


class Passage(Enum):
    """What a worker may take."""

    free = auto()
    probe = auto()  # one delivery, by one worker, to see whether the fault is gone
    closed = auto()


def passage(sender: Sender, now: datetime) -> Passage:
    if sender.held_for is None:
        return Passage.free
    due = sender.held_for == HeldFor.fault and sender.retry_at is not None and sender.retry_at <= now
    return Passage.probe if due else Passage.closed


def probe(sender: Sender, now: datetime) -> None:
    """One has been taken to try: nobody takes another until it has ended, or died."""
    sender.retry_at = now + LEASE


def note(
    session: Session, outcome: Outcome, now: datetime, random: Callable[[], float], *, probing: bool
) -> None:
    """What an outcome says of us and of the server, for all workers, in the transaction that records it."""
    if outcome.kind == OutcomeKind.sender_fault:
        _fault(locked(session), outcome, now, random, probing=probing)
    elif outcome.kind in SILENT:
        sender = locked(session)
        sender.silent_since = sender.silent_since or now
    elif outcome.kind != OutcomeKind.interrupted and seen(session).silent_since:
        locked(session).silent_since = None
    if outcome.kind == OutcomeKind.refused and _nobody_is_accepted(session):
        _fault(locked(session), outcome, now, random, probing=probing)
    if probing:
        _probed(locked(session), outcome.kind, now, random)


def _nobody_is_accepted(session: Session) -> bool:
    """The latest recipients that were answered about, since the operator's latest yes, are all refused."""
    both = select(col(DeliveryAttempt.outcome), col(Delivery.address)).select_from(DeliveryAttempt)
    answers = both.join(Delivery, col(Delivery.id) == col(DeliveryAttempt.delivery_id))
    about = col(DeliveryAttempt.outcome).in_([OutcomeKind.accepted, OutcomeKind.refused])
    latest = answers.where(about).order_by(col(DeliveryAttempt.id).desc()).limit(REFUSED_IN_A_ROW)
    if released_at := seen(session).released_at:
        latest = latest.where(col(DeliveryAttempt.ended_at) > released_at)
    found = session.exec(latest).all()
    refused = {address for outcome, address in found if outcome == OutcomeKind.refused}
    return len(refused) == REFUSED_IN_A_ROW


def _fault(
    sender: Sender, outcome: Outcome, now: datetime, random: Callable[[], float], *, probing: bool
) -> None:
    if sender.held_for is not None and not (probing and sender.held_for == HeldFor.fault):
        return
    sender.held_at = sender.held_at if sender.held_for else now
    sender.held_for, sender.words = HeldFor.fault, storable(outcome.reply)
    sender.faults += 1
    sender.retry_at = now + pause(sender.faults, random)


def _probed(sender: Sender, kind: OutcomeKind, now: datetime, random: Callable[[], float]) -> None:
    """Ended by a mail that is accepted; anything less does not prove that our mail is taken."""
    if sender.held_for != HeldFor.fault:
        return
    if kind == OutcomeKind.accepted:
        sender.held_for = sender.held_at = sender.words = sender.retry_at = None
        sender.faults = 0
    elif kind in {OutcomeKind.temporary, OutcomeKind.silent, OutcomeKind.refused}:
        sender.retry_at = now + pause(sender.faults, random)
    elif kind != OutcomeKind.sender_fault:
        sender.retry_at = now + SOON


def probe_again(sender: Sender, now: datetime) -> None:
    """The one that was to be tried ended before the server was asked."""
    if sender.held_for == HeldFor.fault:
        sender.retry_at = now
