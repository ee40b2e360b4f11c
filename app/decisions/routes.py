from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from app import clock, nouns, reading
from app.access.caller import Caller, CallerDep
from app.access.policy import Act, line
from app.database import SessionDep, SnapshotDep
from app.decisions import service
from app.decisions.models import DecisionCreate, DecisionRead, DecisionUpdate
from app.errors import NotFound
from app.paging import PageDep, PageOf, sorting
from app.parameters import ExternalId, GroupId, MeetingId, ModifiedSince, Search, sort_by
from app.responses import IfMatch, answer, listed
from app.routing import router as new_router

router = new_router("/decisions", "decisions")


@router.get("", operation_id="listDecisions", response_model=PageOf[DecisionRead])
@line(Act.see_group)
def find(
    request: Request,
    session: SnapshotDep,
    caller: CallerDep,
    page: PageDep,
    group_id: GroupId = None,
    meeting_id: MeetingId = None,
    agenda_item_id: Annotated[UUID | None, Query(description="Made under this agenda item.")] = None,
    q: Search = None,
    external_id: ExternalId = None,
    modified_since: ModifiedSince = None,
    sort: Annotated[str | None, sort_by(*service.SORTS)] = None,
) -> Response:
    """The decisions, by year and number. Sorts: number, created_at, id."""
    named = sorting(sort, [*service.SORTS], ["number"], modified_since)
    order = [(column, down) for name, down in named for column in service.SORTS[name]]
    hits = service.hits(
        caller,
        group_id=group_id,
        meeting_id=meeting_id,
        agenda_item_id=agenda_item_id,
        external_id=external_id,
        q=q,
    )
    order.append((service.READ.id, False))
    found = reading.page(
        session, service.READ, hits, order, page, caller.params(clock.now()), nouns.since(modified_since)
    )
    return listed(request, page, found)


@router.post("", operation_id="addDecision", response_model=DecisionRead, status_code=201)
@line(Act.make_decisions)
def add(request: Request, session: SessionDep, caller: CallerDep, body: DecisionCreate) -> Response:
    """Record a decision of a meeting. It gets the next number of its group in the year of the meeting."""
    row = service.add(session, caller, body, clock.now())
    return _shown(request, session, caller, row.id, 201)


@router.get("/{id}", operation_id="getDecision", response_model=DecisionRead)
@line(Act.see_group)
def get(request: Request, session: SnapshotDep, caller: CallerDep, id: UUID) -> Response:
    """One decision."""
    return _shown(request, session, caller, id)


@router.patch("/{id}", operation_id="updateDecision", response_model=DecisionRead)
@line(Act.make_decisions)
def update(
    request: Request,
    session: SessionDep,
    caller: CallerDep,
    id: UUID,
    change: DecisionUpdate,
    if_match: IfMatch = None,
) -> Response:
    """Correct a decision. Fields left out stay as they are; null empties `agenda_item_id`, `external_id`."""
    service.update(session, caller, id, change, if_match, clock.now())
    return _shown(request, session, caller, id)


def _shown(request: Request, session: SnapshotDep, caller: Caller, id: UUID, status: int = 200) -> Response:
    params = caller.params(clock.now())
    found = reading.one(session, service.READ, params, service.READ.id == id, *service.within(caller))
    if found is None:
        raise NotFound
    return answer(request, found, status, f"/decisions/{id}" if status == 201 else None)
