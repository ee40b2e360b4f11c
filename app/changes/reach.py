"""Which changes a caller sees: those of what they may see now. And a digest of that, so that another reach shows."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlmodel import Session, col

from app.access.caller import Caller
from app.action_points.models import ActionPoint
from app.action_points.owners import points_of
from app.changes import cursor
from app.groups.models import Group
from app.groups.nearness import near
from app.persons.visibility import seen as seen_person
from app.reading import ME, MY_GROUPS
from app.recording.models import Change
from app.recording.told import ChangeType

OF_NEAR = (
    ChangeType.group_created,
    ChangeType.group_renamed,
    ChangeType.meeting_created,
    ChangeType.meeting_moved,
)
INSIDE = col(Change.group_id).in_(MY_GROUPS)


def within(caller: Caller) -> list[ColumnElement[bool]]:
    """The condition on Change; none for those who see everything.

    Persons are seen through groups: what happens to one is told to those who see them now.
    """
    if caller.sees_all:
        return []
    ways = [
        INSIDE,
        col(Change.noun) == "organization",
        and_(col(Change.noun) == "person", col(Change.group_id).is_(None), seen_person(col(Change.thing_id))),
        and_(col(Change.type).in_(OF_NEAR), near(col(Change.group_id))),
    ]
    if caller.person_id:
        ways.append(and_(col(Change.noun) == "action_point", col(Change.thing_id).in_(points_of(ME))))
    return [or_(*ways)]


def of(session: Session, caller: Caller, now: datetime) -> bytes:
    """A digest of the groups the caller sees and leads, those near them, and the points they own elsewhere."""
    if caller.sees_all:
        return cursor.digest(True, caller.leads_all)
    standings = sorted((str(group), standing.value) for group, standing in caller.standings.items())
    params = caller.params(now)
    by_name = _ids(session, select(col(Group.id)).where(near(col(Group.id))), params)
    return cursor.digest(
        standings, by_name, _ids(session, _owned_elsewhere(), params) if caller.person_id else []
    )


def _owned_elsewhere() -> Select[Any]:
    elsewhere = col(ActionPoint.group_id).not_in(MY_GROUPS)
    return select(col(ActionPoint.id)).where(col(ActionPoint.id).in_(points_of(ME)), elsewhere)


def _ids(session: Session, wanted: Select[Any], params: dict[str, Any]) -> list[str]:
    return sorted(str(id) for id in session.execute(wanted, params).scalars())
