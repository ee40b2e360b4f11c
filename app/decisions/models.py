"""Decision: what a meeting decided, numbered per group and year."""

from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from app.tables import Id, Noun, external_key


class Decision(Noun, table=True):
    __table_args__ = (
        *external_key("decisions"),
        Index("uq_decisions_number", "group_id", "year", "sequence", unique=True),
    )
    group_id: UUID = Field(sa_type=Id, foreign_key="groups.id")
    meeting_id: UUID = Field(sa_type=Id, foreign_key="meetings.id", index=True)
    agenda_item_id: UUID | None = Field(default=None, sa_type=Id, foreign_key="agenda_items.id", index=True)
    year: int
    sequence: int
    text: str = Field(max_length=10_000)
    search_text: str = Field(default="", max_length=12_000)
