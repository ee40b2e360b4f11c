"""One mail to one server, step by step, so that every answer is seen for what it is (RFC 5321 3.3)."""

import re
import ssl
import time
from base64 import b64encode
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from enum import Enum, StrEnum, auto

from app.outbox.conversation import (
    Conversation,
    Interrupted,
    Limit,
    NoReply,
    NotSecure,
    Reply,
    connected,
    never,
)
from app.outbox.transport import Envelope, Outcome, OutcomeKind

NUL = "\0"
WORDS = 1000  # of what a server says are kept

ABOUT_US = {503, 530, 535, 538}  # whatever the step: we have not logged in (RFC 4954 6)

AFTER_MESSAGE = {2: OutcomeKind.accepted, 4: OutcomeKind.temporary, 5: OutcomeKind.rejected}
ABOUT_THE_SENDER = re.compile(r"5\d\d[ -]5\.1\.[78]\b")  # RFC 3463 3.2: our address, whoever the mail is to
ABOUT_THE_MAILBOX = re.compile(r"5\d\d[ -]5\.[12]\.")  # RFC 3463 3.2, 3.3; some say so only after the message
ABOUT_POLICY = re.compile(r"5\d\d[ -]5\.7\.")  # RFC 3463 3.8: what we may do, when no message has been seen
ABOUT_RELAYING = re.compile(r"\brelay(ing)?\b(?! recipient table)|sender address rejected", re.IGNORECASE)

Offered = dict[str, list[str]]


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
    after_stop: float = 20  # for the answer to the message, once we have been told to stop


class Step(Enum):
    """Whom an answer is about."""

    session = auto()  # greeting, EHLO, STARTTLS, AUTH
    sender = auto()  # MAIL
    recipient = auto()  # RCPT
    message = auto()  # DATA


class Ended(Exception):
    """The conversation led to an outcome before the message was sent."""

    def __init__(self, kind: OutcomeKind, reply: str) -> None:
        super().__init__(reply)
        self.outcome = _outcome(kind, reply)


class SmtpTransport:
    """A Transport to one mail server; a connection for each mail."""

    def __init__(
        self,
        server: MailServer,
        patience: Patience | None = None,
        context: ssl.SSLContext | None = None,
        monotonic: Callable[[], float] = time.monotonic,
        stopping: Callable[[], bool] = never,
    ) -> None:
        self._server = server
        self._patience = patience or Patience()
        self._context = context or ssl.create_default_context()
        self._monotonic = monotonic
        self._stopping = stopping

    def transmit(self, envelope: Envelope, before_body: Callable[[], None]) -> Outcome:
        """Never raises for what a server does; what `before_body` raises leaves the message unsent."""
        limit = Limit(self._monotonic, self._patience.conversation, self._patience.read)
        try:
            sock = connected(self._server.host, self._server.port, limit)
        except OSError as fault:
            return _unreachable(fault)
        with closing(Conversation(sock, limit, self._stopping)) as smtp:
            return self._converse(smtp, envelope, before_body)

    def _converse(self, smtp: Conversation, envelope: Envelope, before_body: Callable[[], None]) -> Outcome:
        try:
            self._introduce(smtp)
            _address(smtp, envelope)
            outcome = self._hand_over(smtp, envelope.message, before_body)
        except Ended as ended:
            outcome = ended.outcome
        except NotSecure as fault:
            return _outcome(OutcomeKind.sender_fault, str(fault))
        except NoReply as silence:
            return _outcome(OutcomeKind.silent, str(silence))
        except Interrupted:
            return _outcome(OutcomeKind.interrupted, f"{smtp.step}: told to stop")
        self._take_leave(smtp)
        return outcome

    def _introduce(self, smtp: Conversation) -> None:
        if self._server.tls == Tls.implicit:
            smtp.secure(self._context, self._server.host)
        _demand(smtp.reply(), {220}, Step.session)
        offered = _greet(smtp)
        if self._server.tls == Tls.starttls:
            offered = self._start_tls(smtp, offered)
        if self._server.user is not None:
            self._log_in(smtp, offered)

    def _start_tls(self, smtp: Conversation, offered: Offered) -> Offered:
        if "STARTTLS" not in offered:
            raise Ended(OutcomeKind.sender_fault, "STARTTLS: not offered")
        _demand(smtp.ask("STARTTLS"), {220}, Step.session)
        smtp.secure(self._context, self._server.host)
        return _greet(smtp)  # what was said before TLS is forgotten, RFC 3207 4.2

    def _log_in(self, smtp: Conversation, offered: Offered) -> None:
        """RFC 4954, by PLAIN (RFC 4616) or the LOGIN that some servers have instead; tried once."""
        user, password = self._server.user or "", self._server.password or ""
        mechanisms = offered.get("AUTH", [])
        if "PLAIN" in mechanisms:
            reply = smtp.ask(f"AUTH PLAIN {_base64(NUL.join(('', user, password)))}")
        elif "LOGIN" in mechanisms:
            reply = smtp.ask("AUTH LOGIN")
            for answer in (user, password):
                reply = smtp.answer(_base64(answer)) if reply.code == 334 else reply
        else:
            raise Ended(OutcomeKind.sender_fault, "AUTH: neither PLAIN nor LOGIN is offered")
        _demand(reply, {235}, Step.session)

    def _hand_over(self, smtp: Conversation, message: bytes, before_body: Callable[[], None]) -> Outcome:
        _demand(smtp.ask("DATA"), {354}, Step.message)
        before_body()
        smtp.step = "message"
        smtp.send(re.sub(rb"(?m)^\.", b"..", message) + b".\r\n")  # RFC 5321 4.5.2
        smtp.allow(Limit(self._monotonic, self._patience.after_message), self._stopping)
        try:
            reply = self._patiently(smtp)
        except NoReply as silence:
            return _outcome(OutcomeKind.unknown, str(silence))
        return _outcome(_judged_at_the_end(reply), reply.words)

    def _patiently(self, smtp: Conversation) -> Reply:
        """The message has left: whoever is told to stop waits a little longer for the answer."""
        try:
            return smtp.reply()
        except Interrupted:
            smtp.allow(Limit(self._monotonic, self._patience.after_stop))
            return smtp.reply()

    def _take_leave(self, smtp: Conversation) -> None:
        smtp.allow(Limit(self._monotonic, self._patience.farewell))
        with suppress(NoReply):
            smtp.ask("QUIT")


def _unreachable(fault: OSError) -> Outcome:
    late = isinstance(fault, TimeoutError)
    words = "no answer in time" if late else fault.strerror or fault
    return _outcome(OutcomeKind.unreachable, f"connect: {words}")


def _greet(smtp: Conversation) -> Offered:
    """EHLO, and what the server offers: keyword and parameters (RFC 5321 4.1.1.1)."""
    reply = smtp.ask(f"EHLO {smtp.own_address()}")
    _demand(reply, {250}, Step.session)
    words = [line[4:].upper().split() for line in reply.words.split("\n")[1:]]
    return {keyword: parameters for keyword, *parameters in filter(None, words)}


def _address(smtp: Conversation, envelope: Envelope) -> None:
    _demand(smtp.ask(f"MAIL FROM:<{envelope.sender}>"), {250}, Step.sender)
    _demand(smtp.ask(f"RCPT TO:<{envelope.recipient}>"), {250, 251, 252}, Step.recipient)


def _demand(reply: Reply, codes: set[int], step: Step) -> None:
    if reply.code not in codes:
        raise Ended(_judged(reply, step), reply.words)


def _judged(reply: Reply, step: Step) -> OutcomeKind:
    """RFC 5321 4.2.1 and 3.8; an answer that is none, or out of place, may be better next time."""
    if reply.code == 421 and step == Step.session:
        return OutcomeKind.reconnect
    if reply.code < 500:
        return OutcomeKind.temporary
    if step in {Step.session, Step.sender} or reply.code in ABOUT_US:
        return OutcomeKind.sender_fault
    return _judged_of_recipient(reply.words) if step == Step.recipient else OutcomeKind.rejected


def _judged_of_recipient(words: str) -> OutcomeKind:
    """A server that does not take our mail often says so only when it hears whom it is to."""
    if ABOUT_THE_SENDER.match(words) or ABOUT_POLICY.match(words):
        return OutcomeKind.sender_fault
    ours = ABOUT_RELAYING.search(words) and not ABOUT_THE_MAILBOX.match(words)
    return OutcomeKind.sender_fault if ours else OutcomeKind.refused


def _judged_at_the_end(reply: Reply) -> OutcomeKind:
    if ABOUT_THE_SENDER.match(reply.words):
        return OutcomeKind.sender_fault
    about_mailbox = ABOUT_THE_MAILBOX.match(reply.words)
    kind = AFTER_MESSAGE.get(reply.code // 100, OutcomeKind.unknown)
    return OutcomeKind.refused if about_mailbox else kind


def _outcome(kind: OutcomeKind, words: str) -> Outcome:
    return Outcome(kind, words[:WORDS])


def _base64(text: str) -> str:
    return b64encode(text.encode()).decode()
