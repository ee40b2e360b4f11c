from uuid import UUID

from fastapi import Request, Response

from app import clock
from app.access.caller import CallerDep
from app.access.policy import Act
from app.database import SnapshotDep
from app.follow_up import service
from app.follow_up.models import FollowUp
from app.meetings import service as meetings
from app.responses import answer
from app.routing import router as new_router

router = new_router("/meetings", "meetings")


@router.get("/{id}/follow-up", operation_id="getFollowUp", response_model=FollowUp)
def get(request: Request, session: SnapshotDep, caller: CallerDep, id: UUID) -> Response:
    """What the meeting has to look at: late, due here, waiting, undated, unowned, "cannot", done since last time,
    parked agenda items, and what other groups report. Of a held meeting: as it was when it was held."""
    meeting = meetings.get(session, caller, id)
    caller.require(Act.see_group, meeting.group_id)
    return answer(request, service.of_meeting(session, caller, meeting, clock.now()))
