from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from app import clock, reading, settings
from app.access.caller import CallerDep
from app.access.policy import Act, Reach, line
from app.database import SessionDep, SnapshotDep
from app.errors import NotFound
from app.idempotency.carrying_out import IdempotencyKey
from app.meetings import service as meetings
from app.outbox.mail_url import transport_from
from app.outbox.shared_clock import shared
from app.outbox.watch import watch
from app.paging import PageDep, PageOf
from app.parameters import GroupId, MeetingId, PersonFilter, person_in
from app.reminders import ledger, preview, run, service
from app.reminders.bodies import NudgeCreate, NudgeRead, PreviewRead, ReminderRead, RunRead
from app.reminders.models import ReminderKind, ReminderState
from app.reminders.nudge import service as nudges
from app.responses import answer, listed, whole
from app.routing import router as new_router

reminders = new_router("/reminders", "reminders")
runs = new_router("/reminder-runs", "reminders")
of_meeting = new_router("/meetings", "reminders")
of_point = new_router("/action-points", "reminders")
ROUTERS: tuple[APIRouter, ...] = (reminders, runs, of_meeting, of_point)


@reminders.get("", operation_id="listReminders", response_model=PageOf[ReminderRead])
@line(Act.see_ledger)
def find(
    request: Request,
    session: SnapshotDep,
    caller: CallerDep,
    page: PageDep,
    group_id: GroupId = None,
    meeting_id: MeetingId = None,
    person_id: PersonFilter = None,
    kind: Annotated[list[ReminderKind] | None, Query(max_length=5)] = None,
    state: Annotated[list[ReminderState] | None, Query(max_length=20)] = None,
) -> Response:
    """Who was told what, when, and what the mail server said; and who was not, and why. Newest first; for leads."""
    hits = service.hits(caller, group_id, meeting_id, person_in(caller, person_id), kind or [], state or [])
    order = [(ledger.READ.id, True)]
    return listed(
        request, page, reading.page(session, ledger.READ, hits, order, page, caller.params(clock.now()))
    )


@reminders.get("/{id}", operation_id="getReminder", response_model=ReminderRead)
@line(Act.see_ledger, known=Act.see_ledger)
def get(request: Request, session: SnapshotDep, caller: CallerDep, id: UUID) -> Response:
    """One row of the ledger."""
    conditions = [*service.within(caller), ledger.READ.id == id]
    found = reading.one(session, ledger.READ, caller.params(clock.now()), *conditions)
    if found is None:
        raise NotFound
    return answer(request, found)


@reminders.delete("/{id}/answer-link", operation_id="endAnswerLink", status_code=204)
@line(Act.nudge, known=Act.see_ledger)
def end_link(session: SessionDep, caller: CallerDep, id: UUID) -> Response:
    """End the links of a letter, as when it went to the wrong address: they open nothing more. Where persons share
    an address, for all of them. 404 when the letter has none that opens anything."""
    service.end_links(session, caller, id, clock.now())
    return Response(status_code=204)


@runs.get("", operation_id="listReminderRuns", response_model=PageOf[RunRead])
@line(Act.run_reminders, known=Reach.see_oneself)
def find_runs(request: Request, session: SnapshotDep, caller: CallerDep, page: PageDep) -> Response:
    """The runs that did something, newest first. Administrators only."""
    caller.require(Act.run_reminders)
    order = [(ledger.RUN.id, True)]
    found = reading.page(session, ledger.RUN, ledger.RUN.hits(), order, page, caller.params(clock.now()))
    return listed(request, page, found)


@runs.post("", operation_id="runReminders", response_model=RunRead, status_code=201)
@line(Act.run_reminders, known=Reach.see_oneself)
def add_run(request: Request, session: SessionDep, caller: CallerDep) -> Response:
    """Run the task now: plan every group and send what is due. Nobody is told twice. Administrators only."""
    caller.require(Act.run_reminders)
    at = shared(clock.now)
    now, transport = at(), transport_from(settings.get().mail_url)
    counts = run.tick(now, transport, f"api-{caller.id}", at, watch=watch())
    id = run.keep(session, now, now, at(), counts)
    found = reading.one(session, ledger.RUN, caller.params(now), ledger.RUN.id == id)
    if found is None:
        raise NotFound
    return answer(request, found, 201, f"/reminder-runs/{id}")


@runs.get("/{id}", operation_id="getReminderRun", response_model=RunRead)
@line(Act.run_reminders, known=Reach.see_oneself)
def get_run(request: Request, session: SnapshotDep, caller: CallerDep, id: UUID) -> Response:
    """One run, with what it did. Administrators only."""
    caller.require(Act.run_reminders)
    found = reading.one(session, ledger.RUN, caller.params(clock.now()), ledger.RUN.id == id)
    if found is None:
        raise NotFound
    return answer(request, found)


@of_meeting.get("/{id}/reminder-preview", operation_id="getReminderPreview", response_model=PreviewRead)
@line(Act.see_ledger)
def show_preview(request: Request, session: SnapshotDep, caller: CallerDep, id: UUID) -> Response:
    """The exact mails of the meeting's next occasion, and who gets none and why. Nothing is made or sent."""
    meeting = meetings.get(session, caller, id)
    caller.require(Act.see_ledger, meeting.group_id)
    return answer(request, preview.preview(session, meeting, clock.now()))


@of_point.post("/{id}/nudge", operation_id="nudgeOwners", response_model=NudgeRead, status_code=201)
@line(Act.nudge, known=Reach.see_points)
def nudge(
    session: SessionDep,
    caller: CallerDep,
    id: UUID,
    said: NudgeCreate | None = None,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Remind of the one point now, with a line of one's own; for leads. Answers with who is told and who cannot be.

    Needs Idempotency-Key: the same again is the first answer, and no second mail.
    """
    made = nudges.nudge(session, caller, id, said or NudgeCreate(), idempotency_key, clock.now())
    return whole(NudgeRead(items=made).model_dump_json(), 201)
