"""What waits in a group becomes new items of the meeting that is held. Old minutes stay as they were."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from app import names
from app.agenda import continuing, places, presenters
from app.agenda.models import AgendaItem
from app.agenda.numbering import order
from app.agenda.shapes import MEETING, joined
from app.agenda.waiting import waits
from app.meetings.models import Meeting


def carry(session: Session, meeting: Meeting, now: datetime) -> None:
    """Items that wait from meetings before this one become items at its end.

    For a meeting that is held; its group is locked. Asked again, it adds only what is missing.
    """
    here = _continuing(session, meeting.id)
    for old in _waiting(session, meeting):
        here[old.id] = _carried(session, old, meeting.id, here.get(old.parent_id), now).id


def _waiting(session: Session, meeting: Meeting) -> Sequence[AgendaItem]:
    """Those from before it, in order: an item before its sub-items."""
    earlier = (col(MEETING.group_id) == meeting.group_id, col(MEETING.order_key) < meeting.order_key)
    found = select(AgendaItem).select_from(joined(AgendaItem)).where(*earlier, waits(AgendaItem, MEETING))
    return session.execute(found.order_by(col(MEETING.order_key), *order())).scalars().all()


def _continuing(session: Session, meeting_id: UUID) -> dict[UUID | None, UUID]:
    """Top-level items of the meeting, by the item that each continues."""
    found = select(col(AgendaItem.continues_id), col(AgendaItem.id)).where(
        col(AgendaItem.meeting_id) == meeting_id,
        col(AgendaItem.continues_id).is_not(None),
        col(AgendaItem.parent_id).is_(None),
    )
    return {row.continues_id: row.id for row in session.execute(found)}


def _carried(
    session: Session, old: AgendaItem, meeting_id: UUID, parent_id: UUID | None, now: datetime
) -> AgendaItem:
    fields = continuing.inherited(session, old)
    presenter_ids = fields.pop("presenter_ids")
    continuing.release(session, old.id, now)
    item = AgendaItem(
        **fields,
        meeting_id=meeting_id,
        parent_id=parent_id,
        position=places.place(session, meeting_id, parent_id),
        continues_id=old.id,
        search_text=names.searchable(old.title),
        created_at=now,
        modified_at=now,
    )
    session.add(item)
    session.flush()
    presenters.put(session, item.id, presenter_ids)
    return item
