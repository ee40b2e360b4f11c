"""A POST with an Idempotency-Key is carried out once; the same again is answered as the first time was."""

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Annotated, Any
from uuid import UUID

from fastapi import Header, Request, Response
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool

from app import clock, database
from app.idempotency import service
from app.idempotency.service import Answer, Asked, Replayed

Handler = Callable[[Request], Coroutine[Any, Any, Response]]
MAILING = ("/nudge",)
# For a route whose repeat would send mail: it hands it to service.check_given when the rest has been let through.
IdempotencyKey = Annotated[str | None, Header(include_in_schema=False)]


def needs_key(path: str) -> bool:
    """True where a repeat would send mail."""
    return path.endswith(MAILING)


async def carried_out(request: Request, handle: Handler, caller_id: UUID, content: bytes) -> Response:
    """The answer, kept in the transaction of its effect; or the first one again.

    A refusal is not kept: nothing was done. What is asked is the query, If-Match and the body. Raises what the key's
    form and earlier use raise.
    """
    header = request.headers.get("idempotency-key")
    if header is None:
        return await handle(request)
    condition = ",".join(request.headers.getlist("if-match"))
    what = f"{request.url.query}\n{condition}\n".encode() + content
    asked = service.asked(caller_id, request.url.path, header, what)
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
