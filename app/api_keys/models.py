"""API keys: shown once, only a hash kept (threats-and-faults 5)."""

from datetime import datetime
from enum import StrEnum, auto
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.tables import Id, Json, Noun, UtcDateTime


class Scope(StrEnum):
    read = auto()
    write = auto()
    remind = auto()


class ApiKey(Noun, table=True):
    """A key of a system, or (until there is log-in) of a person."""

    name: str = Field(max_length=200)
    secret_hash: str = Field(max_length=64)
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
