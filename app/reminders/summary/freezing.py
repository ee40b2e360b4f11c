"""The secretary's mail at the moment of sending: asked again, and frozen (domain 4)."""

from datetime import datetime

from sqlmodel import Session

from app import settings
from app.mail.address import Address, email_domain
from app.mail.letter import Letter as Mail
from app.mail.letter import message_id
from app.mail.message import compose
from app.outbox import service as outbox
from app.outbox.models import Delivery, DeliveryState
from app.outbox.sending import Frozen
from app.reminders import ledger
from app.reminders.entries import name_anew, points_of
from app.reminders.letter import from_templates
from app.reminders.models import Reminder
from app.reminders.summary import letters, memory, plan
from app.reminders.summary.letters import Letter
from app.reminders.summary.words import in_words

SENDER = "Nästa"


def frozen(session: Session, delivery: Delivery, now: datetime) -> Frozen | None:
    """The letter with what is to be said now. None: nothing is, or what was frozen is no longer so; made anew."""
    row = ledger.of_delivery(session, delivery.id)[0]
    assert row.person_id is not None
    letter = letters.of_person(session, row.person_id, row.occasion_on, now)
    if reason := _why_not(row, delivery, letter):
        _make_anew(session, delivery, row, letter, reason, now)
        return None
    assert letter is not None
    if delivery.message is not None and delivery.message_id is not None:
        return Frozen(delivery.message, delivery.message_id)
    row.told = memory.written(letter.asked)
    name_anew(session, row.id, points_of(letter.due))
    return _composed(delivery, row, letter, now)


def _why_not(row: Reminder, delivery: Delivery, letter: Letter | None) -> str | None:
    """Why it is not sent as it was planned or frozen."""
    if letter is None or letter.address is None:
        return "not_the_secretary"
    if not letter.due:
        return "nothing_left"
    if letter.address.casefold() != delivery.address.casefold():
        return "address_changed"
    if delivery.message is not None and not memory.asked_on(row.told, row.occasion_on) <= letter.standing:
        return "no_longer_so"
    return None


def _make_anew(
    session: Session, delivery: Delivery, row: Reminder, letter: Letter | None, reason: str, now: datetime
) -> None:
    """Ends it; what is left to say is planned again, unless the first may have arrived."""
    outbox.supersede(session, delivery, reason, now)
    if delivery.state != DeliveryState.superseded:
        return
    row.superseded, row.reason = True, reason
    session.flush()
    if letter and letter.due and letter.address:
        plan.write(session, [letter], row.occasion_on, now)


def _composed(delivery: Delivery, row: Reminder, letter: Letter, now: datetime) -> Frozen:
    """About no single group: answers go to the operator, if there is one."""
    told = from_templates("summary", brief=in_words(letter, row.occasion_on))
    sender, operator = Address(SENDER, settings.get().mail_from), settings.get().operator_email
    mail = Mail(
        sender=sender,
        recipient=Address(letter.receiver.name, delivery.address),
        reply_to=Address(SENDER, operator) if operator else None,
        subject=told.subject,
        text=told.text,
        html=told.html,
        language=letter.receiver.language,
        message_id=message_id(str(delivery.id), email_domain(sender.email)),
        date=now,
    )
    return Frozen(compose(mail), mail.message_id)
