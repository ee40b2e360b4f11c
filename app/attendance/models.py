"""Attendance: who is asked to a meeting, what they answered, and who was there, for whom."""

from datetime import datetime
from enum import StrEnum, auto
from typing import Annotated
from uuid import UUID

import pydantic
from pydantic import StrictBool
from sqlalchemy import Index
from sqlmodel import Field

from app.bodies import distinct
from app.tables import Id, Incoming, Json, Noun, Outgoing, left_out, noun_indexes, one_needed, ordered

MOST_AT_ONCE = 500


class AttendanceRole(StrEnum):
    """The roles of memberships, and guest and reporter."""

    chair = auto()
    vice_chair = auto()
    secretary = auto()
    coordinator = auto()
    treasurer = auto()
    member = auto()
    co_opted = auto()
    user_representative = auto()
    substitute = auto()
    observer = auto()
    guest = auto()
    reporter = auto()


class Response(StrEnum):
    needs_action = auto()
    accepted = auto()
    tentative = auto()
    declined = auto()


class Presence(StrEnum):
    unknown = auto()
    present = auto()
    absent = auto()
    excused = auto()


class Attendance(Noun, table=True):
    """A row that someone has touched, or (the meeting is held) what was so then."""

    __table_args__ = (
        *noun_indexes("attendances"),
        Index("uq_attendances_person", "meeting_id", "person_id", unique=True),
        Index("uq_attendances_organization", "meeting_id", "organization_id", unique=True),
    )
    meeting_id: UUID = Field(sa_type=Id, foreign_key="meetings.id")
    person_id: UUID | None = Field(default=None, sa_type=Id, foreign_key="persons.id", index=True)
    organization_id: UUID | None = Field(default=None, sa_type=Id, foreign_key="organizations.id", index=True)
    roles: list[AttendanceRole] | None = Field(default=None, sa_type=Json)
    role_title: str | None = Field(default=None, max_length=100)
    on_behalf_of_id: UUID | None = Field(default=None, sa_type=Id, foreign_key="organizations.id", index=True)
    title: str | None = Field(default=None, max_length=200)
    response: Response = Response.needs_action
    presence: Presence = Presence.unknown
    substitute_for_id: UUID | None = Field(default=None, sa_type=Id, foreign_key="persons.id", index=True)
    note: str | None = Field(default=None, max_length=1000)
    copied: bool = Field(default=False, description="Since it was held: all that it says is of then.")
    copied_name: str | None = Field(default=None, max_length=200)
    copied_name_order: str | None = Field(default=None, sa_type=ordered(800))
    copied_on_behalf_of: str | None = Field(default=None, max_length=200)


Roles = Annotated[
    list[AttendanceRole],
    pydantic.Field(min_length=1, max_length=len(AttendanceRole), json_schema_extra={"uniqueItems": True}),
    pydantic.AfterValidator(distinct),
]


class AttendanceRow(Incoming):
    """One person, or one organization of which nobody is named; fields left out stay as they are."""

    model_config = one_needed("person_id", "organization_id")
    person_id: UUID | None = None
    organization_id: UUID | None = None
    external_id: str | None = Field(default=None, min_length=1, max_length=200)
    roles: Roles | None = Field(default=None, description="null: the membership's, else guest.")
    role_title: str | None = Field(default=None, min_length=1, max_length=100)
    on_behalf_of_id: UUID | None = None
    title: str | None = Field(default=None, min_length=1, max_length=200)
    response: Response = Field(default_factory=left_out)
    presence: Presence = Field(default_factory=left_out)
    substitute_for_id: UUID | None = Field(default=None, description="The person in whose place they come.")
    note: str | None = Field(default=None, min_length=1, max_length=1000)
    removed: StrictBool = Field(
        default=False,
        description="Takes away who is no member; makes a member's row as if nobody had touched it.",
    )


class AttendanceOthers(Incoming):
    response: Response = Field(default_factory=left_out)
    presence: Presence = Field(default_factory=left_out)


class AttendanceUpdate(Incoming):
    rows: list[AttendanceRow] = Field(default_factory=list, max_length=MOST_AT_ONCE)
    others: AttendanceOthers | None = Field(default=None, description="All the rest of the list.")


class AttendanceRead(Outgoing):
    """`id`, `version` and the instants are null for a member whose row nobody has touched."""

    id: UUID | None
    version: int | None
    external_id: str | None
    created_at: datetime | None
    modified_at: datetime | None
    person_id: UUID | None
    organization_id: UUID | None
    name: str
    roles: list[AttendanceRole]
    role_title: str | None
    on_behalf_of_id: UUID | None
    on_behalf_of: str | None
    title: str | None
    response: Response
    presence: Presence
    substitute_for_id: UUID | None
    note: str | None
    expected: bool


class AttendanceList(Outgoing):
    items: list[AttendanceRead]
