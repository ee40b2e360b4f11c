"""AgendaItem: what a meeting takes up, in order, and what became of it."""

from enum import StrEnum, auto
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from app.tables import Id, Json, Noun, external_key


class AgendaKind(StrEnum):
    information = auto()
    discussion = auto()
    decision = auto()
    follow_up = auto()
    formality = auto()


class AgendaOutcome(StrEnum):
    none = auto()
    handled = auto()
    parked = auto()
    referred = auto()


class AgendaItem(Noun, table=True):
    __table_args__ = (
        *external_key("agenda_items"),
        Index("ix_agenda_items_meeting", "meeting_id", "parent_id", "position"),
        Index("uq_agenda_items_continues", "continues_id", unique=True),
    )
    meeting_id: UUID = Field(sa_type=Id, foreign_key="meetings.id")
    position: int
    parent_id: UUID | None = Field(default=None, sa_type=Id, foreign_key="agenda_items.id", index=True)
    title: str = Field(max_length=300)
    search_text: str = Field(default="", max_length=12_000)
    kind: AgendaKind = AgendaKind.discussion
    notes: str | None = Field(default=None, max_length=100_000)
    links: list[dict[str, str]] = Field(default_factory=list, sa_type=Json)
    outcome: AgendaOutcome = AgendaOutcome.none
    parked_until: str | None = Field(default=None, max_length=300)
    referred_to_id: UUID | None = Field(default=None, sa_type=Id, foreign_key="groups.id", index=True)
    continues_id: UUID | None = Field(default=None, sa_type=Id, foreign_key="agenda_items.id")


class AgendaPresenter(SQLModel, table=True):
    __tablename__ = "agenda_presenters"
    agenda_item_id: UUID = Field(sa_type=Id, foreign_key="agenda_items.id", primary_key=True, ondelete="CASCADE")
    person_id: UUID = Field(sa_type=Id, foreign_key="persons.id", primary_key=True, index=True)
    position: int
