from typing import Annotated
from uuid import UUID

from fastapi import Request, Response

from app import clock, nouns, reading
from app.access.caller import Caller, CallerDep
from app.access.policy import Act, Reach, line
from app.database import SessionDep, SnapshotDep
from app.errors import NotFound
from app.identities import service
from app.identities.models import Identity, IdentityCreate, IdentityRead
from app.identities.service import READ, SORTS
from app.paging import PageDep, PageOf, Removed, sorting
from app.parameters import ExternalId, ModifiedSince, PersonFilter, person_in, sort_by
from app.responses import IfMatch, answer, listed
from app.routing import router as new_router

router = new_router("/identities", "identities")


@router.get("", operation_id="listIdentities", response_model=PageOf[IdentityRead | Removed])
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
    """Who the persons are to the issuers that they log in with. Administrators only. Sorts: created_at, id."""
    order = [(SORTS[name], down) for name, down in sorting(sort, [*SORTS], ["created_at"], modified_since)]
    hits = service.hits(caller, person_in(caller, person_id), external_id)
    found = reading.page(
        session,
        READ,
        hits,
        [*order, (READ.id, False)],
        page,
        caller.params(clock.now()),
        nouns.since(modified_since, Identity),
    )
    return listed(request, page, found)


@router.post("", operation_id="addIdentity", response_model=IdentityRead, status_code=201)
@line(Act.make_keys, known=Reach.see_oneself)
def add(request: Request, session: SessionDep, caller: CallerDep, body: IdentityCreate) -> Response:
    """Link what an issuer calls somebody to the person it is. Administrators only.

    A link is never changed: end it, and make another.
    """
    row = service.link(session, caller, body, clock.now())
    return answer(request, _found(session, caller, row.id), 201, f"/identities/{row.id}")


@router.get("/{id}", operation_id="getIdentity", response_model=IdentityRead)
@line(Act.make_keys, known=Reach.see_oneself)
def get(request: Request, session: SnapshotDep, caller: CallerDep, id: UUID) -> Response:
    """One link. Administrators only."""
    caller.require(Act.make_keys)
    return answer(request, _found(session, caller, id))


@router.delete("/{id}", operation_id="endIdentity", status_code=204)
@line(Act.make_keys, known=Reach.see_oneself)
def end(session: SessionDep, caller: CallerDep, id: UUID, if_match: IfMatch = None) -> Response:
    """End a link: it lets nobody in from here on, and sessions begun by it are over. Administrators only."""
    service.end(session, caller, id, if_match, clock.now())
    return Response(status_code=204)


def _found(session: SnapshotDep, caller: Caller, id: UUID) -> reading.Found:
    found = reading.one(session, READ, caller.params(clock.now()), READ.id == id)
    if found is None:
        raise NotFound
    return found
