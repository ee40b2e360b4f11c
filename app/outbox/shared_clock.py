"""The clock that leases are counted by."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import func, select

from app import clock, database


def shared(own: Callable[[], datetime]) -> Callable[[], datetime]:
    """The database's clock where machines may share one. Its `own` with SQLite, which serves one machine, and
    while time is pretended."""
    return own if clock.pretended() or database.engine().dialect.name == "sqlite" else _asked


def _asked() -> datetime:
    with database.snapshot() as session:
        instant: datetime = session.execute(select(func.clock_timestamp())).scalar_one()
    return instant
