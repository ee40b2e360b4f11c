"""The only file that reads the clock. Rules take `now` or a day as an argument; edges ask here."""

import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

_ahead = timedelta(0)


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.now(UTC) + _ahead


def pretend(instant: datetime) -> None:
    """From here on this process lives as if it were `instant`; time goes on from there."""
    global _ahead  # noqa: PLW0603  (one clock per process)
    _ahead = instant - datetime.now(UTC)


def pretended() -> bool:
    """Whether this process lives at another time than the present."""
    return bool(_ahead)


def elapsed() -> float:
    """Seconds since some instant. No setting of the clock changes it, and a machine's sleep counts."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


def day_in(instant: datetime, zone: str) -> date:
    """The local day of an instant in an IANA time zone."""
    return instant.astimezone(ZoneInfo(zone)).date()
