"""Health: alive, and ready to serve, open and without details; the sender, for operators. Not cached."""

import logging

from fastapi import APIRouter, Request, Response
from pydantic import TypeAdapter
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import JSONResponse

from app import clock, database, migrating
from app.access import bearer, caller
from app.access.caller import Caller
from app.access.policy import Reach, line
from app.errors import NotFound
from app.outbox.condition import Condition, condition
from app.outbox.shared_clock import shared

router = APIRouter(prefix="/health", include_in_schema=False)
log = logging.getLogger(__name__)
CONDITION = TypeAdapter(Condition)


@router.get("/live")
@line(Reach.read_openly, known=Reach.read_openly)
async def live() -> Response:
    """200 while the process runs."""
    return _answer(200, "alive")


@router.get("/ready")
@line(Reach.read_openly, known=Reach.read_openly)
def ready() -> Response:
    """200 when the database answers and every migration is in; 503 otherwise."""
    try:
        with database.snapshot() as session:
            current = migrating.is_current(session.connection())
    except SQLAlchemyError as error:
        log.warning("not ready: %s", type(error).__name__)
        current = False
    return _answer(200, "ready") if current else _answer(503, "not_ready")


@router.get("/sender")
@line(Reach.see_condition, known=Reach.see_condition)
def sender(request: Request) -> Response:
    """Whether mail leaves, and what waits. For administrators; to others it is not there."""
    if not _caller(request).administrator:
        raise NotFound
    at = shared(clock.now)()
    with database.snapshot() as session:
        found = CONDITION.dump_python(condition(session, at), mode="json")
    return JSONResponse(found, headers={"Cache-Control": "no-store"})


def _caller(request: Request) -> Caller:
    """By key. Raises NotLoggedIn, TooManyGuesses."""
    address = request.client.host if request.client else None
    with bearer.guesses_counted(request.headers, address), database.snapshot() as session:
        return caller.authenticate(session, request.headers, clock.now())


def _answer(status: int, word: str) -> Response:
    return JSONResponse({"status": word}, status, headers={"Cache-Control": "no-store"})
