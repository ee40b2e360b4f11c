"""What goes in and out of the API about imports: notes, their proposals, and what these became."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from app.action_points.bodies import ActionPointCreate
from app.imports.models import ImportStatus
from app.imports.proposed import (
    LONGEST,
    Attending,
    Decisions,
    Items,
    NextMeetings,
    Points,
    ProposedMeeting,
    ProposedPoint,
    Unread,
)
from app.tables import Incoming, NounRead, Outgoing, left_out


class ImportCreate(Incoming):
    external_id: str | None = Field(default=None, min_length=1, max_length=200)
    group_id: UUID
    text: str = Field(min_length=1, max_length=LONGEST)
    file_name: str | None = Field(default=None, min_length=1, max_length=200)


class ImportUpdate(Incoming):
    """Lists are replaced whole: what is left out of one is not made when the proposal is accepted."""

    external_id: str | None = Field(default=None, min_length=1, max_length=200)
    meeting: ProposedMeeting = Field(default_factory=left_out)
    attendance: Attending = Field(default_factory=left_out)
    agenda_items: Items = Field(default_factory=left_out)
    decisions: Decisions = Field(default_factory=left_out)
    action_points: Points = Field(default_factory=left_out)
    next_meetings: NextMeetings = Field(default_factory=left_out)


class Made(Outgoing):
    """What an accepted proposal became. `left_out`: names and days that nothing was made of."""

    meeting_id: UUID
    agenda_item_ids: list[UUID]
    decision_ids: list[UUID]
    action_point_ids: list[UUID]
    followed_up_ids: list[UUID]
    next_meeting_ids: list[UUID]
    person_ids: list[UUID]
    left_out: list[str]


class ImportSummary(NounRead):
    """`meeting_id`: the meeting that it became."""

    group_id: UUID
    status: ImportStatus
    file_name: str | None
    meeting_id: UUID | None
    accepted_at: datetime | None


class ImportRead(ImportSummary):
    """The whole proposal; once it is accepted, also what it became."""

    meeting: ProposedMeeting
    attendance: Attending
    agenda_items: Items
    decisions: Decisions
    action_points: Points
    next_meetings: NextMeetings
    unread: Unread
    text: str
    made: Made | None


class TypedPoint(ProposedPoint):
    """`action_point`: the body that POST /action-points takes it with."""

    action_point: ActionPointCreate


class TypedPoints(Outgoing):
    items: list[TypedPoint]
