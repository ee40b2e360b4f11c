"""Change: that something became another, in the transaction in which it did. Thin: ids, nothing of anybody."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel
from uuid_utils.compat import uuid7

from app.tables import Id, UtcDateTime

UNNUMBERED = text("position IS NULL")


class Change(SQLModel, table=True):
    """Insert-only, but for `position`, which it is given once when it is there for everybody: numbering.py."""

    __tablename__ = "changes"
    __table_args__ = (
        Index("uq_changes_position", "position", unique=True),
        Index("ix_changes_unnumbered", "id", sqlite_where=UNNUMBERED, postgresql_where=UNNUMBERED),
    )
    id: UUID = Field(default_factory=uuid7, primary_key=True, sa_type=Id)
    position: int | None = Field(default=None, description="Its place among all; None: not given yet.")
    at: datetime = Field(sa_type=UtcDateTime, description="When whoever wrote says that it was.")
    type: str = Field(max_length=60, description="noun.past_participle: told.py.")
    noun: str = Field(max_length=40)
    thing_id: UUID = Field(sa_type=Id)
    group_id: UUID | None = Field(
        default=None, sa_type=Id, description="Who sees this group sees the change."
    )
    version: int | None = Field(default=None, description="The thing's, at the end of the transaction.")


class Removal(SQLModel, table=True):
    """That a thing was there: what lists say of it for ever, and no more."""

    __tablename__ = "removals"
    __table_args__ = (Index("ix_removals_noun", "noun", "removed_at"),)
    id: UUID = Field(primary_key=True, sa_type=Id, description="The thing's.")
    noun: str = Field(max_length=40, description="Its table.")
    group_id: UUID | None = Field(default=None, sa_type=Id, description="Through which it was seen.")
    removed_at: datetime = Field(sa_type=UtcDateTime)
