"""A letter as finished bytes: ASCII, CRLF, one recipient, text and HTML (RFC 5322, RFC 2046)."""

from collections import Counter

from app.mail import headers
from app.mail.check import check
from app.mail.letter import Letter
from app.mail.parts import alternatives, boundary, written

RESERVED = {"bcc", "cc", "received", "return-path", "sender"}
RESERVED_PREFIXES = ("content-", "dkim-", "mime-", "resent-")


def compose(letter: Letter) -> bytes:
    """The bytes, once they have been read back and say what was meant; otherwise NotAsMeant.

    Raises UnmailableAddress for an address, and ValueError for a field of ours, that cannot be written.
    """
    divider = boundary(letter)
    lines = [*fields(letter), _content_type(divider), ""]
    for part in alternatives(letter):
        lines += [f"--{divider}", written(part)]
    lines += [f"--{divider}--", ""]
    message = "\r\n".join(lines).encode("ascii")
    check(message, letter)
    return message


def fields(letter: Letter) -> list[str]:
    """The header fields, each once."""
    written = [
        headers.instant("Date", letter.date),
        headers.mailbox("From", letter.sender),
        headers.mailbox("To", letter.recipient),
        headers.text("Subject", letter.subject),
        headers.message_ids("Message-ID", letter.message_id),
        *_where_there_are_any(letter),
        headers.language("Content-Language", letter.language),
        headers.ours("Auto-Submitted", "auto-generated"),  # RFC 3834 5
        headers.ours("X-Auto-Response-Suppress", "All"),
        *(headers.ours(name, value) for name, value in letter.extra),
        headers.ours("MIME-Version", "1.0"),
    ]
    _refuse_doubles(letter, written)
    return written


def _where_there_are_any(letter: Letter) -> list[str]:
    found = []
    if letter.reply_to:
        found.append(headers.mailbox("Reply-To", letter.reply_to))
    if letter.in_reply_to:
        found.append(headers.message_ids("In-Reply-To", letter.in_reply_to))
    if letter.references:
        found.append(headers.message_ids("References", *letter.references))
    if letter.list_id:
        found.append(headers.list_id("List-Id", *letter.list_id))
    return found


def _refuse_doubles(letter: Letter, written: list[str]) -> None:
    """An extra field adds no recipient, and says nothing that is said already (RFC 5322 3.6)."""
    count = Counter(field.partition(":")[0].lower() for field in written)
    for name in (name.lower() for name, _ in letter.extra):
        if count[name] > 1 or name in RESERVED or name.startswith(RESERVED_PREFIXES):
            raise ValueError(f"{name}: not for an extra field")


def _content_type(divider: str) -> str:
    return headers.fold("Content-Type", ["multipart/alternative;", f'boundary="{divider}"'])
