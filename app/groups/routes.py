from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from app import clock, nouns, reading
from app.access.caller import Caller, CallerDep
from app.access.policy import Act, Reach, line
from app.database import SessionDep, SnapshotDep
from app.errors import NotFound
from app.groups import service
from app.groups.models import GroupCreate, GroupName, GroupRead, GroupUpdate
from app.groups.shapes import READ
from app.paging import PageDep, PageOf, sorting
from app.parameters import ExternalId, ModifiedSince, Search, sort_by
from app.responses import IfMatch, answer, listed
from app.routing import router as new_router

router = new_router("/groups", "groups")


@router.get("", operation_id="listGroups", response_model=PageOf[GroupRead | GroupName])
@line(Reach.see_groups)
def find(
    request: Request,
    session: SnapshotDep,
    caller: CallerDep,
    page: PageDep,
    q: Search = None,
    external_id: ExternalId = None,
    parent_id: Annotated[UUID | None, Query(description="Groups that report to this one.")] = None,
    organization_id: Annotated[UUID | None, Query(description="Groups that have this office.")] = None,
    modified_since: ModifiedSince = None,
    sort: Annotated[str | None, sort_by(*service.SORTS)] = None,
) -> Response:
    """The groups that the caller sees, by name; of those above and below the ones it leads, their name alone.

    Sorts: name, created_at, id.
    """
    order = [
        (service.SORTS[name], down)
        for name, down in sorting(sort, [*service.SORTS], ["name"], modified_since)
    ]
    hits = service.hits(caller, q, external_id, parent_id, organization_id)
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


@router.post("", operation_id="addGroup", response_model=GroupRead, status_code=201)
@line(Act.make_groups, known=Reach.see_oneself)
def add(request: Request, session: SessionDep, caller: CallerDep, body: GroupCreate) -> Response:
    """Make a group. Administrators only. Its reminders are worked out but not sent until turned on."""
    row = service.add(session, caller, body, clock.now())
    return _shown(request, session, caller, row.id, 201)


@router.get("/{id}", operation_id="getGroup", response_model=GroupRead | GroupName)
@line(Reach.see_groups, known=Reach.see_groups)
def get(request: Request, session: SnapshotDep, caller: CallerDep, id: UUID) -> Response:
    """One group; the name alone of one above or below a group that the caller leads."""
    return _shown(request, session, caller, id)


@router.patch("/{id}", operation_id="updateGroup", response_model=GroupRead)
@line(Act.change_settings, known=Reach.see_groups)
def update(
    request: Request,
    session: SessionDep,
    caller: CallerDep,
    id: UUID,
    change: GroupUpdate,
    if_match: IfMatch = None,
) -> Response:
    """Change a group. Its leads may; `parent_id` and `office_id` are changed by administrators only.

    Fields left out stay as they are; null empties `short_name`, `email`, `parent_id`, `office_id` and
    `external_id`.
    """
    service.update(session, caller, id, change, if_match, clock.now())
    return _shown(request, session, caller, id)


def _shown(request: Request, session: SnapshotDep, caller: Caller, id: UUID, status: int = 200) -> Response:
    found = reading.one(session, READ, caller.params(clock.now()), READ.id == id, service.REACHED)
    if found is None:
        raise NotFound
    return answer(request, found, status, f"/groups/{id}" if status == 201 else None)
