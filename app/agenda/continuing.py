"""A parked item taken up at a later meeting: a new item continues it, the old one stays as it was."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlmodel import Session, col

from app.agenda import presenters
from app.agenda.models import AgendaItem, AgendaOutcome
from app.agenda.waiting import is_continued
from app.errors import Problem, invalid
from app.meetings.models import Meeting


class NotParked(Problem):
    """Only what is parked can be continued."""

    status = 409
    code = "agenda-item-not-parked"


class AlreadyContinued(Problem):
    """Another item continues it."""

    status = 409
    code = "already-continued"


def check(session: Session, old: AgendaItem, meeting: Meeting) -> None:
    """Raises unless the old item is parked at an earlier meeting of the group and not yet continued."""
    earlier = session.get_one(Meeting, old.meeting_id)
    if earlier.group_id != meeting.group_id:
        raise invalid("#/continues_id", "other_group")
    if earlier.order_key >= meeting.order_key:
        raise invalid("#/meeting_id", "not_later_meeting")
    if old.outcome != AgendaOutcome.parked:
        raise NotParked
    if session.execute(select(is_continued(AgendaItem)).where(col(AgendaItem.id) == old.id)).scalar_one():
        raise AlreadyContinued


def inherited(session: Session, old: AgendaItem) -> dict[str, Any]:
    """What the new item has from the old one: it is parked until it is given another outcome."""
    return {
        "title": old.title,
        "kind": old.kind,
        "outcome": AgendaOutcome.parked,
        "parked_until": old.parked_until,
        "presenter_ids": presenters.of(session, old.id),
    }


def release(session: Session, old_id: UUID, now: datetime) -> None:
    """An item of a cancelled meeting lets go of what it continued: only one item may."""
    let_go = {"continues_id": None, "version": AgendaItem.version + 1, "modified_at": now}
    session.execute(update(AgendaItem).where(col(AgendaItem.continues_id) == old_id).values(let_go))
