"""AnswerLink: what a letter carries instead of an account. Only a hash of its token is kept."""

from datetime import datetime
from enum import StrEnum, auto
from typing import Any
from uuid import UUID

from sqlmodel import Field

from app.tables import Id, Json, Row, UtcDateTime


class Purpose(StrEnum):
    """What a token opens, and nothing else."""

    answer = auto()
    stop = auto()


class AnswerLink(Row, table=True):
    """Bound to one letter, and through its rows in the ledger to recipients and points."""

    token_hash: str = Field(max_length=64, unique=True)
    purpose: Purpose
    delivery_id: UUID = Field(sa_type=Id, foreign_key="deliveries.id", index=True)
    group_id: UUID = Field(sa_type=Id, foreign_key="groups.id", index=True)
    offered: list[Any] = Field(
        default_factory=list, sa_type=Json, description="Ids of the unowned points that the letter held out."
    )
    expires_at: datetime = Field(sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    renewed_at: datetime | None = Field(
        default=None, sa_type=UtcDateTime, description="When a new one was last asked for."
    )
