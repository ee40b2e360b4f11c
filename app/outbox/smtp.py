"""One mail to one server, step by step, so that every answer is seen for what it is (RFC 5321 3.3)."""

import re
import socket
import ssl
import time
from base64 import b64encode
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from enum import Enum, StrEnum, auto

from app.outbox.conversation import Conversation, NoReply, NotSecure, Reply
from app.outbox.transport import Envelope, Outcome, OutcomeKind

ABOUT_US = {503, 530, 535, 538}  # RFC 4954 6 and RFC 5321 4.2.2: whatever the step, it is we who must log in


class Tls(StrEnum):
    """How a connection is made secure. There is no way from the other two to `none`."""

    none = "none"
    starttls = "starttls"  # RFC 3207
    implicit = "implicit"  # RFC 8314 3.3


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed over, and as whom."""

    host: str
    port: int
    tls: Tls
    user: str | None = None
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds. A delivery takes at most `conversation` and `after_message` and `farewell` together."""

    read: float = 60  # for one answer
    conversation: float = 180  # until the message has left, however the server drips
    after_message: float = 600  # for the answer to the message, RFC 5321 4.5.3.2.6
    farewell: float = 2  # for the answer to QUIT, which changes nothing


class Step(Enum):
    """Whom an answer is about."""

    session = auto()  # greeting, EHLO, STARTTLS, AUTH
    sender = auto()  # MAIL
    delivery = auto()  # RCPT, DATA


class Ended(Exception):
    """The conversation led to an outcome before the message was sent."""

    def __init__(self, kind: OutcomeKind, reply: str) -> None:
        super().__init__(reply)
        self.outcome = Outcome(kind, reply)


class SmtpTransport:
    """A Transport to one mail server; a connection for each mail."""

    def __init__(
        self,
        server: MailServer,
        patience: Patience | None = None,
        context: ssl.SSLContext | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._server = server
        self._patience = patience or Patience()
        self._context = context or ssl.create_default_context()
        self._monotonic = monotonic

    def transmit(self, envelope: Envelope, before_body: Callable[[], None]) -> Outcome:
        """Never raises for what a server does; what `before_body` raises leaves the message unsent."""
        ends_at = self._monotonic() + self._patience.conversation
        try:
            sock = self._connect(ends_at)
        except TimeoutError:
            return Outcome(OutcomeKind.temporary, "connect: no answer in time")
        except OSError as fault:
            return Outcome(OutcomeKind.reconnect, f"connect: {fault.strerror or fault}")
        with closing(Conversation(sock, self._monotonic)) as smtp:
            smtp.allow(ends_at - self._monotonic(), self._patience.read)
            try:
                outcome = self._converse(smtp, envelope, before_body)
            except Ended as ended:
                outcome = ended.outcome
            except NotSecure as fault:
                return Outcome(OutcomeKind.sender_fault, f"TLS: {fault}")
            except NoReply as silence:
                return Outcome(OutcomeKind.temporary, str(silence))
            self._take_leave(smtp)
            return outcome
