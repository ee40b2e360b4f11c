"""What a transaction changes, row by row, without the words that people wrote."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import Column, inspect, select
from sqlalchemy.orm import ORMExecuteState
from sqlmodel import Session

from app import settings

# Worked out from the rest, or this, or told by a name of its own.
NOT_HERE = {
    "audit_events",
    "removals",
    "changes",
    "kept_answers",
    "counters",
    "next_meetings",
    "login_sessions",
    "api_key_uses",
}
# What has a ledger or a history of its own: that it was written is told where somebody asked for it, and no more.
ELSEWHERE = {
    "action_point_events", "kept_owners", "deliveries", "delivery_attempts", "senders", "reminders",
    "reminder_points", "closed_occasions", "reminder_runs",
}  # fmt: skip
NO_FIELDS = {"id", "created_at", "modified_at", "external_owner_id"}
LISTS_OF_WORDS = {"roles", "scopes"}
Change = dict[str, Any]


def flushed(session: Session) -> list[Change]:
    """The rows that a flush has just written."""
    made = [_change(row, "added", {}, _values(row)) for row in session.new]
    changed = [_change(row, "changed", *_differing(row)) for row in session.dirty]
    removed = [_change(row, "removed", _values(row), {}) for row in session.deleted]
    return [each for each in (*made, *changed, *removed) if each]


def stated(state: ORMExecuteState) -> list[Change]:
    """The rows that an UPDATE or DELETE is about to change, and which of their fields. Asked before it is run."""
    mapper = state.bind_mapper
    noun = "" if mapper is None else mapper.class_.__tablename__
    if mapper is None or noun in NOT_HERE | ELSEWHERE:
        return []
    statement: Any = state.statement
    fields = sorted(column.name for column in getattr(statement, "_values", None) or ())
    key = mapper.primary_key[0]
    wanted = select(key).select_from(mapper.local_table).where(*statement._where_criteria)
    act = "changed" if state.is_update else "removed"
    return [
        {"noun": noun, "id": str(id), "act": act, "fields": fields}
        for id in state.session.execute(wanted).scalars()
    ]


def group_of(rows: Iterator[Any]) -> UUID | None:
    """The group that the first of the rows belongs to."""
    for row in rows:
        if row.__tablename__ == "groups":
            return UUID(str(row.id))
        if group := getattr(row, "group_id", None):
            return UUID(str(group))
    return None


def _change(row: Any, act: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Change | None:
    noun = row.__tablename__
    if noun in NOT_HERE or not (before or after):
        return None
    key = inspect(row).identity or inspect(type(row)).primary_key_from_instance(row)
    said = {"noun": noun, "id": "/".join(map(str, key)), "act": act}
    return said if noun in ELSEWHERE else {**said, "before": dict(before), "after": dict(after)}


def _fields(row: Any) -> Iterator[tuple[str, Column[Any]]]:
    for attribute in inspect(type(row)).column_attrs:
        column = attribute.columns[0]
        if isinstance(column, Column) and attribute.key not in NO_FIELDS:
            yield attribute.key, column


def _values(row: Any) -> dict[str, Any]:
    said = {name: getattr(row, name) for name, _ in _fields(row)}
    return {name: _plain(name, value) for name, value in said.items() if value is not None}


def _differing(row: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    before, after = {}, {}
    for name, _ in _fields(row):
        history = inspect(row).attrs[name].history
        if history.has_changes():
            before[name] = _plain(name, history.deleted[0] if history.deleted else None)
            after[name] = _plain(name, history.added[0] if history.added else None)
    return before, after


def _plain(name: str, value: Any) -> Any:
    """Ids, days, times, numbers and words of ours as they are; of a text, a digest that only we can make."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, UUID | date | datetime | time):
        return str(value)
    if name in LISTS_OF_WORDS:
        return [str(word) for word in value]
    return digest(str(value))


def digest(text: str) -> str:
    """Alike for the same text and secret: whether it became another can be seen, and not what it was."""
    secret = settings.keyring().first
    return "text:" + secret.signed(b"audited text\n" + text.encode("utf-8", "replace"))[:16]
