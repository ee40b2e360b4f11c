"""Which parked agenda items a meeting has to look at (domain 1 AgendaItem, 5)."""

from typing import Any

from sqlalchemy import Select, Text, cast, select
from sqlmodel import col

from app.agenda import numbering, shapes
from app.agenda.models import AgendaItem
from app.agenda.waiting import waits
from app.follow_up.points import KEY, OF_GROUP


def statement() -> Select[Any]:
    """Those parked at earlier meetings and not taken up again before this one."""
    return (
        select(cast(shapes.READ.json, Text))
        .select_from(shapes.READ.source)
        .where(
            col(shapes.MEETING.group_id) == OF_GROUP,
            col(shapes.MEETING.order_key) < KEY,
            waits(AgendaItem, shapes.MEETING, before=KEY),
        )
        .order_by(col(shapes.MEETING.order_key), *numbering.order())
    )
