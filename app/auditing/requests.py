"""Requests as the audit sees them: who does which operation to what, from where."""

from dataclasses import replace
from uuid import UUID

from fastapi import FastAPI, Request, Response
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool

from app.auditing import watching
from app.auditing.who import Doing, doing
from app.auditing.who import begin as now_doing
from app.errors import Problem

REFUSALS = {401, 403, 404, 429}


def begin(request: Request, route: APIRoute) -> None:
    """Nobody known, so far. A path with a token is told by its template."""
    act = route.operation_id or f"{request.method} {route.path}"
    address = request.client.host if request.client else None
    now_doing(Doing("nobody", None, act, address, _id(request.path_params.get("id"))))


async def known(kind: str, id: UUID) -> None:
    """Now it is known who calls."""
    now_doing(replace(doing(), kind=kind, id=id))
    await run_in_threadpool(watching.used)


async def read(request: Request) -> None:
    """What was answered, if it was many."""
    if rows := getattr(request.state, "listed", 0):
        await run_in_threadpool(watching.read, rows)


def tell_of_refusals(api: FastAPI) -> None:
    """Told when the transaction of the request has been taken back."""
    answer = api.exception_handlers[Problem]

    async def on_problem(request: Request, error: Exception) -> Response:
        if isinstance(error, Problem) and error.status in REFUSALS:
            await run_in_threadpool(watching.refused, error.status, error.code)
        answered: Response = await answer(request, error)  # type: ignore[misc]
        return answered

    api.add_exception_handler(Problem, on_problem)


def _id(said: object) -> UUID | None:
    try:
        return UUID(str(said))
    except ValueError:
        return None
