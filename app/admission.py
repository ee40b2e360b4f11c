"""What is refused before anybody looks at what was asked."""

from urllib.parse import quote

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from app import errors, settings

LONGEST = 2048


class AddressTooLong(errors.Problem):
    """At most 2048 characters, with scheme and host (DIGG UFN.05)."""

    status = 414
    code = "address-too-long"


class Admission:
    """Before the application."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and _length(scope) > LONGEST:
            refused = errors.response(
                Request(scope), AddressTooLong.status, AddressTooLong.code, longest=LONGEST
            )
            await refused(scope, receive, send)
            return
        await self.app(scope, receive, send)


def _length(scope: Scope) -> int:
    path: bytes = scope.get("raw_path") or quote(scope["path"]).encode()
    query: bytes = scope["query_string"]
    return len(settings.get().origin) + len(path) + (len(query) + 1 if query else 0)
