"""Import: a note that was sent in, what it seems to say, and what it became. Nothing in it is a fact before that."""

from datetime import datetime
from enum import StrEnum, auto
from typing import Any
from uuid import UUID

from sqlalchemy import Index, Text
from sqlmodel import Field, SQLModel

from app.tables import Id, Json, Noun, UtcDateTime, noun_indexes


class ImportStatus(StrEnum):
    proposed = auto()
    accepted = auto()


class Import(Noun, table=True):
    """The parts of the proposal are kept as they are sent out (bodies.py)."""

    __table_args__ = (
        *noun_indexes("imports"),
        Index("uq_imports_fingerprint", "group_id", "fingerprint", unique=True),
    )
    group_id: UUID = Field(sa_type=Id, foreign_key="groups.id")
    status: ImportStatus = ImportStatus.proposed
    file_name: str | None = Field(default=None, max_length=200)
    fingerprint: str = Field(max_length=64, description="Of its words: the same note is one import.")
    text: str = Field(sa_type=Text)
    meeting: dict[str, Any] = Field(sa_type=Json)
    attendance: list[dict[str, Any]] = Field(sa_type=Json)
    agenda_items: list[dict[str, Any]] = Field(sa_type=Json)
    decisions: list[dict[str, Any]] = Field(sa_type=Json)
    action_points: list[dict[str, Any]] = Field(sa_type=Json)
    next_meetings: list[dict[str, Any]] = Field(sa_type=Json)
    unread: list[str] = Field(sa_type=Json)
    accepted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    meeting_id: UUID | None = Field(default=None, sa_type=Id, foreign_key="meetings.id", index=True)
    made: dict[str, Any] | None = Field(default=None, sa_type=Json, description="What it became, by id.")


class ImportedPoint(SQLModel, table=True):
    """Which point the words of a note became; kept when the note is gone, so that nothing is made twice."""

    __tablename__ = "imported_points"
    group_id: UUID = Field(sa_type=Id, foreign_key="groups.id", primary_key=True)
    words_hash: str = Field(max_length=64, primary_key=True)
    point_id: UUID = Field(sa_type=Id, foreign_key="action_points.id", index=True)
