from typing import Annotated, Any
from uuid import UUID

from fastapi import Body, Query, Request, Response
from sqlmodel import col

from app import clock, nouns, reading
from app.access.caller import Caller, CallerDep
from app.access.policy import Act, Reach, line
from app.action_points import answers, past, reach, service, shapes
from app.action_points.bodies import (
    ActionPointCreate,
    ActionPointList,
    ActionPointRead,
    ActionPointUpdate,
    AnswerCreate,
    AnswerRead,
    Closing,
    EventRead,
    OneOrMany,
    Reopening,
)
from app.action_points.due import POINT
from app.action_points.models import ActionPointEvent, Answer, DueKind, PointStatus
from app.bodies import Day
from app.database import SessionDep, SnapshotDep
from app.errors import NotFound
from app.paging import PageDep, PageOf, sorting
from app.parameters import (
    ExternalId,
    GroupId,
    MeetingId,
    ModifiedSince,
    PersonFilter,
    Search,
    person_in,
    sort_by,
)
from app.reading import ME
from app.responses import IfMatch, answer, listed, whole
from app.routing import router as new_router

router = new_router("/action-points", "action points")


@router.get("", operation_id="listActionPoints", response_model=PageOf[ActionPointRead])
@line(Reach.see_points)
def find(
    request: Request,
    session: SnapshotDep,
    caller: CallerDep,
    page: PageDep,
    group_id: GroupId = None,
    meeting_id: MeetingId = None,
    external_id: ExternalId = None,
    status: Annotated[list[PointStatus] | None, Query(max_length=5)] = None,
    closed: Annotated[bool | None, Query(description="Closed ones only, or open ones only.")] = None,
    person_id: PersonFilter = None,
    due_kind: Annotated[list[DueKind] | None, Query(max_length=5)] = None,
    due_from: Annotated[Day | None, Query(description="Due this day or later.")] = None,
    due_to: Annotated[Day | None, Query(description="Due this day or earlier.")] = None,
    due_at_id: Annotated[UUID | None, Query(description="Due at this meeting.")] = None,
    overdue: bool | None = None,
    unowned: Annotated[bool | None, Query(description="With no owner at all.")] = None,
    q: Search = None,
    modified_since: ModifiedSince = None,
    sort: Annotated[str | None, sort_by(*service.SORTS)] = None,
) -> Response:
    """Action points within reach, oldest first.

    Sorts: due_on, number, created_at, modified_at, status; what has no day comes last both ways.
    """
    asked = service.Filters(
        group_id=group_id,
        meeting_id=meeting_id,
        external_id=external_id,
        status=status or [],
        closed=closed,
        person_id=person_in(caller, person_id),
        due_kind=due_kind or [],
        due_from=due_from,
        due_to=due_to,
        due_at_id=due_at_id,
        overdue=overdue,
        unowned=unowned,
        q=q,
    )
    order = [
        (service.SORTS[name], down)
        for name, down in sorting(sort, [*service.SORTS], ["created_at"], modified_since)
    ]
    params = caller.params(clock.now())
    hits = service.hits(caller, asked)
    return listed(
        request,
        page,
        reading.page(
            session,
            shapes.READ,
            hits,
            [*order, (shapes.READ.id, False)],
            page,
            params,
            nouns.since(modified_since),
        ),
    )


@router.post(
    "", operation_id="addActionPoints", response_model=ActionPointRead | ActionPointList, status_code=201
)
@line(Act.add_point)
def add(
    request: Request, session: SessionDep, caller: CallerDep, body: Annotated[OneOrMany, Body()]
) -> Response:
    """Add one action point, or a list of up to 100: all or none, answered as `items` in the order sent."""
    now = clock.now()
    if isinstance(body, ActionPointCreate):
        point = service.add(session, caller, [body], now, ["#"])[0]
        return _shown(request, session, caller, point.id, 201)
    points = service.add(session, caller, body, now, [f"#/{position}" for position in range(len(body))])
    ids = [point.id for point in points]
    order = [col(POINT.number)]
    made = reading.some(session, shapes.READ, caller.params(now), shapes.READ.id.in_(ids), order=order)
    return whole('{"items":[' + ",".join(made) + "]}", 201)


@router.get("/{id}", operation_id="getActionPoint", response_model=ActionPointRead)
@line(Reach.see_points, known=Reach.see_points)
def get(request: Request, session: SnapshotDep, caller: CallerDep, id: UUID) -> Response:
    """One action point, with when it is due and who answers for it."""
    return _shown(request, session, caller, id)


@router.patch("/{id}", operation_id="updateActionPoint", response_model=ActionPointRead)
@line(Act.change_points, known=Reach.see_points)
def update(
    request: Request,
    session: SessionDep,
    caller: CallerDep,
    id: UUID,
    change: ActionPointUpdate,
    if_match: IfMatch = None,
) -> Response:
    """Change an open action point. Fields left out stay as they are; `owners` and `links` are replaced whole."""
    service.update(session, caller, id, change, if_match, clock.now())
    return _shown(request, session, caller, id)


@router.post("/{id}/closing", operation_id="closeActionPoint", response_model=ActionPointRead)
@line(Act.change_points, known=Reach.see_points)
def close(
    request: Request,
    session: SessionDep,
    caller: CallerDep,
    id: UUID,
    said: Closing | None = None,
    if_match: IfMatch = None,
) -> Response:
    """Close it as done or dropped, perhaps at a meeting. It keeps its persons and the due it had."""
    service.close(session, caller, id, said or Closing(), if_match, clock.now())
    return _shown(request, session, caller, id)


@router.post("/{id}/reopening", operation_id="reopenActionPoint", response_model=ActionPointRead)
@line(Act.change_points, known=Reach.see_points)
def reopen(
    request: Request,
    session: SessionDep,
    caller: CallerDep,
    id: UUID,
    said: Reopening | None = None,
    if_match: IfMatch = None,
) -> Response:
    """Open a closed action point again."""
    service.reopen(session, caller, id, said.reason if said else None, if_match, clock.now())
    return _shown(request, session, caller, id)


@router.get("/{id}/history", operation_id="listActionPointEvents", response_model=PageOf[EventRead])
@line(Act.see_group, known=Reach.see_points)
def history(request: Request, session: SnapshotDep, caller: CallerDep, id: UUID, page: PageDep) -> Response:
    """All that has happened to it, oldest first; for those who see its group."""
    now = clock.now()
    caller.require(Act.see_group, reach.get(session, caller, id, now).group_id)
    hits = past.EVENT.hits(ActionPointEvent.point_id == id)
    order = [(past.EVENT.id, False)]
    return listed(request, page, reading.page(session, past.EVENT, hits, order, page, caller.params(now)))


@router.get("/{id}/answers", operation_id="listAnswers", response_model=PageOf[AnswerRead])
@line(Reach.see_points, known=Reach.see_points)
def find_answers(
    request: Request, session: SnapshotDep, caller: CallerDep, id: UUID, page: PageDep
) -> Response:
    """What its owners have answered, oldest first; `current` marks the last one of each.

    An owner who does not see the group reads their own.
    """
    now = clock.now()
    inside = caller.may(Act.see_group, reach.get(session, caller, id, now).group_id)
    theirs = [] if inside else [col(Answer.person_id) == ME]
    hits = past.ANSWER.hits(Answer.point_id == id, *theirs)
    order = [(past.ANSWER.id, False)]
    return listed(request, page, reading.page(session, past.ANSWER, hits, order, page, caller.params(now)))


@router.post("/{id}/answers", operation_id="addAnswer", response_model=AnswerRead, status_code=201)
@line(Reach.answer_points, Act.take_point, known=Reach.see_points)
def add_answer(
    request: Request, session: SessionDep, caller: CallerDep, id: UUID, body: AnswerCreate
) -> Response:
    """Answer for it: done, in_progress, waiting, cannot, or took (an unowned one)."""
    now = clock.now()
    made = answers.add(session, caller, id, body, now)
    found = reading.one(session, past.ANSWER, caller.params(now), past.ANSWER.id == made.id)
    if found is None:
        raise NotFound
    return answer(request, found, 201, f"/action-points/{id}/answers")


def _shown(request: Request, session: Any, caller: Caller, id: UUID, status: int = 200) -> Response:
    conditions = [*reach.within(caller), shapes.READ.id == id]
    found = reading.one(session, shapes.READ, caller.params(clock.now()), *conditions)
    if found is None:
        raise NotFound
    return answer(request, found, status, f"/action-points/{id}" if status == 201 else None)
