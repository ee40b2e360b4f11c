"""What every table and every body shares: kinds of column, Row, Noun, Incoming, Outgoing, left_out."""

import json
import re
from datetime import UTC, datetime, time
from functools import lru_cache
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Column, Dialect, Enum, Index, MetaData, String, Text, TypeDecorator, Uuid, event
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import declared_attr
from sqlalchemy.types import Time, TypeEngine
from sqlmodel import Field, SQLModel
from uuid_utils.compat import uuid7

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata: MetaData = SQLModel.metadata


@event.listens_for(Column, "before_parent_attach")
def _plain_words(column: Column[Any], _: Any) -> None:
    """Enums are kept as words, so that a new one is no change of the database."""
    if isinstance(column.type, Enum) and column.type.enum_class:
        column.type = Words(column.type.enum_class, native_enum=False, length=40)


class Words(Enum):
    """A word, as the name of an enum's member."""

    def result_processor(self, dialect: Dialect, coltype: Any) -> Any:
        """Looked up and no more: there are ten in a row."""
        return self._object_lookup.__getitem__


class Id(TypeDecorator[UUID]):
    """A UUID: native on PostgreSQL, text with hyphens on SQLite, so that it goes out as it lies."""

    impl = Uuid
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Uuid() if dialect.name == "postgresql" else String(36))

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> Any:
        return value if value is None or dialect.name == "postgresql" else str(value)

    def result_processor(self, dialect: Dialect, coltype: Any) -> Any:
        """Whole, and not by `process_result_value`: most of what is read are ids."""
        return None if dialect.name == "postgresql" else _read_id


@lru_cache(10_000)  # many rows name the same few
def _read_id(value: str | None) -> UUID | None:
    return None if value is None else UUID(value)


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: timestamptz on PostgreSQL, RFC 3339 text with six decimals and Z on SQLite."""

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        stamp: TypeEngine[Any] = TIMESTAMP(timezone=True) if dialect.name == "postgresql" else String(27)
        return dialect.type_descriptor(stamp)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime: say which time zone it is in")
        utc = value.astimezone(UTC)
        return utc if dialect.name == "postgresql" else written_instant(utc)

    def result_processor(self, dialect: Dialect, coltype: Any) -> Any:
        """Whole, as an id's."""
        return _in_utc if dialect.name == "postgresql" else _read_instant


def _in_utc(value: datetime | None) -> datetime | None:
    return value and value.astimezone(UTC)


@lru_cache(1000)
def _read_instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


@lru_cache(1000)
def written_instant(utc: datetime) -> str:
    """As SQLite keeps it, and both databases read it. The instant is in UTC."""
    return utc.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


class LocalTime(TypeDecorator[time]):
    """A wall time, whole seconds: `time` on PostgreSQL, HH:MM:SS text on SQLite."""

    impl = Time
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Time() if dialect.name == "postgresql" else String(8))

    def process_bind_param(self, value: time | None, dialect: Dialect) -> Any:
        return value if value is None or dialect.name == "postgresql" else value.isoformat("seconds")

    def process_result_value(self, value: Any, dialect: Dialect) -> time | None:
        return time.fromisoformat(value) if isinstance(value, str) else value


class Json(TypeDecorator[Any]):
    """A short list or object kept as JSON text; goes out as it lies."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else json.dumps(value, ensure_ascii=False)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


def ordered(length: int) -> String:
    """Text whose order is that of its code points, alike on both databases."""
    return String(length).with_variant(String(length, collation="C"), "postgresql")


class Row(SQLModel):
    """A table's row. `id` is in time order, so that new rows lie together."""

    id: UUID = Field(default_factory=uuid7, primary_key=True, sa_type=Id)
    created_at: datetime = Field(sa_type=UtcDateTime)

    @declared_attr.directive
    def __tablename__(cls) -> str:  # noqa: N805
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower() + "s"


class Noun(Row):
    """A row that people edit: `version` counts changes of its own fields (domain 1)."""

    modified_at: datetime = Field(sa_type=UtcDateTime)
    version: int = 1
    external_id: str | None = Field(default=None, max_length=200)
    external_owner_id: UUID | None = Field(default=None, sa_type=Id)

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:  # noqa: N805
        return noun_indexes(str(cls.__tablename__))

    def touch(self, now: datetime) -> None:
        """One more change of its own fields."""
        self.version += 1
        self.modified_at = now


def noun_indexes(table: str) -> tuple[Any, ...]:
    """`external_id` is unique per noun and key owner; what became another since an instant is found by it."""
    return (
        Index(f"uq_{table}_external_id", "external_owner_id", "external_id", unique=True),
        Index(f"ix_{table}_modified_at", "modified_at"),
    )


class Incoming(SQLModel):
    """A body in: closed, stripped. Only these classes check anything."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)  # type: ignore[assignment]

    def said(self) -> dict[str, Any]:
        """The fields that the caller sent."""
        return self.model_dump(exclude_unset=True)


def one_needed(first: str, second: str) -> Any:
    """The `model_config` of a body of which the description says that one of these is needed.

    As if and then, not as anyOf: generated clients would make a body of each form, without its other fields.
    """
    without: Any = {"properties": {first: {"type": "null"}}}
    needed: Any = {"required": [second], "properties": {second: {"not": {"type": "null"}}}}
    return ConfigDict(json_schema_extra={"if": without, "then": needed})


class Outgoing(BaseModel):
    """A body out: every field is always there."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True, from_attributes=True)


class NounRead(Outgoing):
    id: UUID
    version: int
    external_id: str | None
    created_at: datetime
    modified_at: datetime


def left_out() -> Any:
    """Default of a field that may be left out of a PATCH but not set to null; never read, see Incoming.said."""
    return None
