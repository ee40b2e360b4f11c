import logging
from datetime import datetime
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from starlette.responses import RedirectResponse

from app import clock, settings, texts, webpage
from app.access.linking import NotLinked
from app.access.policy import Reach, line
from app.access.sessions import Replayed
from app.auditing import watching
from app.errors import NotLoggedIn
from app.login import service, waiting
from app.login.waiting import Waiting
from app.oidc import authorization, issuers, provider
from app.oidc.authorization import NotLetIn
from app.oidc.issuers import Issuer
from app.outward import NotReached
from app.reminders.words import Words
from app.routing import SESSION_COOKIE, LinkRoute, PageRoute
from app.texts import LANGUAGES

router = APIRouter(include_in_schema=False, route_class=LinkRoute)
pages = APIRouter(include_in_schema=False, route_class=PageRoute)
log = logging.getLogger(__name__)

WAITING_COOKIE = "__Host-nasta-login"
RETURN = "/login/return"
Language = Annotated[str | None, Query()]


@router.get("/login")
@line(Reach.log_in, known=Reach.log_in)
def choose(request: Request, to: str = "", language: Language = None) -> Response:
    """With whom to log in: one line for each issuer that the operator has listed."""
    ways = [(one.title, _start(number, to)) for number, one in enumerate(issuers.listed(), 1)]
    return _page("choose", request, language, ways=ways, here=_here("/login", to=waiting.ours(to)))


@router.get("/login/start")
@line(Reach.log_in, known=Reach.log_in)
def start(request: Request, issuer: int, to: str = "") -> Response:
    """On to the issuer; what only this browser is to know goes with it, sealed."""
    chosen = _numbered(issuer)
    if chosen is None:
        return RedirectResponse("/login", 303)
    try:
        begun, there = authorization.begin(chosen, _return_address())
    except NotReached as error:
        return _not_reached(request, chosen, error)
    response = RedirectResponse(there, 303, webpage.UNKEPT)
    seconds = int(waiting.LONGEST.total_seconds())
    webpage.keep(response, WAITING_COOKIE, waiting.written(begun, to, clock.now()), seconds)
    return response


@router.get(RETURN)
@line(Reach.log_in, known=Reach.log_in)
def back(request: Request) -> Response:
    """From the issuer: a new session for whoever it is, or a page that says what to do."""
    now = clock.now()
    began = waiting.read(request.cookies.get(WAITING_COOKIE, ""), now)
    chosen = issuers.named(began.begun.issuer) if began else None
    try:
        response = _entered(request, chosen, began, now)
    except (NotLetIn, Replayed) as error:
        response = _refused(request, getattr(error, "why", "replayed"), error)
    except (NotLinked, NotLoggedIn) as error:
        response = _unknown(request, error)
    except NotReached as error:
        assert chosen is not None
        response = _not_reached(request, chosen, error)
    webpage.drop(response, WAITING_COOKIE)
    return response


@pages.post("/logout")
@line(Reach.see_pages, known=Reach.see_pages)
def leave(request: Request) -> Response:
    """The session is over; on to the page that says so."""
    issuer = service.leave(request.cookies[SESSION_COOKIE], clock.now())
    names = [one.issuer for one in issuers.listed()]
    number = names.index(issuer) + 1 if issuer in names else 0
    response = RedirectResponse(_here("/login/ended", issuer=str(number)), 303, webpage.UNKEPT)
    webpage.drop(response, SESSION_COOKIE)
    return response


@router.get("/login/ended")
@line(Reach.log_in, known=Reach.log_in)
def ended(request: Request, issuer: int = 0, language: Language = None) -> Response:
    """Logged out here; the way to log out of the issuer too, if it has one (OpenID Connect RP-Initiated Logout)."""
    chosen = _numbered(issuer)
    there = authorization.end_address(chosen, settings.get().origin + "/login") if chosen else None
    here = _here("/login/ended", issuer=str(issuer))
    return _page("ended", request, language, there=there, title=chosen.title if chosen else "", here=here)


def _entered(request: Request, issuer: Issuer | None, began: Waiting | None, now: datetime) -> Response:
    if issuer is None or began is None:
        raise NotLetIn("not_begun")
    proven = authorization.finish(issuer, began.begun, request.query_params, _return_address(), now)
    token = service.enter(proven, began.begun.state, request.cookies.get(SESSION_COOKIE), now)
    response = RedirectResponse(began.to, 303, webpage.UNKEPT)
    webpage.keep(response, SESSION_COOKIE, token)
    return response


def _refused(request: Request, why: str, error: Exception) -> Response:
    log.info("log-in refused: %s", error)
    watching.log_in_refused(why)
    return _page("failed", request, None, 400)


def _unknown(request: Request, error: NotLinked | NotLoggedIn) -> Response:
    """Whoever it is, nobody active here is linked to it: what to send whom."""
    watching.log_in_refused(error.code)
    contact = settings.get().operator_email
    return _page("not_linked", request, None, 403, told=error.members, contact=contact)


def _not_reached(request: Request, issuer: Issuer, error: NotReached) -> Response:
    log.warning("log-in: %s", error)
    response = _page("not_reached", request, None, 503, title=issuer.title)
    response.headers["Retry-After"] = str(provider.AT_MOST_EVERY)
    return response


def _page(name: str, request: Request, language: str | None, status: int = 200, **values: object) -> Response:
    chosen = texts.spoken(language, texts.chosen(request.headers.get("accept-language")))
    words = Words(chosen, clock.now().date(), "login_page")
    response = webpage.page(
        f"login/{name}.html", chosen, status, words=words, languages=LANGUAGES, **{"here": None, **values}
    )
    response.headers["Vary"] = "Accept-Language"
    return response


def _numbered(number: int) -> Issuer | None:
    listed = issuers.listed()
    return listed[number - 1] if 1 <= number <= len(listed) else None


def _start(number: int, to: str) -> str:
    return _here("/login/start", issuer=str(number), to=waiting.ours(to))


def _here(path: str, **values: str) -> str:
    return f"{path}?{urlencode(values)}"


def _return_address() -> str:
    return settings.get().origin + RETURN
