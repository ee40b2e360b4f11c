"""Header fields, written by ourselves: ASCII, folded, text from people encoded (RFC 5322, RFC 2047)."""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from email.utils import format_datetime

from app.mail.address import Address, mailable
from app.mail.plain import one_line

LINE = 76
ENCODED_WORD = 75  # RFC 2047 2
WORD = 60  # what is longer is encoded, since it could not be folded

FIELD_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,60}")
PLAIN = re.compile(r"[ -~]*")
ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")
QUOTABLE = re.compile(r"[A-Za-z0-9 .&'/()-]+")  # and not what careless readers take for the end of a name
IDENTIFIER = re.compile(r"[A-Za-z0-9!#$&'*+/^_`{|}~.-]+")
MESSAGE_ID = re.compile(rf"<{IDENTIFIER.pattern}@{IDENTIFIER.pattern}>")
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")

Q_OCTETS = [f"={octet:02X}" for octet in range(256)]
for safe in b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!*+-/":
    Q_OCTETS[safe] = chr(safe)
Q_OCTETS[ord(" ")] = "_"


def text(name: str, value: str) -> str:
    """Text from people, as in Subject."""
    line = one_line(value)
    return fold(name, line.split() if _plain(line) else encoded_words(name, line))


def mailbox(name: str, address: Address) -> str:
    """One address, with the name people read (RFC 5322 3.4)."""
    return fold(name, [*display_name(name, address.name), f"<{mailable(address.email)}>"])


def list_id(name: str, words: str, identifier: str) -> str:
    """RFC 2919."""
    if not IDENTIFIER.fullmatch(identifier):
        raise ValueError(f"{name}: not an identifier")
    return fold(name, [*phrase(name, words), f"<{identifier}>"])


def message_ids(name: str, *identifiers: str) -> str:
    """Message-ID, In-Reply-To, References (RFC 5322 3.6.4)."""
    if not all(MESSAGE_ID.fullmatch(identifier) for identifier in identifiers):
        raise ValueError(f"{name}: not a message identifier")
    return fold(name, identifiers)


def language(name: str, tag: str) -> str:
    """Content-Language (RFC 3282)."""
    if not LANGUAGE.fullmatch(tag):
        raise ValueError(f"{name}: not a language tag")
    return fold(name, [tag])


def instant(name: str, moment: datetime) -> str:
    """Date (RFC 5322 3.3), in the sender's own time; a zone with seconds in it cannot be written."""
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError(f"{name}: naive datetime")
    return fold(name, [format_datetime(moment.astimezone(UTC) if offset.seconds % 60 else moment)])


def ours(name: str, value: str) -> str:
    """A field whose words are our own: refused if it holds anything that would need encoding."""
    if not FIELD_NAME.fullmatch(name) or not PLAIN.fullmatch(value) or "=?" in value:
        raise ValueError(f"{name}: not plain ASCII")
    return fold(name, value.split())


def display_name(name: str, words: str) -> list[str]:
    """A quoted string where nothing in it needs care, otherwise as any phrase."""
    line = one_line(words)
    quote = QUOTABLE.fullmatch(line) and not ATOMS.fullmatch(line) and len(line) < WORD
    return [f'"{line}"'] if quote else phrase(name, words)


def phrase(name: str, words: str) -> list[str]:
    """RFC 5322 3.2.5: atoms, or encoded words as soon as there is anything else."""
    line = one_line(words)
    if ATOMS.fullmatch(line) and _plain(line):
        return line.split()
    return list(encoded_words(name, line)) if line else []


def encoded_words(name: str, words: str) -> Iterator[str]:
    """RFC 2047 2 and 5: whole characters, at most 75 octets a word, the first short enough for its line."""
    spell = min(q_word, b_word, key=lambda spelling: len(spelling(words)))
    room, word = LINE - len(f"{name}: "), ""
    for char in words:
        if len(spell(word + char)) > room:
            yield spell(word)
            room, word = ENCODED_WORD, ""
        word += char
    yield spell(word)


def q_word(words: str) -> str:
    """RFC 2047 4.2, with the characters allowed in a phrase, 5 (3)."""
    return f"=?utf-8?q?{''.join(Q_OCTETS[octet] for octet in words.encode())}?="


def b_word(words: str) -> str:
    """RFC 2047 4.1."""
    return f"=?utf-8?b?{b64encode(words.encode()).decode()}?="


def fold(name: str, tokens: Iterable[str]) -> str:
    """RFC 5322 2.2.3: a new line before what would pass column 76, except that no name stands alone."""
    lines = [f"{name}:"]
    for token in tokens:
        if lines == [f"{name}:"] or len(lines[-1]) + 1 + len(token) <= LINE:
            lines[-1] += f" {token}"
        else:
            lines.append(f" {token}")
    return "\r\n".join(lines)


def _plain(line: str) -> bool:
    """What every reader reads as it stands: printable ASCII that could not be taken for an encoded word."""
    words = line.split()
    return bool(PLAIN.fullmatch(line)) and "=?" not in line and all(len(word) <= WORD for word in words)
