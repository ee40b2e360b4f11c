"""Rows of the ledger written many at once, past the session's objects: they have no other history to be told in.

They travel as one JSON text, a list for each, and become rows within the database: much quicker than one by one.
Their fields are ids, days, instants, numbers, words, small objects and None.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any

from pydantic_core import to_json
from sqlalchemy import (
    Select,
    Table,
    Text,
    bindparam,
    cast,
    func,
    insert,
    inspect,
    literal,
    select,
    true,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel

from app import database
from app.tables import UtcDateTime, written_instant

Rows = Sequence[Mapping[str, Any]]
WRITTEN = bindparam("written", type_=Text())


def add(session: Session, of: type[SQLModel], rows: Rows) -> None:
    """One statement. Each row says the same fields; what none of them says has its default."""
    if rows:
        session.execute(_adding(of, tuple(rows[0]), database.dialect(session)), _params(of, rows))


def put(session: Session, of: type[SQLModel], rows: Rows) -> None:
    """One statement. Every field is said; each row takes the place of the one with its primary key, if there is one."""
    if rows:
        session.execute(_putting(of, tuple(rows[0]), database.dialect(session)), _params(of, rows))


@cache
def _adding(of: type[SQLModel], names: tuple[str, ...], dialect: str) -> Any:
    table = _table(of)
    unsaid: list[Any] = [
        each for each in table.columns if each.default is not None and each.name not in names
    ]
    read = _read(table, names, dialect).add_columns(
        *[literal(each.default.arg, each.type) for each in unsaid]
    )
    return insert(table).from_select([*names, *(each.name for each in unsaid)], read, include_defaults=False)


@cache
def _putting(of: type[SQLModel], names: tuple[str, ...], dialect: str) -> Any:
    table = _table(of)
    statement: Any = (sqlite if dialect == "sqlite" else postgresql).insert(table)
    statement = statement.from_select(names, _read(table, names, dialect), include_defaults=False)
    key = [each.name for each in table.primary_key]
    others = {name: statement.excluded[name] for name in names if name not in key}
    return statement.on_conflict_do_update(index_elements=key, set_=others)


def _read(table: Table, names: Sequence[str], dialect: str) -> Select[Any]:
    """The text as rows; on PostgreSQL read once, and not once for each column. With a WHERE, lest SQLite take what
    may follow for a part of FROM.
    """
    if dialect == "sqlite":
        value = func.json_each(WRITTEN).table_valued("value").c.value
        said = [func.json_extract(value, f"$[{place}]").label(name) for place, name in enumerate(names)]
        return select(*said).where(true())
    value = func.jsonb_array_elements(cast(WRITTEN, postgresql.JSONB)).table_valued("value").c.value
    types = [table.columns[name].type for name in names]
    return select(*[cast(value.op("->>")(place), type) for place, type in enumerate(types)])


def _params(of: type[SQLModel], rows: Rows) -> dict[str, str]:
    columns = _table(of).columns
    said = [(name, isinstance(columns[name].type, UtcDateTime)) for name in rows[0]]
    written = [
        [_instant(row[name]) if is_instant else row[name] for name, is_instant in said] for row in rows
    ]
    return {WRITTEN.key: to_json(written).decode()}


def _instant(value: datetime | None) -> str | None:
    return None if value is None else written_instant(value.astimezone(UTC))


def _table(of: type[SQLModel]) -> Table:
    table: Table = inspect(of).local_table
    return table
