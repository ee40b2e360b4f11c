from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from app import clock, nouns, reading
from app.access.caller import Caller, CallerDep
from app.access.policy import Act, Reach, line
from app.database import SessionDep, SnapshotDep
from app.errors import NotFound
from app.organizations import service
from app.organizations.models import OrganizationCreate, OrganizationRead, OrganizationUpdate
from app.paging import PageDep, PageOf, sorting
from app.parameters import ExternalId, ModifiedSince, Search, sort_by
from app.responses import IfMatch, answer, listed
from app.routing import router as new_router

router = new_router("/organizations", "organizations")


@router.get("", operation_id="listOrganizations", response_model=PageOf[OrganizationRead])
@line(Reach.see_organizations)
def find(
    request: Request,
    session: SnapshotDep,
    caller: CallerDep,
    page: PageDep,
    q: Search = None,
    external_id: ExternalId = None,
    parent_id: Annotated[UUID | None, Query(description="Units of this organization.")] = None,
    modified_since: ModifiedSince = None,
    sort: Annotated[str | None, sort_by(*service.SORTS)] = None,
) -> Response:
    """The organizations, by name. Sorts: name, created_at, id."""
    order = [
        (service.SORTS[name], down)
        for name, down in sorting(sort, [*service.SORTS], ["name"], modified_since)
    ]
    hits = service.hits(q, external_id, parent_id)
    found = reading.page(
        session,
        service.READ,
        hits,
        [*order, (service.READ.id, False)],
        page,
        caller.params(clock.now()),
        nouns.since(modified_since),
    )
    return listed(request, page, found)


@router.post("", operation_id="addOrganization", response_model=OrganizationRead, status_code=201)
@line(Act.make_organizations, known=Reach.see_organizations)
def add(request: Request, session: SessionDep, caller: CallerDep, body: OrganizationCreate) -> Response:
    """Make an organization. Administrators only."""
    row = service.add(session, caller, body, clock.now())
    return _shown(request, session, caller, row.id, 201)


@router.get("/{id}", operation_id="getOrganization", response_model=OrganizationRead)
@line(Reach.see_organizations, known=Reach.see_organizations)
def get(request: Request, session: SnapshotDep, caller: CallerDep, id: UUID) -> Response:
    """One organization."""
    return _shown(request, session, caller, id)


@router.patch("/{id}", operation_id="updateOrganization", response_model=OrganizationRead)
@line(Act.make_organizations, known=Reach.see_organizations)
def update(
    request: Request,
    session: SessionDep,
    caller: CallerDep,
    id: UUID,
    change: OrganizationUpdate,
    if_match: IfMatch = None,
) -> Response:
    """Change an organization. Fields left out stay as they are; null empties `email`, `parent_id`, `external_id`."""
    service.update(session, caller, id, change, if_match, clock.now())
    return _shown(request, session, caller, id)


def _shown(request: Request, session: SnapshotDep, caller: Caller, id: UUID, status: int = 200) -> Response:
    found = reading.one(session, service.READ, caller.params(clock.now()), service.READ.id == id)
    if found is None:
        raise NotFound
    return answer(request, found, status, f"/organizations/{id}" if status == 201 else None)
