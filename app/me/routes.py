from fastapi import Request, Response

from app.access.caller import CallerDep
from app.access.policy import Reach, line
from app.database import SnapshotDep
from app.me import service
from app.me.models import MeRead
from app.reading import Found
from app.responses import answer
from app.routing import router as new_router

router = new_router("/me", "me")


@router.get("", operation_id="getMe", response_model=MeRead)
@line(Reach.see_oneself, known=Reach.see_oneself)
def get(request: Request, session: SnapshotDep, caller: CallerDep) -> Response:
    """Who the caller is: a person or a system, its groups, and what it may do in each today."""
    return answer(request, Found(1, service.describe(session, caller).model_dump_json()))
