"""A Read class answered by the database as JSON, alike on SQLite and PostgreSQL: one SELECT per answer.

The only file that knows how the two databases write JSON, instants, truth values and local days.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
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
    column,
    func,
    literal,
    literal_column,
    null,
    select,
    table,
    true,
    union_all,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import join
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


class JsonMember(FunctionElement[Any]):
    inherit_cache = True
    type = Text()


class JsonEmptied(FunctionElement[Any]):
    inherit_cache = True
    type = Json()


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
LEADS_ALL: BindParameter[Any] = bindparam("leads_all", type_=Boolean())
KEY_OWNER: BindParameter[Any] = bindparam("key_owner", type_=Id())
LANGUAGE: BindParameter[Any] = bindparam("language", None, type_=Text())  # of the reader, if it is known


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
    instant = compiler.process(element.clauses, **kw)
    stamp = f"to_char({instant} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
    return f"replace({stamp}, '.000000Z', 'Z')"


@compiles(JsonMember, "sqlite")
def _member_sqlite(element: JsonMember, compiler: Any, **kw: Any) -> str:
    json, name = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"json_extract({json}, '$.' || {name})"


@compiles(JsonMember, "postgresql")
def _member_postgresql(element: JsonMember, compiler: Any, **kw: Any) -> str:
    json, name = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"(CAST({json} AS json) ->> {name})"


@compiles(JsonEmptied, "sqlite")
def _emptied_sqlite(element: JsonEmptied, compiler: Any, **kw: Any) -> str:
    json, name = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"json_replace({json}, '$.' || {name}, NULL)"


@compiles(JsonEmptied, "postgresql")
def _emptied_postgresql(element: JsonEmptied, compiler: Any, **kw: Any) -> str:
    json, name = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"CAST(jsonb_set(CAST({json} AS jsonb), ARRAY[{name}], 'null', false) AS text)"


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


def today(zone: Any) -> ColumnElement[Any]:
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


def member(json: Any, name: str) -> ColumnElement[Any]:
    """The text of a member of a JSON object that is kept; None without one."""
    return JsonMember(json, _key(name))


def emptied(json: Any, name: str) -> ColumnElement[Any]:
    """The JSON object that is kept, with null for this member if it has it."""
    return JsonEmptied(json, _key(name))


class QuotedJson(FunctionElement[Any]):
    inherit_cache = True
    type = Written()


@compiles(QuotedJson, "sqlite")
def _quoted_sqlite(element: QuotedJson, compiler: Any, **kw: Any) -> str:
    return f"json_quote({compiler.process(element.clauses, **kw)})"


@compiles(QuotedJson, "postgresql")
def _quoted_postgresql(element: QuotedJson, compiler: Any, **kw: Any) -> str:
    return f"to_json(CAST({compiler.process(element.clauses, **kw)} AS text))"


def quoted(column: ColumnElement[str]) -> ColumnElement[Any]:
    """A text as a JSON string by itself, for lists of texts."""
    return QuotedJson(column)


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
    if differing := set(cls.model_fields) ^ set(columns):
        raise TypeError(f"{cls.__name__}: {', '.join(sorted(differing))}")
    return json_object(**{name: columns[name] for name in cls.model_fields})


def many(
    inner: ColumnElement[Any], source: FromClause, *where: Any, order: Sequence[Any], of: Any
) -> ColumnElement[Any]:
    """A list of JSON values, in order; `[]` when there is none. `of`: the outer tables it speaks about."""
    outer = of if isinstance(of, tuple) else (of,)
    rows = (
        select(inner.label("item"))
        .select_from(source)
        .where(*where)
        .order_by(*order)
        .correlate(*outer)
        .subquery()
    )
    return select(JsonArray(rows.c.item)).correlate(*outer).scalar_subquery()


class JsonList(FunctionElement[Any]):
    inherit_cache = True
    type = Written()


@compiles(JsonList, "sqlite")
def _list_sqlite(element: JsonList, compiler: Any, **kw: Any) -> str:
    return f"json_array({compiler.process(element.clauses, **kw)})"


@compiles(JsonList, "postgresql")
def _list_postgresql(element: JsonList, compiler: Any, **kw: Any) -> str:
    return f"json_build_array({compiler.process(element.clauses, **kw)})"


def listed(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """A list of the one value, empty when it is None."""
    return case((column.is_not(None), JsonList(column)), else_=JsonList())


# The ids that an answer is about: each statement defines the CTE of this name, what is made once speaks of it.
THESE = table("these", column("id", Id()))


@cache
def _written(json: Callable[[Any], Any]) -> Any:
    return json(THESE)


@dataclass(frozen=True)
class Shape:
    """What one Read class is made of: its JSON, where that is read from, and the row it is about.

    `whole`: the condition on which it is shown whole, where some are shown less. Nothing else is told of by when it
    became another (`modified`, null without such an instant).
    """

    cls: type[BaseModel]
    json: Any
    table: Any
    joins: Callable[[Any], Any]
    id: ColumnElement[Any]
    version: ColumnElement[Any]
    modified: ColumnElement[Any]
    whole: tuple[ColumnElement[bool], ...] = ()

    @property
    def source(self) -> Any:
        """The table with all that is joined to it."""
        return self.joins(self.table)

    def written(self) -> Any:
        """Its JSON, for the rows whose ids are in the CTE `these`; made once."""
        return _written(self.json) if callable(self.json) else self.json

    def hits(self, *where: Any) -> "Select[Any]":
        """The ids that fit, to be given to `page`."""
        return select(self.id.label("id")).select_from(self.source).where(*where)


def shape(
    cls: type[BaseModel],
    of: Any,
    *,
    table: Any = None,
    joins: Callable[[Any], Any] = lambda first: first,
    **columns: Any,
) -> Shape:
    """The shape of a Read class over a table (or an alias of it) and what `joins` puts to it.

    `joins` is given the table, perhaps behind what narrows it down, so that a page reads its own rows and no others.
    A column may be a function of the table of the ids wanted (`these`), for what is worked out for all of them at
    once. Its `version` column begins the ETag, 1 if it has none.
    """
    late = [name for name, column in columns.items() if callable(column)]
    version = columns.get("version", literal(1))

    def written(these: Any) -> ColumnElement[Any]:
        return fields(cls, **columns | {name: columns[name](these) for name in late})

    made = written if late else fields(cls, **columns)
    modified = columns.get("modified_at", null())
    return Shape(cls, made, of if table is None else table, joins, _column(of.id), version, modified)


def _column(attribute: Any) -> ColumnElement[Any]:
    column: Any = col(attribute)
    found: ColumnElement[Any] = column
    return found


@dataclass(frozen=True)
class Found:
    """One thing as JSON, with the version that begins its ETag."""

    version: int
    body: str


def one(session: Session, shape: Shape, params: Mapping[str, Any], *where: Any) -> Found | None:
    """The one row that fits, as JSON; None when there is none."""
    these = shape.hits(*where).limit(1).cte("these")
    statement = select(shape.version, cast(shape.written(), Text)).select_from(_only(shape, these))
    row = session.execute(statement, params).first()
    return None if row is None else Found(int(row[0]), row[1])


def some(
    session: Session, shape: Shape, params: Mapping[str, Any], *where: Any, order: Sequence[Any]
) -> list[str]:
    """All that fit, in order, each as JSON. For lists that are bounded by what they belong to."""
    these = shape.hits(*where).cte("these")
    statement = select(cast(shape.written(), Text)).select_from(_only(shape, these)).order_by(*order)
    return list(session.execute(statement, params).scalars())


def _only(shape: Shape, these: Any) -> Any:
    return shape.joins(join(these, shape.table, shape.id == these.c.id))


@dataclass(frozen=True)
class Since:
    """What a list is asked for besides: what has become another at an instant or later, and what is gone since.

    `removed`: a SELECT of `id` and `modified_at` of what is gone; None where nothing ever goes.
    """

    instant: datetime
    removed: "Select[Any] | None" = None


def page(
    session: Session,
    shape: Shape,
    hits: "Select[Any]",
    order: Sequence[tuple[ColumnElement[Any], bool]],
    page: Page,
    params: Mapping[str, Any],
    since: Since | None = None,
) -> Listed:
    """One page of what fits and how many there are in all, from the same statement. `order`: (column, descending).

    With `since`: before the last of the order, which is the id, when it became another; stubs of what is gone.
    """
    if since:
        order = [*order[:-1], (shape.modified, False), order[-1]]
    keys = [key for column, descending in order for key in _sort_keys(column, descending)]
    found = _found(shape, hits, order, since).cte("hits")
    these = select(found).order_by(*_by(found, keys)).limit(page.limit).offset(page.offset).cte("these")
    total = select(func.count()).select_from(found).scalar_subquery()
    written = select(cast(shape.written(), Text).label("item"))
    shown: Any = _with_keys(written, these).select_from(_only(shape, these))
    if since and since.removed is not None:
        shown = union_all(shown, _stubs(these))
    items = shown.cte("shown")
    anchor = select(literal(1).label("one")).subquery("anchor")
    statement = (
        select(total, items.c.item).select_from(anchor.outerjoin(items, true())).order_by(*_by(items, keys))
    )
    answer = session.execute(statement, params).all()
    return Listed(answer[0][0], [row[1] for row in answer if row[1] is not None])


def _found(shape: Shape, hits: Any, order: Sequence[tuple[Any, bool]], since: Since | None) -> Any:
    """The ids that fit, with what they are sorted by; `gone_at` of what is gone, beside what is not."""
    if since is None:
        return _keyed(hits, [column for column, _ in order])
    there = _keyed(hits.where(shape.modified >= since.instant, *shape.whole), [column for column, _ in order])
    if since.removed is None:
        return there
    gone = since.removed.subquery("gone")
    known = {id(shape.modified): gone.c.modified_at, id(shape.id): gone.c.id}
    columns = [known.get(id(column), cast(null(), column.type)) for column, _ in order]
    stubs = _keyed(select(gone.c.id).where(gone.c.modified_at >= since.instant), columns)
    never = cast(null(), UtcDateTime()).label("gone_at")
    return union_all(there.add_columns(never), stubs.add_columns(gone.c.modified_at.label("gone_at")))


def _keyed(ids: Any, columns: Sequence[Any]) -> Any:
    keys = [key for column in columns for key, _ in _sort_keys(column, False)]
    return ids.add_columns(*[key.label(f"key_{n}") for n, key in enumerate(keys)])


def _with_keys(items: Any, these: Any) -> Any:
    return items.add_columns(*[column for column in these.c if column.name.startswith("key_")])


def _stubs(these: Any) -> Any:
    stub = json_object(id=these.c.id, deleted=literal(True), modified_at=these.c.gone_at)
    return _with_keys(select(cast(stub, Text)), these).where(these.c.gone_at.is_not(None))


def _by(rows: Any, keys: Sequence[tuple[ColumnElement[Any], bool]]) -> list[Any]:
    columns = [rows.c[f"key_{n}"] for n in range(len(keys))]
    return [column.desc() if keys[n][1] else column for n, column in enumerate(columns)]


def _sort_keys(column: Any, descending: bool) -> list[tuple[Any, bool]]:
    """What is empty sorts last both ways."""
    return [(case((column.is_(None), 1), else_=0), False), (column, descending)]
