from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response
from sqlmodel import Session, col

from app import clock, nouns, reading
from app.access.caller import Caller, CallerDep
from app.access.policy import Act, Reach, line
from app.attendance.models import Presence
from app.bodies import Day
from app.database import SessionDep, SnapshotDep
from app.errors import NotFound, Problem
from app.follow_up.included import PARTS, parts_of, with_parts
from app.follow_up.models import MeetingScreen
from app.groups import service as groups
from app.holding import service as holding
from app.meetings import service
from app.meetings.models import (
    Meeting,
    MeetingCancellation,
    MeetingCreate,
    MeetingDay,
    MeetingHolding,
    MeetingRead,
    MeetingReopening,
    MeetingStatus,
    MeetingUpdate,
)
from app.meetings.next import next_id, next_id_after
from app.meetings.shapes import READ
from app.paging import PageDep, PageOf, sorting
from app.parameters import ExternalId, GroupId, ModifiedSince, sort_by
from app.responses import IfMatch, answer, listed
from app.routing import router as new_router

ONE_PART = "|".join(PARTS)
router = new_router("/meetings", "meetings")
of_group = new_router("/groups", "meetings")


class NoMeetingBooked(Problem):
    """The group has no next meeting (after that day)."""

    status = 404
    code = "no-meeting-booked"


@router.get("", operation_id="listMeetings", response_model=PageOf[MeetingRead | MeetingDay])
@line(Reach.see_meetings)
def find(
    request: Request,
    session: SnapshotDep,
    caller: CallerDep,
    page: PageDep,
    group_id: GroupId = None,
    status: Annotated[list[MeetingStatus] | None, Query(max_length=10, description="Any of these.")] = None,
    held_from: Annotated[Day | None, Query(description="On this day or later.")] = None,
    held_to: Annotated[Day | None, Query(description="On this day or earlier.")] = None,
    external_id: ExternalId = None,
    modified_since: ModifiedSince = None,
    sort: Annotated[str | None, sort_by(*service.SORTS)] = None,
) -> Response:
    """The meetings of the caller's groups, in order: day, start, when made. Sorts: held_on, created_at.

    Asked by `group_id` (and days) alone, also those of a group above or below one that the caller leads:
    their days, nothing more.
    """
    order = [
        (service.SORTS[name], down)
        for name, down in sorting(sort, [*service.SORTS], ["held_on"], modified_since)
    ]
    hits = service.hits(caller, group_id, status, held_from, held_to, external_id)
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


@router.post("", operation_id="addMeeting", response_model=MeetingRead, status_code=201)
@line(Act.make_meetings)
def add(request: Request, session: SessionDep, caller: CallerDep, body: MeetingCreate) -> Response:
    """Book a meeting, propose a date, or put in one that was held (old notes)."""
    now = clock.now()
    meeting = service.add(session, caller, body, now)
    if meeting.status == MeetingStatus.held:
        holding.hold(session, caller, meeting, Presence.unknown, now)
    return _shown(request, session, caller, meeting.id, 201)


@router.get("/{id}", operation_id="getMeeting", response_model=MeetingScreen | MeetingRead | MeetingDay)
@line(Reach.see_meetings, known=Reach.see_meetings)
def get(
    request: Request,
    session: SnapshotDep,
    caller: CallerDep,
    id: UUID,
    include: Annotated[
        str | None,
        Query(
            max_length=100,
            description=f"With what belongs to it: {', '.join(PARTS)}; commas between.",
            json_schema_extra={"pattern": f"^(({ONE_PART})(,({ONE_PART}))*)?$"},
        ),
    ] = None,
) -> Response:
    """One meeting; with `include`, all that a meeting's screen needs in one call.

    Its `action_points` are those given at it. The day alone of one in a group above or below one that the caller leads.
    """
    parts, now = parts_of(include), clock.now()
    found = reading.one(session, READ, caller.params(now), *service.reached(caller, id))
    if found is None:
        raise NotFound
    meeting = session.get_one(Meeting, id)
    return answer(request, with_parts(session, caller, meeting, found, parts, now) if parts else found)


@router.patch("/{id}", operation_id="updateMeeting", response_model=MeetingRead)
@line(Act.make_meetings, known=Reach.see_meetings)
def update(
    request: Request,
    session: SessionDep,
    caller: CallerDep,
    id: UUID,
    change: MeetingUpdate,
    if_match: IfMatch = None,
) -> Response:
    """Move a meeting, confirm it (`status`: proposed, scheduled), or change what is said of it.

    A new day or time asks everyone anew: each `response` is set back. Of a meeting that was held everything
    but `status` and `time_zone` may be corrected, of a cancelled one `note`, `links` and `external_id`.
    Fields left out stay as they are; null empties times, `place`, `online_url`, `note` and `external_id`.
    """
    service.update(session, caller, id, change, if_match, clock.now())
    return _shown(request, session, caller, id)


@router.post("/{id}/holding", operation_id="holdMeeting", response_model=MeetingRead)
@line(Act.make_meetings, known=Reach.see_meetings)
def hold(
    request: Request,
    session: SessionDep,
    caller: CallerDep,
    id: UUID,
    body: MeetingHolding | None = None,
    if_match: IfMatch = None,
) -> Response:
    """Mark a meeting as held. Who is on its attendance list, and as what, is kept as it is today."""
    now = clock.now()
    meeting = service.hold(session, caller, id, if_match, now)
    unknown_as = Presence.absent if body and body.unknown_as else Presence.unknown
    holding.hold(session, caller, meeting, unknown_as, now)
    return _shown(request, session, caller, id)


@router.post("/{id}/cancellation", operation_id="cancelMeeting", response_model=MeetingRead)
@line(Act.make_meetings, known=Reach.see_meetings)
def cancel(
    request: Request,
    session: SessionDep,
    caller: CallerDep,
    id: UUID,
    body: MeetingCancellation | None = None,
    if_match: IfMatch = None,
) -> Response:
    """Call off a meeting that is proposed or scheduled."""
    service.cancel(session, caller, id, body.reason if body else None, if_match, clock.now())
    return _shown(request, session, caller, id)


@router.post("/{id}/reopening", operation_id="reopenMeeting", response_model=MeetingRead)
@line(Act.make_meetings, known=Reach.see_meetings)
def reopen(
    request: Request,
    session: SessionDep,
    caller: CallerDep,
    id: UUID,
    body: MeetingReopening | None = None,
    if_match: IfMatch = None,
) -> Response:
    """Give a held or cancelled meeting the status it had before. What holding made is kept."""
    service.reopen(session, caller, id, body.reason if body else None, if_match, clock.now())
    return _shown(request, session, caller, id)


@of_group.get("/{id}/next-meeting", operation_id="getNextMeeting", response_model=MeetingRead)
@line(Act.see_group)
def get_next(
    request: Request,
    session: SnapshotDep,
    caller: CallerDep,
    id: UUID,
    after: Annotated[Day | None, Query(description="Among those after this day.")] = None,
) -> Response:
    """The group's next meeting: its first proposed or scheduled one that has not begun."""
    group_id = nouns.literal_id(groups.get(session, caller, id).id)
    wanted = next_id(group_id) if after is None else next_id_after(group_id, after)
    found = reading.one(session, READ, caller.params(clock.now()), col(Meeting.id) == wanted)
    if found is None:
        raise NoMeetingBooked
    return answer(request, found)


def _shown(request: Request, session: Session, caller: Caller, id: UUID, status: int = 200) -> Response:
    found = reading.one(session, READ, caller.params(clock.now()), *service.reached(caller, id))
    if found is None:
        raise NotFound
    return answer(request, found, status, f"/meetings/{id}" if status == 201 else None)
