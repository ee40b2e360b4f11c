"""An accepted proposal becomes a meeting with all that belongs to it: one transaction, the other services."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from app import nouns
from app.access.caller import Caller
from app.attendance import service as attendance
from app.attendance.models import AttendanceUpdate
from app.groups.models import Group
from app.imports import service
from app.imports.accepted_agenda import AcceptedAgenda
from app.imports.accepted_meetings import AcceptedMeetings
from app.imports.accepted_points import AcceptedPoints
from app.imports.attending import attending
from app.imports.before import before, found_again
from app.imports.models import Import, ImportStatus
from app.imports.proposed import Proposal


def accept(session: Session, caller: Caller, id: UUID, if_match: str | None, now: datetime) -> None:
    """All or nothing. Accepted again, nothing more is made."""
    row = service.get(session, caller, id, lock=True)
    if row.status == ImportStatus.accepted:
        return
    nouns.match(row, if_match)
    group = session.get_one(Group, row.group_id)
    found = found_again(service.proposal_of(row), before(session, row.group_id))
    made = _make(session, caller, group, _as_reviewed(row, found), now)
    fields = {"status": ImportStatus.accepted, "accepted_at": now, "meeting_id": made["meeting_id"]}
    told = {
        name: str(value) if isinstance(value, UUID) else [str(one) for one in value]
        for name, value in made.items()
    }
    nouns.change(session, row, {**fields, "made": told}, caller, now)


def _as_reviewed(row: Import, found: Proposal) -> Proposal:
    """What is found now, but the meetings that somebody chose."""
    chosen = service.proposal_of(row)
    meeting = chosen.meeting if chosen.meeting.meeting_id else found.meeting
    coming = [
        one if one.meeting_id else other
        for one, other in zip(chosen.next_meetings, found.next_meetings, strict=True)
    ]
    return found.model_copy(update={"meeting": meeting, "next_meetings": coming})


def _make(
    session: Session, caller: Caller, group: Group, proposal: Proposal, now: datetime
) -> dict[str, Any]:
    """Everything that a proposal becomes, and what was left out."""
    told_of = AcceptedMeetings(session, caller, group, now)
    meeting = told_of.meeting(proposal.meeting)
    found = attending(session, caller, proposal.attendance, now)
    if found.rows:
        attendance.update(session, caller, meeting.id, AttendanceUpdate(rows=found.rows), "*", now)
    agenda = AcceptedAgenda(session, caller, meeting, now)
    item_ids, decision_ids = agenda.take_up(proposal.agenda_items), agenda.decide(proposal.decisions)
    day = proposal.meeting.held_on
    points = AcceptedPoints(session, caller, meeting, agenda, found.persons, day, now)
    point_ids = points.make(proposal.action_points)
    coming, left_out = told_of.to_come(proposal.next_meetings)
    return {
        "meeting_id": meeting.id,
        "agenda_item_ids": item_ids,
        "decision_ids": decision_ids,
        **point_ids,
        "next_meeting_ids": coming,
        "person_ids": list(dict.fromkeys(found.persons.values())),
        "left_out": [*found.left_out, *left_out],
    }
