"""How every request is taken in: who calls, what it carries, which words it uses; in the order of api-conventions 3."""

from dataclasses import replace
from functools import cached_property
from typing import ClassVar
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Request, Response
from fastapi.dependencies.utils import get_flat_params
from fastapi.params import Query
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse

from app import bodies, brakes, clock, database, texts, webpage
from app.access import bearer, caller, forgery, keys, linking, sessions
from app.access.policy import LINES, named
from app.api_keys.models import Scope
from app.auditing import requests
from app.auditing.who import doing
from app.errors import InvalidRequest, NotLoggedIn, Problem
from app.idempotency.carrying_out import Handler, carried_out

TAKEN = {
    "POST": ("application/json",),
    "PUT": ("application/json",),
    "PATCH": ("application/merge-patch+json", "application/json"),
}

SESSION_COOKIE = "__Host-nasta"


class UnsupportedMediaType(Problem):
    status = 415
    code = "unsupported-media-type"


class NotAcceptable(Problem):
    status = 406
    code = "not-acceptable"


class TooLarge(Problem):
    status = 413
    code = "too-large"


class OpenRoute(APIRoute):
    """A route that anybody may call."""

    def get_route_handler(self) -> Handler:
        handle, names = super().get_route_handler(), self._query_names()

        async def taken_in(request: Request) -> Response:
            requests.begin(request, self)
            await self.identify(request)
            _check_accept(request)
            if request.method in TAKEN:
                await self.read_body(request)
            _check_query(request, names)
            return await self.carry_out(request, handle)

        return taken_in

    async def identify(self, request: Request) -> None:
        """Nobody is asked who they are."""

    async def carry_out(self, request: Request, handle: Handler) -> Response:
        return await handle(request)

    async def read_body(self, request: Request) -> None:
        """The body as strict JSON, where FastAPI looks for it."""
        body = await _bytes(request, bodies.LARGEST)
        if body:
            _check_kind(request)
            request._json = await run_in_threadpool(bodies.parse, body)

    def _query_names(self) -> frozenset[str]:
        fields = get_flat_params(self.dependant)
        return frozenset(field.alias for field in fields if isinstance(field.field_info, Query))


class LinkRoute(APIRoute):
    """A page behind a link: whoever has it does what is done there."""

    def get_route_handler(self) -> Handler:
        handle = super().get_route_handler()

        async def taken_in(request: Request) -> Response:
            requests.begin(request, self)
            return await handle(request)

        return taken_in


class PageRoute(APIRoute):
    """A page for people who are logged in; whoever is not is shown where that is done, and comes back."""

    def get_route_handler(self) -> Handler:
        handle = super().get_route_handler()

        async def taken_in(request: Request) -> Response:
            requests.begin(request, self)
            try:
                known = request.state.caller = await run_in_threadpool(_logged_in, request)
            except NotLoggedIn:
                brakes.asked(doing().address, clock.elapsed())
                to = urlencode({"to": request.url.path} if request.method == "GET" else {})
                return RedirectResponse(f"/login?{to}", 303, webpage.UNKEPT)
            brakes.called(known.id, clock.elapsed())
            await requests.known(known.kind, known.id)
            if request.method != "GET":
                body = await _bytes(request, forgery.LARGEST)
                forgery.check(request.state.login_session, request.headers, body)
            return await handle(request)

        return taken_in


class Route(OpenRoute):
    """A route for those who prove who they are."""

    @cached_property
    def _scopes(self) -> frozenset[Scope]:
        """What a key must be for, one of them, to call this."""
        if "GET" in (self.methods or ()):
            return frozenset({Scope.read})
        return frozenset(scope for act in named(self.endpoint).acts for scope in LINES[act].scopes)

    async def identify(self, request: Request) -> None:
        known = await run_in_threadpool(_braked, request)
        asked = texts.asked(request.headers.get("accept-language"))
        request.state.caller = replace(known, language=asked)
        await requests.known(known.kind, known.id)
        brakes.called(known.id, clock.elapsed())
        request.state.caller.require_scope(self._scopes)

    async def carry_out(self, request: Request, handle: Handler) -> Response:
        """Once, if it is a POST that has a key for that; what reads many is told of."""
        if request.method != "POST":
            answer = await handle(request)
            await requests.read(request)
            return answer
        return await carried_out(request, handle, request.state.caller.id, request.state.sent)


class FileRoute(Route):
    """A route that takes files too: their bytes as they came, in `request.state.file`; else None."""

    kinds: ClassVar[frozenset[str]] = frozenset()
    largest: ClassVar[int] = bodies.LARGEST

    async def read_body(self, request: Request) -> None:
        request.state.file = None
        if _kind(request) not in self.kinds:
            await super().read_body(request)
            return
        request.state.file = await _bytes(request, self.largest)
        request._body = b""


def _caller(request: Request) -> caller.Caller:
    """Raises NotLoggedIn, NotLinked. Whoever an issuer's word may link to a person is linked on the way in."""
    now = clock.now()
    proven = bearer.proven(request.headers, now)
    if proven and proven.address:
        with database.transaction() as session:
            linking.link_by_address(session, proven, now)
    with database.snapshot() as session:
        known = caller.authenticate(session, request.headers, now, proven)
    keys.note_use(request.headers, now)
    return known


def _braked(request: Request) -> caller.Caller:
    """The same. Raises TooManyGuesses."""
    with bearer.guesses_counted(request.headers, doing().address):
        return _caller(request)


def _logged_in(request: Request) -> caller.Caller:
    """Raises NotLoggedIn."""
    now = clock.now()
    with database.snapshot() as session:
        row = sessions.opened(session, request.cookies.get(SESSION_COOKIE, ""), now)
        if row is None:
            raise NotLoggedIn
        known = caller.of_session(session, row, now)
    if not sessions.is_noted(row, now):
        with database.transaction() as session:
            sessions.see(session, row, now)
    request.state.login_session = row.id
    return known


def router(prefix: str, tag: str) -> APIRouter:
    """The router of one noun."""
    return APIRouter(prefix=prefix, tags=[tag], route_class=Route)


def _check_accept(request: Request) -> None:
    kinds = [
        part.partition(";")[0].strip().lower() for part in request.headers.get("accept", "*/*").split(",")
    ]
    if not {"*/*", "application/*", "application/json", "application/problem+json", ""} & set(kinds):
        raise NotAcceptable


async def _bytes(request: Request, largest: int) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > largest:
            raise TooLarge(largest=largest)
    request._body = request.state.sent = bytes(body)
    return request._body


def _check_kind(request: Request) -> None:
    taken = ("application/json",) if request.url.path.endswith("/attendance") else TAKEN[request.method]
    if _kind(request) not in taken:
        problem = UnsupportedMediaType(taken=list(taken))
        problem.headers = {"Accept-Patch": ", ".join(TAKEN["PATCH"])} if request.method == "PATCH" else {}
        raise problem


def _kind(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def _check_query(request: Request, names: frozenset[str]) -> None:
    """Unknown names, and values that no text may hold."""
    said = parse_qsl(request.url.query, keep_blank_values=True, errors="surrogateescape")
    faults = [{"parameter": name, "code": "unknown_parameter"} for name, _ in said if name not in names]
    faults += [
        {"parameter": name, "code": "control_character"} for name, value in said if not bodies.is_text(value)
    ]
    if faults:
        raise InvalidRequest(errors=faults[:100])
