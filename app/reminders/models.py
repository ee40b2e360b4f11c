"""The ledger: who was told what, when, and who was not and why; and which occasions are behind us."""

from datetime import date, datetime
from enum import StrEnum, auto
from typing import Any
from uuid import UUID

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from app.tables import Id, Json, Row, UtcDateTime

CURRENT = text("kind = 'digest' AND NOT superseded")
CURRENT_OF_A_DAY = text(
    "kind = 'digest' AND NOT superseded AND (own_state IS NULL OR own_state <> 'too_late')"
)
CURRENT_CHANGE = text("kind = 'change' AND NOT superseded")
CURRENT_SUMMARY = text("kind = 'summary' AND NOT superseded")
CURRENT_ESCALATION = text("kind = 'escalation' AND NOT superseded")


class ReminderKind(StrEnum):
    digest = auto()
    change = auto()
    nudge = auto()
    summary = auto()
    escalation = auto()


class ReminderState(StrEnum):
    """One list for all that leaves the house, and for what was not made to send."""

    planned = auto()
    claimed = auto()
    transmitting = auto()
    accepted = auto()
    uncertain = auto()
    failed = auto()
    superseded = auto()
    expired = auto()
    held = auto()
    unreachable = auto()
    answered = auto()
    stopped = auto()
    too_late = auto()
    meeting_proposed = auto()
    preview = auto()


class Reminder(Row, table=True):
    """One recipient and occasion. Its state is its delivery's; without one it says itself why nothing was made."""

    __table_args__ = (
        Index(
            "uq_reminders_day",
            "group_id",
            "occasion_on",
            "recipient_kind",
            "recipient_id",
            unique=True,
            sqlite_where=CURRENT_OF_A_DAY,
            postgresql_where=CURRENT_OF_A_DAY,
        ),
        Index(
            "uq_reminders_meeting",
            "meeting_id",
            "meeting_revision",
            "smallest_offset",
            "recipient_kind",
            "recipient_id",
            unique=True,
            sqlite_where=CURRENT,
            postgresql_where=CURRENT,
        ),
        Index(
            "uq_reminders_change",
            "meeting_id",
            "meeting_sequence",
            "recipient_kind",
            "recipient_id",
            unique=True,
            sqlite_where=CURRENT_CHANGE,
            postgresql_where=CURRENT_CHANGE,
        ),
        Index(
            "uq_reminders_summary",
            "occasion_on",
            "recipient_id",
            unique=True,
            sqlite_where=CURRENT_SUMMARY,
            postgresql_where=CURRENT_SUMMARY,
        ),
        Index(
            "uq_reminders_escalation",
            "meeting_id",
            "recipient_kind",
            "recipient_id",
            unique=True,
            sqlite_where=CURRENT_ESCALATION,
            postgresql_where=CURRENT_ESCALATION,
        ),
        Index("ix_reminders_group", "group_id", "created_at"),
        Index("ix_reminders_meeting", "meeting_id", "recipient_id"),
    )
    kind: ReminderKind = ReminderKind.digest
    group_id: UUID | None = Field(default=None, sa_type=Id, foreign_key="groups.id")
    meeting_id: UUID | None = Field(default=None, sa_type=Id, foreign_key="meetings.id")
    meeting_revision: int | None = None
    meeting_sequence: int | None = Field(
        default=None, description="The meeting's, when what it told was last known to be so."
    )
    told_on: date | None = Field(default=None, description="The meeting's day as it was told.")
    told: dict[str, Any] | None = Field(
        default=None,
        sa_type=Json,
        description="The meeting as the letter told it: told.py; of a summary, what was asked. Null: not frozen.",
    )
    smallest_offset: int | None = None
    occasion_on: date
    recipient_kind: str = Field(max_length=20)
    recipient_id: UUID = Field(sa_type=Id)
    person_id: UUID | None = Field(default=None, sa_type=Id, foreign_key="persons.id", index=True)
    address: str | None = Field(default=None, max_length=254)
    own_state: ReminderState | None = None
    reason: str | None = Field(default=None, max_length=100)
    superseded: bool = False
    line: str | None = Field(default=None, max_length=1000, description="A nudge's own words.")
    asked_by_id: UUID | None = Field(
        default=None, sa_type=Id, foreign_key="persons.id", description="Who asked for a nudge, if a person."
    )
    delivery_id: UUID | None = Field(default=None, sa_type=Id, foreign_key="deliveries.id", index=True)


class ReminderPoint(SQLModel, table=True):
    """A point that a reminder is about. `own_due_on`: it stands there for a day of its own."""

    __tablename__ = "reminder_points"
    reminder_id: UUID = Field(sa_type=Id, foreign_key="reminders.id", primary_key=True, ondelete="CASCADE")
    point_id: UUID = Field(sa_type=Id, foreign_key="action_points.id", primary_key=True, index=True)
    position: int
    own_due_on: date | None = None


class ClosedOccasion(SQLModel, table=True):
    """An occasion that a run has seen to: nothing more is made for it. `about` names the meeting's or point's day."""

    __tablename__ = "closed_occasions"
    about: str = Field(max_length=100, primary_key=True)
    occasion_on: date = Field(primary_key=True)
    group_id: UUID | None = Field(
        default=None, sa_type=Id, foreign_key="groups.id", index=True, description="Null: of all groups."
    )
    closed_at: datetime = Field(sa_type=UtcDateTime)


class ReminderRun(Row, table=True):
    """One run of the task."""

    at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    counts: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
