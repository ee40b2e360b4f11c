"""The audit, for administrators: what has happened, newest first."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select
from sqlmodel import col

from app import nouns
from app.access.caller import Caller
from app.access.policy import Act
from app.audit_events.bodies import AuditEventRead
from app.auditing.models import AuditEvent
from app.reading import shape

_COLUMNS: dict[str, Any] = {name: col(getattr(AuditEvent, name)) for name in AuditEventRead.model_fields}
READ = shape(AuditEventRead, AuditEvent, **_COLUMNS)
ORDER: list[tuple[Any, bool]] = [(col(AuditEvent.number), True)]


def hits(
    caller: Caller, equal: dict[str, Any], since: datetime | None, until: datetime | None
) -> "Select[Any]":
    """The events that fit. Raises Refused to whoever is no administrator."""
    caller.require(Act.see_audit)
    where = nouns.filters(*((col(getattr(AuditEvent, name)), value) for name, value in equal.items()))
    if since:
        where.append(col(AuditEvent.created_at) >= since)
    if until:
        where.append(col(AuditEvent.created_at) <= until)
    return READ.hits(*where)


def one(caller: Caller, id: UUID) -> list[Any]:
    """What the one event fits. Raises Refused."""
    caller.require(Act.see_audit)
    return [READ.id == id]
