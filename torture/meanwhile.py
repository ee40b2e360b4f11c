"""What else happens while mail is sent and workers are killed."""

import signal
from collections.abc import Callable
from datetime import datetime, timedelta

from torture.cluster import Cluster

HOWS = (signal.SIGINT, signal.SIGQUIT)


def nothing(_done: float, _now: datetime) -> None:
    """A quiet day for everybody else."""


def nobody(_manner: str) -> None:
    """Takes no orders."""


class Restarts:
    """The database, so many times, evenly over the mails; every second time as in a crash."""

    def __init__(self, cluster: Cluster, times: int) -> None:
        self._cluster, self._at = cluster, [(n + 1) / (times + 1) for n in range(times)]
        self.happened = 0

    def __call__(self, done: float, _now: datetime) -> None:
        if self.happened < len(self._at) and done >= self._at[self.happened]:
            self._cluster.restart(HOWS[self.happened % len(HOWS)])
            self.happened += 1


class Outage:
    """A day without mail, from when a third has been sent: nobody listens, then everybody is told 421, then silence."""

    BEGINS = 1 / 3
    MANNERS = ("away", "closing", "silent", "open")
    EACH = timedelta(hours=8)

    def __init__(self) -> None:
        self._order: Callable[[str], None] = nobody
        self._began: datetime | None = None
        self._manner = -1

    @property
    def over(self) -> bool:
        return self._manner == len(self.MANNERS) - 1

    def of(self, order: Callable[[str], None]) -> "Outage":
        """The one of the server that takes this order."""
        self._order = order
        return self

    def __call__(self, done: float, now: datetime) -> None:
        if done < self.BEGINS and self._began is None:
            return
        self._began = self._began or now
        manner = min((now - self._began) // self.EACH, len(self.MANNERS) - 1)
        if manner > self._manner:
            self._manner = manner
            self._order(self.MANNERS[manner])
