import json
from typing import Annotated
from uuid import UUID

from fastapi import Request, Response

from app import clock, nouns, reading
from app.access.caller import Caller, CallerDep
from app.access.policy import Act, Reach, line
from app.api_keys import service
from app.api_keys.models import ApiKey, ApiKeyCreate, ApiKeyMade, ApiKeyRead, ApiKeyUpdate, Rotation
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
    return _with_key(request, _found(session, caller, row.id), key, 201, f"/api-keys/{row.id}")


@router.get("/{id}", operation_id="getApiKey", response_model=ApiKeyRead)
@line(Act.make_keys, known=Reach.see_oneself)
def get(request: Request, session: SnapshotDep, caller: CallerDep, id: UUID) -> Response:
    """One key, without the key itself. Administrators only."""
    caller.require(Act.make_keys)
    return answer(request, _found(session, caller, id))


@router.patch("/{id}", operation_id="updateApiKey", response_model=ApiKeyRead)
@line(Act.make_keys, known=Reach.see_oneself)
def update(
    request: Request,
    session: SessionDep,
    caller: CallerDep,
    id: UUID,
    change: ApiKeyUpdate,
    if_match: IfMatch = None,
) -> Response:
    """Change what a key may do, where and until when; the next call with it sees that. Administrators only."""
    service.change(session, caller, id, change, if_match, clock.now())
    return answer(request, _found(session, caller, id))


@router.post("/{id}/rotation", operation_id="rotateApiKey", response_model=ApiKeyMade)
@line(Act.make_keys, known=Reach.see_oneself)
def rotate(
    request: Request,
    session: SessionDep,
    caller: CallerDep,
    id: UUID,
    said: Rotation | None = None,
    if_match: IfMatch = None,
) -> Response:
    """Another `key` for the same system or person, shown here and never again. Administrators only.

    The one before opens nothing more, or until `former_until` too, so that it can be exchanged without a gap.
    """
    key = service.rotate(session, caller, id, said or Rotation(), if_match, clock.now())
    return _with_key(request, _found(session, caller, id), key)


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


def _with_key(
    request: Request, found: Found, key: str, status: int = 200, location: str | None = None
) -> Response:
    shown = Found(found.version, json.dumps({**json.loads(found.body), "key": key}, ensure_ascii=False))
    response = answer(request, shown, status, location)
    response.headers["Cache-Control"] = "no-store"
    return response
