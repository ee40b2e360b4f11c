"""The alternatives a letter is read as, and how their text is put on the wire (RFC 2045, RFC 2046 5.1.4)."""

import hashlib
from base64 import encodebytes
from binascii import b2a_qp
from dataclasses import dataclass

from app.mail.letter import Letter
from app.mail.plain import many_lines

LINE = 76  # RFC 2045 6.7 (5), which b2a_qp forgets when a full line ends with a space
PUBLISH = "PUBLISH"


@dataclass(frozen=True, slots=True)
class Part:
    """One way of reading the letter. `method`: what a calendar part asks its reader to do (RFC 6047 2.4)."""

    content_type: str
    content: str
    method: str | None = None


def alternatives(letter: Letter) -> list[Part]:
    """Poorest first, RFC 2046 5.1.4."""
    read = [Part("text/plain", many_lines(letter.text)), Part("text/html", many_lines(letter.html))]
    if letter.calendar is None:
        return read
    return [*read, Part("text/calendar", many_lines(letter.calendar), PUBLISH)]


def boundary(letter: Letter) -> str:
    """Holds `=_`, which neither quoted-printable nor base64 can (RFC 2045 6.7), so no part can hold it."""
    return f"=_{hashlib.sha256(letter.message_id.encode()).hexdigest()[:32]}"


def written(part: Part) -> str:
    """The part, its own header fields first: quoted-printable, or base64 where that is shorter."""
    quoted = b2a_qp(part.content.encode()).decode()
    base64 = encodebytes(part.content.replace("\n", "\r\n").encode()).decode().removesuffix("\n")
    readable = len(quoted) <= len(base64) and all(len(line) <= LINE for line in quoted.split("\n"))
    encoding, body = ("quoted-printable", quoted) if readable else ("base64", base64)
    fields = f"Content-Type: {_content_type(part)}\nContent-Transfer-Encoding: {encoding}"
    return f"{fields}\n\n{body}".replace("\n", "\r\n")


def _content_type(part: Part) -> str:
    method = f"; method={part.method}" if part.method else ""
    return f'{part.content_type}; charset="utf-8"{method}'
