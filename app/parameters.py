"""Query parameters that several lists take."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

Search = Annotated[str | None, Query(max_length=200, description="Words looked for, without case and accents.")]
ExternalId = Annotated[str | None, Query(max_length=200, description="The id that the writing system gave.")]
Sort = Annotated[
    str | None, Query(max_length=200, description="Field names with commas between; a minus before one turns it round.")
]
GroupId = Annotated[UUID | None, Query(description="Of this group.")]
MeetingId = Annotated[UUID | None, Query(description="Of this meeting.")]
