"""One connection to a mail server: commands out, whole answers in, all of it before a deadline.

Not smtplib: its wait begins anew with every octet, so a server that drips holds it for ever, and it keeps
no more than parts of what the server said.
"""

import re
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

CODE = re.compile(rb"[2-5][0-9][0-9](?![0-9])")
LONGEST_REPLY = 64 * 1024
GLANCE = 0.5  # seconds between two looks at whether to stop


def never() -> bool:
    return False


class NoReply(Exception):
    """No whole answer came. Says what happened instead."""


class Interrupted(Exception):
    """We were told to stop while we waited."""


class NotSecure(Exception):
    """TLS could not be had, or the server could not show who it is."""


@dataclass(frozen=True, slots=True)
class Reply:
    """RFC 5321 4.2. The code is 0 if there was none to read; the words are kept as they came."""

    code: int
    words: str


class Limit:
    """`total` seconds from now for all that follows, and `read` for each wait within it."""

    def __init__(self, monotonic: Callable[[], float], total: float, read: float | None = None) -> None:
        self._monotonic = monotonic
        self._ends_at = monotonic() + total
        self._read = total if read is None else read

    def left(self) -> float:
        """For the next wait; TimeoutError when there is none."""
        left = min(self._read, self._ends_at - self._monotonic())
        if left <= 0:
            raise TimeoutError
        return left

    def for_one_wait(self) -> "Limit":
        """The same end, however often it is asked."""
        return Limit(self._monotonic, self.left())


def connected(host: str, port: int, limit: Limit) -> socket.socket:
    """Each address in turn, all within one limit; socket.create_connection gives each the whole of it."""
    fault: OSError = OSError("no address")
    for family, kind, protocol, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        sock = socket.socket(family, kind, protocol)
        try:
            sock.settimeout(limit.left())
            sock.connect(address)
        except OSError as unanswered:
            sock.close()
            fault = unanswered
        else:
            return sock
    raise fault


class Conversation:
    """SMTP's turns on one socket. `step` says where in the conversation something went wrong."""

    def __init__(self, sock: socket.socket, limit: Limit, stopping: Callable[[], bool] = never) -> None:
        self.step = "greeting"
        self._stopping = stopping
        self._sock = sock
        self._limit = limit
        self._unread = b""
        self._room = 0

    def allow(self, limit: Limit, stopping: Callable[[], bool] = never) -> None:
        """Another limit from now on, and another word to stop."""
        self._limit, self._stopping = limit, stopping

    def ask(self, command: str) -> Reply:
        self.step = command.partition(" ")[0]
        return self.answer(command)

    def answer(self, line: str) -> Reply:
        """A line within a step, as in AUTH; never shown, since it may be a secret."""
        self.send(line.encode("ascii") + b"\r\n")
        return self.reply()

    def send(self, octets: bytes) -> None:
        """Returns when the last octet has been handed to the network; NoReply means it has not."""
        rest = memoryview(octets)
        while rest:
            with self._in_time():
                rest = rest[self._sock.send(rest) :]

    def reply(self) -> Reply:
        """RFC 5321 4.2.1: lines up to the first whose code is not followed by a hyphen."""
        lines: list[bytes] = []
        self._room = LONGEST_REPLY
        try:
            while not lines or (CODE.match(lines[-1]) and lines[-1][3:4] == b"-"):
                lines.append(self._line())
        except NoReply as silence:
            raise NoReply(_words([str(silence).encode(), *lines, self._unread])) from None
        code = CODE.match(lines[-1])
        return Reply(int(code[0]) if code else 0, _words(lines))

    def secure(self, context: ssl.SSLContext, host: str) -> None:
        """Everything from here on is under TLS, with a server whose certificate says `host` (RFC 3207)."""
        if self._unread:
            raise NotSecure(f"{self.step}: the server spoke before TLS had begun")
        with self._in_time():
            try:
                self._sock = context.wrap_socket(self._sock, server_hostname=host)
            except (ssl.SSLEOFError, ssl.SSLZeroReturnError):
                raise
            except ssl.SSLError as fault:
                raise NotSecure(f"{self.step}: {fault}") from fault

    def own_address(self) -> str:
        """The address literal (RFC 5321 4.1.3) that EHLO gives where a host has no name to give."""
        address = self._sock.getsockname()[0].partition("%")[0]
        return f"[IPv6:{address}]" if ":" in address else f"[{address}]"

    def close(self) -> None:
        self._sock.close()

    def _line(self) -> bytes:
        while b"\n" not in self._unread:
            octets = self._received()
            self._unread += octets
            self._room -= len(octets)
            if self._room < 0:
                raise NoReply(f"{self.step}: endless answer")
        line, _, self._unread = self._unread.partition(b"\n")
        return line.rstrip(b"\r")

    def _received(self) -> bytes:
        with self._in_time():
            octets = self._awaited()
        if not octets:
            raise NoReply(f"{self.step}: connection closed")
        return octets

    def _awaited(self) -> bytes:
        """Raises Interrupted when told to stop meanwhile."""
        wait = self._limit.for_one_wait()
        while True:
            self._sock.settimeout(min(wait.left(), GLANCE))
            with suppress(TimeoutError):
                return self._sock.recv(4096)
            if self._stopping():
                raise Interrupted

    @contextmanager
    def _in_time(self) -> Iterator[None]:
        try:
            self._sock.settimeout(self._limit.left())
            yield
        except TimeoutError:
            raise NoReply(f"{self.step}: no answer in time") from None
        except OSError as fault:
            raise NoReply(f"{self.step}: {fault.strerror or fault}") from fault


def _words(lines: list[bytes]) -> str:
    """As UTF-8; octets and characters that could not be stored or shown are spelled out, as `\\x00`."""
    said = b"\n".join(lines).decode("utf-8", "backslashreplace").strip("\n")
    return "".join(char if char.isprintable() or char == "\n" else _spelled(char) for char in said)


def _spelled(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")
