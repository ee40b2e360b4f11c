"""Organization: a principal (huvudman), one of its units, an office, an association."""

from enum import StrEnum, auto
from uuid import UUID

from sqlmodel import Field

from app.bodies import MailAddress
from app.mail.address import EmailState
from app.tables import Id, Incoming, Noun, NounRead, left_out, ordered


class OrganizationKind(StrEnum):
    municipality = auto()
    region = auto()
    company = auto()
    association = auto()
    office = auto()
    other = auto()


class Organization(Noun, table=True):
    name: str = Field(max_length=200)
    name_key: str = Field(sa_type=ordered(600), index=True)
    name_order: str = Field(sa_type=ordered(1800), index=True)
    kind: OrganizationKind = OrganizationKind.other
    parent_id: UUID | None = Field(default=None, sa_type=Id, foreign_key="organizations.id", index=True)
    email: str | None = Field(default=None, max_length=254)
    email_state: EmailState = EmailState.good


class OrganizationCreate(Incoming):
    external_id: str | None = Field(default=None, min_length=1, max_length=200)
    name: str = Field(min_length=1, max_length=200)
    kind: OrganizationKind = OrganizationKind.other
    parent_id: UUID | None = Field(default=None, description="The principal that this unit belongs to.")
    email: MailAddress | None = Field(default=None, description="An office's own address.")


class OrganizationUpdate(Incoming):
    external_id: str | None = Field(default=None, min_length=1, max_length=200)
    name: str = Field(default_factory=left_out, min_length=1, max_length=200)
    kind: OrganizationKind = Field(default_factory=left_out)
    parent_id: UUID | None = None
    email: MailAddress | None = Field(default=None)


class OrganizationRead(NounRead):
    name: str
    kind: OrganizationKind
    parent_id: UUID | None
    email: str | None
