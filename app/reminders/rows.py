"""Rows of the ledger written many at once, past the session's objects: they have no other history to be told in."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table, insert, inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel

from app import database


def add(session: Session, of: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> None:
    """One statement. Each row says the same fields; what none of them says has its default."""
    if rows:
        session.execute(insert(_table(of)), rows)


def put(session: Session, of: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> None:
    """The same, each in place of the row with its primary key if there is one."""
    if not rows:
        return
    table = _table(of)
    statement = (sqlite if database.dialect(session) == "sqlite" else postgresql).insert(table)
    key = [column.name for column in table.primary_key]
    others = {name: statement.excluded[name] for name in rows[0] if name not in key}
    session.execute(statement.on_conflict_do_update(index_elements=key, set_=others), rows)


def _table(of: type[SQLModel]) -> Table:
    table: Table = inspect(of).local_table
    return table
