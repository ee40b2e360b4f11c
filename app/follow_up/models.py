"""Follow-up: what a meeting has to look at, asked when read."""

from datetime import date
from uuid import UUID

from app.action_points.bodies import ActionPointRead, AnswerRead
from app.action_points.models import PointStatus
from app.agenda.models import AgendaItemRead
from app.tables import Outgoing


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
