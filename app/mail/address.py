"""Which addresses mail can be sent to (RFC 5321 4.1.2), and how they stand on the wire."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum, auto

ATEXT = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
LOCAL_PART = re.compile(rf"{ATEXT}(\.{ATEXT})*")  # dot-atom: a quoted local part is legal, and refused
LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


class EmailState(StrEnum):
    """Whether mail servers take mail to an address, as far as is known; given anew, it is good again."""

    good = auto()
    bounced = auto()


class UnmailableAddress(ValueError):
    """No mail can be sent there. Says why, and not to whom: it may end up in a log."""


@dataclass(frozen=True, slots=True)
class Address:
    """A mailbox: the name people read and the address mail goes to (RFC 5322 3.4)."""

    name: str
    email: str


def mailable(email: str) -> str:
    """The address as it stands on the wire: ASCII, the domain as lower-case A-labels (RFC 5890).

    Raises UnmailableAddress for what would need SMTPUTF8 (RFC 6531), quoting or an address literal.
    """
    local, at, domain = email.rpartition("@")
    if not at:
        raise UnmailableAddress("no @ in it")
    if not local.isascii():
        raise UnmailableAddress("the part before @ is not ASCII")
    if not LOCAL_PART.fullmatch(local) or "=?" in local:
        raise UnmailableAddress("the part before @ is malformed")
    address = f"{local}@{_a_labels(domain)}"
    if len(local) > 64 or len(address) > 254:
        raise UnmailableAddress("too long")
    return address


def email_domain(email: str) -> str:
    """The domain of a mailable address, as A-labels."""
    return mailable(email).rpartition("@")[2]


def _a_labels(domain: str) -> str:
    written = domain.lower() if domain.isascii() else _encoded(domain)
    labels = written.split(".")
    if not all(LABEL.fullmatch(label) for label in labels):
        raise UnmailableAddress("the domain is malformed")
    if len(labels) < 2 or labels[-1].isdigit():
        raise UnmailableAddress("the domain is not a full domain name")
    return written


def _encoded(domain: str) -> str:
    """A name that IDNA would turn into another one (ß, full-width dots, unseen characters) is refused."""
    try:
        written = domain.encode("idna").decode("ascii")
        read_back = written.encode("ascii").decode("idna")
    except UnicodeError:
        raise UnmailableAddress("the domain is malformed") from None
    if read_back != unicodedata.normalize("NFC", domain).lower():
        raise UnmailableAddress("the domain is ambiguous")
    return written
