"""Which meeting a nudge about one point speaks of. Asked again when it is sent."""

from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from app.groups.models import Group
from app.meetings.models import Meeting
from app.meetings.next import next_id
from app.nouns import literal_id
from app.reading import NOW
from app.reminders.asked_for import Scope, belongs
from app.reminders.owed import Owed


def meeting_of(session: Session, group: Group, point: Owed, now: datetime) -> Meeting | None:
    """The group's next meeting, if it will ask for the point."""
    upcoming = select(Meeting).where(col(Meeting.id) == next_id(literal_id(group.id)))
    meeting: Meeting | None = session.execute(upcoming, {NOW.key: now}).scalar()
    if meeting is None or not belongs(point, Scope(meeting.held_on, undated=True, own={}), meeting.held_on):
        return None
    return meeting
