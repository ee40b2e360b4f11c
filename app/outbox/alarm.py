"""The operator is told by mail when the sender needs a hand: once per cause in six hours."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from app import database, settings
from app.mail import Letter, compose, mailable
from app.mail.plain import one_line
from app.outbox import to_operator
from app.outbox.condition import ASIDE, UNCERTAIN, number
from app.outbox.models import HeldFor, Sender
from app.outbox.the_sender import locked
from app.outbox.transport import Envelope, OutcomeKind, Transport
from app.texts import text

log = logging.getLogger(__name__)

EVERY = timedelta(hours=6)
AGAIN = timedelta(minutes=30)  # when the alarm itself could not be sent
LONG_SILENCE = timedelta(hours=1)
LASTING = {"uncertain", "set_aside"}  # nobody makes them fewer, so only more of them are news
COUNTED = {*LASTING, "planning"}
HOLDS = (HeldFor.fault, HeldFor.storm, HeldFor.clock, HeldFor.restore)


@dataclass(frozen=True)
class Alarm:
    """One cause, how many it is about (1 for a hold), and what else is known, in words; "" for nothing."""

    cause: str
    number: int
    words: str = ""


def sound(transport: Transport, now: datetime, also: Sequence[Alarm] = ()) -> list[str]:
    """Tells of what there is to tell; the causes. Never raises for what a mail server does.

    `also`: what those know who plan what is to be sent.

    What could not be sent, or was cut short, is told half an hour later.
    """
    with database.transaction() as session:
        sender = locked(session)
        due = [
            alarm for alarm in (*also, *_present(session, sender, now)) if _is_due(alarm, sender.alarms, now)
        ]
        sender.alarms = {**sender.alarms, **{alarm.cause: _told(0, now - EVERY + AGAIN) for alarm in due}}
    for alarm in due:
        log.error("sender: %s (%d)", alarm.cause, alarm.number)
        if _sent(alarm, transport, now):
            with database.transaction() as session:
                sender = locked(session)
                sender.alarms = {**sender.alarms, alarm.cause: _told(alarm.number, now)}
    return [alarm.cause for alarm in due]


def _present(session: Session, sender: Sender, now: datetime) -> list[Alarm]:
    """Read from what is there, so that no crash loses one."""
    found = []
    if sender.held_for in HOLDS:
        found.append(Alarm(sender.held_for.value, 1, sender.words or ""))
    elif sender.silent_since and sender.silent_since <= now - LONG_SILENCE:
        since = sender.silent_since.isoformat(sep=" ", timespec="minutes")
        found.append(Alarm("unreachable", 1, since))
    counted = {"uncertain": number(session, UNCERTAIN), "set_aside": number(session, ASIDE)}
    return [*found, *(Alarm(cause, many) for cause, many in counted.items() if many)]


def _is_due(alarm: Alarm, told: dict[str, Any], now: datetime) -> bool:
    """Of deliveries only when there are more than were told of; of a hold as long as it lasts."""
    last = told.get(alarm.cause)
    if last is None:
        return True
    at = datetime.fromisoformat(last["at"])
    more = alarm.cause not in LASTING or alarm.number > last["number"]
    return more and not now - EVERY < at <= now


def _told(many: int, at: datetime) -> dict[str, Any]:
    return {"at": at.isoformat(), "number": many}


def _sent(alarm: Alarm, transport: Transport, now: datetime) -> bool:
    """Straight to the transport, past whatever is held. True where nobody is to be told."""
    chosen = settings.get()
    if chosen.operator_email is None:
        return True
    message = compose(letter(alarm, chosen.operator_email, now))
    envelope = Envelope(mailable(chosen.mail_bounce), mailable(chosen.operator_email), message)
    outcome = transport.transmit(envelope, before_body=lambda: None)
    if outcome.kind != OutcomeKind.accepted:
        log.error("sender: the operator could not be told of it (%s)", outcome.kind)
    return outcome.kind == OutcomeKind.accepted


def letter(alarm: Alarm, address: str, now: datetime) -> Letter:
    """What happened, what is known of it, what to do about it, and where to look."""
    paragraphs = [
        text(f"alarm_happened.{alarm.cause}"),
        *_known(alarm),
        text(f"alarm_action.{alarm.cause}"),
        text("alarm_look.look"),
    ]
    subject = text(f"alarm_subject.{alarm.cause}")
    return to_operator.letter(subject, paragraphs, address, now, f"alarm {alarm.cause}")


def _known(alarm: Alarm) -> list[str]:
    if alarm.cause in COUNTED:
        return [text("alarm_known.number", number=alarm.number)]
    return [text("alarm_known.words", words=one_line(alarm.words))] if alarm.words else []
