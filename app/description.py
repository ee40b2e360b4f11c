"""The description of the API: OpenAPI 3.1, made from the code (api-conventions 10)."""

from functools import cache
from typing import Any

from fastapi import FastAPI, Response
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel, ConfigDict
from starlette.responses import JSONResponse

from app import settings
from app.responses import PREFIX
from app.routing import OpenRoute


class Fault(BaseModel):
    """One field that needs another value: `pointer` in the body, `parameter` in query or path, or `header`."""

    model_config = ConfigDict(extra="allow")
    pointer: str | None = None
    parameter: str | None = None
    header: str | None = None
    detail: str


class ProblemRead(BaseModel):
    """RFC 9457. Programs read `type`, people `title` and `detail`; further members per problem."""

    model_config = ConfigDict(extra="allow", title="Problem")
    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: list[Fault] | None = None


PROBLEM: dict[int | str, dict[str, Any]] = {
    "4XX": {"model": ProblemRead, "description": "The request is refused; the problem says why."},
    "5XX": {"model": ProblemRead, "description": "The service failed; nothing is half done."},
}
ABOUT = """What is agreed in a meeting is done by the next: meetings, attendance, action points and reminders.

Det som bestäms på mötet blir gjort till nästa: möten, närvaro, åtgärdspunkter och påminnelser."""


def described() -> FastAPI:
    """An API with its description, without routes."""
    return FastAPI(
        title="Nästa",
        version="1.0.0",
        description=ABOUT,
        license_info={"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        servers=[{"url": settings.get().origin + PREFIX}],
        root_path_in_servers=False,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        responses=PROBLEM,
    )


def publish(api: FastAPI) -> None:
    """`GET /openapi.json`, open to all."""
    api.router.route_class = OpenRoute

    @cache
    def document() -> dict[str, Any]:
        return _as_we_answer(get_openapi(**_head(api), routes=api.routes))

    def show() -> Response:
        return JSONResponse(document(), headers={"Cache-Control": "public, max-age=300"})

    api.openapi = document  # type: ignore[method-assign]
    api.get("/openapi.json", include_in_schema=False)(show)


def _head(api: FastAPI) -> dict[str, Any]:
    return {
        "title": api.title,
        "version": api.version,
        "openapi_version": "3.1.0",
        "description": api.description,
        "license_info": api.license_info,
        "servers": api.servers,
    }


def _as_we_answer(document: dict[str, Any]) -> dict[str, Any]:
    """Problems as application/problem+json, merge patch, keys; without the framework's own 422."""
    for path, item in document["paths"].items():
        for method, operation in item.items():
            _mend_operation(path, method, operation)
    schemas = document["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    document["components"]["securitySchemes"] = {
        "apiKey": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
        "bearer": {"type": "http", "scheme": "bearer"},
    }
    return document


def _mend_operation(path: str, method: str, operation: dict[str, Any]) -> None:
    operation["security"] = [{"apiKey": []}, {"bearer": []}]
    operation["responses"].pop("422", None)
    for status, answer in operation["responses"].items():
        if status in PROBLEM:
            answer["content"] = {"application/problem+json": answer["content"].pop("application/json")}
    if method == "patch" and not path.endswith("/attendance"):
        content = operation["requestBody"]["content"]
        content["application/merge-patch+json"] = content["application/json"]
