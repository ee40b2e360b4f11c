from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from app import brakes, clock, settings, texts, webpage
from app.access.caller import Caller, CallerDep
from app.access.policy import Act, Reach, line
from app.auditing.who import doing
from app.database import SessionDep, SnapshotDep
from app.errors import NotFound
from app.follow_up import links, page, service
from app.follow_up.in_words import Page
from app.follow_up.models import FollowUp, FollowUpLinkMade
from app.meetings import service as meetings
from app.meetings.models import Meeting
from app.reading import Found
from app.reminders.words import Words
from app.responses import answer
from app.routing import LinkRoute, PageRoute
from app.routing import router as new_router
from app.texts import LANGUAGES

router = new_router("/meetings", "meetings")
pages = APIRouter(include_in_schema=False, route_class=LinkRoute)
logged_in = APIRouter(include_in_schema=False, route_class=PageRoute)

PAGE = "follow_up_page"


@router.get("/{id}/follow-up", operation_id="getFollowUp", response_model=FollowUp)
@line(Act.see_group)
def get(request: Request, session: SnapshotDep, caller: CallerDep, id: UUID) -> Response:
    """What the meeting has to look at: late, due here, waiting, undated, unowned, "cannot", done since last time,
    parked agenda items, and what other groups report. Of a held meeting: as it was when it was held."""
    meeting = meetings.get(session, caller, id)
    caller.require(Act.see_group, meeting.group_id)
    return answer(request, service.of_meeting(session, caller, meeting, clock.now()))


@router.post(
    "/{id}/follow-up-link", operation_id="addFollowUpLink", response_model=FollowUpLinkMade, status_code=201
)
@line(Act.share_follow_up)
def add_link(request: Request, session: SessionDep, caller: CallerDep, id: UUID) -> Response:
    """Make a link that shows the meeting's follow-up as a page, also for print, to whoever has it, until two weeks
    after the meeting has begun. `url` is shown here and never again."""
    link, token = links.make(session, caller, _led(session, caller, id), clock.now())
    made = FollowUpLinkMade(**link.model_dump(), url=f"{settings.get().origin}/follow-ups/{token}")
    response = answer(request, Found(1, made.model_dump_json()), 201)
    response.headers.update({"Location": made.url, "Cache-Control": "no-store"})
    return response


@router.delete("/{id}/follow-up-link", operation_id="endFollowUpLinks", status_code=204)
@line(Act.share_follow_up)
def end_links(session: SessionDep, caller: CallerDep, id: UUID) -> Response:
    """End the links made so far: none of them shows the meeting's follow-up any more."""
    links.end(session, _led(session, caller, id), clock.now())
    return Response(status_code=204)


def _led(session: SessionDep, caller: Caller, id: UUID) -> Meeting:
    meeting = meetings.get(session, caller, id)
    caller.require(Act.share_follow_up, meeting.group_id)
    return meeting


@pages.get("/follow-ups/{token}")
@line(Reach.follow_link, known=Reach.follow_link)
def show(
    request: Request, session: SnapshotDep, token: str, language: Annotated[str | None, Query()] = None
) -> Response:
    """The page behind the link: what the chair has open in the meeting. Reading changes nothing."""
    now = clock.now()
    link = links.find(session, token)
    brakes.followed(link.id if link else None, doing().address, clock.elapsed())
    if link is None or not links.is_open(session, link, now):
        chosen = texts.chosen(request.headers.get("accept-language"))
        return webpage.page("follow_up/not_here.html", chosen, 404, words=Words(chosen, now.date(), PAGE))
    meeting = session.get_one(Meeting, link.meeting_id)
    return _page(page.shown(session, meeting, links.reader(link, meeting), language, now), now, home=False)


@logged_in.get("/meetings/{id}/follow-up")
@line(Act.see_group)
def see(
    request: Request,
    session: SnapshotDep,
    caller: CallerDep,
    id: UUID,
    language: Annotated[str | None, Query()] = None,
) -> Response:
    """The same page for whoever is logged in and sees the group."""
    now = clock.now()
    try:
        meeting = meetings.get(session, caller, id)
    except NotFound as error:
        chosen = texts.spoken(language, texts.chosen(request.headers.get("accept-language")))
        words = Words(chosen, now.date(), PAGE)
        return webpage.page("follow_up/not_found.html", chosen, error.status, words=words)
    return _page(page.shown(session, meeting, caller, language, now), now, home=True)


def _page(shown: Page, now: datetime, *, home: bool) -> Response:
    """`home`: whether there is a page of one's own to go on to."""
    words = Words(shown.language, now.date(), PAGE)
    return webpage.page(
        "follow_up/page.html", shown.language, page=shown, words=words, languages=LANGUAGES, home=home
    )
