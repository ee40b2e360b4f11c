"""Groups' open points at an instant, as the due rule sees them."""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, String, cast, exists, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql.expression import bindparam
from sqlmodel import Session, col

from app.action_points.due import AFTER_EVERY_TIME, GIVEN, POINT, PRESENT
from app.action_points.models import Completion, DueKind, PointStatus
from app.agenda.models import AgendaItem
from app.meetings.models import Meeting, MeetingStatus
from app.reading import NOW
from app.tables import Id

OF_GROUPS = bindparam("of_groups", type_=Id(), expanding=True)


class Owed(NamedTuple):
    """One open point as the rules see it now. `own_day`: due on a day of its own, apart from the group's meetings."""

    id: UUID
    number: int
    task: str
    details: str | None
    completion: Completion
    status: PointStatus
    due_kind: DueKind
    due_on: date | None
    due_event: str | None
    preliminary: bool
    times_carried: int
    rests_until: date | None
    agreed_on: date | None
    agenda_item: str | None
    opened_at: datetime
    due_elsewhere: str | None
    own_day: bool
    known_since: datetime


def open_points(session: Session, group_ids: Collection[UUID], now: datetime) -> Iterator[tuple[UUID, Owed]]:
    """Each with its group, by number."""
    params = {NOW.key: now, OF_GROUPS.key: list(group_ids)}
    found = session.connection().execute(POINTS, params).all()
    for *said, group_id, due_group_id, due_group, due_set_at, day_set_at, on_a_meeting in found:
        elsewhere = due_group if due_group_id not in {None, group_id} else None
        dated = said[KIND] == DueKind.date or elsewhere is not None
        own_day = dated and said[DUE_ON] is not None and not on_a_meeting
        since = max(due_set_at, day_set_at) if elsewhere else due_set_at
        yield group_id, Owed._make((*said, elsewhere, own_day, since))


KIND, DUE_ON = Owed._fields.index("due_kind"), Owed._fields.index("due_on")


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
    """What is kept of a point as it is, in the order of the fields, and then what the others are made of."""
    item = aliased(AgendaItem)
    asked = {
        "due_on": PRESENT.on,
        "preliminary": PRESENT.preliminary,
        "times_carried": PRESENT.times_carried,
        "agreed_on": col(GIVEN.held_on),
        "agenda_item": col(item.title),
    }
    kept = Owed._fields[: Owed._fields.index("due_elsewhere")]
    return (
        select(
            *[asked[name] if name in asked else col(getattr(POINT, name)) for name in kept],
            col(POINT.group_id),
            col(PRESENT.due.group_id),
            col(PRESENT.due_group.name),
            col(POINT.due_set_at),
            col(PRESENT.due.day_set_at),
            on_a_meeting_day(col(POINT.group_id), PRESENT.on),
        )
        .select_from(PRESENT.source)
        .outerjoin(item, col(item.id) == col(POINT.agenda_item_id))
        .where(col(POINT.group_id).in_(OF_GROUPS), col(POINT.closed_at).is_(None))
        .order_by(col(POINT.number), col(POINT.id))
    )


POINTS = _statement()
