"""AuditEvent: who did what, when, from where, and what became another. Insert-only, each chained to the one before."""

from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Index
from sqlmodel import Field

from app.tables import Id, Json, Row


class AuditEvent(Row, table=True):
    """No name, no address of mail and no sentence stands here: ids, and digests of texts."""

    __table_args__ = (
        Index("ix_audit_events_actor", "actor_id", "number"),
        Index("ix_audit_events_object", "object_id", "number"),
        Index("ix_audit_events_group", "group_id", "number"),
    )
    number: int = Field(
        unique=True,
        sa_type=BigInteger,
        description="From 1, without gaps, in the order of commit.",
    )
    actor_kind: str = Field(max_length=20, description="person, system, link, operator, job, or nobody.")
    actor_id: UUID | None = Field(default=None, sa_type=Id)
    act: str = Field(max_length=100, description="The operation's name, or what else happened.")
    from_address: str | None = Field(default=None, max_length=45)
    object_id: UUID | None = Field(default=None, sa_type=Id)
    group_id: UUID | None = Field(default=None, sa_type=Id)
    details: dict[str, Any] = Field(sa_type=Json, description="Of what is no change: what was refused, read.")
    changes: list[dict[str, Any]] = Field(
        sa_type=Json, description="{noun, id, act, before, after} of each row."
    )
    previous: str = Field(max_length=64, description="The hash of the one before.")
    key_id: str = Field(max_length=8, description="Which secret the hash is made with.")
    hash: str = Field(max_length=64)
