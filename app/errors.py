"""Refusals as problem details: the only file that knows RFC 9457."""

import json
import logging
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar
from uuid import uuid4

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DBAPIError, IntegrityError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.routing import Match

from app import database, texts, webpage

log = logging.getLogger(__name__)

BEHIND_A_TOKEN = re.compile(r"/+(answers|stops|follow-ups)(/|$)")
OF_A_SESSION = re.compile(r"/+(login|logout|my-page|meetings)(/|$)")


class Problem(Exception):
    """A refusal the caller can act on. Subclass it next to the rule it guards.

    Members are sent as they are; `pointer`, `parameter` or `header` says which part of the request is meant.
    """

    status: ClassVar[int] = 400
    code: ClassVar[str]
    headers: Mapping[str, str] = MappingProxyType({})

    def __init__(self, **members: Any) -> None:
        super().__init__(self.code)
        self.members = members


class NotFound(Problem):
    """Unseen or absent, alike."""

    status = 404
    code = "not-found"


class Refused(Problem):
    status = 403
    code = "forbidden"


class NotLoggedIn(Problem):
    status = 401
    code = "not-logged-in"
    headers = MappingProxyType({"WWW-Authenticate": "Bearer"})


class InvalidRequest(Problem):
    """`errors`: one {pointer | parameter | header, code} per fault."""

    status = 422
    code = "invalid-request"


class ExternalIdTaken(Problem):
    """Another of the same noun has this external_id; `id` and `version` say which."""

    status = 409
    code = "external-id-taken"


class Unknown(InvalidRequest):
    """A reference to something that is not there or not seen."""

    def __init__(self, pointer: str) -> None:
        super().__init__(errors=[{"pointer": pointer, "code": "unknown_reference"}])


def invalid(pointer: str, code: str, **values: object) -> InvalidRequest:
    """A fault in one field of the body: `code` is the key of its text."""
    return InvalidRequest(errors=[{"pointer": pointer, "code": code, **values}])


def response(request: Request, status: int, code: str, **members: Any) -> Response:
    """A problem in the reader's language; a page where people are, that says no token and is kept by nobody."""
    language = texts.chosen(request.headers.get("accept-language"))
    if "errors" in members:
        members["errors"] = [_fault(fault, language) for fault in members["errors"]]
    values = {key: value for key, value in members.items() if key != "errors"}
    body = {
        "type": f"/problems/{code}",
        "title": texts.text(f"problem.{code}", language),
        "status": status,
        "detail": texts.text(f"detail.{code}", language).format(**values),
        "instance": request.url.path,
        **members,
    }
    headers = {"Content-Language": language, "Cache-Control": "private, no-cache", "Vary": "Accept-Language"}
    if behind := BEHIND_A_TOKEN.match(request.url.path):
        body["instance"] = f"/{behind[1]}/{{token}}"
    if behind or OF_A_SESSION.match(request.url.path):
        headers.update(webpage.UNKEPT)
        if "text/html" in request.headers.get("accept", ""):
            said = {name: body[name] for name in ("title", "detail")}
            return webpage.page("problem.html", language, status, link=_back(request, language), **said)
    return JSONResponse(_plain(body), status, headers, media_type="application/problem+json")


def _back(request: Request, language: str) -> tuple[str, str] | None:
    """Where whoever sent a form can try again, and how that is said; None where nothing was sent."""
    if request.method != "POST":
        return None
    if OF_A_SESSION.match(request.url.path):
        return "/my-page", texts.text("page.back", language)
    query = f"?{request.url.query}" if request.url.query else ""
    return f"/{request.url.path.lstrip('/')}{query}", texts.text("page.back", language)


def _plain(body: dict[str, Any]) -> dict[str, Any]:
    """Values as JSON knows them, and nothing that UTF-8 cannot carry."""
    plain: dict[str, Any] = json.loads(json.dumps(body, default=str).encode("utf-8", "replace"))
    return {**plain, "instance": plain["instance"].encode("utf-8", "replace").decode()}


def _fault(fault: dict[str, Any], language: str) -> dict[str, Any]:
    where: dict[str, Any] = {key: fault[key] for key in ("pointer", "parameter", "header") if key in fault}
    code = fault["code"] if texts.has(f"fault.{fault['code']}") else "invalid"
    return {**where, "detail": texts.text(f"fault.{code}", language).format(**fault)}


def _of_validation(errors: Sequence[Any]) -> list[dict[str, Any]]:
    return [_of_pydantic(error) for error in errors[:100]]


def _of_pydantic(error: dict[str, Any]) -> dict[str, Any]:
    source, *steps = error["loc"]
    path = [step for step in steps if not _is_form(step)]
    where = (
        {"pointer": "#" + "".join(f"/{_escaped(step)}" for step in path)}
        if source == "body"
        else {"header" if source == "header" else "parameter": str(path[0]) if path else str(source)}
    )
    return {**error.get("ctx", {}), **where, "code": error["type"]}


def _is_form(step: object) -> bool:
    """Which of several forms a value was read as, which is no step on the way to it: `(one)`, `(list)`."""
    return isinstance(step, str) and step.startswith("(")


def _escaped(step: object) -> str:
    """One step of a JSON pointer (RFC 6901 section 3)."""
    return str(step).replace("~", "~0").replace("/", "~1")


def of(request: Request, problem: Problem) -> Response:
    """The answer that a problem makes, with its headers."""
    answer = response(request, problem.status, problem.code, **problem.members)
    answer.headers.update(problem.headers)
    return answer


async def _on_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return of(request, error)


async def _on_invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    if any(fault["type"] == "json_invalid" for fault in error.errors()):
        return response(request, 400, "malformed-body")
    return response(request, 422, "invalid-request", errors=_of_validation(error.errors()))


async def _on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    codes = {404: "not-found", 405: "method-not-allowed", 413: "too-large", 400: "malformed-body"}
    answer = response(request, error.status_code, codes.get(error.status_code, "refused"))
    answer.headers.update(error.headers or {})
    if error.status_code == 405:
        answer.headers["Allow"] = ", ".join(_methods(request))
    return answer


def _methods(request: Request) -> list[str]:
    """All methods of the path (RFC 9110 10.2.1)."""
    return [
        method
        for method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
        if any(
            route.matches({**request.scope, "method": "GET" if method == "HEAD" else method})[0] == Match.FULL
            for route in request.app.router.routes
        )
    ]


async def _on_database(request: Request, error: Exception) -> Response:
    assert isinstance(error, DBAPIError)
    if isinstance(error, IntegrityError):
        return response(request, 409, "conflict")
    if not database.is_lost(error):
        return await _on_fault(request, error)
    log.warning("database did not answer: %s", error.orig)
    answer = response(request, 503, "try-again")
    answer.headers["Retry-After"] = "2"
    return answer


async def _on_fault(request: Request, error: Exception) -> Response:
    reference = str(uuid4())
    log.error("fault %s", reference, exc_info=error)
    return response(request, 500, "fault", reference=reference)


def install(app: FastAPI) -> None:
    """Every answer >= 400 is a problem, from whichever layer it comes."""
    app.add_exception_handler(Problem, _on_problem)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(DBAPIError, _on_database)
    app.add_exception_handler(Exception, _on_fault)
