"""One connection as the server holds it: slow and half-open ones end in time, and there are never too many."""

from __future__ import annotations

import asyncio
from typing import Any

import h11
from starlette.requests import Request
from uvicorn.protocols.http.h11_impl import H11Protocol

from app import errors, protection

MOST = 500
HEAD = 10.0  # seconds from its first byte, or from the connection, until the head of a request is whole
TAKING = 60.0  # seconds without a byte of the answer being taken
NOWHERE: dict[str, Any] = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": []}


class Connection(H11Protocol):
    """uvicorn's, which waits for ever for a head and for an answer to be taken."""

    _head: asyncio.TimerHandle | None = None
    _taking: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """When there are too many, the one that has waited longest for a head makes room; or else the new one."""
        super().connection_made(transport)
        self._watch()
        if len(self.connections) > MOST:
            waiting = [each for each in self.connections if isinstance(each, Connection) and each._head]
            min(waiting, key=lambda each: each._head.when() if each._head else 0).transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        self._unwatch()
        self.resume_writing()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._watch()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._taking = self._taking or self.loop.call_later(TAKING, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._taking:
            self._taking.cancel()
            self._taking = None

    def send_400_response(self, msg: str) -> None:
        """What is no HTTP, or has too long a head, is told so as every other refusal is."""
        if self.conn.our_state not in {h11.IDLE, h11.SEND_RESPONSE}:
            self.transport.close()
            return
        answer = errors.response(Request(NOWHERE), 400, "malformed-request")
        answer.headers.update(
            {**protection.headers(secure=False), **protection.UNLESS_A_PAGE, "Connection": "close"}
        )
        told = h11.Response(status_code=400, headers=answer.raw_headers, reason=b"Bad Request")
        for event in (told, h11.Data(data=bytes(answer.body)), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def _watch(self) -> None:
        """From the first byte of a head, and of what comes of a body that nobody reads, to its end."""
        answered = self.cycle is not None and self.cycle.response_complete
        if self.conn.their_state is not h11.IDLE and not answered:
            self._unwatch()
        elif self._head is None:
            self._head = self.loop.call_later(HEAD, self.transport.abort)

    def _unwatch(self) -> None:
        if self._head:
            self._head.cancel()
            self._head = None
