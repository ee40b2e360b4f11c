"""How many requests are worked on at once, and how long a body may take to come (threats-and-faults 9)."""

import asyncio
from collections.abc import Awaitable, Callable
from types import MappingProxyType
from typing import ParamSpec, TypeVar

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app import errors
from app.admission import UNCOUNTED

A_WHILE = "1"  # seconds
PATIENCE = 60.0  # seconds, for the whole of a body: 10 MB at 1.4 Mbit/s

P = ParamSpec("P")
R = TypeVar("R")


class TooSlow(errors.Problem):
    """The body was not there in time. Nothing has been done."""

    status = 408
    code = "too-slow"
    headers = MappingProxyType({"Connection": "close"})


class Capacity:
    """One that waits for its client, to send or to take, is not worked on meanwhile: slow clients shut nobody out."""

    def __init__(self, app: ASGIApp, most: int, patience: float = PATIENCE) -> None:
        self.app = app
        self.most = most
        self.patience = patience
        self.working = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or UNCOUNTED.match(scope["path"]):
            await self.app(scope, receive, send)
        elif self.working >= self.most:
            refused = errors.response(Request(scope), 503, "crowded")
            refused.headers["Retry-After"] = A_WHILE
            await refused(scope, receive, send)
        else:
            await self._work(scope, receive, send)

    async def _work(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.working += 1
        try:
            await self.app(scope, self._aside(self._in_time(receive)), self._aside(send))
        finally:
            self.working -= 1

    def _aside(self, waiting: Callable[P, Awaitable[R]]) -> Callable[P, Awaitable[R]]:
        """The same, not counted while it lasts."""

        async def aside(*said: P.args, **named: P.kwargs) -> R:
            self.working -= 1
            try:
                return await waiting(*said, **named)
            finally:
                self.working += 1

        return aside

    def _in_time(self, receive: Receive) -> Receive:
        """Raises TooSlow when what is left of the body has not come in time."""
        until = asyncio.get_running_loop().time() + self.patience

        async def in_time() -> Message:
            try:
                async with asyncio.timeout_at(until):
                    return await receive()
            except TimeoutError as error:
                raise TooSlow from error

        return in_time
