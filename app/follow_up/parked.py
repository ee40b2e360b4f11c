"""Which parked agenda items a meeting has to look at (domain 1 AgendaItem, 5)."""

from typing import Any

from sqlalchemy import Select, Text, cast, exists, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from app.agenda import shapes
from app.agenda.models import AgendaItem, AgendaOutcome
from app.follow_up.points import KEY, OF_GROUP
from app.meetings.models import Meeting, MeetingStatus


def statement() -> Select[Any]:
    """Those parked at earlier meetings and not taken up again before this one."""
    later, where = aliased(AgendaItem, name="continuing"), aliased(Meeting, name="continued_at")
    taken_up = (
        select(col(later.id))
        .join(where, col(where.id) == col(later.meeting_id))
        .where(
            col(later.continues_id) == col(AgendaItem.id),
            col(where.status) != MeetingStatus.cancelled,
            col(where.order_key) < KEY,
        )
        .correlate_except(later, where)
    )
    return (
        select(cast(shapes.READ.json, Text))
        .select_from(shapes.READ.source)
        .where(
            col(shapes.MEETING.group_id) == OF_GROUP,
            col(shapes.MEETING.order_key) < KEY,
            col(shapes.MEETING.status) != MeetingStatus.cancelled,
            col(AgendaItem.outcome) == AgendaOutcome.parked,
            ~exists(taken_up),
        )
        .order_by(col(shapes.MEETING.order_key), col(AgendaItem.position), col(AgendaItem.id))
    )
