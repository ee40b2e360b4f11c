"""Which meeting is a group's next, and since when.

Only two things change the answer: a write to the group's meetings, and a meeting that begins. So it is enough
to look before each write, with the meetings as they have been since the last, and once more after it.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Select, bindparam, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.groups import service as groups
from app.groups.models import Group
from app.meetings.models import Meeting, NextMeeting
from app.meetings.next import booked, next_id
from app.reading import NOW
from app.tables import Id, UtcDateTime

LATELY = timedelta(days=60)

Ahead = Sequence[tuple[UUID, datetime]]  # proposed and scheduled meetings in order, and when they begin


class Became(NamedTuple):
    """A meeting that became a group's next, and since when; None: since when it has none."""

    meeting_id: UUID | None
    since: datetime


def settle(session: Session, group_id: UUID, now: datetime) -> NextMeeting:
    """The group's next meeting and since when it is that, recorded. Locks the group."""
    groups.lock(session, group_id)
    kept = _last(session, group_id) or NextMeeting(group_id=group_id, since=now)
    ahead = _ahead(session, group_id, min(kept.since, now))
    became = list(replay(kept.meeting_id, kept.since, ahead, now))
    for meeting_id, since in became or [(kept.meeting_id, kept.since)]:
        kept = session.merge(NextMeeting(group_id=group_id, meeting_id=meeting_id, since=since))
    session.flush()
    return kept


def changed(session: Session, group_id: UUID, now: datetime) -> None:
    """Records what a write at `now` has made of it; it was settled before.

    No time has passed since then: a next meeting that is moved to when it would have begun is next until now.
    """
    kept, present = _last(session, group_id), _first(_ahead(session, group_id, now), now)
    if kept is None or kept.meeting_id != present:
        session.merge(NextMeeting(group_id=group_id, meeting_id=present, since=now))
        session.flush()


def behind() -> Select[UUID]:
    """The groups whose record is behind at the instant NOW: those of which `settle` would write something."""
    record = aliased(NextMeeting)
    records = select(col(record.meeting_id)).where(col(record.group_id) == col(Group.id)).correlate(Group)
    last = records.order_by(col(record.since).desc()).limit(1).scalar_subquery()
    return select(col(Group.id)).where(or_(~records.exists(), last.is_distinct_from(next_id(col(Group.id)))))


def latest(session: Session, group_ids: Collection[UUID], now: datetime) -> dict[UUID, list[Became]]:
    """Each of these groups' next meeting, and after it those that were it lately, newest first; the record is settled.

    If it has none now, the first names none.
    """
    params = {NOW.key: now, SINCE.key: now - LATELY, GROUPS.key: list(group_ids)}
    for id in session.execute(BEHIND, params).scalars().all():
        settle(session, id, now)
    found: dict[UUID, dict[UUID | None, Became]] = {}
    for group_id, meeting_id, since in session.execute(LATEST, params):
        found.setdefault(group_id, {}).setdefault(meeting_id, Became(meeting_id, since))
    return {id: list(records.values()) for id, records in found.items()}


def _latest() -> Select[UUID, UUID | None, datetime]:
    record, later = aliased(NextMeeting), aliased(NextMeeting)
    newer = select(col(later.since)).where(
        col(later.group_id) == col(record.group_id), col(later.since) > col(record.since)
    )
    return (
        select(col(record.group_id), col(record.meeting_id), col(record.since))
        .where(
            col(record.group_id).in_(GROUPS),
            or_(col(record.since) > SINCE, ~newer.correlate(record).exists()),
        )
        .order_by(col(record.since).desc())
    )


GROUPS = bindparam("these_groups", type_=Id(), expanding=True)
SINCE = bindparam("recorded_since", type_=UtcDateTime())
BEHIND = behind().where(col(Group.id).in_(GROUPS))
LATEST = _latest()


def _last(session: Session, group_id: UUID) -> NextMeeting | None:
    records = select(NextMeeting).where(col(NextMeeting.group_id) == group_id)
    return session.execute(records.order_by(col(NextMeeting.since).desc()).limit(1)).scalars().first()


def replay(
    meeting_id: UUID | None, since: datetime, ahead: Ahead, now: datetime
) -> Iterator[tuple[UUID | None, datetime]]:
    """Lets time pass until `now`: whenever the next one begins, its successor is the next from then on.

    Yields who became it, and when.
    """
    begins = dict(ahead)
    while meeting_id and (began := begins.get(meeting_id)) and began <= now:
        meeting_id, since = _first(ahead, began), began
        yield meeting_id, since
    present = _first(ahead, now)
    if meeting_id != present:
        yield present, now


def _first(ahead: Ahead, instant: datetime) -> UUID | None:
    return next((id for id, begins_at in ahead if begins_at > instant), None)


def _ahead(session: Session, group_id: UUID, instant: datetime) -> Ahead:
    rows = (
        select(col(Meeting.id), col(Meeting.begins_at))
        .where(col(Meeting.group_id) == group_id, booked(Meeting, instant))
        .order_by(col(Meeting.order_key))
    )
    return [(id, begins_at) for id, begins_at in session.execute(rows)]
