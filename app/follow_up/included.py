"""What a meeting's screen needs besides the meeting: `include=attendance,agenda,decisions,action_points,follow_up`."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import Text, cast, select
from sqlmodel import Session, col

from app import reading
from app.access.caller import Caller
from app.action_points import shapes as points
from app.action_points.due import POINT
from app.agenda import service as agenda
from app.attendance.listing import ITEMS
from app.decisions import service as decisions
from app.errors import InvalidRequest
from app.follow_up import service as follow_up
from app.meetings.models import Meeting
from app.meetings.shapes import OF_MEETING
from app.reading import Found

Part = Callable[[Session, Caller, Meeting, datetime], str]


def parts_of(include: str | None) -> list[str]:
    """The parts asked for, in the order of PARTS. Raises InvalidRequest for another word."""
    said = {part.strip() for part in include.split(",")} if include else set()
    if said - PARTS.keys():
        raise InvalidRequest(
            errors=[{"parameter": "include", "code": "unknown_part", "allowed": ", ".join(PARTS)}]
        )
    return [name for name in PARTS if name in said]


def with_parts(
    session: Session, caller: Caller, meeting: Meeting, found: Found, parts: Sequence[str], now: datetime
) -> Found:
    """The meeting's JSON with its parts; as it is for those who do not see the inside of its group."""
    if not caller.sees(meeting.group_id):
        return found
    added = "".join(f',"{name}":{PARTS[name](session, caller, meeting, now)}' for name in parts)
    return Found(found.version, found.body.rstrip().removesuffix("}") + added + "}")


def _listed(items: Sequence[str]) -> str:
    return "[" + ",".join(items) + "]"


def _attendance(session: Session, caller: Caller, meeting: Meeting, now: datetime) -> str:
    params = caller.params(now, **{OF_MEETING.key: meeting.id})
    return str(session.execute(select(cast(ITEMS, Text)), params).scalar_one())


def _agenda(session: Session, caller: Caller, meeting: Meeting, now: datetime) -> str:
    return _listed(agenda.of_meeting(session, caller, meeting.id, now))


def _decisions(session: Session, caller: Caller, meeting: Meeting, now: datetime) -> str:
    return _listed(decisions.of_meeting(session, caller, meeting.id, now))


def _action_points(session: Session, caller: Caller, meeting: Meeting, now: datetime) -> str:
    given_here = col(POINT.meeting_id) == meeting.id
    order = [col(POINT.number)]
    return _listed(reading.some(session, points.READ, caller.params(now), given_here, order=order))


def _follow_up(session: Session, caller: Caller, meeting: Meeting, now: datetime) -> str:
    return follow_up.of_meeting(session, caller, meeting, now).body


PARTS: dict[str, Part] = {
    "attendance": _attendance,
    "agenda": _agenda,
    "decisions": _decisions,
    "action_points": _action_points,
    "follow_up": _follow_up,
}
