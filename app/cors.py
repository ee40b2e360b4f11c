"""Which front ends' pages may call the API from a browser: those that are listed (api-conventions 8; Fetch 3.2)."""

from collections.abc import Sequence

from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from app.responses import PREFIX

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
TAKEN = (
    "Authorization", "X-API-Key", "Content-Type", "If-Match", "If-None-Match", "Idempotency-Key", "traceparent",
    "tracestate", "X-Request-ID",
)  # fmt: skip
EXPOSED = (
    "ETag", "Link", "Location", "Content-Location", "Retry-After", "Idempotency-Replayed", "WWW-Authenticate", "Allow",
    "Accept-Patch", "traceparent", "Deprecation", "Sunset",
)  # fmt: skip
AN_HOUR = 3600


class Cors(CORSMiddleware):
    """Around the API alone: pages behind links are nobody else's to read. No cookie goes with such a call."""

    def __init__(self, app: ASGIApp, listed: Sequence[str]) -> None:
        super().__init__(app, listed, METHODS, TAKEN, expose_headers=EXPOSED, max_age=AN_HOUR)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith(f"{PREFIX}/"):
            await super().__call__(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def preflight_response(self, request_headers: Headers) -> Response:
        """What is allowed, whatever was asked for; the browser compares. To an origin not listed: nothing."""
        allowed = {"Vary": self.preflight_headers["Vary"]}
        if self.is_allowed_origin(request_headers["origin"]):
            allowed |= {**self.preflight_headers, "Access-Control-Allow-Origin": request_headers["origin"]}
        return Response(status_code=204, headers=allowed)
