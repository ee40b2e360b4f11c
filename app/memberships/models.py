"""Membership: a person in a group, for an organization, from a day to a day. Never overwritten."""

from datetime import date
from enum import StrEnum, auto
from typing import Annotated
from uuid import UUID

import pydantic
from pydantic import AfterValidator
from sqlalchemy import Index
from sqlmodel import Field

from app.bodies import Day, MailAddress, distinct
from app.mail.address import EmailState
from app.tables import Id, Incoming, Json, Noun, NounRead, left_out, noun_indexes


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
        *noun_indexes("memberships"),
        Index("ix_memberships_group_person", "group_id", "person_id"),
    )
    group_id: UUID = Field(sa_type=Id, foreign_key="groups.id")
    person_id: UUID = Field(sa_type=Id, foreign_key="persons.id", index=True)
    roles: list[Role] = Field(sa_type=Json)
    role_title: str | None = Field(default=None, max_length=100)
    role_title_key: str | None = Field(default=None, max_length=300)
    on_behalf_of_id: UUID | None = Field(default=None, sa_type=Id, foreign_key="organizations.id", index=True)
    title: str | None = Field(default=None, max_length=200)
    email: str | None = Field(default=None, max_length=254)
    email_state: EmailState = EmailState.good
    valid_from: date | None = None
    valid_to: date | None = None
    successor_id: UUID | None = Field(default=None, sa_type=Id, foreign_key="persons.id", index=True)


Roles = Annotated[
    list[Role],
    pydantic.Field(min_length=1, max_length=len(Role), json_schema_extra={"uniqueItems": True}),
    AfterValidator(distinct),
]


class MembershipFields(Incoming):
    """The fields that a membership is made with and that null empties afterwards."""

    external_id: str | None = Field(default=None, min_length=1, max_length=200)
    role_title: str | None = Field(
        default=None, min_length=1, max_length=100, description="Free text: SAMO, PR."
    )
    on_behalf_of_id: UUID | None = Field(default=None, description="The organization spoken for.")
    title: str | None = Field(default=None, min_length=1, max_length=200)
    email: MailAddress | None = Field(default=None, description="For this group only; may be shared.")
    valid_from: Day | None = Field(default=None, description="Null: no limit.")
    valid_to: Day | None = Field(default=None, description="The last day counts. Null: no limit.")


class MembershipCreate(MembershipFields):
    group_id: UUID
    person_id: UUID
    roles: Roles


class MembershipUpdate(MembershipFields):
    roles: Roles = Field(default_factory=left_out)


class Succession(Incoming):
    person_id: UUID = Field(description="The successor.")
    from_: Day = Field(
        alias="from", description="The successor's first day; the leaver's last is the day before."
    )


class MembershipRead(NounRead):
    """`email` is null for those who do not lead the group. `successor_id` is a person."""

    group_id: UUID
    person_id: UUID
    roles: list[Role]
    role_title: str | None
    on_behalf_of_id: UUID | None
    title: str | None
    email: str | None
    valid_from: date | None
    valid_to: date | None
    successor_id: UUID | None
