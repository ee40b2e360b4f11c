"""How each kind of letter is asked about and frozen at the moment of sending."""

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlmodel import Session

from app.answers import renewal
from app.outbox.models import Delivery
from app.outbox.sending import Frozen
from app.reminders import freezing, ledger
from app.reminders.change import freezing as change
from app.reminders.escalation import freezing as escalation
from app.reminders.models import ReminderKind
from app.reminders.nudge import freezing as nudge
from app.reminders.summary import freezing as summary

Freeze = Callable[[Session, Delivery, datetime], Frozen | None]

FREEZE: Mapping[ReminderKind, Freeze] = {
    ReminderKind.digest: freezing.frozen,
    ReminderKind.change: change.frozen,
    ReminderKind.nudge: nudge.frozen,
    ReminderKind.summary: summary.frozen,
    ReminderKind.escalation: escalation.frozen,
}


def frozen(session: Session, delivery: Delivery, now: datetime) -> Frozen | None:
    """The finished letter, whatever its kind; None when it was no longer true and has been ended."""
    rows = ledger.of_delivery(session, delivery.id)
    freeze = renewal.frozen if rows[0].reason == renewal.REASON else FREEZE[rows[0].kind]
    return freeze(session, delivery, now)
