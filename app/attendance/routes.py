from uuid import UUID

from fastapi import Request, Response
from sqlmodel import Session, col

from app import clock, reading
from app.access.caller import Caller, CallerDep
from app.access.policy import Act, line
from app.attendance import service
from app.attendance.listing import LIST
from app.attendance.models import AttendanceList, AttendanceUpdate
from app.database import SessionDep, SnapshotDep
from app.errors import NotFound
from app.groups.nearness import seen
from app.meetings.models import Meeting
from app.meetings.shapes import OF_MEETING
from app.responses import IfMatch, answer
from app.routing import router as new_router

router = new_router("/meetings", "attendance")


@router.get("/{id}/attendance", operation_id="listAttendance", response_model=AttendanceList)
@line(Act.see_group)
def get(request: Request, session: SnapshotDep, caller: CallerDep, id: UUID) -> Response:
    """The whole list, by name.

    Until the meeting is held: everyone who is a member on its day, and whoever else has been put there.
    From then on names, titles and organizations stay as they were.
    """
    return _shown(request, session, caller, id)


@router.patch("/{id}/attendance", operation_id="updateAttendance", response_model=AttendanceList)
@line(Act.make_attendance, Act.respond)
def update(
    request: Request,
    session: SessionDep,
    caller: CallerDep,
    id: UUID,
    change: AttendanceUpdate,
    if_match: IfMatch = None,
) -> Response:
    """Change several at once: those in `rows`, by what is said of each, and with `others` all the rest.

    A new person becomes a guest, unless the row gives `roles`. The list has one version, in its ETag.
    Who is a member without leading the group may send one row: their own `response` and `note`.
    """
    service.update(session, caller, id, change, if_match, clock.now())
    return _shown(request, session, caller, id)


def _shown(request: Request, session: Session, caller: Caller, id: UUID) -> Response:
    params = caller.params(clock.now(), **{OF_MEETING.key: id})
    found = reading.one(session, LIST, params, col(Meeting.id) == id, seen(col(Meeting.group_id)))
    if found is None:
        raise NotFound
    return answer(request, found)
