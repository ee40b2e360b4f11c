"""A letter in words becomes the finished message: sender, recipient, Reply-To, List-Id and thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app import settings
from app.clock import day_in
from app.groups.models import Group
from app.mail.address import Address, email_domain
from app.mail.letter import Letter, message_id
from app.mail.message import compose
from app.outbox.models import Delivery
from app.outbox.sending import Frozen
from app.reminders.composing import reply_to_of
from app.reminders.letter import Rendered


@dataclass(frozen=True)
class Addressee:
    """`name`: empty where several share the address. `language`: the letter's."""

    name: str
    language: str


def of_group(
    session: Session, delivery: Delivery, group: Group, told: Rendered, now: datetime, to: Addressee, *,
    first: str | None = None, extra: Sequence[tuple[str, str]] = (),
) -> Frozen:  # fmt: skip
    """The bytes of a letter about one group, with what no retry changes: Message-ID and Date.

    `first`: the Message-ID that it follows on. `extra`: more header fields, none of them text from people.
    """
    sender = Address(group.name, settings.get().mail_from)
    domain = email_domain(sender.email)
    letter = Letter(
        sender=sender,
        recipient=Address(to.name, delivery.address),
        reply_to=reply_to_of(session, group, day_in(now, group.time_zone)),
        subject=told.subject,
        text=told.text,
        html=told.html,
        language=to.language,
        message_id=message_id(str(delivery.id), domain),
        date=now,
        list_id=(group.name, f"{group.id}.{domain}"),
        in_reply_to=first,
        references=(first,) if first else (),
        extra=tuple(extra),
        calendar=told.calendar,
    )
    return Frozen(compose(letter), letter.message_id)
