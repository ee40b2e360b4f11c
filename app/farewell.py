"""What is leaving: told in headers for a year or more, then gone (api-conventions 11; RFC 9745, 8594, 8288)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from types import MappingProxyType
from typing import ClassVar

from fastapi import Request, Response

from app import clock
from app.errors import Problem
from app.idempotency.carrying_out import Handler
from app.routing import Route

NOTICE = timedelta(days=365)


class Gone(Problem):
    """It was here; `sunset` is the day that it was taken away."""

    status = 410
    code = "gone"


@dataclass(frozen=True)
class Farewell:
    """From when it is deprecated, when it goes, where that is told, and what takes its place.

    Raises ValueError for less than a year's notice, and for instants without zone.
    """

    deprecated_at: datetime
    sunset_at: datetime
    told_at: str
    successor: str | None = None

    def __post_init__(self) -> None:
        if self.deprecated_at.tzinfo is None or self.sunset_at.tzinfo is None:
            raise ValueError("say which time zone it is in")
        if self.sunset_at - self.deprecated_at < NOTICE:
            raise ValueError("what leaves is told of a year before")

    @property
    def headers(self) -> Mapping[str, str]:
        """Deprecation, Sunset, and Link to what is told and what comes."""
        links = {"deprecation": self.told_at, "sunset": self.told_at, "successor-version": self.successor}
        return MappingProxyType(
            {
                "Deprecation": f"@{int(self.deprecated_at.timestamp())}",
                "Sunset": format_datetime(self.sunset_at.astimezone(UTC), usegmt=True),
                "Link": ", ".join(f'<{url}>; rel="{rel}"' for rel, url in links.items() if url),
            }
        )


class LeavingRoute(Route):
    """A route that is leaving: `class OldRoute(LeavingRoute): farewell = Farewell(…)`, with `deprecated=True`."""

    farewell: ClassVar[Farewell]

    async def carry_out(self, request: Request, handle: Handler) -> Response:
        """As the route does, with the headers; 410 from its last day on."""
        farewell = self.farewell
        if clock.now() >= farewell.sunset_at:
            problem = Gone(sunset=farewell.sunset_at.date().isoformat())
            problem.headers = farewell.headers
            raise problem
        answer = await super().carry_out(request, handle)
        links = [link for link in (answer.headers.get("link"), farewell.headers["Link"]) if link]
        answer.headers.update({**farewell.headers, "Link": ", ".join(links)})
        return answer
