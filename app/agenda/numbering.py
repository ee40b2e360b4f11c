"""Which number an item has: "4", "4.2". Worked out from the positions when read, never stored."""

from typing import Any

from sqlalchemy import ColumnElement, String, and_, case, cast, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from app.agenda.models import AgendaItem

PARENT = aliased(AgendaItem, name="parent_item")


def number() -> ColumnElement[Any]:
    """The number of an agenda item that is read together with its PARENT."""
    top = col(AgendaItem.parent_id).is_(None)
    return case((top, _rank(AgendaItem)), else_=_rank(PARENT) + "." + _rank(AgendaItem))


def order() -> list[Any]:
    """What sorts the items of one meeting by number, sub-items after their parent."""
    return [
        func.coalesce(col(PARENT.position), col(AgendaItem.position)),
        func.coalesce(col(PARENT.id), col(AgendaItem.id)),
        case((col(AgendaItem.parent_id).is_(None), 0), else_=1),
        col(AgendaItem.position),
        col(AgendaItem.id),
    ]


def _rank(item: Any) -> ColumnElement[Any]:
    """Its place among its siblings, by position and id."""
    sibling = aliased(AgendaItem)
    before = or_(
        col(sibling.position) < col(item.position),
        and_(col(sibling.position) == col(item.position), col(sibling.id) <= col(item.id)),
    )
    same_parent = or_(
        col(sibling.parent_id) == col(item.parent_id),
        and_(col(sibling.parent_id).is_(None), col(item.parent_id).is_(None)),
    )
    rank = (
        select(func.count())
        .select_from(sibling)
        .where(col(sibling.meeting_id) == col(item.meeting_id), same_parent, before)
        .correlate_except(sibling)
        .scalar_subquery()
    )
    return cast(rank, String)
