"""While people talk: the points that the notes being typed of an agenda item seem to agree on."""

import json
from typing import Any
from uuid import UUID

from sqlmodel import Session, col

from app.access.caller import Caller
from app.action_points.models import ActionPoint
from app.agenda import service as agenda
from app.groups.models import Group
from app.imports import commitments, intake, proposal, register
from app.imports.blocks import blocks
from app.imports.circle import Circle, circle, given
from app.imports.commitment import body
from app.imports.context import Context
from app.imports.draft import Draft, DraftAttendance
from app.imports.proposed import ProposedPoint
from app.meetings.models import Meeting
from app.reading import Found

LONGEST = 20_000  # letters, from the end: what was typed last
SAME = 0.8  # likeness from which a point given at the meeting is the one that these words became


def points(session: Session, caller: Caller, item_id: UUID) -> Found:
    """Those of the item's notes, each with the point it may have become already, or follow up."""
    item = agenda.get(session, caller, item_id)
    meeting = session.get_one(Meeting, item.meeting_id)
    known = circle(session, caller, session.get_one(Group, meeting.group_id))
    notes = item.notes or ""
    read = [_moved(point, max(0, len(notes) - LONGEST)) for point in _read(notes[-LONGEST:], meeting, known)]
    there = given(session, col(ActionPoint.meeting_id) == meeting.id)
    found = [
        register.point_met(point, known, meeting.held_on, {one.id for one in known.persons}) for point in read
    ]
    made = [(point, register.likeliest(point, there, SAME)) for point in found]
    items = [_typed(point, meeting.id, item.id, again and again[0]) for point, again in made]
    return Found(item.version, json.dumps({"items": items}, ensure_ascii=False))


def _read(notes: str, meeting: Meeting, known: Circle) -> list[ProposedPoint]:
    """What the words say, when said at this meeting by these people."""
    people = tuple(DraftAttendance(one.name) for one in known.persons)
    context = Context(meeting.held_on, known.own.name, people)
    draft = Draft(action_points=tuple(commitments.points_in(blocks(notes), context)))
    return intake.proposal_of(proposal.as_json(draft)).action_points


def _moved(point: ProposedPoint, by: int) -> ProposedPoint:
    """The point with its words where they stand in the whole notes."""
    source = point.source.model_copy(update={"start": point.source.start + by, "end": point.source.end + by})
    return point.model_copy(update={"source": source})


def _typed(point: ProposedPoint, meeting_id: UUID, item_id: UUID, made_id: UUID | None) -> dict[str, Any]:
    """A TypedPoint as JSON; of the body only what is said, as it is sent back."""
    told = point.model_copy(update={"action_point_id": made_id, "agenda_number": None})
    sent = body(told, meeting_id, item_id).model_dump(mode="json", exclude_unset=True)
    return {
        **told.model_dump(mode="json"),
        "action_point": {key: value for key, value in sent.items() if value},
    }
