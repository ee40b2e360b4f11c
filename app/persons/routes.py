from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from app import clock, nouns, reading
from app.access.caller import Caller, CallerDep
from app.access.policy import Act, Reach, line
from app.database import SessionDep, SnapshotDep
from app.errors import NotFound
from app.paging import PageDep, PageOf, sorting
from app.parameters import ExternalId, ModifiedSince, OnDay, Search, sort_by
from app.persons import service
from app.persons.models import PersonCreate, PersonRead, PersonUpdate
from app.persons.service import Filters
from app.persons.shapes import REACHED, READ, SENT
from app.responses import IfMatch, answer, listed
from app.routing import router as new_router

router = new_router("/persons", "persons")


@router.get("", operation_id="listPersons", response_model=PageOf[PersonRead])
@line(Reach.see_persons)
def find(
    request: Request,
    session: SnapshotDep,
    caller: CallerDep,
    page: PageDep,
    q: Search = None,
    external_id: ExternalId = None,
    organization_id: Annotated[
        UUID | None, Query(description="Of this organization or a unit of it.")
    ] = None,
    group_id: Annotated[UUID | None, Query(description="Members of this group, today or `on` a day.")] = None,
    on: OnDay = None,
    active: Annotated[bool | None, Query(description="Those who are, or are not, still there.")] = None,
    modified_since: ModifiedSince = None,
    sort: Annotated[str | None, sort_by("name", "created_at", "id")] = None,
) -> Response:
    """The persons that the caller sees or has introduced, by name. Sorts: name, created_at, id."""
    sorts = service.sorts(caller)
    order = [(sorts[name], down) for name, down in sorting(sort, [*sorts], ["name"], modified_since)]
    hits = service.hits(caller, Filters(q, external_id, organization_id, group_id, on, active))
    found = reading.page(
        session,
        READ,
        hits,
        [*order, (READ.id, False)],
        page,
        caller.params(clock.now()),
        nouns.since(modified_since),
    )
    return listed(request, page, found)


@router.post("", operation_id="addPerson", response_model=PersonRead, status_code=201)
@line(Act.make_persons, known=Reach.see_oneself)
def add(request: Request, session: SessionDep, caller: CallerDep, body: PersonCreate) -> Response:
    """Introduce a person. Leads and administrators.

    An address that someone has already gives that person's id and what was sent, and changes nothing.
    """
    id, new = service.add(session, caller, body, clock.now())
    return _shown(request, session, caller, id, READ if new else SENT, 201)


@router.get("/{id}", operation_id="getPerson", response_model=PersonRead)
@line(Reach.see_persons, known=Reach.see_persons)
def get(request: Request, session: SnapshotDep, caller: CallerDep, id: UUID) -> Response:
    """One person. One that the caller has introduced and does not meet in a group: what was sent."""
    return _shown(request, session, caller, id, READ)


@router.patch("/{id}", operation_id="updatePerson", response_model=PersonRead)
@line(Reach.change_persons, known=Reach.see_persons)
def update(
    request: Request,
    session: SessionDep,
    caller: CallerDep,
    id: UUID,
    change: PersonUpdate,
    if_match: IfMatch = None,
) -> Response:
    """Change a person. Leads of a group that they are in; themselves: `name`, `email`, `phone`, `language`.

    `name`, `email` and `active` of somebody who is also in a group that the caller does not lead are changed
    by administrators only, name and email by the person too. Fields left out stay as they are; null empties
    `email`, `phone`, `organization_id`, `title`, `external_id`.
    """
    service.update(session, caller, id, change, if_match, clock.now())
    return _shown(request, session, caller, id, READ)


def _shown(
    request: Request, session: SnapshotDep, caller: Caller, id: UUID, shape: reading.Shape, status: int = 200
) -> Response:
    found = reading.one(session, shape, caller.params(clock.now()), READ.id == id, REACHED)
    if found is None:
        raise NotFound
    return answer(request, found, status, f"/persons/{id}" if status == 201 else None)
