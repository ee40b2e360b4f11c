"""Rows multiplied within the database: copies that refer to each other as the first ones do."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, String, cast, func, insert, literal, select, true
from sqlmodel import SQLModel

from app.reminders.models import ClosedOccasion
from app.tables import Id

DISTINCT = {"email", "email_key"}  # where a copy has to be told from the first
ABOUT = ClosedOccasion.__table__.c.about  # type: ignore[attr-defined]


def copies(connection: Connection, tables: Iterable[type[SQLModel]], number: int) -> None:
    """So many of every row that there is; an id begins with its copy's number, so that a copy lies together."""
    if not number:
        return
    copy = select(literal(1).label("number")).cte("copy", recursive=True)
    copy = copy.union_all(select(copy.c.number + 1).where(copy.c.number < number))
    written = _written(copy.c.number, connection.dialect.name)
    for table in tables:
        columns = list(table.__table__.columns)  # type: ignore[attr-defined]
        rows = select(*[_copied(column, written, connection.dialect.name) for column in columns])
        every = rows.select_from(copy.outerjoin(table.__table__, true()))  # type: ignore[attr-defined]
        connection.execute(insert(table).from_select(columns, every))


def _written(number: Any, dialect: str) -> ColumnElement[str]:
    """The number in four hexadecimal digits."""
    if dialect == "sqlite":
        return func.printf("%04x", number, type_=String)
    return func.lpad(func.to_hex(number), 4, "0", type_=String)


def _copied(column: Column[Any], number: ColumnElement[str], dialect: str) -> ColumnElement[Any]:
    if column is ABOUT:
        colon = func.instr(column, ":") if dialect == "sqlite" else func.strpos(column, ":")
        return func.substr(column, 1, colon).concat(number).concat(func.substr(column, colon + 5))
    if isinstance(column.type, Id):
        id = number.concat(func.substr(cast(column, String), 5))
        return cast(id, Id()) if dialect == "postgresql" else id
    return number.concat(column) if column.name in DISTINCT else column
