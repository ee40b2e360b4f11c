"""What it takes to hand over one mail, and what may come of it. Whoever delivers knows no more than this."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

PATH = re.compile(r"[!-;=?-~]{0,254}")  # RFC 5321 4.1.2, without quoted strings; empty is the null path
STRAY = re.compile(rb"\r(?!\n)|(?<!\r)\n")


@dataclass(frozen=True, slots=True)
class Envelope:
    """One finished message to one recipient; `sender` is where bounces go (RFC 5321 2.3.1).

    Addresses are ASCII. Lines end with CRLF and with nothing else, since servers disagree about where a
    message with stray CR or LF ends (RFC 5321 2.3.8).
    """

    sender: str
    recipient: str
    message: bytes

    def __post_init__(self) -> None:
        if not PATH.fullmatch(self.sender) or not PATH.fullmatch(self.recipient) or "@" not in self.recipient:
            raise ValueError("an address that cannot stand in an envelope")
        if STRAY.search(self.message) or not self.message.endswith(b"\r\n"):
            raise ValueError("a message whose lines do not end with CRLF")


class OutcomeKind(StrEnum):
    """What the answer means for the next step (RFC 5321 4.2.1)."""

    accepted = "accepted"
    temporary = "temporary"  # 4xx: try later
    silent = "silent"  # no answer to what came before the end of the message: try later
    refused = "refused"  # 5xx to the recipient
    rejected = "rejected"  # 5xx to the message, of whoever it is for
    sender_fault = "sender_fault"  # 5xx to us at whatever step, or no TLS: the same for every recipient
    unreachable = "unreachable"  # there was no connection: nothing was tried
    reconnect = "reconnect"  # the server was closing: nothing was tried
    interrupted = "interrupted"  # we were told to stop before the message left
    unknown = "unknown"  # the message left whole, and no answer came (RFC 1047)


@dataclass(frozen=True, slots=True)
class Outcome:
    """`reply` is the server's own words, or what happened instead of an answer."""

    kind: OutcomeKind
    reply: str


class Transport(Protocol):
    """A way out of the house. `before_body` is called when nothing but the message is left to send."""

    def transmit(self, envelope: Envelope, before_body: Callable[[], None]) -> Outcome: ...
