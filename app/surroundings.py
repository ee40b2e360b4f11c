"""What surrounds every answer: its trace, HEAD, how long an address may be, and the headers that protect readers."""

import logging
import time
from collections.abc import Awaitable, Callable
from urllib.parse import quote

from fastapi import FastAPI, Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app import errors, settings, tracing

LONGEST = 2048
PROTECTION = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
log = logging.getLogger(__name__)


class AddressTooLong(errors.Problem):
    """At most 2048 characters, with scheme and host (DIGG UFN.05)."""

    status = 414
    code = "address-too-long"


class Surrounded(FastAPI):
    """An application of which every answer, faults too, is surrounded."""

    def build_middleware_stack(self) -> ASGIApp:
        return Surroundings(super().build_middleware_stack())


class Surroundings:
    """The outermost layer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        said = Headers(scope=scope)
        trace = tracing.begun(said.getlist("traceparent"), said.getlist("x-request-id"))
        with tracing.within(trace):
            await self._answer(scope, receive, _guarded(scope, send, trace))

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        if _length(scope) > LONGEST:
            problem = errors.response(
                Request(scope), AddressTooLong.status, AddressTooLong.code, longest=LONGEST
            )
            await problem(scope, receive, send)
            return
        # HEAD is answered as GET without its body (RFC 9110 9.3.2).
        asked = {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope
        await self.app(asked, receive, send)


def _length(scope: Scope) -> int:
    path: bytes = scope.get("raw_path") or quote(scope["path"]).encode()
    query: bytes = scope["query_string"]
    return len(settings.get().origin) + len(path) + (len(query) + 1 if query else 0)


def _guarded(scope: Scope, send: Send, trace: tracing.Trace) -> Callable[[Message], Awaitable[None]]:
    began = time.monotonic()

    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update({**PROTECTION, "traceparent": trace.traceparent})
            headers.setdefault("Cache-Control", "private, no-cache")
            _tell(scope, message["status"], time.monotonic() - began)
        elif scope["method"] == "HEAD":
            message = {**message, "body": b""}
        await send(message)

    return guarded


def _tell(scope: Scope, status: int, seconds: float) -> None:
    """One line per request; the query may hold names and a token opens something, so neither is in it."""
    behind = errors.BEHIND_A_TOKEN.match(scope["path"])
    path = f"/{behind[1]}/…" if behind else quote(scope["path"], errors="replace")
    log.info("%s %s %d %.0f ms", scope["method"], path, status, seconds * 1000)
