"""Membership: a person in a group, for an organization, from a day to a day. Never overwritten."""

from datetime import date
from enum import StrEnum, auto
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from app.tables import Id, Json, Noun, external_key


class Role(StrEnum):
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


class Membership(Noun, table=True):
    __table_args__ = (
        *external_key("memberships"),
        Index("ix_memberships_group_person", "group_id", "person_id"),
    )
    group_id: UUID = Field(sa_type=Id, foreign_key="groups.id")
    person_id: UUID = Field(sa_type=Id, foreign_key="persons.id", index=True)
    roles: list[Role] = Field(sa_type=Json)
    role_title: str | None = Field(default=None, max_length=100)
    role_title_key: str | None = Field(default=None, max_length=200)
    on_behalf_of_id: UUID | None = Field(default=None, sa_type=Id, foreign_key="organizations.id", index=True)
    title: str | None = Field(default=None, max_length=200)
    email: str | None = Field(default=None, max_length=254)
    valid_from: date | None = None
    valid_to: date | None = None
    successor_id: UUID | None = Field(default=None, sa_type=Id, foreign_key="persons.id", index=True)
