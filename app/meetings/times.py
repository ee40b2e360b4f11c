"""When a meeting begins and ends: wall time in a zone -> instant (threats-and-faults 3). Pure."""

from bisect import bisect_left
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from app.errors import invalid

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Times:
    """A day, perhaps with a start and an end, in a time zone."""

    held_on: date
    start_time: time | None
    end_time: time | None
    time_zone: str

    def check(self) -> None:
        """An end needs a start, and does not come before it. Raises InvalidRequest at `end_time`."""
        if self.end_time is None:
            return
        if self.start_time is None:
            raise invalid("#/end_time", "end_without_start")
        if self.end_time < self.start_time:
            raise invalid("#/end_time", "end_before_start")

    @property
    def starts_at(self) -> datetime | None:
        return None if self.start_time is None else instant(self.held_on, self.start_time, self.time_zone)

    @property
    def ends_at(self) -> datetime | None:
        return None if self.end_time is None else instant(self.held_on, self.end_time, self.time_zone)

    @property
    def begins_at(self) -> datetime:
        """Its start; without one it begins, for every rule, at the end of its day (domain 1)."""
        return self.starts_at or instant(self.held_on + DAY, time.min, self.time_zone)


TIME_FIELDS = frozenset(field.name for field in fields(Times))


@lru_cache(10_000)
def instant(day: date, wall: time, zone: str) -> datetime:
    """In UTC. A time that does not exist: the first that does; one that occurs twice: the first."""
    there = datetime.combine(day, wall, ZoneInfo(zone))
    first, second = there.astimezone(UTC), there.replace(fold=1).astimezone(UTC)
    return _clocks_changed(second.replace(microsecond=0), first, ZoneInfo(zone)) if second < first else first


def _clocks_changed(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The instant between these two at which the zone's offset becomes another."""

    def is_other(seconds: int) -> bool:
        return (before + seconds * SECOND).astimezone(zone).utcoffset() != before.astimezone(zone).utcoffset()

    return before + SECOND * bisect_left(range((after - before) // SECOND + 1), True, key=is_other)
