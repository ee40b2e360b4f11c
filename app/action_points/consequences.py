"""What a write elsewhere does to open points: due another day, answered for by others. It is a change of each of them.

Nothing of it is stored, so it is asked before the write and after it, by the rules themselves, for all points that it
may concern at once.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.action_points.due import POINT, PRESENT
from app.action_points.models import ActionPoint
from app.action_points.owners import OWNER, Owners
from app.groups.models import Group
from app.meetings.models import Meeting
from app.reading import NOW
from app.recording.writes import tell

Answers = Mapping[UUID, Hashable]
NOON = time(12)
OPEN = col(POINT.closed_at).is_(None)


@contextmanager
def of_meetings(session: Session, group_id: UUID, now: datetime) -> Iterator[None]:
    """Around a write to the meetings of a group: tells which open points, of any group, became due otherwise."""
    before = _due(session, group_id, now)
    yield
    _tell(session, "due_changed", before, _due(session, group_id, now), now)


@contextmanager
def of_members(session: Session, group_id: UUID, now: datetime, *later: date) -> Iterator[None]:
    """Around a write to the memberships of a group: which open points others answer for, now or on a later day."""
    instants = [now, *(datetime.combine(day, NOON, UTC) for day in later)]
    before = [_answering(session, group_id, at) for at in instants]
    yield
    for at, was in zip(instants, before, strict=True):
        _tell(session, "owners_changed", was, _answering(session, group_id, at), now)


def _tell(session: Session, participle: str, before: Answers, after: Answers, now: datetime) -> None:
    for id in before.keys() | after.keys():
        if before.get(id) != after.get(id):
            tell(session, ActionPoint.__tablename__, id, participle, now)


def _due(session: Session, group_id: UUID, now: datetime) -> Answers:
    meetings = select(col(Meeting.id)).where(col(Meeting.group_id) == group_id)
    concerned = or_(col(POINT.group_id) == group_id, col(POINT.due_meeting_id).in_(meetings))
    asked = (
        select(col(POINT.id), PRESENT.on, PRESENT.at_id, PRESENT.preliminary)
        .select_from(PRESENT.source)
        .where(OPEN, concerned)
    )
    return {row[0]: tuple(row[1:]) for row in session.execute(asked, {NOW.key: now})}


def _answering(session: Session, group_id: UUID, now: datetime) -> Answers:
    group = aliased(Group)
    parent = select(col(group.parent_id)).where(col(group.id) == group_id, col(group.parent_id).is_not(None))
    concerned = or_(
        col(POINT.group_id) == group_id,
        col(OWNER.within_group_id) == group_id,
        col(OWNER.within_group_id).in_(parent),
    )
    rule = Owners(OPEN, concerned)
    who = rule.answering
    asked: Select[Any] = select(rule.owned.c.point_id, who.c.person_id).join(
        who, who.c.owner_id == rule.owned.c.owner_id
    )
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for point_id, person_id in session.execute(asked, {NOW.key: now}):
        found[point_id].add(person_id)
    return {id: frozenset(persons) for id, persons in found.items()}
