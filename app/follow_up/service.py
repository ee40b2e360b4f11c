"""The follow-up of a meeting: what the chair has open in it."""

from collections import defaultdict
from datetime import datetime

from sqlmodel import Session, col, select

from app.access.caller import Caller
from app.follow_up import parked, points, reported
from app.meetings.models import Meeting, MeetingStatus
from app.reading import Found

STATEMENTS = {
    lists: (lists.statement(), reported.statement(lists.asked)) for lists in (points.TO_COME, points.HELD)
}
PARKED = parked.statement()


def of_meeting(session: Session, caller: Caller, meeting: Meeting, now: datetime) -> Found:
    """The follow-up as JSON, with the meeting's version."""
    asked = points.asked_of(meeting)
    params = caller.params(now, **points.params(meeting, _held_before(session, meeting)))
    of_points, of_reported = STATEMENTS[asked]
    lists: dict[str, list[str]] = defaultdict(list)
    for row in session.execute(of_points, params).mappings():
        for name in asked.conditions():
            if row[name]:
                lists[name].append(row["item"])
    lists["parked"] = list(session.execute(PARKED, params).scalars())
    lists["reported"] = list(session.execute(of_reported, params).scalars())
    names = (*asked.conditions(), "parked", "reported")
    return Found(
        meeting.version, "{" + ",".join(f'"{name}":[{",".join(lists[name])}]' for name in names) + "}"
    )


def _held_before(session: Session, meeting: Meeting) -> Meeting | None:
    """The group's last held meeting before this one."""
    held = select(Meeting).where(
        Meeting.group_id == meeting.group_id,
        Meeting.status == MeetingStatus.held,
        col(Meeting.order_key) < meeting.order_key,
    )
    return session.exec(held.order_by(col(Meeting.order_key).desc()).limit(1)).first()
