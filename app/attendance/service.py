"""Attendance: answered, noted, copied when the meeting is held. One list per meeting, with one version."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from app import nouns, responses
from app.access.caller import Caller
from app.access.policy import Act
from app.attendance.models import AttendanceRow, AttendanceUpdate, Presence
from app.attendance.sheet import Sheet, Who, who_of
from app.errors import Refused, invalid
from app.meetings import service as meetings
from app.meetings.life import check_booked
from app.meetings.models import Meeting
from app.organizations.models import Organization
from app.persons import service as persons

RESPONDED = {"person_id", "response", "note"}
NOT_SAID_OF_IT = {"person_id", "organization_id", "removed"}
PERSONS = ("person_id", "substitute_for_id")
ORGANIZATIONS = ("organization_id", "on_behalf_of_id")


def copy(session: Session, caller: Caller, meeting: Meeting, unknown_as: Presence, now: datetime) -> None:
    """The meeting is held: everybody has a row, and every row stays as it is. Adds only what is missing."""
    sheet = Sheet(session, caller, meeting, now)
    sheet.mark_unknown(unknown_as)
    sheet.add_members(unknown_as)
    sheet.copy()
    sheet.close()


def update(
    session: Session, caller: Caller, id: UUID, change: AttendanceUpdate, if_match: str | None, now: datetime
) -> None:
    """All or nothing. Members who do not lead answer for themselves, as long as they are asked."""
    meeting = meetings.get(session, caller, id, lock=True)
    sheet = Sheet(session, caller, meeting, now)
    leads = caller.may(Act.make_attendance, meeting.group_id)
    if not leads:
        _require_own_response(sheet, change)
    responses.match(if_match, meeting.attendance_version)
    if not leads:
        check_booked(meeting)
    _put_all(sheet, change)
    sheet.close()


def _require_own_response(sheet: Sheet, change: AttendanceUpdate) -> None:
    """Who does not lead the group says one thing: whether they come. Raises Refused."""
    sheet.caller.require(Act.respond, sheet.meeting.group_id)
    me = (sheet.caller.person_id, None)
    own = [row for row in change.rows if who_of(row) == me and row.said().keys() <= RESPONDED]
    if len(own) != 1 or len(change.rows) != 1 or change.others or not sheet.lists(me):
        raise Refused(act=Act.make_attendance.value)


def _put_all(sheet: Sheet, change: AttendanceUpdate) -> None:
    named = _named(change.rows)
    others = [who for who in sheet.listed if who not in named]
    for who, (position, row) in named.items():
        _put(sheet, who, row, f"#/rows/{position}")
    if change.others:
        for who in others:
            sheet.put(who, change.others.said())
    if sheet.is_held:
        sheet.copy()


def _named(rows: Sequence[AttendanceRow]) -> dict[Who, tuple[int, AttendanceRow]]:
    """Each row with its place in the body, by whom it is about: one, and once. Raises InvalidRequest."""
    named: dict[Who, tuple[int, AttendanceRow]] = {}
    for position, row in enumerate(rows):
        pointer = f"#/rows/{position}"
        if row.person_id is None and row.organization_id is None:
            raise invalid(f"{pointer}/person_id", "missing")
        if row.person_id and row.organization_id:
            raise invalid(f"{pointer}/organization_id", "one_of_two")
        if who_of(row) in named:
            raise invalid(f"{pointer}/{'person_id' if row.person_id else 'organization_id'}", "said_twice")
        named[who_of(row)] = (position, row)
    return named


def _put(sheet: Sheet, who: Who, row: AttendanceRow, pointer: str) -> None:
    said = row.model_dump(exclude_unset=True, exclude=NOT_SAID_OF_IT)
    if not row.removed:
        named = said if sheet.knows(who) else said | {"person_id": who[0], "organization_id": who[1]}
        _check_known(sheet, named, pointer)
        sheet.put(who, said)
    elif said:
        raise invalid(f"{pointer}/removed", "removed_alone")
    else:
        sheet.take_away(who)


def _check_known(sheet: Sheet, named: Mapping[str, Any], pointer: str) -> None:
    """Persons whom the caller sees or has introduced; any organization. Raises Unknown at the field."""
    for name in PERSONS:
        if named.get(name):
            persons.known(sheet.session, sheet.caller, named[name], f"{pointer}/{name}")
    for name in ORGANIZATIONS:
        if named.get(name):
            nouns.known(sheet.session, Organization, named[name], f"{pointer}/{name}")
