"""Health: alive, and ready to serve. Open, without details, not cached (api-conventions 12)."""

import logging

from fastapi import APIRouter, Response
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import JSONResponse

from app import database, migrating

router = APIRouter(prefix="/health", include_in_schema=False)
log = logging.getLogger(__name__)


@router.get("/live")
def live() -> Response:
    """200 while the process runs."""
    return _answer(200, "alive")


@router.get("/ready")
def ready() -> Response:
    """200 when the database answers and every migration is in; 503 otherwise."""
    try:
        with database.snapshot() as session:
            current = migrating.is_current(session.connection())
    except SQLAlchemyError as error:
        log.warning("not ready: %s", type(error).__name__)
        current = False
    return _answer(200, "ready") if current else _answer(503, "not_ready")


def _answer(status: int, word: str) -> Response:
    return JSONResponse({"status": word}, status, headers={"Cache-Control": "no-store"})
