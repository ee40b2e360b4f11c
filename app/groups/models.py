"""Group: people from several organizations who meet again and again."""

from datetime import datetime, time
from enum import StrEnum, auto
from typing import Annotated
from uuid import UUID

import pydantic
from pydantic import AfterValidator, StrictBool, StrictInt
from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from app.bodies import LocalTimeOfDay, MailAddress, TimeZone, distinct
from app.persons.models import Language
from app.tables import (
    Id,
    Incoming,
    Json,
    LocalTime,
    Noun,
    NounRead,
    Outgoing,
    UtcDateTime,
    left_out,
    noun_indexes,
    ordered,
)

MOST_OFFSETS = 10

Days = Annotated[StrictInt, pydantic.Field(ge=0, le=365)]
Offsets = Annotated[
    list[Days],
    pydantic.Field(max_length=MOST_OFFSETS, json_schema_extra={"uniqueItems": True}),
    AfterValidator(distinct),
]
Times = Annotated[StrictInt, pydantic.Field(ge=1, le=100)]


class DefaultDue(StrEnum):
    none = auto()
    next_meeting = auto()


class Reminders(StrEnum):
    off = auto()
    preview = auto()
    on = auto()


HAS_PARENT = text("parent_id IS NOT NULL")


class Group(Noun, table=True):
    __table_args__ = (
        *noun_indexes("groups"),
        # whole, it would make SQLite's statistics believe that a parent has as many subgroups as there are groups
        Index("ix_groups_parent_id", "parent_id", sqlite_where=HAS_PARENT, postgresql_where=HAS_PARENT),
    )
    name: str = Field(max_length=200)
    name_key: str = Field(sa_type=ordered(600), index=True)
    name_order: str = Field(sa_type=ordered(800), index=True)
    short_name: str | None = Field(default=None, max_length=50)
    search_text: str = Field(
        max_length=1000, description="Name and short name, as `q` is looked for in them."
    )
    parent_id: UUID | None = Field(default=None, sa_type=Id, foreign_key="groups.id")
    office_id: UUID | None = Field(default=None, sa_type=Id, foreign_key="organizations.id", index=True)
    email: str | None = Field(default=None, max_length=254)
    time_zone: str = Field(default="Europe/Stockholm", max_length=50)
    language: Language = Language.sv
    default_due: DefaultDue = DefaultDue.none
    correction_days: int = 7
    reminders: Reminders = Reminders.preview
    remind_days_before: list[int] = Field(default_factory=lambda: [7, 1], sa_type=Json)
    remind_at: time = Field(default=time(8), sa_type=LocalTime)
    remind_undated: bool = True
    escalate_after: int = 2
    mail_details: bool = False
    reminders_since: datetime = Field(sa_type=UtcDateTime, description="When reminders were turned on.")


class Counter(SQLModel, table=True):
    """The last number given in a series of a group: action points, decisions of a year."""

    __tablename__ = "counters"
    group_id: UUID = Field(sa_type=Id, foreign_key="groups.id", primary_key=True)
    series: str = Field(max_length=40, primary_key=True)
    value: int


class GroupSettings(Incoming):
    """The fields that a group is made with and that may be changed, apart from its name."""

    external_id: str | None = Field(default=None, min_length=1, max_length=200)
    short_name: str | None = Field(default=None, min_length=1, max_length=50)
    parent_id: UUID | None = Field(default=None, description="The group it reports to.")
    office_id: UUID | None = Field(
        default=None, description="An organization whose people have the secretary's rights."
    )
    email: MailAddress | None = Field(default=None, description="The organizer's address.")


class GroupCreate(GroupSettings):
    name: str = Field(min_length=1, max_length=200)
    time_zone: TimeZone = "Europe/Stockholm"
    language: Language = Language.sv
    default_due: DefaultDue = DefaultDue.none
    correction_days: Days = 7
    reminders: Reminders = Reminders.preview
    remind_days_before: Offsets = Field(default_factory=lambda: [7, 1])
    remind_at: LocalTimeOfDay = time(8)
    remind_undated: StrictBool = True
    escalate_after: Times = 2
    mail_details: StrictBool = False


class GroupUpdate(GroupSettings):
    name: str = Field(default_factory=left_out, min_length=1, max_length=200)
    time_zone: TimeZone = Field(default_factory=left_out)
    language: Language = Field(default_factory=left_out)
    default_due: DefaultDue = Field(default_factory=left_out)
    correction_days: Days = Field(default_factory=left_out)
    reminders: Reminders = Field(default_factory=left_out)
    remind_days_before: Offsets = Field(default_factory=left_out)
    remind_at: LocalTimeOfDay = Field(default_factory=left_out)
    remind_undated: StrictBool = Field(default_factory=left_out)
    escalate_after: Times = Field(default_factory=left_out)
    mail_details: StrictBool = Field(default_factory=left_out)


class GroupRead(NounRead):
    name: str
    short_name: str | None
    parent_id: UUID | None
    office_id: UUID | None
    email: str | None
    time_zone: str
    language: Language
    default_due: DefaultDue
    correction_days: int
    reminders: Reminders
    remind_days_before: list[int]
    remind_at: time
    remind_undated: bool
    escalate_after: int
    mail_details: bool


class GroupName(Outgoing):
    """What a lead sees of its group's parent and subgroups. `parent_id` is null unless the parent is seen."""

    id: UUID
    name: str
    short_name: str | None
    parent_id: UUID | None
