"""Meeting: a group, a day, perhaps a time and a place; proposed, scheduled, held or cancelled."""

from datetime import date, datetime, time
from enum import StrEnum, auto
from typing import Annotated, Literal
from uuid import UUID

import pydantic
from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from app.bodies import Day, LocalTimeOfDay, TimeZone
from app.links import LinkRead, Links, WebAddress, kept_links
from app.tables import (
    Id,
    Incoming,
    LocalTime,
    Noun,
    NounRead,
    Outgoing,
    UtcDateTime,
    left_out,
    noun_indexes,
    ordered,
)


class MeetingStatus(StrEnum):
    proposed = auto()
    scheduled = auto()
    held = auto()
    cancelled = auto()


BOOKED = (MeetingStatus.proposed, MeetingStatus.scheduled)


class Meeting(Noun, table=True):
    __table_args__ = (
        *noun_indexes("meetings"),
        Index("ix_meetings_group_order", "group_id", "order_key"),
        Index("ix_meetings_group_held", "group_id", "status", "order_key"),
        Index("ix_meetings_changed_at", "changed_at"),
    )
    group_id: UUID = Field(sa_type=Id, foreign_key="groups.id")
    status: MeetingStatus = MeetingStatus.scheduled
    status_reason: str | None = Field(default=None, max_length=1000)
    held_on: date
    start_time: time | None = Field(default=None, sa_type=LocalTime)
    end_time: time | None = Field(default=None, sa_type=LocalTime)
    time_zone: str = Field(max_length=50)
    place: str | None = Field(default=None, max_length=300)
    online_url: str | None = Field(default=None, max_length=2000)
    note: str | None = Field(default=None, max_length=10_000)
    links: list[dict[str, str]] = kept_links()
    starts_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ends_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    sequence: int = 0
    status_before: MeetingStatus | None = Field(default=None, description="What reopening gives back.")
    begins_at: datetime = Field(
        sa_type=UtcDateTime, description="Its start, or without one the end of its day."
    )
    order_key: str = Field(sa_type=ordered(100), description="Where it stands among its group's: order.py.")
    day_revision: int = Field(default=1, description="A count of its days: 17/4, 24/4, 17/4 is 3.")
    day_set_at: datetime = Field(sa_type=UtcDateTime, description="When it was given the day it has.")
    changed_at: datetime | None = Field(
        default=None, sa_type=UtcDateTime, description="When `sequence` last grew; null: never."
    )
    attendance_version: int = 1


class NextMeeting(SQLModel, table=True):
    """Which meeting became a group's next, and when: what no present state of the meetings tells."""

    __tablename__ = "next_meetings"
    group_id: UUID = Field(sa_type=Id, foreign_key="groups.id", primary_key=True)
    since: datetime = Field(sa_type=UtcDateTime, primary_key=True)
    meeting_id: UUID | None = Field(default=None, sa_type=Id, foreign_key="meetings.id", index=True)


class MeetingFields(Incoming):
    """The fields that a meeting is made with and that null empties afterwards."""

    external_id: str | None = Field(default=None, min_length=1, max_length=200)
    start_time: LocalTimeOfDay | None = Field(default=None, description="Without: at the end of its day.")
    end_time: LocalTimeOfDay | None = Field(default=None, description="Not before the start.")
    place: str | None = Field(default=None, min_length=1, max_length=300)
    online_url: WebAddress | None = Field(default=None, description="Where it is held on video.")
    note: str | None = Field(default=None, min_length=1, max_length=10_000)


class MeetingCreate(MeetingFields):
    group_id: UUID
    status: Literal[MeetingStatus.proposed, MeetingStatus.scheduled, MeetingStatus.held] = Field(
        default=MeetingStatus.scheduled, description="`proposed`: a preliminary date. `held`: old notes."
    )
    held_on: Day
    time_zone: TimeZone | None = Field(default=None, description="Left out: the group's.")
    links: Links = Field(default_factory=list)


class MeetingUpdate(MeetingFields):
    status: Annotated[MeetingStatus, pydantic.Field(json_schema_extra={"enum": [*BOOKED]})] = Field(
        default_factory=left_out, description="proposed or scheduled."
    )
    held_on: Day = Field(default_factory=left_out)
    time_zone: TimeZone = Field(default_factory=left_out)
    links: Links = Field(default_factory=left_out)


class MeetingHolding(Incoming):
    unknown_as: Literal["absent"] | None = Field(
        default=None, description="What those are set to whose presence nobody has said."
    )


class MeetingCancellation(Incoming):
    reason: str | None = Field(default=None, min_length=1, max_length=1000)


class MeetingReopening(Incoming):
    reason: str | None = Field(default=None, min_length=1, max_length=1000)


class MeetingRead(NounRead):
    group_id: UUID
    status: MeetingStatus
    status_reason: str | None
    held_on: date
    start_time: time | None
    end_time: time | None
    time_zone: str
    place: str | None
    online_url: str | None
    note: str | None
    links: list[LinkRead]
    starts_at: datetime | None
    ends_at: datetime | None
    sequence: int


class MeetingDay(Outgoing):
    """A meeting of the parent or a subgroup, as that group's neighbours see it."""

    id: UUID
    group_id: UUID
    held_on: date
