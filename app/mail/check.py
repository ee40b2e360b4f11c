"""Whether the finished bytes say what the letter says, to more than one reader.

Both of Python's readers are asked, since receivers differ as they do: `compat32` as older software reads,
`default` as RFC 5322 and RFC 2047 have it.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.headerregistry import AddressHeader, DateHeader
from email.message import Message
from email.policy import compat32, default
from email.utils import getaddresses, parsedate_to_datetime
from typing import Any

from app.mail.address import Address, mailable
from app.mail.letter import Letter
from app.mail.parts import Part, alternatives, boundary
from app.mail.plain import one_line

LINE = re.compile(rb"[\t -~]{0,998}")  # RFC 5322 2.1.1 and 2.3

CALENDAR_LINE = 75  # octets, RFC 5545 3.1

PART_FIELDS = ["Content-Type", "Content-Transfer-Encoding"]

Mailboxes = tuple[tuple[str, str], ...]
Value = str | datetime | Mailboxes | None
Fields = list[tuple[str, Value]]


class NotAsMeant(Exception):
    """The bytes would be read as something else than the letter. Says which fields or parts."""


def check(message: bytes, letter: Letter) -> None:
    """Raises NotAsMeant if any reader could read anything but the letter."""
    try:
        found = [*_on_the_wire(message), *_in_fields(message, letter), *_in_parts(message, letter)]
    except Exception as fault:  # whatever it is, a reader that breaks has not read the letter
        raise NotAsMeant(type(fault).__name__) from fault
    if found:
        raise NotAsMeant(", ".join(found))


def meant(letter: Letter) -> Fields:
    """Every field and what it says, in order; addresses as name and address, the date as an instant."""
    fields: Fields = [
        ("Date", letter.date.replace(microsecond=0)),
        ("From", _mailbox(letter.sender)),
        ("To", _mailbox(letter.recipient)),
        ("Subject", one_line(letter.subject)),
        ("Message-ID", letter.message_id),
        ("Reply-To", _mailbox(letter.reply_to) if letter.reply_to else None),
        ("In-Reply-To", letter.in_reply_to or None),
        ("References", " ".join(letter.references) or None),
        ("List-Id", _list_id(*letter.list_id) if letter.list_id else None),
        ("Content-Language", letter.language),
        ("Auto-Submitted", "auto-generated"),
        ("X-Auto-Response-Suppress", "All"),
        *((name, " ".join(value.split())) for name, value in letter.extra),
        ("MIME-Version", "1.0"),
        ("Content-Type", f'multipart/alternative; boundary="{boundary(letter)}"'),
    ]
    return [(name, value) for name, value in fields if value is not None]


def _on_the_wire(message: bytes) -> Iterator[str]:
    *lines, rest = message.split(b"\r\n")
    if rest or not all(LINE.fullmatch(line) for line in lines):
        yield "lines"


def _in_fields(message: bytes, letter: Letter) -> Iterator[str]:
    old, new = message_from_bytes(message, policy=compat32), message_from_bytes(message, policy=default)
    expected = meant(letter)
    read = [(name, _old(name, str(value))) for name, value in old.items()]
    yield from (f"{name} (compat32)" for name in _differences(expected, read))
    read = [(name, _new(value)) for name, value in new.items()]
    yield from (f"{name} (default)" for name in _differences(_spaceless(expected), _spaceless(read)))
    yield from (f"{name} (defect)" for name, value in new.items() if value.defects)


def _differences(expected: Fields, read: Fields) -> list[str]:
    if [name for name, _ in expected] != [name for name, _ in read]:
        return ["fields"]
    return [name for (name, value), (_, other) in zip(expected, read, strict=True) if value != other]


def _old(name: str, value: str) -> Value:
    line = value.replace("\r\n", "")
    if name in {"From", "To", "Reply-To"}:
        return tuple((_decoded(display), email) for display, email in getaddresses([line]))
    return parsedate_to_datetime(line) if name == "Date" else _decoded(line)


def _new(value: object) -> Value:
    if isinstance(value, AddressHeader):
        return tuple((address.display_name, address.addr_spec) for address in value.addresses)
    return value.datetime if isinstance(value, DateHeader) else str(value)


def _spaceless(fields: Fields) -> Fields:
    """Python 3.11 puts a space between two encoded words of a name; RFC 2047 6.2 says there is none."""
    return [(name, _run_together(value) if isinstance(value, tuple) else value) for name, value in fields]


def _run_together(mailboxes: Mailboxes) -> Mailboxes:
    return tuple((name.replace(" ", ""), email) for name, email in mailboxes)


def _in_parts(message: bytes, letter: Letter) -> Iterator[str]:
    said = alternatives(letter)
    expected = [(PART_FIELDS, part.content_type, "utf-8", part.method, part.content) for part in said]
    for reader, policy in (("compat32", compat32), ("default", default)):
        whole, *parts = message_from_bytes(message, policy=policy).walk()
        if any(part.defects for part in (whole, *parts)) or whole.preamble or whole.epilogue:
            yield f"structure ({reader})"
        if [_read(part) for part in parts] != expected:
            yield f"parts ({reader})"
    if not all(_is_calendar(part) for part in said if part.method):
        yield "calendar"


def _read(part: Message) -> tuple[list[str], str, str | None, Any, str]:
    payload = part.get_payload(decode=True)
    text = (payload.decode("utf-8") if isinstance(payload, bytes) else "").replace("\r\n", "\n")
    return part.keys(), part.get_content_type(), part.get_content_charset(), part.get_param("method"), text


def _is_calendar(part: Part) -> bool:
    """One iCalendar object, that says its method once and as the part does; no line too long (RFC 5545 3.1)."""
    lines = part.content.split("\n")
    whole = (lines[0], *lines[-2:]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")
    methods = [line for line in lines if line.upper().startswith("METHOD")]
    short = all(len(line.encode()) <= CALENDAR_LINE for line in lines)
    return whole and lines.count("BEGIN:VCALENDAR") == 1 and methods == [f"METHOD:{part.method}"] and short


def _mailbox(address: Address) -> Mailboxes:
    return ((one_line(address.name), mailable(address.email)),)


def _list_id(name: str, identifier: str) -> str:
    return f"{one_line(name)} <{identifier}>".strip()


def _decoded(line: str) -> str:
    return str(make_header(decode_header(line)))
