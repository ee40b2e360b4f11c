"""A change as it is told, and what is asked for."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from app.recording.told import ChangeType
from app.tables import Outgoing


class ChangeRead(Outgoing):
    """That something became another. `version` is null for what the reader knows by name or day alone."""

    id: UUID = Field(description="Of the change: the same wherever it is told, never given twice.")
    at: datetime
    type: ChangeType
    noun: str = Field(description="What kind of thing: action_point, meeting …")
    thing_id: UUID = Field(description="The thing that became another; of attendance, its meeting.")
    group_id: UUID | None
    version: int | None
    url: str = Field(description="Where the thing is read; 404 when it is gone, or seen no more.")


class Changes(Outgoing):
    """What happened after a cursor, in order; `next` goes on from there, also when nothing has."""

    items: list[ChangeRead]
    next: str = Field(description="The cursor to ask with next: keep it when the items have been dealt with.")
    has_more: bool = Field(description="True: there is more already; ask again at once.")
