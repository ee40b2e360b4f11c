"""The only file that reads the clock. Rules take `now` or a day as an argument; edges ask here."""

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


def day_in(instant: datetime, zone: str) -> date:
    """The local day of an instant in an IANA time zone."""
    return instant.astimezone(ZoneInfo(zone)).date()
