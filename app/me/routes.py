from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from starlette.responses import RedirectResponse

from app import clock, texts, webpage
from app.access import forgery
from app.access.caller import CallerDep
from app.access.policy import Reach, line
from app.database import SnapshotDep
from app.login.service import leave_elsewhere
from app.me import log_ins, page, service
from app.me.models import MeRead
from app.reading import Found
from app.reminders.words import Words
from app.responses import answer
from app.routing import PageRoute
from app.routing import router as new_router
from app.texts import LANGUAGES

router = new_router("/me", "me")
pages = APIRouter(include_in_schema=False, route_class=PageRoute)


@router.get("", operation_id="getMe", response_model=MeRead)
@line(Reach.see_oneself, known=Reach.see_oneself)
def get(request: Request, session: SnapshotDep, caller: CallerDep) -> Response:
    """Who the caller is: a person or a system, its groups, and what it may do in each today."""
    return answer(request, Found(1, service.describe(session, caller).model_dump_json()))


@pages.get("/my-page")
@line(Reach.see_pages, known=Reach.see_pages)
def show(
    request: Request,
    session: SnapshotDep,
    caller: CallerDep,
    language: Annotated[str | None, Query()] = None,
) -> Response:
    """What waits for whoever is logged in, and the way to their groups' next meetings."""
    chosen = texts.spoken(language, texts.chosen(request.headers.get("accept-language")))
    now = clock.now()
    words = Words(chosen, now.date(), page.PAGE)
    shown = page.page(session, caller, chosen, now)
    here = request.state.login_session
    theirs = log_ins.told(session, caller, here, words, now)
    return webpage.page(
        "me/page.html",
        chosen,
        words=words,
        languages=LANGUAGES,
        page=shown,
        log_ins=theirs,
        form=forgery.token(here),
    )


@pages.post("/my-page/log-ins/{id}/end")
@line(Reach.see_pages, known=Reach.see_pages)
def end_log_in(caller: CallerDep, id: UUID) -> Response:
    """One of the caller's own log-ins is over, wherever it was; of others' nothing is said. Back to the page."""
    leave_elsewhere(id, caller.person_id, clock.now())
    return RedirectResponse("/my-page", 303, webpage.UNKEPT)
