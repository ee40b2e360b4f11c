"""Mail servers: one that says exactly what it is told to, turn by turn, and a real one."""

import asyncio
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event, Thread
from typing import Any, BinaryIO

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope as Received

from app.outbox.conversation import never
from app.outbox.smtp import MailServer, Patience, SmtpTransport, Tls
from app.outbox.transport import Envelope, Outcome

CERTIFICATE = Path(__file__).parent / "localhost.pem"


@dataclass
class Says:
    """One answer. `every` seconds pass before each octet of it."""

    octets: bytes
    every: float = 0


class Drop:
    """The connection is closed instead of an answer."""


class Hang:
    """Nothing comes, and the connection stays open."""


class Deaf:
    """The message is asked for, and not read."""


class Gone:
    """The message is asked for, and the connection closed."""


Turn = bytes | Says | type[Drop | Hang | Deaf | Gone]

MAIL = Envelope(
    "bounce@example.org", "maria@example.com", b"Subject: Hej\r\n\r\nEn rad\r\n.\r\n..\r\n.slut\r\n"
)

SHORT = Patience(read=0.4, conversation=4, after_message=0.4, farewell=0.2)
LONG = Patience(read=8, conversation=8, after_message=8, farewell=8)

BEFORE_MESSAGE = ["greeting", "EHLO", "MAIL", "RCPT", "DATA"]

GOOD: dict[str, Turn] = {
    "greeting": b"220 mail.example.org ESMTP\r\n",
    "TLS": b"",
    "EHLO": b"250 mail.example.org\r\n",
    "MAIL": b"250 2.1.0 Ok\r\n",
    "RCPT": b"250 2.1.5 Ok\r\n",
    "DATA": b"354 End data with <CR><LF>.<CR><LF>\r\n",
    "message": b"250 2.0.0 Ok: queued as 7F\r\n",
    "QUIT": b"221 2.0.0 Bye\r\n",
}


@dataclass
class Server:
    """What it says at each turn, where it listens, and what it heard."""

    turns: dict[str, Turn]
    port: int = 0
    implicit_tls: bool = False
    heard: list[str] = field(default_factory=list)
    messages: list[bytes] = field(default_factory=list)
    closing: Event = field(default_factory=Event)


@contextmanager
def serving(turns: dict[str, Turn] | None = None, *, implicit_tls: bool = False) -> Iterator[Server]:
    """A server on a free port of loopback, for one connection; `turns` differ from a good server's."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = Server(GOOD | (turns or {}), listener.getsockname()[1], implicit_tls)
        thread = Thread(target=_serve, args=(server, listener), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.closing.set()
            with suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            thread.join(10)
            assert not thread.is_alive()


def transport(
    port: int, patience: Patience = LONG, stopping: Callable[[], bool] = never, **changes: Any
) -> SmtpTransport:
    """Ours, to a server on loopback, trusting the certificate of these servers."""
    context = ssl.create_default_context(cafile=CERTIFICATE)
    server = MailServer("127.0.0.1", port, Tls.none)
    return SmtpTransport(replace(server, **changes), patience, context, stopping=stopping)


def sent(turns: dict[str, Turn], patience: Patience = LONG, **changes: Any) -> tuple[Outcome, Server]:
    """What comes of one mail to a server that takes these turns, and the server."""
    with serving(turns) as server:
        return transport(server.port, patience, **changes).transmit(MAIL, nothing), server


def nothing() -> None:
    """For a transport to call before the body."""


def server_context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context


def _serve(server: Server, listener: socket.socket) -> None:
    with suppress(OSError):  # the client may go at any time
        connection, _ = listener.accept()
        with connection:
            if server.implicit_tls:
                connection = server_context().wrap_socket(connection, server_side=True)
            with connection:
                _talk(server, connection)


def _talk(server: Server, connection: socket.socket, turn: str = "greeting") -> None:
    with connection.makefile("rb") as lines:
        while _answer(server, connection, turn):
            if turn == "DATA" and _said(server, turn).startswith(b"354"):
                turn = "message"
                server.messages.append(_message(server, lines))
                continue
            line = lines.readline().decode("latin-1").rstrip("\r\n")
            if not line:
                break
            server.heard.append(line)
            turn = line.partition(" ")[0]
            if turn == "STARTTLS" and _answer(server, connection, turn):
                with server_context().wrap_socket(connection, server_side=True) as secured:
                    _talk(server, secured, "TLS")
                break


def _answer(server: Server, connection: socket.socket, turn: str) -> bool:
    """Whether the conversation goes on."""
    answer = server.turns.get(turn, b"500 5.5.2 What?\r\n")
    if isinstance(answer, bytes):
        answer = Says(answer)
    if not isinstance(answer, Says):
        while answer is Hang and connection.recv(4096):
            pass
        return False
    for octet in answer.octets if answer.every else ():
        if server.closing.wait(answer.every):
            return False
        connection.sendall(bytes([octet]))
    if not answer.every:
        connection.sendall(answer.octets)
    return True


def _said(server: Server, turn: str) -> bytes:
    answer = server.turns[turn]
    return answer.octets if isinstance(answer, Says) else answer if isinstance(answer, bytes) else b""


def _message(server: Server, lines: BinaryIO) -> bytes:
    """Up to the lone dot, with RFC 5321 4.5.2 undone; empty if it never came."""
    message = b""
    if server.turns["message"] is Deaf:
        server.closing.wait(10)
    for line in () if server.turns["message"] is Gone else lines:
        if line == b".\r\n":
            return message
        message += line.removeprefix(b".")
    return b""


class Inbox:
    """Keeps what a real server receives."""

    def __init__(self) -> None:
        self.received: list[Received] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Received) -> str:
        self.received.append(envelope)
        return "250 2.0.0 Ok: queued as 7F"


class OnFreePort(Controller):
    """aiosmtpd, on the port the system gives it."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@contextmanager
def really_serving(**options: Any) -> Iterator[tuple[int, list[Received]]]:
    """Where a real server listens, and what it receives."""
    inbox = Inbox()
    controller = OnFreePort(inbox, hostname="127.0.0.1", port=0, **options)
    controller.start()
    try:
        yield controller.port, inbox.received
    finally:
        controller.stop()
