"""Closing and opening again: what a closed point keeps (domain 2.10)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import case, delete, select
from sqlmodel import Session, col

from app.action_points import history
from app.action_points.due import AS_IF_NOT_HELD, AS_OF, AS_OF_BEGINS, POINT, PRESENT
from app.action_points.models import ActionPoint, KeptOwner, Owner, PointStatus
from app.action_points.owners import OWNER, Owners
from app.errors import Problem
from app.meetings.models import Meeting
from app.reading import NOW


class ActionPointClosed(Problem):
    """It must be opened again first; `closed_at` says since when it is closed."""

    status = 409
    code = "action-point-closed"


class ActionPointOpen(Problem):
    status = 409
    code = "action-point-open"


def check_open(point: ActionPoint) -> None:
    """Raises ActionPointClosed."""
    if point.closed_at is not None:
        raise ActionPointClosed(closed_at=point.closed_at.strftime("%Y-%m-%dT%H:%M:%SZ"))


def close(
    session: Session,
    point: ActionPoint,
    status: PointStatus,
    actor: Mapping[str, Any],
    now: datetime,
    *,
    meeting: Meeting | None = None,
    outcome: str | None = None,
    by_answer: bool = False,
) -> None:
    """Close an open point, at a meeting or between two. It keeps its persons and the due it had.

    Raises ActionPointClosed.
    """
    check_open(point)
    before = {"status": point.status, "outcome": point.outcome}
    _keep_owners(session, point.id, now)
    point.sqlmodel_update(_due(session, point.id, now, meeting))
    point.status, point.outcome, point.closed_at = status, outcome, now
    point.closed_meeting_id, point.closed_by_answer = meeting.id if meeting else None, by_answer
    point.touch(now)
    after = {"status": status, "outcome": outcome}
    history.record(
        session,
        point,
        "closed",
        actor,
        now,
        meeting_id=meeting.id if meeting else None,
        before=before,
        after=after,
    )
    session.flush()


def reopen(
    session: Session, point: ActionPoint, actor: Mapping[str, Any], now: datetime, comment: str | None = None
) -> None:
    """Open a closed point: it is due and owned by the rules again. Raises ActionPointOpen."""
    if point.closed_at is None:
        raise ActionPointOpen
    before = {"status": point.status, "outcome": point.outcome}
    kept = select(col(Owner.id)).where(col(Owner.point_id) == point.id)
    session.execute(delete(KeptOwner).where(col(KeptOwner.owner_id).in_(kept)))
    point.status, point.outcome, point.closed_at = PointStatus.open, None, None
    point.closed_meeting_id, point.closed_by_answer, point.opened_at = None, False, now
    point.kept_due_on = point.kept_due_at_id = point.kept_first_due_on = None
    point.kept_due_preliminary = False
    point.touch(now)
    history.record(
        session, point, "reopened", actor, now, before=before, after={"status": point.status}, comment=comment
    )
    session.flush()


def _due(session: Session, id: UUID, now: datetime, meeting: Meeting | None) -> dict[str, Any]:
    """The due to keep: at a meeting, as if neither it nor a later one were held."""
    asked = AS_IF_NOT_HELD if meeting else PRESENT
    statement = (
        select(
            asked.on.label("kept_due_on"),
            asked.at_id.label("kept_due_at_id"),
            asked.preliminary.label("kept_due_preliminary"),
            asked.first_on.label("kept_first_due_on"),
        )
        .select_from(asked.source)
        .where(col(POINT.id) == id)
    )
    then = {AS_OF.key: meeting.order_key, AS_OF_BEGINS.key: meeting.begins_at} if meeting else {}
    values = {NOW.key: now, **then}
    return dict(session.execute(statement, values).one()._mapping)


def _keep_owners(session: Session, id: UUID, now: datetime) -> None:
    session.flush()
    rule = Owners(col(OWNER.point_id) == id)
    who, owned = rule.answering, rule.owned
    via = case((who.c.via_group_id != owned.c.group_id, who.c.via_group_id))
    kept = select(who.c.owner_id, who.c.person_id, via.label("via_group_id")).join(
        owned, owned.c.owner_id == who.c.owner_id
    )
    for row in session.execute(kept, {NOW.key: now}).all():
        session.add(KeptOwner(**row._mapping))
