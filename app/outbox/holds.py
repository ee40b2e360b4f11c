"""What holds all mail back until somebody says yes: the operator, a storm, a jumped clock, a restored database."""

from datetime import datetime

from sqlalchemy import CursorResult, update
from sqlmodel import Session, col

from app import database
from app.outbox import caps, restored, storm
from app.outbox.clearing import NOT_COMPLETED
from app.outbox.models import Delivery, DeliveryState, HeldFor, Sender
from app.outbox.outcomes import storable
from app.outbox.sending import NOT_RENDERED, NOT_SENT
from app.outbox.the_sender import locked
from app.outbox.watch import Watch

UNCERTAIN = "uncertain"  # the one cause of alarm that a yes does not put right
SET_ASIDE = (NOT_RENDERED, NOT_SENT, NOT_COMPLETED)


def look(now: datetime, watch: Watch | None) -> None:
    """Before a run: holds what should not leave unseen; otherwise lets go what there is room for again."""
    with database.transaction() as session:
        sender = locked(session)
        found = _found(session, sender, now, watch)
        if found and (sender.held_for is None or sender.held_for == HeldFor.fault):
            hold(sender, *found, now)
        if watch and sender.held_for != HeldFor.clock:
            sender.ran_at = now
        if sender.held_for is None:
            caps.let_go(session, now)


def _found(
    session: Session, sender: Sender, now: datetime, watch: Watch | None
) -> tuple[HeldFor, str] | None:
    jump = watch.jump(sender, now) if watch else None
    if restored.seen(session, sender):
        return HeldFor.restore, f"the latest mail that this database knows of: {sender.identity or 'none'}"
    if jump:
        return HeldFor.clock, jump
    storming = storm.seen(session, sender, now)
    return (HeldFor.storm, storming) if storming else None


def hold(sender: Sender, why: HeldFor, words: str | None, now: datetime) -> None:
    """Until `release`. One hold takes the place of another."""
    sender.held_for, sender.held_at, sender.words = why, now, storable(words) if words else None
    sender.retry_at, sender.faults = None, 0


def release(session: Session, now: datetime) -> int:
    """The operator's yes, to whatever held; and what had been set aside is tried again. How many that is."""
    sender = locked(session)
    if sender.held_for == HeldFor.restore:
        restored.agree(session, sender, now)
    if sender.held_for == HeldFor.clock:
        sender.ran_at = None
    sender.held_for = sender.held_at = sender.words = sender.retry_at = None
    sender.faults, sender.released_at = 0, now
    sender.alarms = {cause: told for cause, told in sender.alarms.items() if cause == UNCERTAIN}
    aside = (col(Delivery.state) == DeliveryState.held, col(Delivery.reason).in_(SET_ASIDE))
    again = update(Delivery).where(*aside).values(state=DeliveryState.planned, reason=None)
    done = session.execute(again, execution_options={"synchronize_session": False})
    assert isinstance(done, CursorResult)
    return done.rowcount
