from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, NamedTuple
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from sqlmodel import Session
from starlette.responses import RedirectResponse, Response

from app import brakes, clock, texts
from app.access.policy import Reach, line
from app.answers import forms, giving, place, renewal, stops
from app.answers.models import AnswerLink, Purpose
from app.answers.opening import Opened, Shut, opened, turn_to
from app.answers.place import Place
from app.answers.readers import Reader
from app.answers.sheet import sheet
from app.answers.thanks import thanks
from app.answers.typed import Fault
from app.answers.view import view
from app.auditing.who import doing
from app.database import SessionDep, SnapshotDep
from app.groups.models import Group
from app.mail.plain import one_line
from app.reminders.words import Words
from app.routing import LinkRoute, TooLarge
from app.webpage import page

router = APIRouter(include_in_schema=False, route_class=LinkRoute)
ONE_CLICK = {"List-Unsubscribe": "One-Click"}  # RFC 8058 3.1
ACTS = ("stop", "resume")


class Sent(NamedTuple):
    """A form that nobody has read yet: that is for the endpoint, when it knows who sends it."""

    kind: str
    body: bytes


async def _of_points(request: Request) -> Sent:
    return await _sent(request, forms.largest(_kind(request)))


async def _of_choices(request: Request) -> Sent:
    return await _sent(request, forms.SMALL)


def _kind(request: Request) -> str:
    return request.headers.get("content-type", "")


async def _sent(request: Request, largest: int) -> Sent:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > largest:
            raise TooLarge(largest=largest)
    return Sent(_kind(request), bytes(body))


Points = Annotated[Sent, Depends(_of_points)]
Choices = Annotated[Sent, Depends(_of_choices)]


@router.get("/answers/{token}")
@line(Reach.follow_link, known=Reach.follow_link)
def show(request: Request, session: SnapshotDep, token: str, who: str = "", language: str = "") -> Response:
    """The points that a letter listed, with what can be said of each. Reading changes nothing."""
    now = clock.now()
    found = _opened(session, token, Purpose.answer, now)
    here = _place(request, f"/answers/{quote(token)}", found, who, language)
    entry = _entry(session, found, here, now)
    if isinstance(entry, Response):
        return entry
    return _sheet(session, entry, here, {}, [], now)


@router.post("/answers/{token}")
@line(Reach.follow_link, known=Reach.follow_link)
def answer(
    request: Request, session: SessionDep, sent: Points, token: str, who: str = "", language: str = ""
) -> Response:
    """What was said of the points is kept, all or nothing; then thanks. Of a link that has expired: a new one."""
    now = clock.now()
    found = _opened(session, token, Purpose.answer, now, lock=True)
    here = _place(request, f"/answers/{quote(token)}", found, who, language)
    form = forms.read(*sent) if found.readers else {}
    if found.link is not None and found.shut == Shut.expired and "renew" in form:
        return _renewed(session, found, found.link, here, form, now)
    entry = _entry(session, found, here, now)
    if isinstance(entry, Response):
        return entry
    faults = _given(session, entry, here, form, now)
    if faults:
        return _sheet(session, entry, here, form, faults, now)
    return RedirectResponse(here.url("/thanks"), 303, {"Cache-Control": "no-store"})


@router.get("/answers/{token}/thanks")
@line(Reach.follow_link, known=Reach.follow_link)
def show_thanks(
    request: Request, session: SnapshotDep, token: str, who: str = "", language: str = ""
) -> Response:
    """What has been said through the link, and what happens next."""
    now = clock.now()
    found = _opened(session, token, Purpose.answer, now)
    here = _place(request, f"/answers/{quote(token)}", found, who, language)
    entry = _entry(session, found, here, now)
    if isinstance(entry, Response):
        return entry
    shown = thanks(sheet(session, *entry, now), entry.link.id, here.language)
    return _page("answers/thanks", here, 200, page=shown, group=shown.group, back=here.url(), below="/thanks")


@router.get("/stops/{token}")
@line(Reach.follow_link, known=Reach.follow_link)
def show_stop(request: Request, session: SnapshotDep, token: str, language: str = "") -> Response:
    """Who of a letter's persons gets mail from its group, and how to change it. Reading changes nothing."""
    now = clock.now()
    found = _opened(session, token, Purpose.stop, now)
    here = _place(request, f"/stops/{quote(token)}", found, "", language)
    if found.link is None or found.shut:
        return _shut(session, found, here, now)
    return _stop(session, found, found.link, here)


@router.post("/stops/{token}")
@line(Reach.follow_link, known=Reach.follow_link)
def stop(request: Request, session: SessionDep, sent: Choices, token: str, language: str = "") -> Response:
    """One click from a mail program stops all persons of the letter (RFC 8058); the page, those chosen, or not.

    What asks for neither, as a scanner's empty form, is shown the page and changes nothing.
    """
    now = clock.now()
    found = _opened(session, token, Purpose.stop, now, lock=True)
    here = _place(request, f"/stops/{quote(token)}", found, "", language)
    if found.link is None or found.shut:
        return _shut(session, found, here, now)
    form, persons = forms.read(*sent), stops.persons(found.readers)
    if form == ONE_CLICK:
        stops.stop(session, found.link, persons, now)
        return _stop(session, found, found.link, here)
    act, chosen = form.get("act"), _chosen(persons, form)
    if act not in ACTS:
        return _stop(session, found, found.link, here, 422)
    if not chosen:
        return _stop(session, found, found.link, here, 422, fault=act)
    if act == "resume":
        stops.resume(session, found.link, chosen)
    else:
        stops.stop(session, found.link, chosen, now)
    return RedirectResponse(here.url(), 303, {"Cache-Control": "no-store"})


def _chosen(persons: list[Reader], form: Mapping[str, str]) -> list[Reader]:
    return [one for one in persons if len(persons) == 1 or f"who-{one.position}" in form]


def _opened(session: Session, token: str, purpose: Purpose, now: datetime, *, lock: bool = False) -> Opened:
    """Raises TooManyGuesses for yet another token of nothing, TooManyRequests."""
    found = opened(session, token, purpose, now, lock=lock)
    brakes.followed(found.link.id if found.link else None, doing().address, clock.elapsed())
    return found


def _place(request: Request, path: str, found: Opened, who: str, language: str) -> Place:
    accepted = texts.chosen(request.headers.get("accept-language"))
    return place.of(path, found, who, language, accepted)


def _page(template: str, here: Place, status: int, *, below: str = "", **values: Any) -> Response:
    words = Words(here.language, clock.now().date(), "answer_page")
    other = here.url(below, language=place.OTHER[here.language])
    return page(f"{template}.html", here.language, status, say=words.say, other=other, **values)


class Entry(NamedTuple):
    """A link that is open, and whoever reads by it."""

    link: AnswerLink
    reader: Reader


def _entry(session: Session, found: Opened, here: Place, now: datetime) -> Entry | Response:
    """Or the page that stands there instead: nothing to see, or the question who is reading."""
    if found.link is None or found.shut:
        return _shut(session, found, here, now)
    return Entry(found.link, here.reader) if here.reader else _who(session, found, here)


def _given(
    session: Session, entry: Entry, here: Place, form: Mapping[str, str], now: datetime
) -> list[Fault]:
    """What is wrong with a form; when nothing is, its answers are kept."""
    shown_at = forms.shown_at(form.get("form", ""), entry.link, here.who)
    if shown_at is None:
        return [Fault("stale")]
    listed = sheet(session, *entry, now)
    return giving.give(session, *entry, listed, form, now, hasty=now - shown_at < forms.TOO_FAST)


def _sheet(
    session: Session, entry: Entry, here: Place, form: Mapping[str, str], faults: list[Fault], now: datetime
) -> Response:
    shown = view(sheet(session, *entry, now), form, faults, here.language)
    return _page(
        "answers/sheet",
        here,
        422 if faults else 200,
        page=shown,
        group=shown.group,
        reader=one_line(entry.reader.name),
        action=here.url(),
        form_token=forms.token(entry.link, here.who, now),
    )


def _who(session: Session, found: Opened, here: Place) -> Response:
    assert found.link is not None
    group = one_line(session.get_one(Group, found.link.group_id).name)
    choices = [(one_line(one.name), here.url(who=str(one.position))) for one in found.readers]
    return _page("answers/who", here, 200, group=group, choices=choices)


def _shut(session: Session, found: Opened, here: Place, now: datetime) -> Response:
    """The same answer for all that open nothing, but that who had the letter may ask for another."""
    if found.link is not None and found.shut == Shut.expired and found.link.purpose == Purpose.answer:
        token = forms.token(found.link, "renewal", now)
        return _page("answers/expired", here, 404, group="", action=here.url(), form_token=token)
    return _page("answers/not_here", here, 404, group="", turn_to=turn_to(session, found.link, now))


def _renewed(
    session: Session, found: Opened, link: AnswerLink, here: Place, form: Mapping[str, str], now: datetime
) -> Response:
    if forms.shown_at(form.get("form", ""), link, "renewal") is None:
        return _shut(session, found, here, now)
    renewal.ask(session, link, found.readers, now)
    return _page("answers/renewed", here, 200, group="")


def _stop(
    session: Session, found: Opened, link: AnswerLink, here: Place, status: int = 200, *, fault: str = ""
) -> Response:
    persons = stops.persons(found.readers)
    stopped = stops.stopped(session, link, persons)
    going = [one for one in persons if one not in stopped]
    group = one_line(session.get_one(Group, link.group_id).name)
    return _page(
        "stops/stop",
        here,
        status,
        group=group,
        several=len(persons) > 1,
        asked=[("resume", stopped), ("stop", going)],
        fault=fault,
        action=here.url(),
    )
