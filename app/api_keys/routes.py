import json
from typing import Annotated
from uuid import UUID

from fastapi import Request, Response

from app import clock, nouns, reading
from app.access.caller import Caller, CallerDep
from app.access.policy import Act, Reach, line
from app.api_keys import service
from app.api_keys.models import ApiKey, ApiKeyCreate, ApiKeyMade, ApiKeyRead
from app.api_keys.service import READ, SORTS
from app.database import SessionDep, SnapshotDep
from app.errors import NotFound
from app.paging import PageDep, PageOf, Removed, sorting
from app.parameters import ExternalId, ModifiedSince, PersonFilter, person_in, sort_by
from app.reading import Found
from app.responses import IfMatch, answer, listed
from app.routing import router as new_router

router = new_router("/api-keys", "api keys")


@router.get("", operation_id="listApiKeys", response_model=PageOf[ApiKeyRead | Removed])
@line(Act.make_keys, known=Reach.see_oneself)
def find(
    request: Request,
    session: SnapshotDep,
    caller: CallerDep,
    page: PageDep,
    person_id: PersonFilter = None,
    external_id: ExternalId = None,
    modified_since: ModifiedSince = None,
    sort: Annotated[str | None, sort_by(*SORTS)] = None,
) -> Response:
    """The keys that open the service, without the keys themselves. Administrators only.

    Sorts: created_at, expires_at, id.
    """
    order = [(SORTS[name], down) for name, down in sorting(sort, [*SORTS], ["created_at"], modified_since)]
    hits = service.hits(caller, person_in(caller, person_id), external_id)
    found = reading.page(
        session,
        READ,
        hits,
        [*order, (READ.id, False)],
        page,
        caller.params(clock.now()),
        nouns.since(modified_since, ApiKey),
    )
    return listed(request, page, found)


@router.post("", operation_id="addApiKey", response_model=ApiKeyMade, status_code=201)
@line(Act.make_keys, known=Reach.see_oneself)
def add(request: Request, session: SessionDep, caller: CallerDep, body: ApiKeyCreate) -> Response:
    """Make a key for a system or a person. Administrators only. `key` is shown here and never again."""
    row, key = service.make(session, caller, body, clock.now())
    made = _found(session, caller, row.id)
    shown = Found(made.version, json.dumps({**json.loads(made.body), "key": key}, ensure_ascii=False))
    response = answer(request, shown, 201, f"/api-keys/{row.id}")
    response.headers["Cache-Control"] = "no-store"
    return response


@router.get("/{id}", operation_id="getApiKey", response_model=ApiKeyRead)
@line(Act.make_keys, known=Reach.see_oneself)
def get(request: Request, session: SnapshotDep, caller: CallerDep, id: UUID) -> Response:
    """One key, without the key itself. Administrators only."""
    caller.require(Act.make_keys)
    return answer(request, _found(session, caller, id))


@router.delete("/{id}", operation_id="endApiKey", status_code=204)
@line(Act.make_keys, known=Reach.see_oneself)
def end(session: SessionDep, caller: CallerDep, id: UUID, if_match: IfMatch = None) -> Response:
    """End a key: it opens nothing from here on. Administrators only."""
    service.end(session, caller, id, if_match, clock.now())
    return Response(status_code=204)


def _found(session: SnapshotDep, caller: Caller, id: UUID) -> Found:
    found = reading.one(session, READ, caller.params(clock.now()), READ.id == id)
    if found is None:
        raise NotFound
    return found
