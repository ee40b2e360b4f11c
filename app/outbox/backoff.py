"""When a delivery that did not succeed is tried again, and until when."""

from collections.abc import Callable
from datetime import datetime, timedelta

SHORTEST = timedelta(minutes=5)  # every retry comes later than this
FIRST = timedelta(minutes=6)
LONGEST = timedelta(hours=1)
JITTER = 0.5
DOUBLINGS = 10  # by then LONGEST has been reached; a larger power would only overflow
PERSEVERANCE = timedelta(days=5)


def next_try(now: datetime, attempts: int, end: datetime, random: Callable[[], float]) -> datetime | None:
    """After the pause, sooner when the end is near; None when there is no time for one more."""
    wait = min(pause(attempts, random), (end - now) / 2)
    return now + wait if wait > SHORTEST else None


def pause(attempts: int, random: Callable[[], float]) -> timedelta:
    """After so many attempts: doubled each time up to LONGEST, and up to half as much again by chance."""
    doubled = FIRST * (1 << min(max(attempts - 1, 0), DOUBLINGS))
    return min(doubled, LONGEST) * (1 + JITTER * random())


def gives_up_at(first_tried_at: datetime, useful_until: datetime | None) -> datetime:
    """No attempt is begun from this instant on."""
    longest = first_tried_at + PERSEVERANCE
    return min(longest, useful_until) if useful_until else longest
