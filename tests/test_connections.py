"""Connections that are slow, half-open or too many cost a bounded share; time passes as the test says."""

from collections.abc import Callable, Coroutine
from typing import Any

import h11
import pytest
from uvicorn import Config
from uvicorn.server import ServerState

from app import connections
from app.connections import HEAD, TAKING, Connection

GET = b"GET /x HTTP/1.1\r\nHost: a\r\n\r\n"
POST = b"POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n"


class Timer:
    def __init__(self, at: float, act: Callable[[], None]) -> None:
        self.at, self.act, self.cancelled = at, act, False

    def when(self) -> float:
        return self.at

    def cancel(self) -> None:
        self.cancelled = True


class Task:
    def add_done_callback(self, _: Any) -> None:
        """It is never done."""


class Loop:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now, self.timers = 0.0, list[Timer]()

    def call_later(self, seconds: float, act: Callable[[], None]) -> Timer:
        self.timers.append(Timer(self.now + seconds, act))
        return self.timers[-1]

    def create_task(self, work: Coroutine[Any, Any, None]) -> Task:
        work.close()
        return Task()

    def pass_(self, seconds: float) -> None:
        self.now += seconds
        for timer in self.timers:
            if timer.at <= self.now and not timer.cancelled:
                timer.cancel()
                timer.act()


class Transport:
    def __init__(self) -> None:
        self.written, self.ended = b"", ""

    def get_extra_info(self, _: str) -> None:
        return None

    def write(self, data: bytes) -> None:
        self.written += data

    def close(self) -> None:
        self.ended = self.ended or "closed"

    def abort(self) -> None:
        self.ended = "aborted"

    def is_closing(self) -> bool:
        return bool(self.ended)

    def pause_reading(self) -> None: ...

    def resume_reading(self) -> None: ...


class Server:
    def __init__(self) -> None:
        async def app(scope: Any, receive: Any, send: Any) -> None: ...

        self.config, self.state, self.loop = (
            Config(app, log_config=None, lifespan="off"),
            ServerState(),
            Loop(),
        )

    def connected(self) -> tuple[Connection, Transport]:
        made, transport = Connection(self.config, self.state, {}, self.loop), Transport()  # type: ignore[arg-type]
        made.connection_made(transport)  # type: ignore[arg-type]
        return made, transport


@pytest.fixture
def server() -> Server:
    return Server()


def test_who_connects_and_says_nothing_is_let_go(server: Server) -> None:
    _, transport = server.connected()

    server.loop.pass_(HEAD - 1)
    assert transport.ended == ""
    server.loop.pass_(1)
    assert transport.ended == "aborted"


def test_a_head_that_drips_is_let_go_when_its_time_has_passed(server: Server) -> None:
    connection, transport = server.connected()

    for byte in GET[:9]:
        connection.data_received(bytes([byte]))
        server.loop.pass_(1)
    assert transport.ended == ""
    connection.data_received(GET[9:10])
    server.loop.pass_(1)
    assert transport.ended == "aborted"


def test_a_request_may_take_its_time_and_the_next_head_has_its_own(server: Server) -> None:
    connection, transport = server.connected()
    connection.data_received(GET)
    server.loop.pass_(10 * HEAD)
    assert transport.ended == ""

    answer(connection)
    connection.data_received(GET[:10])
    server.loop.pass_(HEAD)
    assert transport.ended == "aborted"


def answer(connection: Connection) -> None:
    """As the application does."""
    connection.conn.send(h11.Response(status_code=204, headers=[]))
    connection.conn.send(h11.EndOfMessage())
    connection.cycle.response_complete = True
    connection.on_response_complete()


def test_a_body_that_drips_on_after_the_answer_is_let_go(server: Server) -> None:
    connection, transport = server.connected()
    connection.data_received(POST)
    answer(connection)

    for _ in range(int(HEAD)):
        connection.data_received(b"x")
        assert transport.ended == ""
        server.loop.pass_(1)
    assert transport.ended == "aborted"


def test_an_answer_that_nobody_takes_is_given_up(server: Server) -> None:
    connection, transport = server.connected()
    connection.data_received(GET)

    connection.pause_writing()
    server.loop.pass_(TAKING - 1)
    connection.resume_writing()
    connection.pause_writing()
    server.loop.pass_(TAKING - 1)
    assert transport.ended == ""
    server.loop.pass_(1)
    assert transport.ended == "aborted"


def test_one_that_is_gone_leaves_no_timer(server: Server) -> None:
    connection, _ = server.connected()
    connection.data_received(GET)
    connection.pause_writing()
    connection.connection_lost(None)

    assert all(timer.cancelled for timer in server.loop.timers)


def test_when_there_are_too_many_the_one_that_waited_longest_makes_room(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "MOST", 3)
    busy, first, second = (server.connected() for _ in range(3))
    busy[0].data_received(GET)
    server.loop.pass_(1)
    first[0].data_received(b"G")
    new = server.connected()

    assert [transport.ended for _, transport in (busy, first, second, new)].count("aborted") == 1
    assert (busy[1].ended, new[1].ended) == ("", "")


def test_a_new_one_is_refused_when_all_are_worked_on(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "MOST", 2)
    busy = [server.connected() for _ in range(2)]
    for connection, _ in busy:
        connection.data_received(GET)
    _, new = server.connected()

    assert (new.ended, [transport.ended for _, transport in busy]) == ("aborted", ["", ""])


@pytest.mark.parametrize("said", [b"\x16\x03\x01\x02\x00\r\n\r\n", b"GET / HTTP/1.1\r\nX: " + b"y" * 70_000])
def test_what_is_no_http_is_refused_as_everything_else_is(server: Server, said: bytes) -> None:
    connection, transport = server.connected()
    connection.data_received(said)
    head, _, body = transport.written.partition(b"\r\n\r\n")

    assert head.startswith(b"HTTP/1.1 400 ") and transport.ended == "closed"
    assert b"content-type: application/problem+json" in head and b"nosniff" in head
    assert b'"/problems/malformed-request"' in body


def test_what_is_no_http_after_a_request_ends_the_connection(server: Server) -> None:
    connection, transport = server.connected()
    connection.data_received(POST.replace(b"Content-Length: 100", b"Transfer-Encoding: chunked") + b"zz\r\n")

    assert transport.ended == "closed"
