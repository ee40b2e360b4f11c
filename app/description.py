"""The description of the API: OpenAPI 3.1, made from the code (api-conventions 10)."""

from datetime import date
from functools import cache
from typing import Any

from fastapi import APIRouter, FastAPI, Response
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel
from starlette.responses import JSONResponse

from app import about, examples, operations, release, schemas, settings
from app.access.policy import Reach, line
from app.responses import PREFIX
from app.routing import OpenRoute

Part = dict[str, Any]
KEPT = {"Cache-Control": "public, max-age=300"}


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


# So that the framework's own 422 is not in the description; refusals.of takes its place.
PROBLEM: dict[int | str, dict[str, Any]] = {"4XX": {"model": Problem}}


class ApiInfo(BaseModel):
    """Which API this is, in the words of the national profile (DIGG VER.06)."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)
    api_name: str
    api_version: str
    api_released: date
    api_documentation: str
    api_status: release.Status


LICENCE = {"name": "EUPL-1.2", "url": "https://eupl.eu/1.2/en/"}


def described() -> FastAPI:
    """An API with its description, without routes."""
    return FastAPI(
        title="Nästa",
        version=release.VERSION,
        description=about.about(),
        terms_of_service=f"{settings.get().origin}/docs#terms",
        license_info=LICENCE,
        contact=_contact(),
        servers=[{"url": settings.get().origin + PREFIX, "x-internal": False}],
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
    """`GET /openapi.json` and `GET /api-info`, open to all."""

    @cache
    def document() -> Part:
        return _as_we_answer(get_openapi(**_head(api), routes=api.routes))

    @line(Reach.read_openly, known=Reach.read_openly)
    def show() -> Response:
        """This description."""
        return JSONResponse(document(), headers=KEPT)

    @line(Reach.read_openly, known=Reach.read_openly)
    def info() -> Response:
        """Which API this is, which release, and where in its life."""
        return JSONResponse(_info().model_dump(mode="json", by_alias=True), headers=KEPT)

    api.openapi = document  # type: ignore[method-assign]
    router = APIRouter(tags=["description"], route_class=OpenRoute)
    example = {"openapi": "3.1.0", "info": {"title": api.title, "version": api.version}, "paths": {}}
    router.get(
        "/openapi.json",
        operation_id="getDescription",
        response_model=Part,
        responses={200: {"content": {"application/json": {"example": example}}}},
        openapi_extra={"security": []},
    )(show)
    router.get(
        "/api-info", operation_id="getApiInfo", response_model=ApiInfo, openapi_extra={"security": []}
    )(info)
    api.include_router(router)


def _info() -> ApiInfo:
    return ApiInfo(
        api_name="Nästa",
        api_version=release.VERSION,
        api_released=release.RELEASED,
        api_documentation=f"{settings.get().origin}/docs",
        api_status=release.STATUS,
    )


def _head(api: FastAPI) -> Part:
    return {
        "title": api.title,
        "version": api.version,
        "openapi_version": "3.1.0",
        "description": api.description,
        "terms_of_service": api.terms_of_service,
        "license_info": api.license_info,
        "contact": api.contact,
        "servers": api.servers,
        "external_docs": {"description": about.outside(), "url": f"{settings.get().origin}/docs"},
    }


def _as_we_answer(document: Part) -> Part:
    """With all that the framework does not know of us."""
    document["info"] |= {"x-sla": about.service_level(), "x-limitations": about.limits()}
    tags = {tag for item in document["paths"].values() for one in item.values() for tag in one["tags"]}
    document["tags"] = [{"name": tag, "description": about.tag(tag)} for tag in sorted(tags)]
    document["components"]["securitySchemes"] = operations.schemes()
    operations.finish(document)
    schemas.finish(document)
    examples.finish(document)
    for item in document["paths"].values():
        first = next(iter(item.values()))
        item["description"] = first["description"].partition("\n\n")[0]
    return document
