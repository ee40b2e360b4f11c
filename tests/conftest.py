"""A database of its own for each test, on SQLite or on the PostgreSQL of TEST_DATABASE_URL; a client; a fixed clock."""

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from uuid import uuid4

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine, make_url, text
from sqlmodel import Session

from app import clock, database, migrating, settings
from app.main import create_app
from tests.asking import Api

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
POSTGRESQL = os.environ.get("TEST_DATABASE_URL")
ADMINISTRATOR = "administrator-of-the-tests-and-nobody-else"
# Tests ask oftener than anybody.
UNBRAKED = dict.fromkeys(
    ("requests_per_key", "requests_per_link", "requests_per_address", "guesses_per_minute"), "0"
)
TABLES = "SELECT string_agg(quote_ident(tablename), ', ') FROM pg_tables WHERE schemaname = 'public'"


def pytest_collection_finish() -> None:
    """What has been imported is no garbage: to look for some in it, again and again, took a sixth of the time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def _database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, Callable[[], None]]]:
    """This worker's engine, which keeps its compiled statements, and what empties its database."""
    yield from (_on_postgresql(POSTGRESQL) if POSTGRESQL else _on_sqlite(tmp_path_factory.mktemp("database")))


def _on_sqlite(folder: Path) -> Iterator[tuple[Engine, Callable[[], None]]]:
    template, file = folder / "template.db", folder / "nasta.db"
    first = database.build(f"sqlite:///{template}")
    _make_tables(first)
    engine = database.build(f"sqlite:///{file}")

    def empty() -> None:
        engine.dispose()
        for old in folder.glob("nasta.db*"):
            old.unlink()
        shutil.copy(template, file)

    yield engine, empty
    engine.dispose()


def _on_postgresql(url: str) -> Iterator[tuple[Engine, Callable[[], None]]]:
    with fresh_postgresql(url) as own:
        _make_tables(database.build(own))
        engine = database.build(own)
        yield engine, lambda: _empty(engine)
        engine.dispose()


@contextmanager
def fresh_postgresql(url: str) -> Iterator[str]:
    """The address of a new database on the same server, gone afterwards."""
    name = f"{make_url(url).database}_{uuid4().hex[:12]}"
    server = database.build(url).execution_options(isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield make_url(url).set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text("SET statement_timeout = 0"))  # it waits for a checkpoint
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


def _make_tables(engine: Engine) -> None:
    migrating.migrate(engine)
    engine.dispose()


def _empty(engine: Engine) -> None:
    engine.dispose()
    with engine.begin() as connection:
        names = [
            n for n in connection.execute(text(TABLES)).scalar_one().split(", ") if n != "alembic_version"
        ]
        connection.execute(
            text("SET LOCAL session_replication_role = replica")
        )  # the audit refuses otherwise
        # Few rows are sooner deleted than so many tables made anew.
        connection.exec_driver_sql("; ".join(f"DELETE FROM {name}" for name in names))  # noqa: S608 - quoted by the database


@pytest.fixture
def engine(
    _database: tuple[Engine, Callable[[], None]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Engine]:
    """The engine that the application uses in this test, on an empty database."""
    made, empty = _database
    empty()
    for name in [name for name in os.environ if name.startswith("NASTA_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NASTA_DATABASE_URL", made.url.render_as_string(hide_password=False))
    monkeypatch.setenv("NASTA_SECRET_KEY", "s" * 40)
    monkeypatch.setenv("NASTA_BOOTSTRAP_KEY", ADMINISTRATOR)
    for name, value in UNBRAKED.items():
        monkeypatch.setenv(f"NASTA_{name.upper()}", value)
    monkeypatch.setattr(database, "engine", lambda: made)
    settings.get.cache_clear()
    yield made
    made.dispose()
    settings.get.cache_clear()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A transaction that is rolled back unless the test commits it."""
    writing = engine.execution_options(sqlite_begin=database.WRITE)
    with Session(writing, expire_on_commit=False, autoflush=False) as opened:
        yield opened


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> "Time":
    """The clock of the application: it stands still at NOW until the test moves it."""
    return Time(monkeypatch)


class Time:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = NOW
        monkeypatch.setattr(clock, "now", lambda: self.now)
        monkeypatch.setattr(clock, "pretended", lambda: True)

    def is_(self, instant: str) -> None:
        """From here on it is this instant (ISO, with zone)."""
        self.now = datetime.fromisoformat(instant)


@pytest.fixture
def client(engine: Engine, time: Time) -> Iterator[TestClient]:
    """The whole application, nobody logged in."""
    with TestClient(application(), raise_server_exceptions=False, base_url="http://127.0.0.1:8000") as opened:
        yield opened


@pytest.fixture
def set_up(
    engine: Engine, time: Time, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., TestClient]]:
    """A client of an application of its own, for what is set when one is made: set_up(cors_origins="…")."""
    with ExitStack() as open_ones:

        def made(peer: str = "testclient", **said: str) -> TestClient:
            for name, value in said.items():
                monkeypatch.setenv(f"NASTA_{name.upper()}", value)
            settings.get.cache_clear()
            client = TestClient(
                create_app(),
                raise_server_exceptions=False,
                base_url="http://127.0.0.1:8000",
                client=(peer, 50_000),
            )
            return open_ones.enter_context(client)

        yield made


@contextmanager
def a_database(folder: Path) -> Iterator[Engine]:
    """A migrated database for tests that share one; gone afterwards."""
    with fresh_postgresql(POSTGRESQL) if POSTGRESQL else nullcontext(f"sqlite:///{folder}/nasta.db") as url:
        _make_tables(database.build(url))
        engine = database.build(url)
        yield engine
        engine.dispose()


@cache
def application() -> FastAPI:
    """It holds no state: one is enough for all tests of a process."""
    return create_app()


@pytest.fixture
def api(client: TestClient) -> Api:
    """The API as an administrator; `api.as_(person_id)` as somebody else."""
    return Api(client, ADMINISTRATOR)
