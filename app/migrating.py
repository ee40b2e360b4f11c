"""Migrations, run from the program: bring a database up to date, and ask whether it is."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

ROOT = Path(__file__).parent.parent


def _config() -> Config:
    return Config(str(ROOT / "alembic.ini"))


@cache
def _head() -> str | None:
    return ScriptDirectory.from_config(_config()).get_current_head()


def migrate(engine: Engine) -> None:
    """Bring the database up to date. Does nothing when it is."""
    with engine.execution_options(sqlite_begin="IMMEDIATE").begin() as connection:
        if is_current(connection):
            return
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def is_current(connection: Connection) -> bool:
    """True when every migration is in."""
    return MigrationContext.configure(connection).get_current_revision() == _head()
