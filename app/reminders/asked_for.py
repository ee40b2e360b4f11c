"""Which of a recipient's points a digest is to hold (domain 4 "What"): the one answer for planning and for sending."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from app.action_points.models import AnswerKind, Completion, PointStatus
from app.reminders.owed import Owed
from app.reminders.owing import Standing


class Scope(NamedTuple):
    """What a digest is about: a meeting's day, or only days of the points' own (`own`: point -> that day)."""

    meeting_on: date | None
    undated: bool
    own: Mapping[UUID, date]


class Told(NamedTuple):
    """When a recipient was last told: about this meeting, and about each point's own day. None: never."""

    meeting_at: datetime | None
    own_at: Mapping[tuple[UUID, date], datetime]


def belongs(point: Owed, scope: Scope, day: date) -> bool:
    """Whether a point is this digest's, whoever owns it. One that rests is nobody's until its day."""
    if point.rests_until is not None and point.rests_until > day:
        return False
    if point.id in scope.own:
        return True
    if scope.meeting_on is None:
        return False
    if point.due_on is not None and point.due_on <= scope.meeting_on:
        return True
    return (
        scope.undated
        and (point.due_on is None or point.status == PointStatus.waiting)
        and not _later(point, scope)
    )


def _later(point: Owed, scope: Scope) -> bool:
    """Due after the meeting: not yet, though it waits."""
    return point.due_on is not None and scope.meeting_on is not None and point.due_on > scope.meeting_on


def is_answered(standing: Standing, point: Owed, scope: Scope, told: Told, day: date) -> bool:
    """Whether this recipient has said what there is to say for now."""
    answer = standing.answers.get(point.id)
    if answer is None:
        return False
    if has_done_their_part(standing, point):
        return True
    if point.completion == Completion.each and answer.rests_until is not None and answer.rests_until > day:
        return True
    own = scope.own.get(point.id)
    last = told.own_at.get((point.id, own)) if own else told.meeting_at
    return last is not None and answer.created_at > last


def has_done_their_part(standing: Standing, point: Owed) -> bool:
    """Of a point that each does for their own part: whether they have said so since it was last opened."""
    answer = standing.answers.get(point.id)
    if answer is None or point.completion != Completion.each:
        return False
    return answer.answer == AnswerKind.done and answer.created_at >= point.opened_at
