"""A report that a mail did not arrive (RFC 3464, in the form of RFC 6522): octets in, values out. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.policy import compat32
from hashlib import sha256

from app.bounces.status import enhanced, is_undeliverable

LARGEST = 1_000_000  # octets that are read of a report
LONGEST_ID = 255  # of a report's own, that are kept
UNREADABLE = (RecursionError, LookupError, ValueError)  # by the parser: parts in parts, noise


@dataclass(frozen=True)
class Undelivered:
    """One recipient that it is about. `permanent`: the address cannot be written to."""

    address: str
    status: str | None
    diagnostic: str
    permanent: bool


@dataclass(frozen=True)
class Report:
    """`report_id`: its own Message-ID, else a digest of it. `original_id`: the Message-ID of the mail that it
    returns; None when it does not say."""

    report_id: str
    original_id: str | None
    recipients: tuple[Undelivered, ...]


def read(octets: bytes) -> Report | None:
    """None for what is no delivery report: an automatic answer, a letter from somebody, noise."""
    try:
        return _read(octets)
    except UNREADABLE:
        return None


def _read(octets: bytes) -> Report | None:
    message = message_from_bytes(octets[:LARGEST], policy=compat32)
    if message.get_content_type() != "multipart/report":
        return None
    parts = [part for part in message.walk() if part is not message]
    recipients = tuple(_recipients(parts))
    report_id = _field(message, "Message-ID") or sha256(octets).hexdigest()
    return Report(report_id[:LONGEST_ID], _original_id(parts), recipients) if recipients else None


def _recipients(parts: list[Message]) -> Iterator[Undelivered]:
    """RFC 3464 2.3: a group of fields for each, after that of the message as a whole."""
    for part in parts:
        if part.get_content_type() == "message/delivery-status" and part.is_multipart():
            yield from filter(None, map(_undelivered, part.get_payload()))


def _undelivered(fields: object) -> Undelivered | None:
    if not isinstance(fields, Message) or (_field(fields, "Action") or "").casefold() != "failed":
        return None
    address = _typed(_field(fields, "Original-Recipient")) or _typed(_field(fields, "Final-Recipient"))
    if not address:
        return None
    status = enhanced(_field(fields, "Status") or "")
    diagnostic = _typed(_field(fields, "Diagnostic-Code")) or ""
    return Undelivered(address, status, diagnostic[:1000], is_undeliverable(status or diagnostic))


def _original_id(parts: list[Message]) -> str | None:
    """RFC 6522 3: the returned message, whole or its header alone, comes last."""
    for part in parts:
        if part.get_content_type() == "message/rfc822" and part.is_multipart():
            return next((_field(inner, "Message-ID") for inner in part.walk() if inner is not part), None)
        if part.get_content_type() in {"text/rfc822-headers", "message/rfc822-headers"}:
            header = part.get_payload(decode=True)
            return _field(message_from_bytes(header), "Message-ID") if isinstance(header, bytes) else None
    return None


def _typed(value: str | None) -> str | None:
    """What stands after the type in `rfc822; name@example.org` (RFC 3464 2.1.2)."""
    return value.partition(";")[2].strip() or None if value else None


def _field(message: Message, name: str) -> str | None:
    value = message.get(name)
    return None if value is None else " ".join(str(value).replace("\0", "").split())
