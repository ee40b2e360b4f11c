"""What surrounds every answer: whom it is for, its trace, HEAD, and the headers that protect readers."""

import logging
import time
from collections.abc import Awaitable, Callable
from urllib.parse import quote

from fastapi import FastAPI
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app import errors, protection, settings, tracing
from app.admission import Admission
from app.capacity import Capacity
from app.cors import Cors
from app.proxies import Proxied

log = logging.getLogger(__name__)


class Surrounded(FastAPI):
    """An application of which every answer, faults too, is surrounded."""

    def build_middleware_stack(self) -> ASGIApp:
        chosen = settings.get()
        admitted = Admission(Capacity(super().build_middleware_stack(), chosen.requests_at_once))
        reached = Cors(admitted, chosen.origins) if chosen.origins else admitted
        return Proxied(Surroundings(reached), chosen.proxies)


class Surroundings:
    """What every answer goes out through."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        said = Headers(scope=scope)
        trace = tracing.begun(said.getlist("traceparent"), said.getlist("x-request-id"))
        # HEAD is answered as GET without its body (RFC 9110 9.3.2).
        asked = {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope
        with tracing.within(trace):
            await self.app(asked, receive, _guarded(scope, send, trace))


def _guarded(scope: Scope, send: Send, trace: tracing.Trace) -> Callable[[Message], Awaitable[None]]:
    began = time.monotonic()

    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update({**protection.headers(secure=_is_secure(scope)), "traceparent": trace.traceparent})
            for name, value in {**protection.UNLESS_A_PAGE, "Cache-Control": "private, no-cache"}.items():
                headers.setdefault(name, value)
            _tell(scope, message["status"], time.monotonic() - began)
        elif scope["method"] == "HEAD":
            message = {**message, "body": b""}
        await send(message)

    return guarded


def _is_secure(scope: Scope) -> bool:
    return scope["scheme"] == "https" or settings.get().origin.startswith("https:")


def _tell(scope: Scope, status: int, seconds: float) -> None:
    """One line per request; the query may hold names and a token opens something, so neither is in it."""
    behind = errors.BEHIND_A_TOKEN.match(scope["path"])
    path = f"/{behind[1]}/…" if behind else quote(scope["path"], errors="replace")
    client = scope["client"][0] if scope.get("client") else "-"
    log.info("%s %s %d %.0f ms %s", scope["method"], path, status, seconds * 1000, client)
