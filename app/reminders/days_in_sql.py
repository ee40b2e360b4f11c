"""Days and short lists in a statement, where the two databases write them differently."""

from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, cast
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.selectable import TableValuedAlias


class Members(FunctionElement[Any]):
    """The members of a list kept as JSON, as rows of one column, `value`."""

    inherit_cache = True


class DaysBefore(FunctionElement[Any]):
    """The day so many days before a day; after it, if the number is negative."""

    inherit_cache = True
    type = Date()


class DaysSince(FunctionElement[Any]):
    """How many whole days a day, or an instant in UTC, is after a day."""

    inherit_cache = True
    type = Integer()


@compiles(Members, "sqlite")
def _members_sqlite(element: Members, compiler: Any, **kw: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **kw)})"


@compiles(Members, "postgresql")
def _members_postgresql(element: Members, compiler: Any, **kw: Any) -> str:
    return f"json_array_elements_text(CAST({compiler.process(element.clauses, **kw)} AS json))"


@compiles(DaysBefore, "sqlite")
def _before_sqlite(element: DaysBefore, compiler: Any, **kw: Any) -> str:
    day, number = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"date(julianday({day}) - ({number}))"


@compiles(DaysBefore, "postgresql")
def _before_postgresql(element: DaysBefore, compiler: Any, **kw: Any) -> str:
    day, number = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"(CAST({day} AS date) - ({number}))"


@compiles(DaysSince, "sqlite")
def _since_sqlite(element: DaysSince, compiler: Any, **kw: Any) -> str:
    day, first = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"CAST(julianday({day}) - julianday({first}) AS INTEGER)"


@compiles(DaysSince, "postgresql")
def _since_postgresql(element: DaysSince, compiler: Any, **kw: Any) -> str:
    day, first = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"(CAST({day} AS date) - CAST({first} AS date))"


def members(column: Any) -> TableValuedAlias:
    """To be joined to the table of the column."""
    return Members(column).table_valued("value")


def number(member: Any) -> ColumnElement[int]:
    return cast(member, Integer)
