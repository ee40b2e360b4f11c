"""Attendance: who is asked to a meeting, what they answered, and who was there, for whom."""

from enum import StrEnum, auto
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from app.tables import Id, Json, Noun, external_key


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
        *external_key("attendances"),
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
    copied: bool = Field(default=False, description="True once the meeting is held: what follows is as it was then.")
    copied_name: str | None = Field(default=None, max_length=200)
    copied_on_behalf_of: str | None = Field(default=None, max_length=200)
