"""Meeting: a group, a day, perhaps a time and a place; proposed, scheduled, held or cancelled."""

from datetime import date, datetime, time
from enum import StrEnum, auto
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from app.tables import Id, Json, LocalTime, Noun, UtcDateTime, external_key, ordered


class MeetingStatus(StrEnum):
    proposed = auto()
    scheduled = auto()
    held = auto()
    cancelled = auto()


class Meeting(Noun, table=True):
    __table_args__ = (
        *external_key("meetings"),
        Index("ix_meetings_group_order", "group_id", "order_key"),
        Index("ix_meetings_group_held", "group_id", "status", "order_key"),
    )
    group_id: UUID = Field(sa_type=Id, foreign_key="groups.id")
    status: MeetingStatus = MeetingStatus.scheduled
    held_on: date
    start_time: time | None = Field(default=None, sa_type=LocalTime)
    end_time: time | None = Field(default=None, sa_type=LocalTime)
    time_zone: str = Field(max_length=50)
    place: str | None = Field(default=None, max_length=300)
    online_url: str | None = Field(default=None, max_length=2000)
    note: str | None = Field(default=None, max_length=10_000)
    links: list[dict[str, str]] = Field(default_factory=list, sa_type=Json)
    starts_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ends_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    sequence: int = 0
    status_before: MeetingStatus | None = Field(default=None, description="What reopening gives back.")
    begins_at: datetime = Field(sa_type=UtcDateTime, description="Its start; the end of its day if it has none.")
    order_key: str = Field(sa_type=ordered(100), description="Where it stands among the group's: see order.py.")  # type: ignore[call-overload]
    day_revision: int = Field(default=1, description="How many days it has been given; 17/4, 24/4, 17/4 is the third.")
    day_set_at: datetime = Field(sa_type=UtcDateTime, description="When it was given the day it has.")
    attendance_version: int = 1


class NextMeeting(SQLModel, table=True):
    """Which meeting is a group's next, and since when: what no present state of the meetings tells."""

    __tablename__ = "next_meetings"
    group_id: UUID = Field(sa_type=Id, foreign_key="groups.id", primary_key=True)
    meeting_id: UUID | None = Field(default=None, sa_type=Id, foreign_key="meetings.id", index=True)
    since: datetime = Field(sa_type=UtcDateTime)
