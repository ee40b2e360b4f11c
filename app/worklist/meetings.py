"""Questions about meetings (domain 4): passed and not marked held, still proposed, none booked."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.action_points.models import ActionPoint
from app.groups.models import Group
from app.meetings.models import BOOKED, Meeting, MeetingStatus, NextMeeting
from app.meetings.next import next_id
from app.reading import today
from app.worklist.items import OF_GROUPS, Item, MeetingOf, Question


@dataclass(frozen=True)
class Ahead:
    """A group's next meeting, and since when it is that, as far as is recorded."""

    group: Group
    meeting: Meeting
    since: datetime | None


def ahead(session: Session, params: Mapping[str, Any]) -> dict[UUID, Ahead]:
    """The next meeting of each group that has one."""
    return {row[0].id: Ahead(*row) for row in session.execute(AHEAD, params)}


def unconfirmed(nexts: Iterable[Ahead]) -> Iterator[Item]:
    """The next meeting is proposed: to be confirmed or moved."""
    for each in nexts:
        meeting = each.meeting
        if meeting.status == MeetingStatus.proposed:
            yield _about(Question.unconfirmed, meeting, max(meeting.created_at, meeting.day_set_at))


def unheld(session: Session, params: Mapping[str, Any]) -> Iterator[Item]:
    """A meeting that has passed, and is neither held nor cancelled: from the next day on."""
    for meeting in session.execute(UNHELD, params).scalars():
        yield _about(Question.unheld, meeting, meeting.begins_at)


def unbooked(session: Session, params: Mapping[str, Any]) -> Iterator[Item]:
    """No meeting ahead, and open points that wait for one."""
    for group_id, count, since in session.execute(UNBOOKED, params):
        yield Item(Question.unbooked, group_id, f"unbooked:{group_id}", count=count, since=since)


def _about(question: Question, meeting: Meeting, since: datetime) -> Item:
    key = f"{question}:{meeting.id}:{meeting.day_revision}"
    return Item(question, meeting.group_id, key, MeetingOf(meeting.id, meeting.held_on), since=since)


def _ahead() -> Any:
    became = (
        select(func.max(col(NextMeeting.since)))
        .where(col(NextMeeting.group_id) == col(Group.id), col(NextMeeting.meeting_id) == col(Meeting.id))
        .correlate(Group, Meeting)
        .scalar_subquery()
    )
    return (
        select(Group, Meeting, became)
        .join(Meeting, col(Meeting.id) == next_id(col(Group.id)))
        .where(col(Group.id).in_(OF_GROUPS))
    )


def _unheld() -> Any:
    return (
        select(Meeting)
        .join(Group, col(Group.id) == col(Meeting.group_id))
        .where(
            col(Meeting.group_id).in_(OF_GROUPS),
            col(Meeting.status).in_(BOOKED),
            col(Meeting.held_on) < today(col(Group.time_zone)),
        )
        .order_by(col(Meeting.order_key))
    )


def _unbooked() -> Any:
    point, held = aliased(ActionPoint), aliased(Meeting)
    awake = or_(col(point.rests_until).is_(None), col(point.rests_until) <= today(col(Group.time_zone)))
    last_held = (
        select(func.max(col(held.begins_at)))
        .where(col(held.group_id) == col(Group.id), col(held.status) == MeetingStatus.held)
        .correlate(Group)
        .scalar_subquery()
    )
    return (
        select(col(Group.id), func.count(), last_held)
        .join(point, and_(col(point.group_id) == col(Group.id), col(point.closed_at).is_(None), awake))
        .where(col(Group.id).in_(OF_GROUPS), next_id(col(Group.id)).is_(None))
        .group_by(col(Group.id))
    )


AHEAD, UNHELD, UNBOOKED = _ahead(), _unheld(), _unbooked()
