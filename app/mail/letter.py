"""What a letter says, before it is written."""

import hashlib
from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime

from app.mail.address import Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter to one person. The same letter always becomes the same bytes.

    `message_id`, `in_reply_to` and `references` are written with their angle brackets (RFC 5322 3.6.4),
    `language` is a BCP 47 tag, `list_id` a name and an identifier (RFC 2919).
    `extra` is header fields of our own making, never text from people.
    `calendar` is an iCalendar object (RFC 5545) with METHOD:PUBLISH, for those who come to what it is about.
    """

    sender: Address
    recipient: Address
    subject: str
    text: str
    html: str
    language: str
    message_id: str
    date: datetime
    reply_to: Address | None = None
    list_id: tuple[str, str] | None = None
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    calendar: str | None = None


def message_id(key: str, domain: str) -> str:
    """The Message-ID (RFC 5322 3.6.4) of whatever `key` names: the same key, the same identifier."""
    digest = hashlib.sha256(key.encode()).digest()[:20]
    return f"<{b32encode(digest).decode().lower()}@{domain}>"
