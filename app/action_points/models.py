"""ActionPoint: one object from birth to end, over as many meetings as it takes; its owners, answers and history."""

from datetime import date, datetime
from enum import StrEnum, auto
from typing import Any
from uuid import UUID

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from app.memberships.models import Role
from app.tables import Id, Json, Noun, Row, UtcDateTime, noun_indexes


class DueKind(StrEnum):
    date = auto()
    next_meeting = auto()
    meeting = auto()
    event = auto()
    none = auto()


class PointStatus(StrEnum):
    open = auto()
    in_progress = auto()
    waiting = auto()
    done = auto()
    dropped = auto()


OPEN = (PointStatus.open, PointStatus.in_progress, PointStatus.waiting)


class Completion(StrEnum):
    any = auto()
    each = auto()


class OwnerKind(StrEnum):
    person = auto()
    role = auto()
    organization = auto()
    group = auto()
    named = auto()


class OwnerPart(StrEnum):
    responsible = auto()
    convenor = auto()
    participant = auto()


class OwnerScope(StrEnum):
    group = auto()
    child_groups = auto()


class AnswerKind(StrEnum):
    done = auto()
    in_progress = auto()
    waiting = auto()
    cannot = auto()
    took = auto()


NOT_CLOSED = text("closed_at IS NULL")


class ActionPoint(Noun, table=True):
    """What is kept of it. When it is due and who answers for it is asked: due.py, owners.py."""

    __table_args__ = (
        *noun_indexes("action_points"),
        Index("uq_action_points_number", "group_id", "number", unique=True),
        Index("ix_action_points_group_status", "group_id", "status"),
        Index("ix_action_points_due_meeting", "due_meeting_id"),
        Index(
            "ix_action_points_open_due",
            "due_kind",
            "due_date",
            "group_id",
            "due_set_at",
            "id",
            sqlite_where=NOT_CLOSED,
            postgresql_where=NOT_CLOSED,
        ),
    )
    group_id: UUID = Field(sa_type=Id, foreign_key="groups.id")
    meeting_id: UUID | None = Field(default=None, sa_type=Id, foreign_key="meetings.id", index=True)
    agenda_item_id: UUID | None = Field(default=None, sa_type=Id, foreign_key="agenda_items.id", index=True)
    number: int
    task: str = Field(max_length=300)
    details: str | None = Field(default=None, max_length=10_000)
    search_text: str = Field(max_length=12_000)
    completion: Completion = Completion.any
    due_kind: DueKind
    due_date: date | None = None
    due_meeting_id: UUID | None = Field(default=None, sa_type=Id, foreign_key="meetings.id")
    due_event: str | None = Field(default=None, max_length=300)
    status: PointStatus = PointStatus.open
    rests_until: date | None = None
    report_to_id: UUID | None = Field(default=None, sa_type=Id, foreign_key="groups.id", index=True)
    links: list[dict[str, str]] = Field(default_factory=list, sa_type=Json)
    given_on: date = Field(description="The group's day when it was made.")
    first_due_date: date | None = Field(
        default=None, description="The first date it was due on, if it ever had one."
    )
    due_set_at: datetime = Field(sa_type=UtcDateTime, description="When its own due fields were last set.")
    opened_at: datetime = Field(sa_type=UtcDateTime, description="When it was made or last opened again.")
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    closed_meeting_id: UUID | None = Field(default=None, sa_type=Id, foreign_key="meetings.id", index=True)
    outcome: str | None = Field(default=None, max_length=2000)
    closed_by_answer: bool = False
    kept_due_on: date | None = Field(default=None, description="Rule 10: the due it had when it was closed.")
    kept_due_at_id: UUID | None = Field(default=None, sa_type=Id, foreign_key="meetings.id")
    kept_due_preliminary: bool = False
    kept_first_due_on: date | None = None


class Owner(Row, table=True):
    """Who owns it, as said. Persons and addresses are asked: owners.py."""

    point_id: UUID = Field(sa_type=Id, foreign_key="action_points.id", index=True, ondelete="CASCADE")
    position: int
    kind: OwnerKind
    part: OwnerPart = OwnerPart.responsible
    person_id: UUID | None = Field(default=None, sa_type=Id, foreign_key="persons.id", index=True)
    role: Role | None = None
    role_title: str | None = Field(default=None, max_length=100)
    role_title_key: str | None = Field(default=None, max_length=400)
    organization_id: UUID | None = Field(default=None, sa_type=Id, foreign_key="organizations.id", index=True)
    group_id: UUID | None = Field(default=None, sa_type=Id, foreign_key="groups.id")
    name: str | None = Field(default=None, max_length=200)
    scope: OwnerScope = OwnerScope.group
    within_group_id: UUID = Field(
        sa_type=Id, foreign_key="groups.id", index=True, description="group_id if said, else the point's."
    )
    since: date = Field(description="The first day it was theirs.")


VIA = "The group through which they answer; None: the point's own."


class KeptOwner(SQLModel, table=True):
    """Rule 10: a closed point keeps its persons."""

    __tablename__ = "kept_owners"
    owner_id: UUID = Field(sa_type=Id, foreign_key="owners.id", primary_key=True, ondelete="CASCADE")
    person_id: UUID = Field(sa_type=Id, foreign_key="persons.id", primary_key=True, index=True)
    via_group_id: UUID | None = Field(default=None, sa_type=Id, description=VIA)


CANNOT = text("answer = 'cannot'")


class Answer(Row, table=True):
    """What an owner said of it. The last one of each counts."""

    __table_args__ = (
        Index("ix_answers_point", "point_id", "created_at"),
        # The few that a follow-up and a secretary look for among all there ever were: cannot.py.
        Index("ix_answers_cannot", "point_id", sqlite_where=CANNOT, postgresql_where=CANNOT),
    )
    point_id: UUID = Field(sa_type=Id, foreign_key="action_points.id", ondelete="CASCADE")
    person_id: UUID | None = Field(default=None, sa_type=Id, foreign_key="persons.id", index=True)
    organization_id: UUID | None = Field(default=None, sa_type=Id, foreign_key="organizations.id", index=True)
    answer: AnswerKind
    comment: str | None = Field(default=None, max_length=2000)
    rests_until: date | None = None
    actor: dict[str, Any] = Field(sa_type=Json)
    via_group_id: UUID | None = Field(default=None, sa_type=Id, description=VIA)


class ActionPointEvent(Row, table=True):
    """Its history, insert-only."""

    __table_args__ = (Index("ix_action_point_events_point", "point_id", "created_at"),)
    point_id: UUID = Field(sa_type=Id, foreign_key="action_points.id", ondelete="CASCADE")
    actor: dict[str, Any] = Field(sa_type=Json)
    meeting_id: UUID | None = Field(default=None, sa_type=Id, foreign_key="meetings.id")
    act: str = Field(max_length=40)
    before: dict[str, Any] | None = Field(default=None, sa_type=Json)
    after: dict[str, Any] | None = Field(default=None, sa_type=Json)
    comment: str | None = Field(default=None, max_length=2000)
    via_group_id: UUID | None = Field(default=None, sa_type=Id, description=VIA)
