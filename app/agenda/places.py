"""The positions among siblings: 1, 2, 3 without gaps. The group is locked; who has to move has changed."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, update
from sqlmodel import Session, col

from app.agenda.models import AgendaItem


def place(session: Session, meeting_id: UUID, parent_id: UUID | None, wanted: int | None = None) -> int:
    """Which place one more item gets: the one wanted, if there are so many; else the last."""
    siblings = select(func.count()).where(
        col(AgendaItem.meeting_id) == meeting_id, col(AgendaItem.parent_id) == parent_id
    )
    last: int = session.execute(siblings).scalar_one() + 1
    return last if wanted is None else min(wanted, last)


def make_room(session: Session, item: AgendaItem, now: datetime) -> None:
    """Those at the place of an item that has come, and after it, move one on."""
    _shift(
        session, item, (*_siblings(item, item.parent_id), col(AgendaItem.position) >= item.position), 1, now
    )


def close_gap(session: Session, item: AgendaItem, parent_id: UUID | None, left: int, now: datetime) -> None:
    """Those after the place that an item has left move one back."""
    _shift(session, item, (*_siblings(item, parent_id), col(AgendaItem.position) > left), -1, now)


def make_way(session: Session, item: AgendaItem, left: int, now: datetime) -> None:
    """Those between the place that an item has left among its siblings and where it is now move by one."""
    between = col(AgendaItem.position).between(min(left, item.position), max(left, item.position))
    step = 1 if item.position < left else -1
    _shift(session, item, (*_siblings(item, item.parent_id), between), step, now)


def _siblings(item: AgendaItem, parent_id: UUID | None) -> tuple[ColumnElement[bool], ...]:
    return (col(AgendaItem.meeting_id) == item.meeting_id, col(AgendaItem.parent_id) == parent_id)


def _shift(
    session: Session, item: AgendaItem, those: tuple[ColumnElement[bool], ...], step: int, now: datetime
) -> None:
    moved = {"position": AgendaItem.position + step, "version": AgendaItem.version + 1, "modified_at": now}
    session.execute(update(AgendaItem).where(*those, col(AgendaItem.id) != item.id).values(moved))
