"""A group's next meeting: its first proposed or scheduled one that has not begun (domain 4)."""

from typing import Any

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from app.meetings.models import BOOKED, Meeting
from app.reading import NOW


def booked(meeting: Any, instant: Any = NOW) -> ColumnElement[bool]:
    """Proposed or scheduled, and has not begun at the instant."""
    return and_(col(meeting.status).in_(BOOKED), col(meeting.begins_at) > instant)


def begun(meeting: Any) -> ColumnElement[bool]:
    """Proposed or scheduled, and has begun by now: it is going on, or nobody has marked it held."""
    return and_(col(meeting.status).in_(BOOKED), col(meeting.begins_at) <= NOW)


def next_id(group_id: Any) -> ColumnElement[Any]:
    """The id of the next meeting of the group that a column or value names; None when none is booked."""
    return _first(aliased(Meeting, name="next_meeting"), group_id)


def next_id_after(group_id: Any, day: Any) -> ColumnElement[Any]:
    """The same among the meetings after a day."""
    later = aliased(Meeting, name="next_meeting")
    return _first(later, group_id, col(later.held_on) > day)


def _first(meeting: Any, group_id: Any, *where: ColumnElement[bool]) -> ColumnElement[Any]:
    return (
        select(col(meeting.id))
        .where(col(meeting.group_id) == group_id, booked(meeting), *where)
        .order_by(col(meeting.order_key))
        .limit(1)
        .correlate_except(meeting)
        .scalar_subquery()
    )
