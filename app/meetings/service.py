"""Meetings: found, booked, moved, held, cancelled, reopened."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy import update as change_rows
from sqlmodel import Session, col

from app import clock, nouns
from app.access.caller import Caller
from app.access.policy import Act
from app.action_points import consequences
from app.attendance.models import Attendance, Response
from app.errors import NotFound, Unknown
from app.groups import service as groups
from app.groups.models import Group
from app.meetings import life, since
from app.meetings.models import BOOKED, Meeting, MeetingCreate, MeetingStatus, MeetingUpdate
from app.meetings.order import order_key
from app.meetings.shapes import NEAR, READ
from app.meetings.times import TIME_FIELDS, Times
from app.reading import MY_GROUPS

SORTS: dict[str, Any] = {"held_on": col(Meeting.order_key), "created_at": col(Meeting.created_at)}
TOLD_BY_SEQUENCE = TIME_FIELDS | {"place", "online_url", "status"}


def hits(
    caller: Caller,
    group_id: UUID | None,
    status: list[MeetingStatus] | None,
    held_from: date | None,
    held_to: date | None,
    external_id: str | None,
) -> Select[Any]:
    """Those within reach that fit every filter that was said.

    Near ones are shown to who asks for their group by name, and by what is shown of them: the day.
    """
    inner = nouns.filters((col(Meeting.status), status), (nouns.external_id(Meeting), external_id))
    return READ.hits(
        *_within(caller, with_near=group_id is not None and not inner),
        *inner,
        *nouns.filters((col(Meeting.group_id), group_id)),
        *([col(Meeting.held_on) >= held_from] if held_from else []),
        *([col(Meeting.held_on) <= held_to] if held_to else []),
    )


def reached(caller: Caller, id: UUID) -> list[ColumnElement[bool]]:
    """The one meeting, if the caller sees its group or leads one near it."""
    return [col(Meeting.id) == id, *_within(caller, with_near=True)]


def _within(caller: Caller, *, with_near: bool) -> list[ColumnElement[bool]]:
    if caller.sees_all:
        return []
    inside = col(Meeting.group_id).in_(MY_GROUPS)
    return [or_(inside, NEAR) if with_near else inside]


def get(session: Session, caller: Caller, id: UUID, *, lock: bool = False) -> Meeting:
    """The meeting, if the caller sees its group; NotFound otherwise. Locked: with its group, for a change."""
    meeting = session.get(Meeting, id)
    if meeting is None or not caller.sees(meeting.group_id):
        raise NotFound
    if lock:
        groups.lock(session, meeting.group_id)
        session.refresh(meeting, with_for_update=True)
    return meeting


def known(session: Session, caller: Caller, id: UUID, pointer: str) -> Meeting:
    """The meeting that a field of the body names, if the caller sees its group. Raises Unknown there."""
    meeting = session.get(Meeting, id)
    if meeting is None or not caller.sees(meeting.group_id):
        raise Unknown(pointer)
    return meeting


def add(session: Session, caller: Caller, body: MeetingCreate, now: datetime) -> Meeting:
    """A meeting to come, or one that was held (old notes): what follows from that, see holding."""
    group = groups.known(session, caller, body.group_id, "#/group_id")
    caller.require(Act.make_meetings, group.id)
    life.check_new(body.status, body.held_on, clock.day_in(now, group.time_zone))
    zone = body.time_zone or group.time_zone
    meeting = nouns.new(Meeting, body, caller, now, time_zone=zone, day_set_at=now)
    meeting.sqlmodel_update(_placed(meeting, {}))
    with _noting_next(session, group.id, now):
        return nouns.save(session, meeting)


def update(
    session: Session, caller: Caller, id: UUID, change: MeetingUpdate, if_match: str | None, now: datetime
) -> Meeting:
    with _changing(session, caller, id, if_match, now) as meeting:
        said = {name: value for name, value in change.said().items() if getattr(meeting, name) != value}
        life.check_change(meeting, said, _today(session, meeting, now))
        _become(session, meeting, said, caller, now)
    return meeting


def hold(session: Session, caller: Caller, id: UUID, if_match: str | None, now: datetime) -> Meeting:
    """Held, as such. Raises MeetingHeld, MeetingCancelled, MeetingNotYet."""
    with _changing(session, caller, id, if_match, now) as meeting:
        _become(session, meeting, life.held(meeting, _today(session, meeting, now)), caller, now)
    return meeting


def cancel(
    session: Session, caller: Caller, id: UUID, reason: str | None, if_match: str | None, now: datetime
) -> Meeting:
    """Raises MeetingHeld, MeetingCancelled."""
    with _changing(session, caller, id, if_match, now) as meeting:
        _become(session, meeting, life.cancelled(meeting, reason), caller, now)
    return meeting


def reopen(
    session: Session, caller: Caller, id: UUID, reason: str | None, if_match: str | None, now: datetime
) -> Meeting:
    """Gives back the status it had, and keeps what holding made. Raises MeetingOpen."""
    with _changing(session, caller, id, if_match, now) as meeting:
        _become(session, meeting, life.reopened(meeting, reason), caller, now)
    return meeting


@contextmanager
def _changing(
    session: Session, caller: Caller, id: UUID, if_match: str | None, now: datetime
) -> Iterator[Meeting]:
    """Every change of a meeting goes through here: one at a time in its group."""
    meeting = _for_change(session, caller, id)
    nouns.match(meeting, if_match)
    with _noting_next(session, meeting.group_id, now):
        yield meeting


def _for_change(session: Session, caller: Caller, id: UUID) -> Meeting:
    """Locked, with its group. NotFound to those who do not know it; Refused to those who know its day alone."""
    known = select(Meeting).where(*reached(caller, id))
    meeting = session.execute(known, caller.reach).scalar()
    if meeting is None:
        raise NotFound
    caller.require(Act.make_meetings, meeting.group_id)
    return get(session, caller, id, lock=True)


@contextmanager
def _noting_next(session: Session, group_id: UUID, now: datetime) -> Iterator[None]:
    """Every write to the meetings of a group goes here: it is known since when which is next, and what follows."""
    since.settle(session, group_id, now)
    with consequences.of_meetings(session, group_id, now):
        yield
    since.changed(session, group_id, now)


def _become(
    session: Session, meeting: Meeting, changes: Mapping[str, Any], caller: Caller, now: datetime
) -> None:
    nouns.change(session, meeting, {**changes, **_following(meeting, changes, now)}, caller, now)
    if TIME_FIELDS & changes.keys() and meeting.status in BOOKED:
        _ask_again(session, meeting, now)


def _following(meeting: Meeting, changes: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """What follows from changes that may be made. Raises InvalidRequest for an end that does not fit."""
    following: dict[str, Any] = {}
    if TIME_FIELDS & changes.keys():
        following |= _placed(meeting, changes)
    if TOLD_BY_SEQUENCE & changes.keys():
        following |= {"sequence": meeting.sequence + 1, "changed_at": now}
    if "held_on" in changes:
        following |= {"day_revision": meeting.day_revision + 1, "day_set_at": now}
    if "status" in changes:
        following |= {"status_reason": changes.get("status_reason")}
    return following


def _placed(meeting: Meeting, changes: Mapping[str, Any]) -> dict[str, Any]:
    """When it begins and ends, and where it stands among its group's. Raises InvalidRequest."""
    times = Times(**{name: changes.get(name, getattr(meeting, name)) for name in TIME_FIELDS})
    times.check()
    return {
        "starts_at": times.starts_at,
        "ends_at": times.ends_at,
        "begins_at": times.begins_at,
        "order_key": order_key(times.held_on, times.start_time, meeting.created_at, meeting.id),
    }


def _ask_again(session: Session, meeting: Meeting, now: datetime) -> None:
    """A new day or time: nobody has answered to that yet (domain 1)."""
    again = {"response": Response.needs_action, "version": Attendance.version + 1, "modified_at": now}
    answered = [
        col(Attendance.meeting_id) == meeting.id,
        col(Attendance.response) != Response.needs_action,
    ]
    reset = change_rows(Attendance).where(*answered).values(again).returning(col(Attendance.id))
    if session.execute(reset).all():
        meeting.attendance_version += 1


def _today(session: Session, meeting: Meeting, now: datetime) -> date:
    return clock.day_in(now, session.get_one(Group, meeting.group_id).time_zone)
