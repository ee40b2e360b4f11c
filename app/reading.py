"""A Read class answered by the database as JSON, alike on SQLite and PostgreSQL: one SELECT per answer.

The only file that knows how the two databases write JSON, instants, truth values and local days.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from sqlalchemy import (
    Boolean,
    ColumnElement,
    Date,
    Select,
    String,
    Text,
    case,
    cast,
    func,
    literal,
    literal_column,
    null,
    select,
    true,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.elements import BindParameter
from sqlalchemy.sql.expression import bindparam
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.selectable import FromClause
from sqlmodel import Session, col

from app.paging import Listed, Page
from app.tables import Id, Json, UtcDateTime


class Written(Text):
    """JSON made by the database: goes into other JSON as it is."""


class JsonObject(FunctionElement[Any]):
    inherit_cache = True
    type = Written()


class JsonArray(FunctionElement[Any]):
    inherit_cache = True
    type = Written()


class RawJson(FunctionElement[Any]):
    inherit_cache = True
    type = Written()


class Instant(FunctionElement[Any]):
    inherit_cache = True
    type = Written()


class LocalDay(FunctionElement[Any]):
    inherit_cache = True
    type = Date()


class Greatest(FunctionElement[Any]):
    inherit_cache = True
    type = String()


# What varies between requests; everything else in a statement is built once.
NOW: BindParameter[Any] = bindparam("now", type_=UtcDateTime())
MY_GROUPS: BindParameter[Any] = bindparam("my_groups", expanding=True, type_=Id())
LED_GROUPS: BindParameter[Any] = bindparam("led_groups", expanding=True, type_=Id())
SEES_ALL: BindParameter[Any] = bindparam("sees_all", type_=Boolean())
ME: BindParameter[Any] = bindparam("me", type_=Id())


@compiles(JsonObject, "sqlite")
def _object_sqlite(element: JsonObject, compiler: Any, **kw: Any) -> str:
    return f"json_object({compiler.process(element.clauses, **kw)})"


@compiles(JsonObject, "postgresql")
def _object_postgresql(element: JsonObject, compiler: Any, **kw: Any) -> str:
    return f"json_build_object({compiler.process(element.clauses, **kw)})"


@compiles(JsonArray, "sqlite")
def _array_sqlite(element: JsonArray, compiler: Any, **kw: Any) -> str:
    return f"json_group_array(json({compiler.process(element.clauses, **kw)}))"


@compiles(JsonArray, "postgresql")
def _array_postgresql(element: JsonArray, compiler: Any, **kw: Any) -> str:
    return f"coalesce(json_agg({compiler.process(element.clauses, **kw)}), '[]'::json)"


@compiles(RawJson, "sqlite")
def _raw_sqlite(element: RawJson, compiler: Any, **kw: Any) -> str:
    return f"json({compiler.process(element.clauses, **kw)})"


@compiles(RawJson, "postgresql")
def _raw_postgresql(element: RawJson, compiler: Any, **kw: Any) -> str:
    return f"CAST({compiler.process(element.clauses, **kw)} AS json)"


@compiles(Instant, "sqlite")
def _instant_sqlite(element: Instant, compiler: Any, **kw: Any) -> str:
    return f"replace({compiler.process(element.clauses, **kw)}, '.000000Z', 'Z')"


@compiles(Instant, "postgresql")
def _instant_postgresql(element: Instant, compiler: Any, **kw: Any) -> str:
    stamp = f"to_char({compiler.process(element.clauses, **kw)} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
    return f"replace({stamp}, '.000000Z', 'Z')"


@compiles(LocalDay, "sqlite")
def _day_sqlite(element: LocalDay, compiler: Any, **kw: Any) -> str:
    return f"local_day({compiler.process(element.clauses, **kw)})"


@compiles(LocalDay, "postgresql")
def _day_postgresql(element: LocalDay, compiler: Any, **kw: Any) -> str:
    instant, zone = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"CAST(CAST({instant} AS timestamptz) AT TIME ZONE {zone} AS date)"


@compiles(Greatest, "sqlite")
def _greatest_sqlite(element: Greatest, compiler: Any, **kw: Any) -> str:
    return f"max({compiler.process(element.clauses, **kw)})"


@compiles(Greatest, "postgresql")
def _greatest_postgresql(element: Greatest, compiler: Any, **kw: Any) -> str:
    return f"greatest({compiler.process(element.clauses, **kw)})"


def today(zone: ColumnElement[str]) -> ColumnElement[Any]:
    """The day it is in a time zone at the instant NOW."""
    return LocalDay(NOW, zone)


def as_json(value: Any) -> ColumnElement[Any]:
    """A column as it goes into JSON."""
    column: ColumnElement[Any] = null() if value is None else value
    kind = column.type
    if isinstance(kind, UtcDateTime):
        return Instant(column)
    if isinstance(kind, Boolean):
        return _truth(column)
    if isinstance(kind, (Json, Written)) and not isinstance(column, Instant):
        return RawJson(column)
    return column


def _truth(column: ColumnElement[Any]) -> ColumnElement[Any]:
    words = case((column.is_(True), literal_column("'true'")), (column.is_(False), literal_column("'false'")))
    return RawJson(words)


def json_object(**columns: Any) -> ColumnElement[Any]:
    """A JSON object of named columns."""
    return JsonObject(*[part for name, column in columns.items() for part in (_key(name), as_json(column))])


def _key(name: str) -> ColumnElement[Any]:
    return literal_column(f"'{name}'")


def fields(cls: type[BaseModel], **columns: Any) -> ColumnElement[Any]:
    """The JSON object of exactly the fields of a Read class, in its order. Raises TypeError at import otherwise."""
    if (differing := set(cls.model_fields) ^ set(columns)):
        raise TypeError(f"{cls.__name__}: {', '.join(sorted(differing))}")
    return json_object(**{name: columns[name] for name in cls.model_fields})


def many(inner: ColumnElement[Any], source: FromClause, *where: Any, order: Sequence[Any], of: Any) -> ColumnElement[Any]:
    """A list of JSON values, in order; `[]` when there is none. `of`: the outer tables it speaks about."""
    outer = of if isinstance(of, tuple) else (of,)
    rows = select(inner.label("item")).select_from(source).where(*where).order_by(*order).correlate(*outer).subquery()
    return select(JsonArray(rows.c.item)).correlate(*outer).scalar_subquery()


@dataclass(frozen=True)
class Shape:
    """What one Read class is made of: its JSON, where that is read from, and the row it is about."""

    cls: type[BaseModel]
    json: ColumnElement[Any]
    source: FromClause
    id: ColumnElement[Any]
    version: ColumnElement[Any]

    def hits(self, *where: Any) -> "Select[Any]":
        """The ids that fit, to be given to `page`."""
        return select(self.id.label("id")).select_from(self.source).where(*where)


def shape(cls: type[BaseModel], of: Any, *, source: Any = None, **columns: Any) -> Shape:
    """The shape of a Read class over a table (and what is joined to it). Its `version` begins the ETag, 1 if it has none."""
    table = of.__table__ if source is None else source
    return Shape(cls, fields(cls, **columns), table, col(of.id), columns.get("version", literal(1)))


@dataclass(frozen=True)
class Found:
    """One thing as JSON, with the version that begins its ETag."""

    version: int
    body: str


def one(session: Session, shape: Shape, params: Mapping[str, Any], *where: Any) -> Found | None:
    """The one row that fits, as JSON; None when there is none."""
    statement = select(shape.version, cast(shape.json, Text)).select_from(shape.source).where(*where).limit(1)
    row = session.execute(statement, params).first()
    return row and Found(int(row[0]), row[1])


def some(session: Session, shape: Shape, params: Mapping[str, Any], *where: Any, order: Sequence[Any]) -> list[str]:
    """All that fit, in order, each as JSON. For lists that are bounded by what they belong to."""
    statement = select(cast(shape.json, Text)).select_from(shape.source).where(*where).order_by(*order)
    return list(session.execute(statement, params).scalars())


def page(
    session: Session, shape: Shape, hits: "Select[Any]", order: Sequence[tuple[ColumnElement[Any], bool]], page: Page,
    params: Mapping[str, Any],
) -> Listed:
    """One page of what fits and how many there are in all, from the same statement. `order`: (column, descending)."""
    keys = [key for column, descending in order for key in _sort_keys(column, descending)]
    found = hits.add_columns(*[key.label(f"key_{n}") for n, (key, _) in enumerate(keys)]).cte("hits")
    by = [found.c[f"key_{n}"].desc() if descending else found.c[f"key_{n}"] for n, (_, descending) in enumerate(keys)]
    window = select(found).order_by(*by).limit(page.limit).offset(page.offset).subquery("page_of_hits")
    on_page = [
        window.c[f"key_{n}"].desc() if descending else window.c[f"key_{n}"] for n, (_, descending) in enumerate(keys)
    ]
    position = func.row_number().over(order_by=on_page).label("position")
    rows = (
        select(cast(shape.json, Text).label("item"), position)
        .select_from(window.join(shape.source, shape.id == window.c.id))
        .subquery("items")
    )
    total = select(func.count()).select_from(found).scalar_subquery()
    anchor = select(literal(1).label("one")).subquery("anchor")
    statement = select(total, rows.c.item).select_from(anchor.outerjoin(rows, true())).order_by(rows.c.position)
    answer = session.execute(statement, params).all()
    return Listed(answer[0][0], [row[1] for row in answer if row[1] is not None])


def _sort_keys(column: ColumnElement[Any], descending: bool) -> list[tuple[ColumnElement[Any], bool]]:
    """What is empty sorts last both ways."""
    return [(case((column.is_(None), 1), else_=0), False), (column, descending)]
