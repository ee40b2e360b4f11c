"""Decisions: found, recorded, corrected. A decision is a record: it is never taken away."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, String, cast
from sqlmodel import Session, col

from app import names, nouns, reading
from app.access.caller import Caller
from app.access.policy import Act
from app.agenda import service as agenda
from app.decisions.models import Decision, DecisionCreate, DecisionRead, DecisionUpdate
from app.errors import NotFound
from app.groups import service as groups
from app.meetings import service as meetings
from app.reading import MY_GROUPS, shape

READ = shape(
    DecisionRead,
    Decision,
    id=col(Decision.id),
    version=col(Decision.version),
    external_id=col(Decision.external_id),
    created_at=col(Decision.created_at),
    modified_at=col(Decision.modified_at),
    group_id=col(Decision.group_id),
    meeting_id=col(Decision.meeting_id),
    agenda_item_id=col(Decision.agenda_item_id),
    number=cast(col(Decision.year), String) + "-" + cast(col(Decision.sequence), String),
    text=col(Decision.text),
)
NUMBER = (col(Decision.year), col(Decision.sequence))
SORTS: dict[str, Sequence[Any]] = {
    "number": NUMBER,
    "created_at": (col(Decision.created_at),),
    "id": (col(Decision.id),),
}


def within(caller: Caller) -> list[ColumnElement[bool]]:
    """What READ is narrowed to: the decisions of groups whose inside the caller sees."""
    return [] if caller.sees_all else [col(Decision.group_id).in_(MY_GROUPS)]


def hits(
    caller: Caller,
    *,
    group_id: UUID | None = None,
    meeting_id: UUID | None = None,
    agenda_item_id: UUID | None = None,
    external_id: str | None = None,
    q: str | None = None,
) -> Select[Any]:
    """Those the caller sees that fit every filter said."""
    said = nouns.filters(
        (col(Decision.group_id), group_id),
        (col(Decision.meeting_id), meeting_id),
        (col(Decision.agenda_item_id), agenda_item_id),
        (col(Decision.external_id), external_id),
    )
    searched = [col(Decision.search_text).contains(names.key(q), autoescape=True)] if q else []
    return READ.hits(*within(caller), *said, *searched)


def of_meeting(session: Session, caller: Caller, meeting_id: UUID, now: datetime) -> list[str]:
    """The decisions of a meeting, each as JSON, by number."""
    where = (col(Decision.meeting_id) == meeting_id, *within(caller))
    return reading.some(session, READ, caller.params(now), *where, order=NUMBER)


def get(session: Session, caller: Caller, id: UUID, *, lock: bool = False) -> Decision:
    """The decision, if the caller sees its group; otherwise it does not exist."""
    row = nouns.get(session, Decision, id, lock=lock)
    if not caller.sees(row.group_id):
        raise NotFound
    return row


def add(session: Session, caller: Caller, body: DecisionCreate, now: datetime) -> Decision:
    """Records it, with the next number of its group in the year of the meeting."""
    group_id = meetings.known(session, caller, body.meeting_id, "#/meeting_id").group_id
    caller.require(Act.make_decisions, group_id)
    meeting = meetings.get(session, caller, body.meeting_id, lock=True)
    _check_item(session, caller, body.agenda_item_id, meeting.id)
    year = meeting.held_on.year
    row = nouns.new(
        Decision,
        body,
        caller,
        now,
        group_id=group_id,
        year=year,
        sequence=groups.next_number(session, group_id, f"decision-{year}"),
        search_text=names.searchable(body.text),
    )
    return nouns.save(session, row)


def update(
    session: Session, caller: Caller, id: UUID, change: DecisionUpdate, if_match: str | None, now: datetime
) -> Decision:
    """Corrects it; its meeting and number stay."""
    row = get(session, caller, id, lock=True)
    caller.require(Act.make_decisions, row.group_id)
    nouns.match(row, if_match)
    said = change.said()
    _check_item(session, caller, said.get("agenda_item_id"), row.meeting_id)
    if "text" in said:
        said["search_text"] = names.searchable(said["text"])
    return nouns.change(session, row, said, caller, now)


def _check_item(session: Session, caller: Caller, item_id: UUID | None, meeting_id: UUID) -> None:
    if item_id:
        agenda.known_of(session, caller, item_id, meeting_id, "#/agenda_item_id")
