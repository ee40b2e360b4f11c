"""Which meetings have changed since somebody was told of them: the one statement that every run asks."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from app.groups.models import Group
from app.groups.models import Reminders as Setting
from app.meetings.models import Meeting, MeetingStatus
from app.outbox.models import Delivery, DeliveryState
from app.reminders.models import Reminder, ReminderKind, ReminderState

QUIET = timedelta(minutes=15)
LATELY = timedelta(days=60)


def changed(now: datetime) -> Select[UUID]:
    """Their ids, where what somebody was last told has not been looked at since."""
    row, sent = aliased(Reminder), aliased(Delivery)
    stale = (
        select(col(row.id))
        .join(sent, col(sent.id) == col(row.delivery_id))
        .where(
            *_told(row, sent),
            col(row.meeting_id) == col(Meeting.id),
            col(row.meeting_sequence) < col(Meeting.sequence),
            ~_told_later(row, sent),
            ~_seen_to(row),
        )
        .correlate(Meeting, Group)
    )
    return (
        select(col(Meeting.id))
        .join(Group, col(Group.id) == col(Meeting.group_id))
        .where(
            col(Group.reminders) != Setting.off,
            col(Meeting.status) != MeetingStatus.held,
            col(Meeting.changed_at) <= now - QUIET,
            or_(col(Meeting.changed_at) > now - LATELY, col(Meeting.begins_at) > now),
            exists(stale),
        )
        .order_by(col(Meeting.id))
    )


def _told(row: Any, sent: Any) -> tuple[ColumnElement[bool], ...]:
    return col(row.told).is_not(None), col(sent.state) == DeliveryState.accepted


def _told_later(row: Any, sent: Any) -> ColumnElement[bool]:
    """By another mail to the same recipient."""
    newer, last = aliased(Reminder), aliased(Delivery)
    same_time = and_(col(last.sent_at) == col(sent.sent_at), col(newer.id) > col(row.id))
    rows = select(col(newer.id)).join(last, col(last.id) == col(newer.delivery_id))
    later = or_(col(last.sent_at) > col(sent.sent_at), same_time)
    return exists(rows.where(_same(newer, row), *_told(newer, last), later).correlate(row, sent))


def _seen_to(row: Any) -> ColumnElement[bool]:
    """The ledger has this recipient for this change. What was only shown does not count once mail is sent."""
    seen = aliased(Reminder)
    shown = and_(col(seen.own_state).is_not(None), col(seen.own_state) == ReminderState.preview)
    return exists(
        select(col(seen.id))
        .where(
            _same(seen, row),
            col(seen.kind) == ReminderKind.change,
            col(seen.meeting_sequence) == col(Meeting.sequence),
            col(seen.superseded).is_(False),
            or_(~shown, col(Group.reminders) == Setting.preview),
        )
        .correlate(row, Meeting, Group)
    )


def _same(one: Any, other: Any) -> ColumnElement[bool]:
    """Of the same recipient about the same meeting."""
    return and_(
        col(one.meeting_id) == col(other.meeting_id),
        col(one.recipient_kind) == col(other.recipient_kind),
        col(one.recipient_id) == col(other.recipient_id),
    )
