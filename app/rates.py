"""How often something may be: at most so many in a period, all at once or spread (the generic cell rate algorithm)."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock

REMEMBERED = 50_000  # whoever was counted longest ago is forgotten first


class Rate:
    """Counts in one process. `period` in seconds."""

    def __init__(self, period: float) -> None:
        self.period = period
        self._free_at: OrderedDict[Hashable, float] = OrderedDict()
        self._lock = Lock()

    def take(self, who: Hashable, most: int, now: float) -> float:
        """0 when it is counted; else the seconds to wait until the next one is, and this one is not.

        `most` 0: no limit.
        """
        if most == 0:
            return 0
        each = self.period / most
        with self._lock:
            free_at = max(self._free_at.get(who, now), now)
            wait = free_at + each - (now + self.period)
            if wait > each / 1000:  # what floating point leaves
                return wait
            self._free_at[who] = free_at + each
            self._free_at.move_to_end(who)
            while len(self._free_at) > REMEMBERED:
                self._free_at.popitem(last=False)
            return 0
