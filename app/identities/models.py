"""Identity: who a person is to an issuer that they log in with (OpenID Connect Core 2: issuer and subject)."""

from enum import StrEnum, auto
from uuid import UUID

from pydantic import StrictBool
from sqlalchemy import Index
from sqlmodel import Field

from app.tables import Id, Incoming, Noun, NounRead, noun_indexes


class LinkedBy(StrEnum):
    """What has made the link: an administrator, or an address that the issuer has verified."""

    administrator = auto()
    address = auto()


class Identity(Noun, table=True):
    """One link. It is never changed: ended, and made anew."""

    __tablename__ = "identities"
    __table_args__ = (
        *noun_indexes("identities"),
        Index("uq_identities_subject", "issuer", "subject", unique=True),
    )
    person_id: UUID = Field(sa_type=Id, foreign_key="persons.id", index=True)
    issuer: str = Field(max_length=500)
    subject: str = Field(max_length=255)
    administrator: bool = False
    linked_by: LinkedBy


class IdentityCreate(Incoming):
    external_id: str | None = Field(default=None, min_length=1, max_length=200)
    person_id: UUID
    issuer: str = Field(min_length=1, max_length=500, description="One that the operator has listed.")
    subject: str = Field(min_length=1, max_length=255, description="What the issuer calls the person.")
    administrator: StrictBool = Field(default=False, description="May do everything when logged in so.")


class IdentityRead(NounRead):
    person_id: UUID
    issuer: str
    subject: str
    administrator: bool
    linked_by: LinkedBy
