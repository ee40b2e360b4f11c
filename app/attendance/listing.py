"""Who is on a meeting's list, and as what (domain 1). The one answer; asked, but for what holding has copied.

Until the meeting is held: everyone who is a member on its day, and the rows that someone has touched.
From then on the rows, as they were. Statements speak of the meeting OF_MEETING.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Row,
    Subquery,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased, join, outerjoin
from sqlmodel import Session, col

from app.attendance.models import (
    Attendance,
    AttendanceList,
    AttendanceRead,
    AttendanceRole,
    Presence,
    Response,
)
from app.meetings.models import Meeting, MeetingStatus
from app.meetings.shapes import OF_MEETING
from app.memberships.models import Membership
from app.memberships.validity import valid_on
from app.organizations.models import Organization
from app.persons.models import Person
from app.reading import fields, many, shape
from app.tables import Id, Json

ROW = aliased(Attendance, name="attendance")
MEMBER = aliased(Membership, name="attending_member")
PERSON = aliased(Person, name="attending_person")
OFFICE = aliased(Organization, name="attending_office")
PRINCIPAL = aliased(Organization, name="attending_for")
MEETING = aliased(Meeting, name="attended")


def expected(meeting: Any, person_id: Any) -> ColumnElement[bool]:
    """True for a person who is on the list of a meeting and has not said no."""
    row, coming, member = aliased(Attendance), aliased(Attendance), aliased(Membership)
    touched = select(col(row.id)).where(_is_row_of(row, person_id, meeting)).correlate_except(row)
    comes = select(col(coming.id)).where(_is_row_of(coming, person_id, meeting), _comes(coming))
    asked = select(col(member.id)).where(
        _is_member(member, meeting),
        col(member.person_id) == person_id,
        col(meeting.status) != MeetingStatus.held,
    )
    untouched = and_(~touched.exists(), asked.correlate_except(member).exists())
    return or_(comes.correlate_except(coming).exists(), untouched)


def _is_member(member: Any, meeting: Any) -> ColumnElement[bool]:
    return and_(col(member.group_id) == col(meeting.group_id), valid_on(member, col(meeting.held_on)))


def _is_row_of(row: Any, person_id: Any, meeting: Any) -> ColumnElement[bool]:
    return and_(col(row.meeting_id) == col(meeting.id), col(row.person_id) == person_id)


def _comes(row: Any) -> ColumnElement[bool]:
    away = col(row.presence).in_([Presence.absent, Presence.excused])
    return and_(col(row.response) != Response.declined, ~away)


def _who(*asked: ColumnElement[bool]) -> Subquery:
    """The rows, and the members without one: all of them, or none if they are not asked."""
    row, member, other = aliased(Attendance), aliased(Membership), aliased(Attendance)
    rows = select(col(row.id), col(row.person_id), col(row.organization_id))
    touched = select(col(other.id)).where(_is_row_of(other, col(member.person_id), MEETING))
    members = (
        select(cast(null(), Id), col(member.person_id), cast(null(), Id))
        .select_from(join(MEETING, member, _is_member(member, MEETING)))
        .where(col(MEETING.id) == OF_MEETING, ~touched.correlate_except(other).exists(), *asked)
    )
    return union_all(rows.where(col(row.meeting_id) == OF_MEETING), members).subquery("who")


def _source(who: Subquery) -> Any:
    source = join(who, MEETING, col(MEETING.id) == OF_MEETING)
    source = outerjoin(source, ROW, col(ROW.id) == who.c.id)
    source = outerjoin(source, PERSON, col(PERSON.id) == who.c.person_id)
    source = outerjoin(source, OFFICE, col(OFFICE.id) == who.c.organization_id)
    same = and_(col(MEMBER.person_id) == who.c.person_id, _is_member(MEMBER, MEETING))
    source = outerjoin(source, MEMBER, same)
    return outerjoin(source, PRINCIPAL, col(PRINCIPAL.id) == COPIED["on_behalf_of_id"])


def _kept(copied: Any, asked: Any) -> ColumnElement[Any]:
    return case((col(ROW.copied).is_(True), col(copied)), else_=asked)


def _or_else(column: Any, value: Any) -> ColumnElement[Any]:
    """Of a row, or what it would begin with."""
    kept: Any = col(column)
    return func.coalesce(kept, literal(value, kept.type))


COPIED: dict[str, ColumnElement[Any]] = {
    "roles": _kept(
        ROW.roles, func.coalesce(col(ROW.roles), col(MEMBER.roles), literal([AttendanceRole.guest], Json()))
    ),
    "role_title": _kept(ROW.role_title, func.coalesce(col(ROW.role_title), col(MEMBER.role_title))),
    "on_behalf_of_id": _kept(
        ROW.on_behalf_of_id,
        func.coalesce(col(ROW.on_behalf_of_id), col(MEMBER.on_behalf_of_id), col(PERSON.organization_id)),
    ),
    "title": _kept(ROW.title, func.coalesce(col(ROW.title), col(MEMBER.title), col(PERSON.title))),
    "copied_name": _kept(ROW.copied_name, func.coalesce(col(PERSON.name), col(OFFICE.name))),
    "copied_name_order": _kept(
        ROW.copied_name_order, func.coalesce(col(PERSON.name_order), col(OFFICE.name_order))
    ),
    "copied_on_behalf_of": _kept(ROW.copied_on_behalf_of, col(PRINCIPAL.name)),
}


def _list() -> Any:
    who = _who(col(MEETING.status) != MeetingStatus.held)
    item = fields(
        AttendanceRead,
        id=who.c.id,
        version=col(ROW.version),
        external_id=col(ROW.external_id),
        created_at=col(ROW.created_at),
        modified_at=col(ROW.modified_at),
        person_id=who.c.person_id,
        organization_id=who.c.organization_id,
        name=COPIED["copied_name"],
        roles=COPIED["roles"],
        role_title=COPIED["role_title"],
        on_behalf_of_id=COPIED["on_behalf_of_id"],
        on_behalf_of=COPIED["copied_on_behalf_of"],
        title=COPIED["title"],
        response=_or_else(ROW.response, Response.needs_action),
        presence=_or_else(ROW.presence, Presence.unknown),
        substitute_for_id=col(ROW.substitute_for_id),
        note=col(ROW.note),
        expected=or_(col(ROW.id).is_(None), _comes(ROW)),
    )
    order = (COPIED["copied_name_order"], func.coalesce(who.c.person_id, who.c.organization_id))
    return many(item, _source(who), order=order, of=())


_VERSION: Any = col(Meeting.attendance_version)
ITEMS = _list()
LIST = replace(shape(AttendanceList, Meeting, items=ITEMS), version=_VERSION)

_everybody = _who()
_EVERYBODY = select(
    _everybody,
    *[column.label(name) for name, column in COPIED.items()],
    col(MEMBER.roles).label("member_roles"),
).select_from(_source(_everybody))


def everybody(session: Session, meeting_id: UUID) -> Sequence[Row[Any]]:
    """Who has a row (`id`) and who is a member that day (`member_roles`), with what holding would copy."""
    return session.execute(_EVERYBODY, {OF_MEETING.key: meeting_id}).all()
