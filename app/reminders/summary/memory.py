"""What each receiver has been asked, and when: kept with the last mail that said so."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import and_, case, func, or_, select
from sqlmodel import Session, col

from app.outbox.models import Delivery, DeliveryState
from app.reminders.models import CURRENT_SUMMARY, Reminder, ReminderState
from app.reminders.summary.rhythm import Asked

KEPT_FOR = timedelta(days=90)  # what was asked longer ago, and nothing since, is asked anew
Memory = dict[tuple[UUID, bool], dict[str, date]]  # by recipient, and whether it was a preview


def read(session: Session, recipient_ids: Collection[UUID], today: date) -> Memory:
    """Of these receivers: what an accepted mail asked, or, where nobody could be told, what one would have."""
    rows = session.execute(_latest(list(recipient_ids), today))
    return {(id, is_preview == 1): _days(told["asked"]) for id, is_preview, told in rows}


def written(asked: Asked) -> dict[str, Any]:
    """The same as it is kept in the ledger's row."""
    return {"asked": {key: day.isoformat() for key, day in asked.items()}}


def asked_on(told: dict[str, Any] | None, day: date) -> set[str]:
    """The keys of what a row asked on its own day."""
    return {key for key, last in _days((told or {}).get("asked", {})).items() if last == day}


def _days(asked: dict[str, str]) -> dict[str, date]:
    return {key: date.fromisoformat(day) for key, day in asked.items()}


def _latest(recipient_ids: list[UUID], today: date) -> Any:
    own = col(Reminder.own_state)
    is_preview = case((own == ReminderState.preview, 1), else_=0)
    newest = func.row_number().over(
        partition_by=(col(Reminder.recipient_id), is_preview), order_by=col(Reminder.occasion_on).desc()
    )
    rows = (
        select(
            col(Reminder.recipient_id),
            is_preview.label("is_preview"),
            col(Reminder.told),
            newest.label("place"),
        )
        .outerjoin(Delivery, col(Delivery.id) == col(Reminder.delivery_id))
        .where(
            CURRENT_SUMMARY,
            col(Reminder.occasion_on) >= today - KEPT_FOR,
            col(Reminder.recipient_id).in_(recipient_ids),
            col(Reminder.told).is_not(None),
            or_(
                own.in_([ReminderState.unreachable, ReminderState.preview]),
                and_(own.is_(None), col(Delivery.state) == DeliveryState.accepted),
            ),
        )
        .subquery()
    )
    return select(rows.c.recipient_id, rows.c.is_preview, rows.c.told).where(rows.c.place == 1)
