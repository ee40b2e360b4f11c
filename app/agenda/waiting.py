"""Which items wait in a group: parked, not yet continued. The one answer; asked, never stored."""

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from app.agenda.models import AgendaItem, AgendaOutcome
from app.meetings.models import Meeting, MeetingStatus


def waits(item: Any, meeting: Any, before: Any = None) -> ColumnElement[bool]:
    """True for an item that waits; `meeting` is its own. Cancelled meetings neither park nor continue.

    With `before` (an order key): as before the meeting there. What that one or a later one continues, waits.
    """
    parked = col(item.outcome) == AgendaOutcome.parked
    return and_(parked, col(meeting.status) != MeetingStatus.cancelled, ~is_continued(item, before))


def is_continued(item: Any, before: Any = None) -> ColumnElement[bool]:
    """True for an item that one of another meeting, not cancelled, continues."""
    later, where = aliased(AgendaItem), aliased(Meeting)
    taken_up = (
        select(col(later.id))
        .join(where, col(where.id) == col(later.meeting_id))
        .where(col(later.continues_id) == col(item.id), col(where.status) != MeetingStatus.cancelled)
        .correlate_except(later, where)
    )
    return exists(taken_up if before is None else taken_up.where(col(where.order_key) < before))
