from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from app import clock, nouns, reading, settings
from app.access.caller import Caller, CallerDep
from app.access.policy import Act, line
from app.database import SessionDep, SnapshotDep
from app.errors import NotFound
from app.memberships import service, succession
from app.memberships.models import MembershipCreate, MembershipRead, MembershipUpdate, Succession
from app.memberships.service import READ, SORTS, Filters
from app.paging import PageDep, PageOf, sorting
from app.parameters import ExternalId, GroupId, ModifiedSince, OnDay, PersonFilter, person_in, sort_by
from app.responses import PREFIX, IfMatch, answer, listed
from app.routing import router as new_router

router = new_router("/memberships", "memberships")


@router.get("", operation_id="listMemberships", response_model=PageOf[MembershipRead])
@line(Act.see_group)
def find(
    request: Request,
    session: SnapshotDep,
    caller: CallerDep,
    page: PageDep,
    group_id: GroupId = None,
    person_id: PersonFilter = None,
    organization_id: Annotated[
        UUID | None, Query(description="On behalf of this organization or a unit of it.")
    ] = None,
    on: OnDay = None,
    external_id: ExternalId = None,
    modified_since: ModifiedSince = None,
    sort: Annotated[str | None, sort_by(*SORTS)] = None,
) -> Response:
    """The memberships of the groups that the caller sees, by the person's name.

    Sorts: name, valid_from, created_at, id.
    """
    order = [(SORTS[name], down) for name, down in sorting(sort, [*SORTS], ["name"], modified_since)]
    hits = service.hits(
        caller, Filters(group_id, person_in(caller, person_id), organization_id, on, external_id)
    )
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


@router.post("", operation_id="addMembership", response_model=MembershipRead, status_code=201)
@line(Act.make_memberships)
def add(request: Request, session: SessionDep, caller: CallerDep, body: MembershipCreate) -> Response:
    """Make a person a member. Leads. Nobody is a member of a group twice on one day."""
    row = service.add(session, caller, body, clock.now())
    return _shown(request, session, caller, row.id, 201)


@router.get("/{id}", operation_id="getMembership", response_model=MembershipRead)
@line(Act.see_group)
def get(request: Request, session: SnapshotDep, caller: CallerDep, id: UUID) -> Response:
    """One membership of a group that the caller sees."""
    return _shown(request, session, caller, id)


@router.patch("/{id}", operation_id="updateMembership", response_model=MembershipRead)
@line(Act.make_memberships)
def update(
    request: Request,
    session: SessionDep,
    caller: CallerDep,
    id: UUID,
    change: MembershipUpdate,
    if_match: IfMatch = None,
) -> Response:
    """End or change a membership. Leads. Fields left out stay as they are.

    What a person was in a group is never overwritten. A change of `roles`, `role_title`, `on_behalf_of_id` or
    `title` of a membership that began before today ends it yesterday and begins another today: the answer is
    that other one, and `Content-Location` is its address. It takes over `valid_to`, `successor_id` and
    `external_id`.
    """
    row = service.update(session, caller, id, change, if_match, clock.now())
    response = _shown(request, session, caller, row.id)
    if row.id != id:
        response.headers["Content-Location"] = f"{settings.get().origin}{PREFIX}/memberships/{row.id}"
    return response


@router.post("/{id}/succession", operation_id="succeedMembership", response_model=MembershipRead)
@line(Act.make_memberships)
def succeed(
    request: Request,
    session: SessionDep,
    caller: CallerDep,
    id: UUID,
    body: Succession,
    if_match: IfMatch = None,
) -> Response:
    """Let somebody take over from a day: their membership begins, the leaver's ends the day before. Leads.

    One who is a member on that day already stays what they are. Answers with the leaver's membership.
    """
    succession.succeed(session, caller, id, body, if_match, clock.now())
    return _shown(request, session, caller, id)


def _shown(request: Request, session: SnapshotDep, caller: Caller, id: UUID, status: int = 200) -> Response:
    found = reading.one(session, READ, caller.params(clock.now()), READ.id == id, service.REACHED)
    if found is None:
        raise NotFound
    return answer(request, found, status, f"/memberships/{id}" if status == 201 else None)
