"""A POST with an Idempotency-Key is carried out once; the same again is answered as the first time was."""

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any
from uuid import UUID

from fastapi import Request, Response
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool

from app import clock, database
from app.idempotency import service
from app.idempotency.service import Answer, Asked, IdempotencyKeyNeeded, Replayed

Handler = Callable[[Request], Coroutine[Any, Any, Response]]
MAILING = ("/nudge",)


def needs_key(path: str) -> bool:
    """True where a repeat would send mail."""
    return path.endswith(MAILING)


async def carried_out(request: Request, handle: Handler, caller_id: UUID, content: bytes) -> Response:
    """The answer, kept in the transaction of its effect; or the first one again.

    A refusal is not kept: nothing was done. Raises IdempotencyKeyNeeded (and takes back what was done), and what
    the key's form and earlier use raise.
    """
    header = request.headers.get("idempotency-key")
    if header is None:
        answer = await handle(request)
        if needs_key(request.url.path):
            raise IdempotencyKeyNeeded(header="Idempotency-Key")
        return answer
    asked = service.asked(caller_id, request.url.path, header, request.url.query.encode() + b"\n" + content)
    if first := await run_in_threadpool(_find, asked):
        return _again(first)
    request.state.begun = partial(service.begin, said=asked)
    try:
        answer = await handle(request)
    except Replayed as replayed:
        return _again(replayed.answer)
    await run_in_threadpool(_keep, request.state.session, asked, answer)
    return answer


def _find(asked: Asked) -> Answer | None:
    with database.snapshot() as session:
        return service.find(session.connection(), asked)


def _keep(session: Session, asked: Asked, answer: Response) -> None:
    kept = Answer(answer.status_code, answer.headers.items(), bytes(answer.body))
    service.keep(session, asked, kept, clock.now())


def _again(first: Answer) -> Response:
    answer = Response(first.body, first.status)
    answer.raw_headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in first.headers]
    answer.headers["Idempotency-Replayed"] = "true"
    return answer
