from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response
from sqlmodel import col

from app import clock, nouns, reading
from app.access.caller import Caller, CallerDep
from app.access.policy import Act, line
from app.agenda import service, shapes
from app.agenda.models import (
    AgendaItem,
    AgendaItemCreate,
    AgendaItemRead,
    AgendaItemUpdate,
    AgendaOutcome,
    AgendaRead,
    Parking,
)
from app.database import SessionDep, SnapshotDep
from app.errors import NotFound
from app.groups.nearness import seen
from app.meetings.models import Meeting
from app.paging import PageDep, PageOf, Removed, sorting
from app.parameters import ExternalId, GroupId, MeetingId, ModifiedSince, Search, sort_by
from app.recording.models import Removal
from app.responses import IfMatch, answer, listed
from app.routing import router as new_router

router = new_router("/agenda-items", "agenda items")
meeting_router = new_router("/meetings", "agenda items")


@router.get("", operation_id="listAgendaItems", response_model=PageOf[AgendaItemRead | Removed])
@line(Act.see_group)
def find(
    request: Request,
    session: SnapshotDep,
    caller: CallerDep,
    page: PageDep,
    group_id: GroupId = None,
    meeting_id: MeetingId = None,
    outcome: Annotated[list[AgendaOutcome] | None, Query(max_length=10, description="Any of these.")] = None,
    q: Search = None,
    external_id: ExternalId = None,
    modified_since: ModifiedSince = None,
    sort: Annotated[str | None, sort_by(*service.SORTS)] = None,
) -> Response:
    """The agenda items, in the order of their meetings, by number. Sorts: meeting, number, created_at, id."""
    named = sorting(sort, [*service.SORTS], ["meeting", "number"], modified_since)
    order = [(column, down) for name, down in named for column in service.SORTS[name]]
    hits = service.hits(
        caller, group_id=group_id, meeting_id=meeting_id, outcomes=outcome or (), q=q, external_id=external_id
    )
    order.append((service.READ.id, False))
    found = reading.page(
        session,
        service.READ,
        hits,
        order,
        page,
        caller.params(clock.now()),
        nouns.since(modified_since, AgendaItem, seen(col(Removal.group_id)), group_id=group_id),
    )
    return listed(request, page, found)


@router.post("", operation_id="addAgendaItem", response_model=AgendaItemRead, status_code=201)
@line(Act.make_agenda)
def add(request: Request, session: SessionDep, caller: CallerDep, body: AgendaItemCreate) -> Response:
    """Put an item on a meeting's agenda; with `continues_id` it takes up one parked at an earlier meeting."""
    row = service.add(session, caller, body, clock.now())
    return _shown(request, session, caller, row.id, 201)


@router.get("/{id}", operation_id="getAgendaItem", response_model=AgendaItemRead)
@line(Act.see_group)
def get(request: Request, session: SnapshotDep, caller: CallerDep, id: UUID) -> Response:
    """One agenda item."""
    return _shown(request, session, caller, id)


@router.patch("/{id}", operation_id="updateAgendaItem", response_model=AgendaItemRead)
@line(Act.make_agenda)
def update(
    request: Request,
    session: SessionDep,
    caller: CallerDep,
    id: UUID,
    change: AgendaItemUpdate,
    if_match: IfMatch = None,
) -> Response:
    """Change an agenda item or move it within its meeting (`position`, `parent_id`), which may be held.

    Fields left out stay as they are; another `outcome` empties what went with the old one.
    null empties `notes`, `parked_until`, `referred_to_id`, `external_id`; `parent_id` null: a top-level item.
    """
    service.update(session, caller, id, change, if_match, clock.now())
    return _shown(request, session, caller, id)


@router.delete("/{id}", operation_id="removeAgendaItem", status_code=204)
@line(Act.make_agenda)
def remove(session: SessionDep, caller: CallerDep, id: UUID, if_match: IfMatch = None) -> Response:
    """Remove an agenda item and its sub-items, unless decisions, points or continuing items point at one."""
    service.remove(session, caller, id, if_match, clock.now())
    return Response(status_code=204)


@router.post("/{id}/parking", operation_id="parkAgendaItem", response_model=AgendaItemRead)
@line(Act.make_agenda)
def park(
    request: Request,
    session: SessionDep,
    caller: CallerDep,
    id: UUID,
    body: Parking,
    if_match: IfMatch = None,
) -> Response:
    """Park an agenda item: it waits in the group until it is given another outcome."""
    service.park(session, caller, id, body.until, if_match, clock.now())
    return _shown(request, session, caller, id)


@meeting_router.get("/{id}/agenda", operation_id="getMeetingAgenda", response_model=AgendaRead)
@line(Act.see_group)
def of_meeting(request: Request, session: SnapshotDep, caller: CallerDep, id: UUID) -> Response:
    """The whole agenda of a meeting, by number, sub-items after their parent.

    That of the group's next meeting, and of one that has begun and is not held, ends with the items that wait from
    earlier ones: `number` null, their own `meeting_id`. The ETag begins with the sum of the versions of all of them.
    """
    params = caller.params(clock.now(), of_meeting=id)
    found = reading.one(session, shapes.AGENDA, params, shapes.AGENDA.id == id, seen(col(Meeting.group_id)))
    if found is None:
        raise NotFound
    return answer(request, found)


def _shown(request: Request, session: SnapshotDep, caller: Caller, id: UUID, status: int = 200) -> Response:
    params = caller.params(clock.now())
    found = reading.one(session, service.READ, params, service.READ.id == id, *service.within(caller))
    if found is None:
        raise NotFound
    return answer(request, found, status, f"/agenda-items/{id}" if status == 201 else None)
