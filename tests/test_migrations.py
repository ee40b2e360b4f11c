"""Migrations: up from nothing, no difference from the models, and nothing of the application in them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Column, Engine, MetaData, Table, func, make_url, select, text
from sqlalchemy.schema import CreateTable

from app import database, migrating, models
from tests.conftest import POSTGRESQL, fresh_postgresql

VERSIONS = Path(__file__).parent.parent / "migrations" / "versions"


@pytest.fixture
def nothing(tmp_path: Path) -> Iterator[Engine]:
    """A database without a table."""
    if POSTGRESQL:
        with fresh_postgresql(POSTGRESQL) as url:
            engine = database.build(url)
            yield engine
            engine.dispose()
        return
    engine = database.build(f"sqlite:///{tmp_path}/nothing.db")
    yield engine
    engine.dispose()


def test_up_from_nothing_there_is_no_difference_from_the_models(nothing: Engine) -> None:
    migrating.migrate(nothing)

    with nothing.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert [
            change for change in compare_metadata(context, models.metadata) if not _is_partial(change)
        ] == []


def _is_partial(change: Any) -> bool:
    """SQLite does not tell the condition of a partial index when it is asked for its indexes."""
    return change[0] in {"add_index", "remove_index"} and change[1].name in {
        "uq_reminders_day",
        "uq_reminders_meeting",
    }


def test_a_second_call_does_nothing(nothing: Engine) -> None:
    migrating.migrate(nothing)
    migrating.migrate(nothing)

    with nothing.connect() as connection:
        assert migrating.is_current(connection)


def test_the_partial_indexes_are_there(nothing: Engine) -> None:
    migrating.migrate(nothing)

    catalogue = (
        "SELECT indexdef FROM pg_indexes"
        if POSTGRESQL
        else "SELECT sql FROM sqlite_master WHERE type = 'index'"
    )
    with nothing.connect() as connection:
        made = [row for row in connection.execute(text(catalogue)).scalars() if row and "uq_reminders" in row]
    partial = [row for row in made if "superseded" in row]
    assert len(partial) == 5


@pytest.mark.parametrize("file", sorted(VERSIONS.glob("*.py")), ids=lambda file: file.stem)
def test_a_migration_imports_nothing_of_ours(file: Path) -> None:
    assert "from app" not in file.read_text(encoding="utf-8")


def test_every_table_can_be_written_for_both_databases() -> None:
    for table in models.metadata.sorted_tables:
        for url in ("sqlite://", "postgresql+psycopg://"):
            assert str(CreateTable(table).compile(dialect=make_url(url).get_dialect()()))


def test_no_row_is_lost_on_the_way_up(nothing: Engine) -> None:
    migrating.to(nothing, "first_tables")
    tables = MetaData()
    tables.reflect(nothing)
    kept = [table for table in tables.sorted_tables if table.name != "alembic_version"]
    with nothing.begin() as connection:
        for table in kept:
            connection.execute(table.insert().values(_row(table)))

    migrating.migrate(nothing)

    with nothing.connect() as connection:
        counts = {
            table.name: connection.scalar(select(func.count()).select_from(text(table.name)))
            for table in kept
        }
        references = connection.exec_driver_sql("PRAGMA foreign_keys").scalar() if not POSTGRESQL else 1
    assert counts == dict.fromkeys(counts, 1)
    assert references == 1


def _row(table: Table) -> dict[str, Any]:
    """One row, which refers to the one row of every other table that it can refer to."""
    return {column.name: _value(column) for column in table.columns if not _refers_to_itself(column)}


def _refers_to_itself(column: Column[Any]) -> bool:
    return any(key.column.table is column.table for key in column.foreign_keys)


def _value(column: Column[Any]) -> Any:
    kind = column.type.python_type
    if kind is bool:
        return False
    if kind is int:
        return 1
    if kind in {date, datetime, time}:
        return {date: date(2026, 1, 1), datetime: datetime(2026, 1, 1, tzinfo=UTC), time: time(8)}[kind]
    if kind is bytes:
        return b"x"
    if kind is UUID:
        return UUID(int=1)
    return str(UUID(int=1))[: getattr(column.type, "length", None) or 36]
