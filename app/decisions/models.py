"""Decision: what a meeting decided, numbered per group and year."""

from uuid import UUID

from sqlalchemy import Index, Text
from sqlmodel import Field

from app.tables import Id, Incoming, Noun, NounRead, left_out, noun_indexes


class Decision(Noun, table=True):
    __table_args__ = (
        *noun_indexes("decisions"),
        Index("uq_decisions_number", "group_id", "year", "sequence", unique=True),
    )
    group_id: UUID = Field(sa_type=Id, foreign_key="groups.id")
    meeting_id: UUID = Field(sa_type=Id, foreign_key="meetings.id", index=True)
    agenda_item_id: UUID | None = Field(default=None, sa_type=Id, foreign_key="agenda_items.id", index=True)
    year: int
    sequence: int
    text: str = Field(max_length=10_000)
    search_text: str = Field(default="", sa_type=Text)


class DecisionCreate(Incoming):
    external_id: str | None = Field(default=None, min_length=1, max_length=200)
    meeting_id: UUID
    agenda_item_id: UUID | None = Field(
        default=None, description="The item of that meeting that it was made under."
    )
    text: str = Field(min_length=1, max_length=10_000)


class DecisionUpdate(Incoming):
    external_id: str | None = Field(default=None, min_length=1, max_length=200)
    agenda_item_id: UUID | None = None
    text: str = Field(default_factory=left_out, min_length=1, max_length=10_000)


class DecisionRead(NounRead):
    """`number` is "2026-7": the seventh of its group in the year of the meeting."""

    group_id: UUID
    meeting_id: UUID
    agenda_item_id: UUID | None
    number: str
    text: str
