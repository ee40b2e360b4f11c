from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from app import clock, reading
from app.access.caller import CallerDep
from app.access.policy import Act, Reach, line
from app.audit_events import service
from app.audit_events.bodies import AuditEventRead
from app.bodies import Moment
from app.database import SnapshotDep
from app.errors import NotFound
from app.paging import PageDep, PageOf
from app.parameters import GroupId
from app.responses import answer, listed
from app.routing import router as new_router

router = new_router("/audit-events", "audit events")
From = Annotated[Moment | None, Query(description="From this instant on.")]
To = Annotated[Moment | None, Query(description="Until this instant.")]


@router.get("", operation_id="listAuditEvents", response_model=PageOf[AuditEventRead])
@line(Act.see_audit, known=Reach.see_oneself)
def find(
    request: Request,
    session: SnapshotDep,
    caller: CallerDep,
    page: PageDep,
    actor_id: Annotated[UUID | None, Query(description="What this person, system or link did.")] = None,
    object_id: Annotated[UUID | None, Query(description="What was done to this.")] = None,
    group_id: GroupId = None,
    act: Annotated[
        str | None, Query(max_length=100, description="An operation, or what else happened.")
    ] = None,
    created_from: From = None,
    created_to: To = None,
) -> Response:
    """Who did what, when and from where: every change with its fields before and after, refusals, keys used, and
    answers of a hundred rows. Newest first. Administrators only.

    Each event's hash is over the one before it: `python -m app audit verify` finds what has been changed since.
    """
    equal = {"actor_id": actor_id, "object_id": object_id, "group_id": group_id, "act": act}
    hits = service.hits(caller, equal, created_from, created_to)
    found = reading.page(session, service.READ, hits, service.ORDER, page, caller.params(clock.now()))
    return listed(request, page, found)


@router.get("/{id}", operation_id="getAuditEvent", response_model=AuditEventRead)
@line(Act.see_audit, known=Reach.see_oneself)
def get(request: Request, session: SnapshotDep, caller: CallerDep, id: UUID) -> Response:
    """One event. Administrators only."""
    found = reading.one(session, service.READ, caller.params(clock.now()), *service.one(caller, id))
    if found is None:
        raise NotFound
    return answer(request, found)
