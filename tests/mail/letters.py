"""A letter to change one thing in, and a reader of its bytes that shares nothing with the writer."""

import re
from base64 import b64decode
from dataclasses import replace
from datetime import UTC, datetime
from quopri import decodestring
from typing import Any

from app.mail import Address, Letter

LETTER = Letter(
    sender=Address("Samverkansgrupp Årsta", "nasta@example.org"),
    recipient=Address("Maria Ek", "maria@example.com"),
    reply_to=Address("Bo L. Åkerlind", "bo@example.net"),
    subject="Påminnelse: 3 åtgärdspunkter till mötet den 13 april, varav en har burits vidare två gånger",
    text="Hej Maria!\n\nTill mötet den 13 april kl. 13 står du som ansvarig för:\n\n"
    "7. Fråga kommunen om cykelställ\n   Förfaller 13 april\n.\n\nHälsningar\n",
    html='<html lang="sv">\n<h1>Till mötet den 13 april</h1>\n<p>7. Fråga kommunen om cykelställ</p>\n'
    "</html>\n",
    language="sv",
    message_id="<first@nasta.example.org>",
    date=datetime(2026, 4, 6, 6, 0, tzinfo=UTC),
    list_id=("Årsta", "arsta.nasta.example.org"),
    in_reply_to="<earlier@nasta.example.org>",
    references=("<earliest@nasta.example.org>", "<earlier@nasta.example.org>"),
    extra=(("List-Unsubscribe", "<https://nasta.example.org/stop/1>, <mailto:stop@nasta.example.org>"),),
)
CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:PUBLISH\r\nBEGIN:VEVENT\r\nSUMMARY:Möte i sal Björken\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)


def letter(**changes: Any) -> Letter:
    return replace(LETTER, **changes)


def lines_of(message: bytes) -> list[str]:
    """The lines of the header, unfolded."""
    head = message.partition(b"\r\n\r\n")[0].decode("ascii")
    return re.sub(r"\r\n(?=[ \t])", "", head).split("\r\n")


def fields_of(message: bytes) -> list[tuple[str, str]]:
    """The header fields as RFC 2047 6.2 has them read."""
    return [
        (name, decoded(value.strip())) for name, _, value in (x.partition(":") for x in lines_of(message))
    ]


def field_of(message: bytes, name: str) -> str:
    (value,) = [value for other, value in fields_of(message) if other == name]
    return value


def decoded(value: str) -> str:
    """Spaces between two encoded words are no part of the text."""
    return re.sub(r"=\?utf-8\?([qb])\?([^? ]*)\?=(?: +(?==\?))?", _word, value)


def _word(found: re.Match[str]) -> str:
    encoding, text = found.groups()
    octets = b64decode(text) if encoding == "b" else decodestring(text.encode(), header=True)
    return octets.decode("utf-8")  # strict: a word that ends in the middle of a character fails here
