from fastapi import Request, Response

from app import clock
from app.access.caller import CallerDep
from app.access.policy import Reach, line
from app.database import SnapshotDep
from app.reading import Found
from app.responses import answer
from app.routing import router as new_router
from app.worklist import service
from app.worklist.models import Worklist

router = new_router("/me", "me")


@router.get("/worklist", operation_id="getMyWorklist", response_model=Worklist)
@line(Reach.see_worklist, known=Reach.see_oneself)
def get(request: Request, session: SnapshotDep, caller: CallerDep) -> Response:
    """What the person calling has to see to in the groups they lead: meetings not held, confirmed or booked, owners
    that could not be reached, points that nobody owns, cannot do, or that are carried along. For persons only."""
    found = service.of_caller(session, caller, clock.now())
    return answer(request, Found(1, found.model_dump_json()))
