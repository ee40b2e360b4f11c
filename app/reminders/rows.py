"""Rows of the ledger written many at once, past the session's objects: they have no other history to be told in.

They travel as one JSON text, a list for each, and become rows within the database: much quicker than one by one.
An instant that is the same for all travels once. Their fields are ids, days, instants, numbers, words, small objects
and None.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any, NamedTuple

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


class Fields(NamedTuple):
    """Of some rows: those that each says for itself, and the instants that all of them have alike."""

    each: tuple[str, ...]
    alike: tuple[str, ...]


def add(session: Session, of: type[SQLModel], rows: Rows) -> None:
    """One statement. Each row says the same fields; what none of them says has its default."""
    if rows:
        fields = _fields(of, rows)
        session.execute(_adding(of, fields, database.dialect(session)), _params(of, fields, rows))


def put(session: Session, of: type[SQLModel], rows: Rows) -> None:
    """One statement. Every field is said; each row takes the place of the one with its primary key, if there is one."""
    if rows:
        fields = _fields(of, rows)
        session.execute(_putting(of, fields, database.dialect(session)), _params(of, fields, rows))


def _fields(of: type[SQLModel], rows: Rows) -> Fields:
    first = rows[0]
    alike = [name for name in _instants(of, first) if all(row[name] is first[name] for row in rows)]
    return Fields(tuple(name for name in first if name not in alike), tuple(alike))


def _instants(of: type[SQLModel], names: Iterable[str]) -> list[str]:
    return [name for name in names if isinstance(_table(of).columns[name].type, UtcDateTime)]


@cache
def _adding(of: type[SQLModel], fields: Fields, dialect: str) -> Any:
    table, said = _table(of), [*fields.each, *fields.alike]
    unsaid: list[Any] = [each for each in table.columns if each.default is not None and each.name not in said]
    read = _read(table, fields, dialect).add_columns(
        *[literal(each.default.arg, each.type) for each in unsaid]
    )
    return insert(table).from_select([*said, *(each.name for each in unsaid)], read, include_defaults=False)


@cache
def _putting(of: type[SQLModel], fields: Fields, dialect: str) -> Any:
    table, said = _table(of), [*fields.each, *fields.alike]
    statement: Any = (sqlite if dialect == "sqlite" else postgresql).insert(table)
    statement = statement.from_select(said, _read(table, fields, dialect), include_defaults=False)
    key = [each.name for each in table.primary_key]
    others = {name: statement.excluded[name] for name in said if name not in key}
    return statement.on_conflict_do_update(index_elements=key, set_=others)


def _read(table: Table, fields: Fields, dialect: str) -> Select[Any]:
    """The text as rows; on PostgreSQL read once, and not once for each column. With a WHERE, lest SQLite take what
    may follow for a part of FROM.
    """
    alike = [bindparam(name, type_=table.columns[name].type) for name in fields.alike]
    if dialect == "sqlite":
        value = func.json_each(WRITTEN).table_valued("value").c.value
        said = [func.json_extract(value, f"$[{place}]") for place in range(len(fields.each))]
        return select(*said, *alike).where(true())
    value = func.jsonb_array_elements(cast(WRITTEN, postgresql.JSONB)).table_valued("value").c.value
    types = [table.columns[name].type for name in fields.each]
    return select(*[cast(value.op("->>")(place), type) for place, type in enumerate(types)], *alike)


def _params(of: type[SQLModel], fields: Fields, rows: Rows) -> dict[str, Any]:
    instants = _instants(of, fields.each)
    said = [(name, name in instants) for name in fields.each]
    written = [
        [_instant(row[name]) if is_instant else row[name] for name, is_instant in said] for row in rows
    ]
    return {WRITTEN.key: to_json(written).decode(), **{name: rows[0][name] for name in fields.alike}}


def _instant(value: datetime | None) -> str | None:
    return None if value is None else written_instant(value.astimezone(UTC))


def _table(of: type[SQLModel]) -> Table:
    table: Table = inspect(of).local_table
    return table
