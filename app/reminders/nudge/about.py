"""What a nudge about one point is to know: its meeting, and who has done their part. Asked again when it is sent."""

from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from app.action_points.models import AnswerKind, Completion
from app.groups.models import Group
from app.meetings.models import Meeting
from app.meetings.next import next_id
from app.nouns import literal_id
from app.reading import NOW
from app.reminders.asked_for import Scope, belongs
from app.reminders.owing import Owed, Standing


def meeting_of(session: Session, group: Group, point: Owed, now: datetime) -> Meeting | None:
    """The group's next meeting, if it will ask for the point."""
    upcoming = select(Meeting).where(col(Meeting.id) == next_id(literal_id(group.id)))
    meeting: Meeting | None = session.execute(upcoming, {NOW.key: now}).scalar()
    if meeting is None or not belongs(point, Scope(meeting.held_on, undated=True, own={}), meeting.held_on):
        return None
    return meeting


def has_answered(standing: Standing, point: Owed) -> bool:
    """Of a point that each does for their own part: whether they have said that it is done."""
    answer = standing.answers.get(point.id)
    if answer is None or point.completion != Completion.each:
        return False
    return answer.answer == AnswerKind.done and answer.created_at >= point.opened_at
