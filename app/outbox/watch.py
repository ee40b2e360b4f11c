"""Whether the clock on the wall can be trusted: it goes with the seconds that have passed, and not backwards."""

from collections.abc import Callable
from datetime import datetime, timedelta

from app import clock
from app.outbox.models import Sender

LARGEST_JUMP = timedelta(minutes=10)


class Watch:
    """One process's: it remembers the run before. Not for time that is pretended."""

    def __init__(self, elapsed: Callable[[], float]) -> None:
        self._elapsed = elapsed
        self._before: tuple[datetime, float] | None = None

    def jump(self, sender: Sender, now: datetime) -> str | None:
        """What is wrong with `now`, in words; None when nothing is."""
        before, self._before = self._before, (now, self._elapsed())
        if sender.ran_at and now < sender.ran_at - LARGEST_JUMP:
            return f"it is {_said(now)}, and the latest run was at {_said(sender.ran_at)}"
        if before is None:
            return None
        expected = before[0] + timedelta(seconds=self._before[1] - before[1])
        if abs(now - expected) <= LARGEST_JUMP:
            return None
        return f"it is {_said(now)}, and by the time that has passed it should be {_said(expected)}"


def watch() -> Watch | None:
    """A new one, for a process or a single run; None where time is pretended."""
    return None if clock.pretended() else Watch(clock.elapsed)


def _said(instant: datetime) -> str:
    return instant.isoformat(timespec="seconds")
