"""Which action points a caller reaches: those of groups whose inside it sees, and those it answers for."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select, union
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.access.caller import Caller
from app.action_points.due import POINT
from app.action_points.models import ActionPoint
from app.action_points.owners import points_of
from app.errors import NotFound
from app.groups import service as groups
from app.reading import ME, MY_GROUPS


def within(caller: Caller) -> list[ColumnElement[bool]]:
    """The condition on POINT; none for those who see everything."""
    if caller.sees_all:
        return []
    inside = aliased(ActionPoint, name="inside")
    seen = select(col(inside.id)).where(col(inside.group_id).in_(MY_GROUPS))
    return [col(POINT.id).in_(seen if caller.person_id is None else union(seen, points_of(ME)))]


def owns(session: Session, caller: Caller, id: UUID, now: datetime) -> bool:
    """Whether the caller is a person who answers for the point."""
    if caller.person_id is None:
        return False
    mine = points_of(ME, col(POINT.id) == id)
    return session.execute(mine, caller.params(now)).first() is not None


def get(session: Session, caller: Caller, id: UUID, now: datetime, *, lock: bool = False) -> ActionPoint:
    """The point, if the caller reaches it; otherwise it does not exist. Locked: with its group, for a change."""
    reached = select(POINT).where(col(POINT.id) == id, *within(caller))
    point: ActionPoint | None = session.execute(reached, caller.params(now)).scalar()
    if point is None:
        raise NotFound
    if lock:
        groups.lock(session, point.group_id)
        session.refresh(point, with_for_update=True)
    return point
