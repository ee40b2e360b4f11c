"""Engine and transactions. SQLite needs nothing; PostgreSQL carries any number of processes."""

import contextlib
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import Depends, Request
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlmodel import Session

from app import settings
from app.auditing import recording

# Limits (threats-and-faults 1), and plans that follow indexes: docs/decisions/0002-reading-as-json.md.
POSTGRES_OPTIONS = (
    "-c statement_timeout=30000 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=60000"
    " -c timezone=UTC -c datestyle=ISO"
    " -c jit=off -c random_page_cost=1.1 -c enable_hashjoin=off -c enable_mergejoin=off"
)
WRITE = "IMMEDIATE"
PRIMARY = 0xFF  # of a result code of SQLite's, without what it says besides


def build(url: str) -> Engine:
    """An engine for SQLite or PostgreSQL, set up as threats-and-faults 1 says."""
    if make_url(url).get_backend_name() == "sqlite":
        return _sqlite(url)
    return create_engine(
        url,
        connect_args={"options": POSTGRES_OPTIONS},
        pool_size=20,
        pool_pre_ping=True,
        hide_parameters=True,
    )


def _sqlite(url: str) -> Engine:
    file = make_url(url).database
    if file:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url, connect_args={"timeout": 30, "check_same_thread": False}, pool_size=20, hide_parameters=True
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    connection.create_function("local_day", 2, _local_day, deterministic=True)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    kind = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {kind}")


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


@lru_cache(1000)  # many rows ask for the same few
def _local_day(instant: str | None, zone: str | None) -> str | None:
    if instant is None or zone is None:
        return None
    return datetime.fromisoformat(instant).astimezone(_zone(zone)).date().isoformat()


@cache
def engine() -> Engine:
    """The engine of this process, from NASTA_DATABASE_URL."""
    return build(settings.get().database_url)


@contextlib.contextmanager
def transaction(*, reading_first: bool = False) -> Iterator[Session]:
    """One unit of work that may write: commits when the block ends, rolls back when it raises.

    `reading_first`: on SQLite others may write until this one does. If one has, since it began to read, its first
    write raises what `is_overtaken` knows: it never writes by what is no longer so.
    """
    writing = engine().execution_options(sqlite_begin="DEFERRED" if reading_first else WRITE)
    with Session(writing, expire_on_commit=False, autoflush=False) as session:
        recording.listen(session)
        with session.begin():
            yield session


@contextlib.contextmanager
def snapshot() -> Iterator[Session]:
    """One consistent view to read from; nothing is written."""
    with Session(engine(), expire_on_commit=False, autoflush=False) as session, session.begin():
        yield session


def get_session(request: Request) -> Iterator[Session]:
    """The transaction of a request. `request.state.begun` is called with its connection when it has begun."""
    with transaction() as session:
        request.state.session = session
        recording.asked_for(session)
        if begun := getattr(request.state, "begun", None):
            event.listen(session, "after_begin", lambda _session, _transaction, connection: begun(connection))
        yield session


def get_snapshot() -> Iterator[Session]:
    with snapshot() as session:
        yield session


# Ended when the endpoint returns: a failed commit is an error, never a success already sent.
SessionDep = Annotated[Session, Depends(get_session, scope="function")]
SnapshotDep = Annotated[Session, Depends(get_snapshot, scope="function")]


def dialect(session: Session) -> str:
    """`sqlite` or `postgresql`."""
    return session.get_bind().dialect.name


def join_many(session: Session) -> None:
    """For statements about many groups at once: for the rest of the transaction PostgreSQL may join by hashing."""
    if dialect(session) == "postgresql":
        session.connection().exec_driver_sql("SET LOCAL enable_hashjoin = on")


def is_everybodys(error: SQLAlchemyError) -> bool:
    """True for what the next unit of work would meet too: no connection, or SQLite that is locked or full.

    A statement that took too long and a deadlock are the one's that met with them.
    """
    if isinstance(error, InterfaceError | NoConnection):
        return True
    if not isinstance(error, DBAPIError):
        return False
    state = getattr(error.orig, "sqlstate", None)
    gone = state is None or state[:2] in {"08", "53"} or state[:4] == "57P0"
    return error.connection_invalidated or (isinstance(error, OperationalError) and gone)


def is_overtaken(error: Exception) -> bool:
    """True where a transaction that reads first came second: others have written what it read, or are about to."""
    code = getattr(getattr(error, "orig", None), "sqlite_errorcode", sqlite3.SQLITE_OK)
    return code & PRIMARY == sqlite3.SQLITE_BUSY


def is_lost(error: Any) -> bool:
    """True for what a repeat may cure: locked, deadlock, serialisation, connection lost."""
    state = getattr(error.orig, "sqlstate", None)
    return isinstance(error.orig, sqlite3.OperationalError) or (state or "08")[:2] in {
        "08",
        "40",
        "53",
        "55",
        "57",
    }
