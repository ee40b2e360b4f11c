"""Person: somebody who meets, owes or is told. Needs no account."""

from datetime import datetime
from enum import StrEnum, auto
from typing import Any
from uuid import UUID, uuid4

from pydantic import StrictBool
from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from app.bodies import MailAddress
from app.mail.address import EmailState
from app.tables import Id, Incoming, Json, Noun, NounRead, Row, UtcDateTime, left_out, ordered


class Language(StrEnum):
    sv = auto()
    en = auto()


class Person(Noun, table=True):
    """External ids are kept in introductions; `external_owner_id` is who made the row.

    The id says nothing of when it was made, so that an old one looks like a new one (domain 1).
    """

    id: UUID = Field(default_factory=uuid4, primary_key=True, sa_type=Id)
    name: str = Field(max_length=200)
    name_key: str = Field(sa_type=ordered(600), index=True)
    name_order: str = Field(sa_type=ordered(800), index=True)
    email: str | None = Field(default=None, max_length=254)
    email_key: str | None = Field(
        default=None, max_length=254, unique=True, description="The address without case."
    )
    phone: str | None = Field(default=None, max_length=50)
    language: Language = Language.sv
    organization_id: UUID | None = Field(default=None, sa_type=Id, foreign_key="organizations.id", index=True)
    title: str | None = Field(default=None, max_length=200)
    active: bool = True
    email_state: EmailState = EmailState.good


class Introduction(Row, table=True):
    """What a caller (key owner) calls a person, and what they sent of them.

    What they sent is what they see until the person is seen through a group; None: they sent nothing.
    """

    __table_args__ = (
        Index("uq_introductions_external_id", "owner_id", "external_id", unique=True),
        Index("uq_introductions_person", "owner_id", "person_id", unique=True),
    )
    owner_id: UUID = Field(sa_type=Id)
    person_id: UUID = Field(sa_type=Id, foreign_key="persons.id", index=True)
    external_id: str | None = Field(default=None, max_length=200)
    sent: dict[str, Any] | None = Field(default=None, sa_type=Json)
    name_key: str | None = Field(default=None, sa_type=ordered(600))
    name_order: str | None = Field(default=None, sa_type=ordered(800))
    organization_id: UUID | None = Field(default=None, sa_type=Id, foreign_key="organizations.id")
    active: bool | None = None


class Stop(SQLModel, table=True):
    """That a person wants no more mail from a group."""

    __tablename__ = "stops"
    person_id: UUID = Field(sa_type=Id, foreign_key="persons.id", primary_key=True)
    group_id: UUID = Field(sa_type=Id, foreign_key="groups.id", primary_key=True, index=True)
    stopped_at: datetime = Field(sa_type=UtcDateTime)


class PersonFields(Incoming):
    """The fields that a person is made with and that null empties afterwards."""

    external_id: str | None = Field(default=None, min_length=1, max_length=200)
    email: MailAddress | None = Field(
        default=None, description="Belongs to one person, without regard to case."
    )
    phone: str | None = Field(default=None, min_length=1, max_length=50)
    organization_id: UUID | None = Field(default=None, description="Where the person works.")
    title: str | None = Field(default=None, min_length=1, max_length=200)


class PersonCreate(PersonFields):
    name: str = Field(min_length=1, max_length=200)
    language: Language = Language.sv
    active: StrictBool = True


class PersonUpdate(PersonFields):
    name: str = Field(default_factory=left_out, min_length=1, max_length=200)
    language: Language = Field(default_factory=left_out)
    active: StrictBool = Field(default_factory=left_out)


class PersonRead(NounRead):
    """`email`, `phone` and `email_state` are null for those who may not see them."""

    name: str
    email: str | None
    phone: str | None
    language: Language
    organization_id: UUID | None
    title: str | None
    active: bool
    email_state: EmailState | None
