"""The description of the API: OpenAPI 3.1, made from the code (api-conventions 10)."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from fastapi import FastAPI, Response
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel, ConfigDict
from starlette.responses import JSONResponse

from app import bodies, operations, settings
from app.access.policy import Reach, line
from app.responses import PREFIX
from app.routing import OpenRoute


class Fault(BaseModel):
    """What needs another value: `pointer` in the body, `parameter` in query or path, or `header`."""

    model_config = ConfigDict(extra="allow")
    pointer: str | None = None
    parameter: str | None = None
    header: str | None = None
    detail: str


class Problem(BaseModel):
    """RFC 9457. Programs read `type`, people `title` and `detail`; further members per problem."""

    model_config = ConfigDict(extra="allow")
    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: list[Fault] | None = None


PROBLEM: dict[int | str, dict[str, Any]] = {
    "4XX": {"model": Problem, "description": "The request is refused; the problem says why."},
    "5XX": {"model": Problem, "description": "The service failed; nothing is half done."},
}
ABOUT = """What is agreed in a meeting is done by the next: meetings, attendance, action points and reminders.

Det som bestäms på mötet blir gjort till nästa: möten, närvaro, åtgärdspunkter och påminnelser."""
LICENCE = {"name": "EUPL-1.2", "url": "https://eupl.eu/1.2/en/"}


def described() -> FastAPI:
    """An API with its description, without routes."""
    return FastAPI(
        title="Nästa",
        version="1.0.0",
        description=ABOUT,
        license_info=LICENCE,
        contact=_contact(),
        servers=[{"url": settings.get().origin + PREFIX}],
        root_path_in_servers=False,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        responses=PROBLEM,
    )


def _contact() -> dict[str, str]:
    chosen = settings.get()
    contact = {"name": "Nästa", "url": f"{chosen.origin}/docs"}
    return contact | ({"email": chosen.operator_email} if chosen.operator_email else {})


def publish(api: FastAPI) -> None:
    """`GET /openapi.json`, open to all."""
    api.router.route_class = OpenRoute

    @cache
    def document() -> dict[str, Any]:
        return _as_we_answer(get_openapi(**_head(api), routes=api.routes))

    @line(Reach.read_openly, known=Reach.read_openly)
    def show() -> Response:
        """This description."""
        return JSONResponse(document(), headers={"Cache-Control": "public, max-age=300"})

    api.openapi = document  # type: ignore[method-assign]
    api.get(
        "/openapi.json",
        operation_id="getDescription",
        tags=["description"],
        response_model=dict[str, Any],
        openapi_extra={"security": []},
    )(show)


def _head(api: FastAPI) -> dict[str, Any]:
    return {
        "title": api.title,
        "version": api.version,
        "openapi_version": "3.1.0",
        "description": api.description,
        "license_info": api.license_info,
        "contact": api.contact,
        "servers": api.servers,
    }


def _as_we_answer(document: dict[str, Any]) -> dict[str, Any]:
    """With all that the framework does not know of us. Its own 422 is not there since PROBLEM has 4XX."""
    operations.finish(document)
    schemas = document["components"]["schemas"]
    for schema in _within([*schemas.values(), document["paths"]]):
        _say_time(schema)
    for schema in _within([*_bodies_in(schemas), *_parameters(document["paths"])]):
        _say_text(schema)
    document["components"]["securitySchemes"] = {
        "apiKey": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
        "bearer": {"type": "http", "scheme": "bearer"},
    }
    return document


def _bodies_in(schemas: dict[str, Any]) -> list[Any]:
    """Only they are closed."""
    return [schema for schema in schemas.values() if schema.get("additionalProperties") is False]


def _parameters(paths: dict[str, Any]) -> list[Any]:
    of_queries = [operation.get("parameters", []) for item in paths.values() for operation in item.values()]
    return [parameter for said in of_queries for parameter in said if parameter["in"] == "query"]


def _within(part: Any) -> Iterator[dict[str, Any]]:
    """Every object in a part of the document, itself too."""
    if isinstance(part, dict):
        yield part
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from _within(inner)


def _say_time(schema: dict[str, Any]) -> None:
    """A wall time has no zone, which `format: time` would ask for (RFC 3339 section 5.6)."""
    if schema.get("format") == "time":
        del schema["format"]
        schema["pattern"] = bodies.WALL_TIME


def _say_text(schema: dict[str, Any]) -> None:
    """What bodies.is_text lets through; blanks alone are no text where some is needed."""
    if schema.get("type") == "string" and not {"format", "enum", "const", "pattern"} & set(schema):
        schema["pattern"] = bodies.SOME_TEXT if schema.get("minLength") else bodies.TEXT
