"""Person: somebody who meets, owes or is told. Needs no account."""

from datetime import datetime
from enum import StrEnum, auto
from typing import Any
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from app.tables import Id, Json, Noun, Row, UtcDateTime, ordered


class Language(StrEnum):
    sv = auto()
    en = auto()


class EmailState(StrEnum):
    good = auto()
    bounced = auto()


class Person(Noun, table=True):
    name: str = Field(max_length=200)
    name_key: str = Field(sa_type=ordered(400), index=True)  # type: ignore[call-overload]
    name_order: str = Field(sa_type=ordered(800), index=True)  # type: ignore[call-overload]
    email: str | None = Field(default=None, max_length=254)
    email_key: str | None = Field(default=None, max_length=254, unique=True, description="The address without case.")
    phone: str | None = Field(default=None, max_length=50)
    language: Language = Language.sv
    organization_id: UUID | None = Field(default=None, sa_type=Id, foreign_key="organizations.id", index=True)
    title: str | None = Field(default=None, max_length=200)
    active: bool = True
    email_state: EmailState = EmailState.good


class Introduction(Row, table=True):
    """That a caller (key owner) once sent this person: what they sent is what they see until they share a group."""

    __table_args__ = (
        Index("uq_introductions_external_id", "owner_id", "external_id", unique=True),
        Index("uq_introductions_person", "owner_id", "person_id", unique=True),
    )
    owner_id: UUID = Field(sa_type=Id)
    person_id: UUID = Field(sa_type=Id, foreign_key="persons.id", index=True)
    external_id: str | None = Field(default=None, max_length=200)
    sent: dict[str, Any] = Field(sa_type=Json)


class Stop(SQLModel, table=True):
    """That a person wants no more mail from a group."""

    __tablename__ = "stops"
    person_id: UUID = Field(sa_type=Id, foreign_key="persons.id", primary_key=True)
    group_id: UUID = Field(sa_type=Id, foreign_key="groups.id", primary_key=True, index=True)
    stopped_at: datetime = Field(sa_type=UtcDateTime)
