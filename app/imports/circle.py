"""Whom a group's notes may mean: its people, their organizations, its roles and groups, its open points."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, union
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.access.caller import Caller
from app.action_points.models import OPEN, ActionPoint, Owner
from app.attendance.models import Attendance
from app.groups.models import Group
from app.groups.nearness import near, seen
from app.meetings.models import Meeting
from app.memberships.models import Membership
from app.organizations.models import Organization
from app.persons.models import Person


@dataclass(frozen=True)
class Someone:
    """A person with the name of their organization, an organization, or a group."""

    id: UUID
    name: str
    organization: str | None = None
    other_name: str | None = None


@dataclass(frozen=True)
class Given:
    """A point, and the day of the meeting it was given at, or the day it was made."""

    id: UUID
    task: str
    on: date


@dataclass(frozen=True)
class Circle:
    """All that is looked through for one group, which is `own`; `groups`: the others."""

    own: Someone
    persons: list[Someone] = field(default_factory=list)
    organizations: list[Someone] = field(default_factory=list)
    groups: list[Someone] = field(default_factory=list)
    points: list[Given] = field(default_factory=list)


def circle(session: Session, caller: Caller, group: Group) -> Circle:
    """Its members, past and coming, who attended its meetings and who own its points; and what they came for."""
    persons = _people(group.id)
    rows = session.execute(_persons(persons)).all()
    return Circle(
        Someone(group.id, group.name, other_name=group.short_name),
        [Someone(row[0], row[1], row[2]) for row in rows],
        _someones(
            session, select(col(Organization.id), col(Organization.name)).where(_of_group(group.id, persons))
        ),
        _groups(session, caller, group),
        _open_points(session, group.id),
    )


def _people(group_id: UUID) -> Any:
    return union(
        select(col(Membership.person_id)).where(col(Membership.group_id) == group_id),
        select(col(Attendance.person_id))
        .join(Meeting, col(Meeting.id) == col(Attendance.meeting_id))
        .where(col(Meeting.group_id) == group_id, col(Attendance.person_id).is_not(None)),
        select(col(Owner.person_id))
        .join(ActionPoint, col(ActionPoint.id) == col(Owner.point_id))
        .where(col(ActionPoint.group_id) == group_id, col(Owner.person_id).is_not(None)),
    )


def _persons(ids: Any) -> Any:
    office = aliased(Organization)
    return (
        select(col(Person.id), col(Person.name), col(office.name))
        .outerjoin(office, col(office.id) == col(Person.organization_id))
        .where(col(Person.id).in_(ids))
        .order_by(col(Person.name_order), col(Person.id))
    )


def _of_group(group_id: UUID, persons: Any) -> Any:
    """Those that its people work in or speak for, and their principals."""
    named: Any = union(
        select(col(Membership.on_behalf_of_id)).where(col(Membership.group_id) == group_id),
        select(col(Person.organization_id)).where(col(Person.id).in_(persons)),
        select(col(Group.office_id)).where(col(Group.id) == group_id),
    )
    above = select(col(Organization.parent_id)).where(col(Organization.id).in_(named))
    return col(Organization.id).in_(named) | col(Organization.id).in_(above)


def _someones(session: Session, found: Any) -> list[Someone]:
    return [Someone(id, name) for id, name in session.execute(found.order_by(col(Organization.name_order)))]


def _groups(session: Session, caller: Caller, group: Group) -> list[Someone]:
    """Those that the caller sees or knows as near."""
    others = select(col(Group.id), col(Group.name), col(Group.short_name)).where(
        col(Group.id) != group.id, seen(col(Group.id)) | near(col(Group.id))
    )
    rows = session.execute(others.order_by(col(Group.name_order)), caller.reach)
    return [Someone(id, name, other_name=short) for id, name, short in rows]


def given(session: Session, *where: Any) -> list[Given]:
    """The points that fit, by number."""
    found = (
        select(
            col(ActionPoint.id),
            col(ActionPoint.task),
            func.coalesce(col(Meeting.held_on), col(ActionPoint.given_on)),
        )
        .outerjoin(Meeting, col(Meeting.id) == col(ActionPoint.meeting_id))
        .where(*where)
    )
    return [Given(*row) for row in session.execute(found.order_by(col(ActionPoint.number)))]


def _open_points(session: Session, group_id: UUID) -> list[Given]:
    return given(session, col(ActionPoint.group_id) == group_id, col(ActionPoint.status).in_(OPEN))
