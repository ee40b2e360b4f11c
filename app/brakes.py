"""Who is held back, and for how long (docs/decisions/0009-brakes.md).

Whoever proves who they are, or has a link that is one, is counted by that alone: others behind the same address can
neither use it up nor shut them out.
"""

import math
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address, ip_network
from uuid import UUID

from app import settings
from app.errors import Problem
from app.rates import Rate

MINUTE = 60.0


class TooManyRequests(Problem):
    """Nothing has been done. `Retry-After` says when the next one is taken."""

    status = 429
    code = "too-many-requests"


class TooManyGuesses(Problem):
    """Too many keys and links that open nothing have come from the address."""

    status = 429
    code = "too-many-guesses"


@dataclass(frozen=True)
class Counted:
    """What has been asked for lately."""

    callers: Rate = field(default_factory=lambda: Rate(MINUTE))
    links: Rate = field(default_factory=lambda: Rate(MINUTE))
    addresses: Rate = field(default_factory=lambda: Rate(MINUTE))
    guesses: Rate = field(default_factory=lambda: Rate(MINUTE))


counted = Counted()


def called(id: UUID, now: float) -> None:
    """One more request of somebody known. Raises TooManyRequests."""
    _unless_waiting(TooManyRequests(), counted.callers.take(id, settings.get().requests_per_key, now))


def followed(link: UUID | None, address: str | None, now: float) -> None:
    """A link was followed; None for one that never was. Raises TooManyRequests, TooManyGuesses."""
    if link is None:
        guessed(address, now)
    else:
        _unless_waiting(TooManyRequests(), counted.links.take(link, settings.get().requests_per_link, now))


def asked(address: str | None, now: float) -> None:
    """One more request of nobody known. Raises TooManyRequests."""
    wait = counted.addresses.take(_network(address), settings.get().requests_per_address, now)
    _unless_waiting(TooManyRequests(), wait)


def guessed(address: str | None, now: float) -> None:
    """What was sent opens nothing. Raises TooManyGuesses."""
    _unless_waiting(
        TooManyGuesses(), counted.guesses.take(_network(address), settings.get().guesses_per_minute, now)
    )


def _unless_waiting(problem: Problem, wait: float) -> None:
    if wait:
        problem.headers = {"Retry-After": str(math.ceil(wait))}
        raise problem


def _network(address: str | None) -> str | None:
    """Whom an address belongs to: of IPv6 one subscriber has a /64 at least (RFC 6177)."""
    try:
        said = ip_address(address or "")
    except ValueError:
        return address
    return str(ip_network((said, 64), strict=False)) if isinstance(said, IPv6Address) else str(said)
