"""Days and short lists in a statement, where the two databases write them differently."""

from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, Select, Text, bindparam, cast, func, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.selectable import TableValuedAlias


class Members(FunctionElement[Any]):
    """The members of a list kept as JSON, as rows of one column, `value`."""

    inherit_cache = True


class DaysBefore(FunctionElement[Any]):
    """The day so many days before a day."""

    inherit_cache = True
    type = Date()


class AsDay(FunctionElement[Any]):
    """A day out of its ISO text."""

    inherit_cache = True
    type = Date()


@compiles(Members, "sqlite")
def _members_sqlite(element: Members, compiler: Any, **kw: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **kw)})"


@compiles(Members, "postgresql")
def _members_postgresql(element: Members, compiler: Any, **kw: Any) -> str:
    return f"json_array_elements_text(CAST({compiler.process(element.clauses, **kw)} AS json))"


@compiles(DaysBefore, "sqlite")
def _before_sqlite(element: DaysBefore, compiler: Any, **kw: Any) -> str:
    day, number = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"date({day}, '-' || {number} || ' days')"


@compiles(DaysBefore, "postgresql")
def _before_postgresql(element: DaysBefore, compiler: Any, **kw: Any) -> str:
    day, number = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"({day} - {number})"


@compiles(AsDay, "sqlite")
def _day_sqlite(element: AsDay, compiler: Any, **kw: Any) -> str:
    return f"{compiler.process(element.clauses, **kw)}"


@compiles(AsDay, "postgresql")
def _day_postgresql(element: AsDay, compiler: Any, **kw: Any) -> str:
    return f"CAST({compiler.process(element.clauses, **kw)} AS date)"


def members(column: Any) -> TableValuedAlias:
    """To be joined to the table of the column."""
    return Members(column).table_valued("value")


def number(member: Any) -> ColumnElement[int]:
    return cast(member, Integer)


def days_of(parameter: str, *names: str) -> Select[Any]:
    """Rows of days: the parameter is a JSON list with the days of one row, in ISO form, in each text."""
    rows = members(bindparam(parameter, type_=Text()))
    return select(
        *[AsDay(func.substr(rows.c.value, 1 + 11 * n, 10)).label(name) for n, name in enumerate(names)]
    )
