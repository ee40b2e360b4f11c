"""Groups' open points at an instant, as the rules see them; what they say is read in wording.py."""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, String, and_, case, cast, exists, false, or_, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql.expression import bindparam
from sqlmodel import Session, col

from app.action_points.due import AFTER_EVERY_TIME, POINT, PRESENT
from app.action_points.models import Completion, DueKind, PointStatus
from app.meetings.models import Meeting, MeetingStatus
from app.reading import NOW
from app.tables import Id

OF_GROUPS = bindparam("of_groups", type_=Id(), expanding=True)


class Owed(NamedTuple):
    """One open point as the rules see it now. `own_day`: due on a day of its own, apart from the group's meetings."""

    id: UUID
    number: int
    completion: Completion
    status: PointStatus
    due_on: date | None
    rests_until: date | None
    opened_at: datetime
    own_day: bool
    known_since: datetime


def open_points(session: Session, group_ids: Collection[UUID], now: datetime) -> Iterator[tuple[UUID, Owed]]:
    """Each with its group, by number."""
    params = {NOW.key: now, OF_GROUPS.key: list(group_ids)}
    found = session.connection().execute(POINTS, params).all()
    for group_id, set_elsewhere_at, due_set_at, *said in found:
        since = max(due_set_at, set_elsewhere_at) if set_elsewhere_at else due_set_at
        yield group_id, Owed._make((*said, since))


def on_a_meeting_day(group_id: Any, day: Any) -> Any:
    """Whether a group has booked a meeting on a day; looked for where it stands in their order."""
    booked, text = aliased(Meeting), cast(day, String)
    return exists(
        select(col(booked.id))
        .where(
            col(booked.group_id) == group_id,
            col(booked.order_key).between(text, text + AFTER_EVERY_TIME),
            col(booked.status).in_([MeetingStatus.proposed, MeetingStatus.scheduled]),
        )
        .correlate_except(booked)
    )


def _statement() -> Select[Any]:
    elsewhere = col(PRESENT.due.group_id) != col(POINT.group_id)
    dated = and_(PRESENT.on.is_not(None), or_(col(POINT.due_kind) == DueKind.date, elsewhere))
    meets = on_a_meeting_day(col(POINT.group_id), PRESENT.on)
    return (
        select(
            col(POINT.group_id),
            case((elsewhere, col(PRESENT.due.day_set_at)), else_=None),
            col(POINT.due_set_at),
            col(POINT.id),
            col(POINT.number),
            col(POINT.completion),
            col(POINT.status),
            PRESENT.on,
            col(POINT.rests_until),
            col(POINT.opened_at),
            case((dated, ~meets), else_=false()),
        )
        .select_from(PRESENT.source)
        .where(col(POINT.group_id).in_(OF_GROUPS), col(POINT.closed_at).is_(None))
        .order_by(col(POINT.number), col(POINT.id))
    )


POINTS = _statement()
