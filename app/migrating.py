"""Migrations, run from the program: bring a database up to date, and ask whether it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

ROOT = Path(__file__).parent.parent


class BrokenReferences(Exception):
    """A migration would have left rows that refer to others that are not there."""


def _config() -> Config:
    return Config(str(ROOT / "alembic.ini"))


@cache
def _head() -> str | None:
    return ScriptDirectory.from_config(_config()).get_current_head()


def migrate(engine: Engine) -> None:
    """Bring the database up to date. Does nothing when it is."""
    to(engine, "head")


def to(engine: Engine, revision: str) -> None:
    """Bring it up to a revision, all or nothing."""
    writing = engine.execution_options(sqlite_begin="IMMEDIATE")
    with writing.connect() as connection, _tables_made_anew(connection), connection.begin():
        if is_current(connection):
            return
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        _check_references(connection)


@contextmanager
def _tables_made_anew(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by making another and dropping the first, which must take along no row that refers to it.

    References can be let go only outside a transaction (SQLite, "Making Other Kinds Of Table Schema Changes").
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    raw = connection.connection.cursor()
    raw.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        raw.execute("PRAGMA foreign_keys = ON")
        raw.close()


def _check_references(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise BrokenReferences(f"{len(broken)} rows would refer to nothing; nothing has been changed")


def grant(engine: Engine, role: str) -> None:
    """On PostgreSQL: the role may read and write, only add to the audit, and change no table's form."""
    with engine.begin() as connection:
        named = connection.dialect.identifier_preparer.quote(role)
        for statement in (
            f"GRANT USAGE ON SCHEMA public TO {named}",
            f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {named}",
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {named}",
            f"REVOKE UPDATE, DELETE ON audit_events FROM {named}",
            f"REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM {named}",
            f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {named}",
        ):
            connection.exec_driver_sql(statement)


def is_current(connection: Connection) -> bool:
    """True when every migration is in."""
    return MigrationContext.configure(connection).get_current_revision() == _head()
