"""What is refused before anybody looks at what was asked."""

import re
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from app import brakes, clock, errors, settings

LONGEST = 2048
LONGEST_OF_ISSUERS = 8000  # what comes back from a log-in is as long as its issuer makes it
UNCOUNTED = re.compile(r"/health/(live|ready)$")  # asked by machines that watch over this one


class AddressTooLong(errors.Problem):
    """At most 2048 characters, with scheme and host (DIGG UFN.05)."""

    status = 414
    code = "address-too-long"


class Admission:
    """Before the application."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (refused := _refused(Request(scope))):
            await refused(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def _refused(request: Request) -> Response | None:
    try:
        _check(request)
    except errors.Problem as problem:
        return errors.of(request, problem)
    return None


def _check(request: Request) -> None:
    """Raises AddressTooLong; TooManyRequests for one who says nothing of who asks."""
    longest = LONGEST_OF_ISSUERS if request.url.path == "/login/return" else LONGEST
    if _length(request.scope) > longest:
        raise AddressTooLong(longest=longest)
    if not _says_who(request) and not UNCOUNTED.match(request.url.path):
        brakes.asked(request.client.host if request.client else None, clock.elapsed())


def _says_who(request: Request) -> bool:
    """By a key, a token, a log-in or a link: counted where it is known to be right or wrong."""
    said = {"x-api-key", "authorization"} & set(request.headers.keys())
    return bool(
        said
        or ("__Host-" in request.headers.get("cookie", "") and not request.url.path.startswith("/login"))
        or errors.BEHIND_A_TOKEN.match(request.url.path)
    )


def _length(scope: Scope) -> int:
    path: bytes = scope.get("raw_path") or quote(scope["path"]).encode()
    query: bytes = scope["query_string"]
    return len(settings.get().origin) + len(path) + (len(query) + 1 if query else 0)
