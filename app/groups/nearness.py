"""Near groups: parent and subgroups of a group that the caller leads. It sees their names (domain 6)."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.access.caller import Caller
from app.groups.models import Group
from app.reading import LED_GROUPS, MY_GROUPS, SEES_ALL


def near(group_id: Any) -> ColumnElement[bool]:
    """True for the parent of a group that the caller leads, and for a subgroup of one."""
    led, below = aliased(Group, name="led"), aliased(Group, name="below_led")
    parents = select(col(led.parent_id)).where(col(led.id).in_(LED_GROUPS), col(led.parent_id).is_not(None))
    children = select(col(below.id)).where(col(below.parent_id).in_(LED_GROUPS))
    return or_(group_id.in_(parents), group_id.in_(children))


def seen(group_id: Any) -> ColumnElement[bool]:
    """True for a group whose inside the caller sees."""
    return or_(SEES_ALL, group_id.in_(MY_GROUPS))


def knows(session: Session, caller: Caller, group_id: UUID) -> bool:
    """Whether the caller sees the group, or knows it as near one that it leads. False if there is none."""
    found = select(col(Group.id)).where(
        col(Group.id) == group_id, or_(seen(col(Group.id)), near(col(Group.id)))
    )
    return session.execute(found, caller.reach).first() is not None
