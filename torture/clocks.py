"""Simulated time: the machine's, or many times faster."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from app.outbox.shared_clock import shared

START = datetime(2026, 3, 3, 7, 0, 30, tzinfo=UTC)  # when every group's digests have just become due


@dataclass(frozen=True)
class Fast:
    """`speed` times as fast as `own`, from when it was `start` here and `began` there."""

    own: Callable[[], datetime]
    speed: float
    start: datetime
    began: datetime

    def __call__(self) -> datetime:
        return self.start + (self.own() - self.began) * self.speed

    def at_speed(self, speed: float) -> "Fast":
        """The same clock, faster from now on."""
        return Fast(self.own, speed, self(), self.own())


def from_start() -> Fast:
    """One clock for all processes: the database's where it has one, else the machine's."""
    own = shared(_machine)
    return Fast(own, 1, START, own())


def _machine() -> datetime:
    return datetime.now(UTC)
