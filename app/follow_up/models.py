"""Follow-up: what a meeting has to look at, asked when read; and the link that shows it as a page."""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Field

from app.action_points.bodies import ActionPointRead, AnswerRead
from app.action_points.models import PointStatus
from app.agenda.models import AgendaItemRead
from app.attendance.models import AttendanceRead
from app.decisions.models import DecisionRead
from app.meetings.models import MeetingRead
from app.tables import Id, Outgoing, Row, UtcDateTime


class FollowUpLink(Row, table=True):
    """Shows one meeting's follow-up to whoever has its token, of which only a hash is kept."""

    token_hash: str = Field(max_length=64, unique=True)
    meeting_id: UUID = Field(sa_type=Id, foreign_key="meetings.id", index=True)
    made_by: UUID = Field(sa_type=Id, description="The caller: when they may no longer, it shows nothing.")
    expires_at: datetime = Field(sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class FollowUpLinkMade(Outgoing):
    """The only time that `url` is shown."""

    id: UUID
    created_at: datetime
    meeting_id: UUID
    expires_at: datetime
    url: str


class FollowUpPoint(ActionPointRead):
    """An action point with the answers that have come in, the last one of each owner."""

    answers: list[AnswerRead]


class ReportedPoint(Outgoing):
    """What another group reports to this one; no more of it than this."""

    id: UUID
    group: str
    number: int
    task: str
    owners: list[str]
    due_on: date | None
    status: PointStatus
    outcome: str | None


class FollowUp(Outgoing):
    """A point stands in each list that fits. Points given at the meeting or later are not in it."""

    late: list[FollowUpPoint]
    due: list[FollowUpPoint]
    waiting: list[FollowUpPoint]
    undated: list[FollowUpPoint]
    unowned: list[FollowUpPoint]
    cannot: list[FollowUpPoint]
    done: list[FollowUpPoint]
    parked: list[AgendaItemRead]
    reported: list[ReportedPoint]


class MeetingScreen(MeetingRead):
    """A meeting with the parts asked for; those not asked for are not there."""

    attendance: list[AttendanceRead] | None = None
    agenda: list[AgendaItemRead] | None = None
    decisions: list[DecisionRead] | None = None
    action_points: list[ActionPointRead] | None = None
    follow_up: FollowUp | None = None
