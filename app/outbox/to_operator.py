"""A letter to the operator: in Swedish, of paragraphs, from Nästa itself and about no group."""

from collections.abc import Sequence
from datetime import datetime

from app import settings
from app.mail import Address, Letter, email_domain, message_id
from app.templating import filled


def letter(subject: str, paragraphs: Sequence[str], address: str, now: datetime, about: str) -> Letter:
    """`about` and the instant make its Message-ID: the same twice is the same letter."""
    sender = settings.get().mail_from
    words = {"subject": subject, "paragraphs": paragraphs}
    return Letter(
        sender=Address("Nästa", sender),
        recipient=Address("", address),
        subject=subject,
        text=filled("mail/operator/body.txt", **words),
        html=filled("mail/operator/body.html", **words),
        language="sv",
        message_id=message_id(f"{about} {now.isoformat()}", email_domain(sender)),
        date=now,
    )
