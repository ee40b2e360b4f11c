"""Whom a request is from: what a listed proxy says of that is heeded, and of nobody else (threats-and-faults 11)."""

from collections.abc import Sequence
from ipaddress import IPv6Address, ip_address
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

PEER = "nasta.peer"


class Proxied:
    """Puts the caller's address and scheme in the scope. Of several addresses the last that is no listed proxy's."""

    def __init__(self, app: ASGIApp, listed: Sequence[str]) -> None:
        self.app = app
        heeding: Any = ProxyHeadersMiddleware(self._checked, [*listed])  # type: ignore[arg-type]
        self._heeding: ASGIApp = heeding if listed else self.app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        peer = _plain(scope.get("client"))
        await self._heeding({**scope, "client": peer, PEER: peer}, receive, send)

    async def _checked(self, scope: Scope, receive: Receive, send: Send) -> None:
        """What a proxy gave as an address and is none, is not heeded."""
        said = _plain(scope["client"])
        scope["client"] = said if said and is_address(said[0]) else scope[PEER]
        await self.app(scope, receive, send)


def is_address(host: str) -> bool:
    """True for IPv4 and IPv6."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _plain(client: tuple[str, int] | None) -> tuple[str, int] | None:
    """IPv4 as itself where it came inside IPv6 (RFC 4291 2.5.5.2), and no zone of ours."""
    if client is None or not is_address(client[0]):
        return client
    address = ip_address(client[0].partition("%")[0])
    inside = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return str(inside or address), client[1]
