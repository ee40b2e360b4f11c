"""A database of its own for each test, on SQLite or on the PostgreSQL of TEST_DATABASE_URL; a client; a fixed clock."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, text
from sqlmodel import Session

from app import clock, database, models, settings
from app.main import create_app
from tests.asking import Api

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
POSTGRESQL = os.environ.get("TEST_DATABASE_URL")
ADMINISTRATOR = "administrator-of-the-tests"
TABLES = "SELECT string_agg(quote_ident(tablename), ', ') FROM pg_tables WHERE schemaname = 'public'"


@pytest.fixture(scope="session")
def _template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A migrated database: a file to copy, or this worker's own schema-complete PostgreSQL database."""
    if not POSTGRESQL:
        file = tmp_path_factory.mktemp("template") / "nasta.db"
        engine = database.build(f"sqlite:///{file}")
        models.metadata.create_all(engine)
        engine.dispose()
        yield str(file)
        return
    name = f"nasta_test_{uuid4().hex[:12]}"
    server = database.build(POSTGRESQL).execution_options(isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    url = server.url.set(database=name).render_as_string(hide_password=False)
    engine = database.build(url)
    models.metadata.create_all(engine)
    engine.dispose()
    yield url
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


def _emptied(url: str) -> None:
    engine = database.build(url)
    with engine.begin() as connection:
        names = [n for n in connection.execute(text(TABLES)).scalar_one().split(", ") if n != "alembic_version"]
        connection.execute(text(f"TRUNCATE {', '.join(names)} CASCADE"))
    engine.dispose()


@pytest.fixture
def database_url(_template: str, tmp_path: Path) -> str:
    """An empty, migrated database."""
    if POSTGRESQL:
        _emptied(_template)
        return _template
    file = tmp_path / "nasta.db"
    file.write_bytes(Path(_template).read_bytes())
    return f"sqlite:///{file}"


@pytest.fixture
def engine(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """The engine that the application uses in this test."""
    for name in [name for name in os.environ if name.startswith("NASTA_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NASTA_DATABASE_URL", database_url)
    monkeypatch.setenv("NASTA_SECRET_KEY", "s" * 40)
    monkeypatch.setenv("NASTA_BOOTSTRAP_KEY", ADMINISTRATOR)
    settings.get.cache_clear()
    database.engine.cache_clear()
    made = database.engine()
    yield made
    made.dispose()
    settings.get.cache_clear()
    database.engine.cache_clear()


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

    def is_(self, instant: str) -> None:
        """From here on it is this instant (ISO, with zone)."""
        self.now = datetime.fromisoformat(instant)


@pytest.fixture
def client(engine: Engine, time: Time) -> Iterator[TestClient]:
    """The whole application, nobody logged in."""
    with TestClient(create_app(), raise_server_exceptions=False, base_url="http://127.0.0.1:8000") as opened:
        yield opened


@pytest.fixture
def api(client: TestClient) -> Api:
    """The API as an administrator; `api.as_(person_id)` as somebody else."""
    return Api(client, ADMINISTRATOR)
