"""What follows when mail to an address is refused, at once or in a report afterwards: nobody writes there again."""

import logging
from datetime import datetime

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from app.bounces.models import Bounce
from app.bounces.report import Report, Undelivered
from app.bounces.status import enhanced, is_undeliverable
from app.mail.address import EmailState
from app.memberships.models import Membership
from app.organizations.models import Organization
from app.outbox.models import Delivery
from app.outbox.outcomes import storable
from app.persons.models import Person

log = logging.getLogger(__name__)


def refused(session: Session, delivery: Delivery, words: str, now: datetime) -> None:
    """A mail server refused a delivery's recipient, in these words."""
    if not is_undeliverable(words):
        return
    _keep(session, delivery, Undelivered(delivery.address, enhanced(words), words, permanent=True), None, now)


def reported(session: Session, report: Report, now: datetime) -> int:
    """How many addresses a report marked. One that is not about a letter of ours, or was read before, marks none.

    Anybody can write a report: only an address that the letter it returns was sent to is believed.
    """
    delivery = _returned(session, report)
    if delivery is None or _known(session, report):
        return 0
    about = [
        one
        for one in report.recipients
        if one.permanent and one.address.casefold() == delivery.address.casefold()
    ]
    for one in about[:1]:
        _keep(session, delivery, one, report.report_id, now)
    return len(about[:1])


def _returned(session: Session, report: Report) -> Delivery | None:
    if report.original_id is None:
        return None
    return session.exec(select(Delivery).where(Delivery.message_id == report.original_id)).first()


def _known(session: Session, report: Report) -> bool:
    read = select(col(Bounce.id)).where(Bounce.report_id == report.report_id)
    return session.exec(read).first() is not None


def _keep(
    session: Session, delivery: Delivery, one: Undelivered, report_id: str | None, now: datetime
) -> None:
    key = delivery.address.casefold()
    session.add(
        Bounce(
            created_at=now,
            received_at=now,
            address_key=key,
            status=one.status,
            diagnostic=storable(one.diagnostic),
            report_id=report_id,
            delivery_id=delivery.id,
        )
    )
    session.flush()
    for row in (Person, Membership, Organization):
        values = {"email_state": EmailState.bounced, "version": row.version + 1, "modified_at": now}
        theirs = func.lower(row.email) == key, col(row.email_state) == EmailState.good
        session.execute(
            update(row).where(*theirs).values(values), execution_options={"synchronize_session": False}
        )
    log.info("delivery %s: its address cannot be written to (%s)", delivery.id, one.status)
