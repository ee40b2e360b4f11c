"""Which persons a caller sees: itself, and those who stand in a group that it sees (domain 6)."""

from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select, union_all
from sqlalchemy.orm import aliased
from sqlmodel import col

from app.action_points.models import ActionPoint, Owner
from app.agenda.models import AgendaItem, AgendaPresenter
from app.attendance.models import Attendance
from app.meetings.models import Meeting
from app.memberships.models import Membership
from app.persons.models import Introduction
from app.reading import KEY_OWNER, ME, MY_GROUPS, SEES_ALL


def seen(person_id: Any) -> ColumnElement[bool]:
    """True for a person whom the caller sees, asked of one row."""
    through = [named.where(named.selected_columns[0] == person_id).exists() for named in _named()]
    return or_(SEES_ALL, person_id == ME, *through)


def within_reach(person_id: Any) -> ColumnElement[bool]:
    """True for whom the caller (not one that sees everybody) sees or has introduced, asked of many rows."""
    introduced = select(col(Introduction.person_id)).where(
        col(Introduction.owner_id) == KEY_OWNER, col(Introduction.sent).is_not(None)
    )
    reached: ColumnElement[bool] = person_id.in_(union_all(select(ME), introduced, *_named()))
    return reached


def _named() -> tuple[Select[Any], ...]:
    """Members, past and coming, of the groups that the caller sees; who owns, attends or presents there."""
    member, meeting, attendance = aliased(Membership), aliased(Meeting), aliased(Attendance)
    point, owner = aliased(ActionPoint), aliased(Owner)
    item, presenter = aliased(AgendaItem), aliased(AgendaPresenter)
    return (
        select(col(member.person_id)).where(col(member.group_id).in_(MY_GROUPS)),
        select(col(owner.person_id))
        .join(point, col(point.id) == col(owner.point_id))
        .where(col(point.group_id).in_(MY_GROUPS), col(owner.person_id).is_not(None)),
        select(col(attendance.person_id))
        .join(meeting, col(meeting.id) == col(attendance.meeting_id))
        .where(col(meeting.group_id).in_(MY_GROUPS), col(attendance.person_id).is_not(None)),
        select(col(presenter.person_id))
        .join(item, col(item.id) == col(presenter.agenda_item_id))
        .join(meeting, col(meeting.id) == col(item.meeting_id))
        .where(col(meeting.group_id).in_(MY_GROUPS)),
    )
