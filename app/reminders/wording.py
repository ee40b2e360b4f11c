"""What letters say of points, apart from what the rules ask of them (owed.py): read where something is written."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, case, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql.expression import bindparam
from sqlmodel import Session, col

from app.action_points.due import GIVEN, POINT, PRESENT
from app.agenda.models import AgendaItem
from app.reading import NOW
from app.tables import Id

POINTS = bindparam("points", type_=Id(), expanding=True)


class Wording(NamedTuple):
    """`due_elsewhere`: the other group at whose meeting it is due. `agreed_on`: the day of the meeting it came from."""

    task: str
    details: str | None
    due_event: str | None
    due_elsewhere: str | None
    times_carried: int
    agenda_item: str | None
    agreed_on: date | None


def wordings(session: Session, point_ids: Iterable[UUID], now: datetime) -> dict[UUID, Wording]:
    """Of each of these points as it is at `now`: one SELECT, however many there are."""
    found = session.connection().execute(WORDINGS, {NOW.key: now, POINTS.key: list(point_ids)})
    return {point_id: Wording._make(said) for point_id, *said in found}


def _statement() -> Select[Any]:
    item = aliased(AgendaItem)
    elsewhere = (col(PRESENT.due.group_id) != col(POINT.group_id), col(PRESENT.due_group.name))
    return (
        select(
            col(POINT.id),
            col(POINT.task),
            col(POINT.details),
            col(POINT.due_event),
            case(elsewhere, else_=None),
            PRESENT.times_carried,
            col(item.title),
            col(GIVEN.held_on),
        )
        .select_from(PRESENT.source)
        .outerjoin(item, col(item.id) == col(POINT.agenda_item_id))
        .where(col(POINT.id).in_(POINTS))
    )


WORDINGS = _statement()
