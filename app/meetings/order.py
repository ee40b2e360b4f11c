"""In which order a group's meetings stand (domain 1): one text that sorts as day, start, when made, id."""

from datetime import UTC, date, datetime, time
from uuid import UUID

NO_START = "~"  # after every digit


def order_key(held_on: date, start_time: time | None, created_at: datetime, id: UUID) -> str:
    """Sorts, by code point, as these four do, with no start after every start."""
    start = start_time.isoformat("seconds") if start_time else NO_START
    made = created_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return f"{held_on.isoformat()}T{start}|{made}|{id}"
