"""How each kind of letter is asked about and frozen at the moment of sending."""

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlmodel import Session

from app.outbox.models import Delivery
from app.outbox.sending import Frozen
from app.reminders import freezing, ledger
from app.reminders.models import ReminderKind

Freeze = Callable[[Session, Delivery, datetime], Frozen | None]

FREEZE: Mapping[ReminderKind, Freeze] = {
    ReminderKind.digest: freezing.frozen,
}


def frozen(session: Session, delivery: Delivery, now: datetime) -> Frozen | None:
    """The finished letter, whatever its kind; None when it was no longer true and has been ended."""
    rows = ledger.of_delivery(session, delivery.id)
    return FREEZE[rows[0].kind](session, delivery, now)
