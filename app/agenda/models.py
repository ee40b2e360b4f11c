"""AgendaItem: what a meeting takes up, in order, and what became of it."""

from enum import StrEnum, auto
from uuid import UUID

from sqlalchemy import Index, Text
from sqlmodel import Field, SQLModel

from app.links import LinkRead, Links, kept_links
from app.tables import Id, Incoming, Noun, NounRead, Outgoing, left_out, noun_indexes, one_needed

MOST_PRESENTERS = 20
MOST_POSITIONS = 1000


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
        *noun_indexes("agenda_items"),
        Index("ix_agenda_items_meeting", "meeting_id", "parent_id", "position"),
        Index("ix_agenda_items_outcome", "meeting_id", "outcome"),
        Index("uq_agenda_items_continues", "continues_id", unique=True),
    )
    meeting_id: UUID = Field(sa_type=Id, foreign_key="meetings.id")
    position: int
    parent_id: UUID | None = Field(default=None, sa_type=Id, foreign_key="agenda_items.id", index=True)
    title: str = Field(max_length=300)
    search_text: str = Field(default="", sa_type=Text)
    kind: AgendaKind = AgendaKind.discussion
    notes: str | None = Field(default=None, max_length=100_000)
    links: list[dict[str, str]] = kept_links()
    outcome: AgendaOutcome = AgendaOutcome.none
    parked_until: str | None = Field(default=None, max_length=300)
    referred_to_id: UUID | None = Field(default=None, sa_type=Id, foreign_key="groups.id", index=True)
    continues_id: UUID | None = Field(default=None, sa_type=Id, foreign_key="agenda_items.id")


class AgendaPresenter(SQLModel, table=True):
    __tablename__ = "agenda_presenters"
    agenda_item_id: UUID = Field(
        sa_type=Id, foreign_key="agenda_items.id", primary_key=True, ondelete="CASCADE"
    )
    person_id: UUID = Field(sa_type=Id, foreign_key="persons.id", primary_key=True, index=True)
    position: int


class AgendaItemCreate(Incoming):
    model_config = one_needed("title", "continues_id")
    external_id: str | None = Field(default=None, min_length=1, max_length=200)
    meeting_id: UUID
    parent_id: UUID | None = Field(default=None, description="A top-level item of the same meeting.")
    position: int | None = Field(
        default=None,
        ge=1,
        le=MOST_POSITIONS,
        description="The place it takes, from 1; those there and after move one on. Left out: the last.",
    )
    title: str = Field(
        default_factory=left_out,
        min_length=1,
        max_length=300,
        description="Needed unless it continues another.",
    )
    kind: AgendaKind = AgendaKind.discussion
    notes: str | None = Field(default=None, max_length=100_000, description="Markdown (CommonMark).")
    presenter_ids: list[UUID] = Field(default_factory=list, max_length=MOST_PRESENTERS)
    outcome: AgendaOutcome = AgendaOutcome.none
    parked_until: str | None = Field(
        default=None, min_length=1, max_length=300, description="What it waits for."
    )
    referred_to_id: UUID | None = Field(default=None, description="The group it is referred to.")
    continues_id: UUID | None = Field(
        default=None,
        description="A parked item of an earlier meeting that it takes up; what is left out is as there.",
    )
    links: Links = Field(default_factory=list)


class AgendaItemUpdate(Incoming):
    external_id: str | None = Field(default=None, min_length=1, max_length=200)
    parent_id: UUID | None = None
    position: int = Field(default_factory=left_out, ge=1, le=MOST_POSITIONS)
    title: str = Field(default_factory=left_out, min_length=1, max_length=300)
    kind: AgendaKind = Field(default_factory=left_out)
    notes: str | None = Field(default=None, max_length=100_000)
    presenter_ids: list[UUID] = Field(default_factory=left_out, max_length=MOST_PRESENTERS)
    outcome: AgendaOutcome = Field(default_factory=left_out)
    parked_until: str | None = Field(default=None, min_length=1, max_length=300)
    referred_to_id: UUID | None = None
    links: Links = Field(default_factory=left_out)


class Parking(Incoming):
    until: str | None = Field(default=None, min_length=1, max_length=300, description="What it waits for.")


class AgendaItemRead(NounRead):
    """`number` is null while the item waits, on the agenda of a meeting that it is not yet an item of."""

    meeting_id: UUID
    position: int
    number: str | None
    parent_id: UUID | None
    title: str
    kind: AgendaKind
    notes: str | None
    presenter_ids: list[UUID]
    outcome: AgendaOutcome
    parked_until: str | None
    referred_to_id: UUID | None
    continues_id: UUID | None
    links: list[LinkRead]


class AgendaRead(Outgoing):
    items: list[AgendaItemRead]
