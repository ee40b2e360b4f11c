"""A page for people as it goes out: HTML that loads nothing, runs nothing and is kept by nobody on the way."""

import hashlib
from base64 import b64encode
from functools import cache
from importlib.resources import files
from typing import Any

from starlette.responses import HTMLResponse, Response

from app.templating import filled

UNKEPT = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}


def page(template: str, language: str, status: int = 200, **values: Any) -> Response:
    """The template under app/templates/page, which builds on base.html, in a language."""
    html = filled(f"page/{template}", language=language, **values)
    return HTMLResponse(html, status, {**_headers(), "Content-Language": language})


def keep(response: Response, cookie: str, value: str, seconds: int | None = None) -> None:
    """For this host alone, over https alone (RFC 6265bis 4.1.3.2), unread by script; None: until the browser ends."""
    response.set_cookie(cookie, value, seconds, path="/", secure=True, httponly=True, samesite="lax")


def drop(response: Response, cookie: str) -> None:
    response.delete_cookie(cookie, path="/", secure=True, httponly=True, samesite="lax")


@cache
def _headers() -> dict[str, str]:
    """The one style is named by its digest, so that nothing else may style or run (CSP 3)."""
    style = files("app").joinpath("templates/page/style.css").read_bytes()
    digest = b64encode(hashlib.sha256(style).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )
    return {**UNKEPT, "Content-Security-Policy": policy}
