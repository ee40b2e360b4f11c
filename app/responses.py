"""Answers: ETag, 304, 201 with Location, lists with Link (api-conventions 3, 5, 6)."""

import hashlib
import json
import math
import re
from typing import Annotated, Any
from urllib.parse import parse_qsl, urlencode

from fastapi import Header, Request, Response

from app import settings
from app.errors import Problem
from app.paging import Listed, Page
from app.reading import Found

PREFIX = "/api/v1"
READ_BY = {"Cache-Control": "private, no-cache", "Vary": "Accept-Language"}
IfMatch = Annotated[
    str | None,
    Header(
        alias="If-Match", description='The ETag that was read, its version alone ("7"), or *.', max_length=200
    ),
]


class PreconditionNeeded(Problem):
    """Say which version is meant to be changed."""

    status = 428
    code = "precondition-needed"


class Stale(Problem):
    """Somebody has changed it since; `version` is the present one."""

    status = 412
    code = "stale"


def match(if_match: str | None, version: int) -> None:
    """Lets a change through if it is about the present version (RFC 9110 13.1.1). Raises PreconditionNeeded, Stale."""
    if if_match is None:
        raise PreconditionNeeded(header="If-Match")
    said = [part.strip() for part in if_match.split(",")]
    if "*" not in said and str(version) not in [_version(tag) for tag in said]:
        raise Stale(version=version)


def _version(tag: str) -> str | None:
    found = re.fullmatch(r'"?(\d{1,18})(?:-[0-9a-z]+)?"?', tag, re.ASCII)
    return found[1] if found else None


def etag(version: int, body: bytes) -> str:
    """`"{version}-{digest of the body}"`: what is worked out changes without the version."""
    return f'"{version}-{hashlib.sha256(body).hexdigest()[:16]}"'


def answer(request: Request, found: Found, status: int = 200, location: str | None = None) -> Response:
    """One thing: 200 or 201 with ETag, or 304 when the reader has it."""
    body = found.body.encode()
    headers = {**READ_BY, "ETag": etag(found.version, body)}
    if location:
        headers["Location"] = settings.get().origin + PREFIX + location
    return _unless_known(request, body, headers, status)


def listed(request: Request, page: Page, listed: Listed) -> Response:
    """One page: the items as the database wrote them, totals, and Link (RFC 8288)."""
    request.state.listed = len(listed.items)
    pages = math.ceil(listed.total / page.limit)
    tail = {"page": page.page, "limit": page.limit, "count": len(listed.items)}
    tail |= {"total_records": listed.total, "total_pages": pages}
    body = ('{"items":[' + ",".join(listed.items) + "]," + json.dumps(tail)[1:]).encode()
    headers = {**READ_BY, "Link": _links(request, page, pages), "ETag": etag(listed.total, body)}
    return _unless_known(request, body, headers, 200)


def whole(body: str, status: int = 200) -> Response:
    """A body without ETag: what is no single resource."""
    return Response(body.encode(), status, READ_BY, media_type="application/json")


def items(bodies: list[str]) -> str:
    """A whole list that is not paged."""
    return '{"items":[' + ",".join(bodies) + "]}"


def _unless_known(request: Request, body: bytes, headers: dict[str, str], status: int) -> Response:
    known = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    if request.method in {"GET", "HEAD"} and (headers["ETag"] in known or "*" in known):
        return Response(status_code=304, headers=headers)
    return Response(body, status, headers, media_type="application/json")


def _links(request: Request, page: Page, pages: int) -> str:
    targets = {"first": 1, "prev": page.page - 1, "next": page.page + 1, "last": max(pages, 1)}
    targets = {rel: number for rel, number in targets.items() if 1 <= number <= max(pages, 1)}
    return ", ".join(f'<{_link(request, page, number)}>; rel="{rel}"' for rel, number in targets.items())


def _link(request: Request, page: Page, number: int) -> str:
    kept = [(name, value) for name, value in parse_qsl(request.url.query) if name not in {"page", "limit"}]
    query: list[tuple[str, Any]] = [*kept, ("page", number), ("limit", page.limit)]
    return f"{settings.get().origin}{request.url.path}?{urlencode(query)}"
