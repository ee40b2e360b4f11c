"""Which held meetings no run has seen to yet, and when it is time."""

from datetime import datetime, time
from typing import Any

from sqlalchemy import String, cast, exists, literal
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from app import clock
from app.groups.models import Group
from app.groups.models import Reminders as Setting
from app.meetings.models import Meeting, MeetingStatus
from app.meetings.times import instant
from app.reminders.models import ClosedOccasion
from app.reminders.occasions import is_morning
from app.reminders.working_days import is_working_day, working_day_after

AT = time(8)
ABOUT = "escalation:"


def is_time(group: Group, meeting: Meeting, now: datetime) -> bool:
    """Within eight hours after a working day's 08:00, from the first one on."""
    today = clock.day_in(now, group.time_zone)
    return is_morning(today, AT, group.time_zone, now) and first_moment(group, meeting) <= now


def first_moment(group: Group, meeting: Meeting) -> datetime:
    """08:00 of the first working day after the meeting's on which it was marked held by then."""
    day, known = working_day_after(meeting.held_on), meeting.changed_at or meeting.created_at
    marked_on = clock.day_in(known, group.time_zone)
    if instant(day, AT, group.time_zone) < known:
        morning = is_working_day(marked_on) and known <= instant(marked_on, AT, group.time_zone)
        day = marked_on if morning else working_day_after(marked_on)
    return instant(day, AT, group.time_zone)


def _waiting() -> Any:
    """Each group's last held meeting, while no run has seen to it."""
    last, seen = aliased(Meeting), aliased(ClosedOccasion)
    newest = (
        select(col(last.id))
        .where(col(last.group_id) == col(Group.id), col(last.status) == MeetingStatus.held)
        .order_by(col(last.order_key).desc())
        .limit(1)
        .correlate(Group)
        .scalar_subquery()
    )
    name = literal(ABOUT) + cast(col(Meeting.id), String)
    return (
        select(Group, Meeting)
        .join(Meeting, col(Meeting.id) == newest)
        .where(
            col(Group.reminders) != Setting.off,
            ~exists(select(col(seen.about)).where(col(seen.about) == name).correlate(Meeting)),
        )
        .order_by(col(Group.id))
    )


WAITING = _waiting()
