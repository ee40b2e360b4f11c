"""API keys: shown once, only a hash kept (threats-and-faults 5)."""

from datetime import datetime
from enum import StrEnum, auto
from typing import Annotated
from uuid import UUID

import pydantic
from pydantic import AfterValidator, StrictBool
from sqlmodel import Field, SQLModel

from app.bodies import Moment, distinct
from app.tables import Id, Incoming, Json, Noun, NounRead, UtcDateTime, left_out


class Scope(StrEnum):
    read = auto()
    write = auto()
    remind = auto()


MOST_GROUPS = 100

Scopes = Annotated[
    list[Scope],
    pydantic.Field(min_length=1, max_length=len(Scope), json_schema_extra={"uniqueItems": True}),
    AfterValidator(distinct),
]
GroupIds = Annotated[
    list[UUID],
    pydantic.Field(max_length=MOST_GROUPS, json_schema_extra={"uniqueItems": True}),
    AfterValidator(distinct),
]


class ApiKey(Noun, table=True):
    """A key of a system, or (until there is log-in) of a person. Its former secret opens until `former_until`."""

    name: str = Field(max_length=200)
    secret_hash: str = Field(max_length=64)
    former_hash: str | None = Field(default=None, max_length=64)
    former_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    person_id: UUID | None = Field(default=None, sa_type=Id, foreign_key="persons.id", index=True)
    administrator: bool = False
    scopes: list[Scope] = Field(sa_type=Json)
    all_groups: bool = False
    expires_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class ApiKeyGroup(SQLModel, table=True):
    """A group that a system's key is limited to."""

    __tablename__ = "api_key_groups"
    api_key_id: UUID = Field(sa_type=Id, foreign_key="api_keys.id", primary_key=True, ondelete="CASCADE")
    group_id: UUID = Field(sa_type=Id, foreign_key="groups.id", primary_key=True, index=True)


class ApiKeyUse(SQLModel, table=True):
    """When a key was used last. Apart from the key, which its use does not change."""

    __tablename__ = "api_key_uses"
    api_key_id: UUID = Field(sa_type=Id, foreign_key="api_keys.id", primary_key=True, ondelete="CASCADE")
    used_at: datetime = Field(sa_type=UtcDateTime)


class ApiKeyCreate(Incoming):
    external_id: str | None = Field(default=None, min_length=1, max_length=200)
    name: str = Field(min_length=1, max_length=200, description="What it is for.")
    person_id: UUID | None = Field(default=None, description="Whose key it is; null: a system's.")
    administrator: StrictBool = False
    scopes: Scopes = Field(
        default_factory=lambda: list(Scope), description="What a system may do: read (GET), write, remind."
    )
    group_ids: GroupIds | None = Field(
        default_factory=list,
        description="The groups that a system leads, or (without write) reads; null: all.",
    )
    expires_at: Moment | None = None


class ApiKeyUpdate(Incoming):
    external_id: str | None = Field(default=None, min_length=1, max_length=200)
    name: str = Field(default_factory=left_out, min_length=1, max_length=200)
    administrator: StrictBool = Field(default_factory=left_out)
    scopes: Scopes = Field(default_factory=left_out)
    group_ids: GroupIds | None = Field(default=None, description="All of them anew; null: every group.")
    expires_at: Moment | None = None


class Rotation(Incoming):
    former_until: Moment | None = Field(
        default=None,
        description="The instant from which the former key opens nothing, at most 30 days ahead; null: from now on.",
    )


class ApiKeyRead(NounRead):
    name: str
    person_id: UUID | None
    administrator: bool
    scopes: list[Scope]
    group_ids: list[UUID] | None
    expires_at: datetime | None
    former_until: datetime | None = Field(
        description="Until then the key from before the last rotation opens too."
    )
    last_used_at: datetime | None = Field(description="Noted once an hour; null: not used yet.")


class ApiKeyMade(ApiKeyRead):
    """The only time that `key` is shown."""

    key: str
