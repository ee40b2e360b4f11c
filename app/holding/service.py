"""What follows from a meeting being held, in this order. The meeting itself knows nothing of it."""

from datetime import datetime

from sqlmodel import Session

from app.access.caller import Caller
from app.action_points import completion
from app.agenda import carrying
from app.attendance import service as attendance
from app.attendance.models import Presence
from app.meetings.models import Meeting


def hold(session: Session, caller: Caller, meeting: Meeting, unknown_as: Presence, now: datetime) -> None:
    """Makes what is not there yet: a second holding adds only what is missing. Its group is locked."""
    attendance.copy(session, caller, meeting, unknown_as, now)
    carrying.carry(session, meeting, now)
    completion.look_at_group(session, meeting, now)
