"""Questions about points (domain 3, 4): nobody owns them, carried along for long."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, cast, exists, inspect, or_, select
from sqlalchemy.orm import aliased, join
from sqlmodel import Session, col

from app.action_points.due import GROUP, POINT, PRESENT
from app.action_points.labels import Called, called
from app.action_points.models import Owner
from app.action_points.owners import OWNER, Owners
from app.meetings.models import Meeting, MeetingStatus
from app.reading import many, today
from app.worklist.items import OF_GROUPS, Item, MeetingOf, PointOf, Question


def awake() -> Any:
    """The ids of the groups' open points, but for those that rest: nobody is mailed about them before their day."""
    rested = or_(col(POINT.rests_until).is_(None), col(POINT.rests_until) <= today(col(GROUP.time_zone)))
    return (
        select(col(POINT.id).label("id"))
        .join(GROUP, col(GROUP.id) == col(POINT.group_id))
        .where(col(POINT.group_id).in_(OF_GROUPS), col(POINT.closed_at).is_(None), rested)
        .cte()
    )


def unowned(session: Session, params: Mapping[str, Any]) -> Iterator[Item]:
    """Open points that nobody owns."""
    for row in session.execute(UNOWNED, params).mappings():
        yield Item(
            Question.unowned,
            row["group_id"],
            f"unowned:{row['id']}",
            point=PointOf(row["id"], row["number"], row["task"]),
            since=row["opened_at"],
        )


def carried(session: Session, params: Mapping[str, Any], *, with_owners: bool = True) -> Iterator[Item]:
    """Open points carried as often as the group's `escalate_after`, with the held meeting they last came through.

    What their owners are called is most of the work, and where nobody is told yet nobody asks.
    """
    for row in session.execute(CARRIED_OF if with_owners else CARRIED, params).mappings():
        yield Item(
            Question.carried,
            row["group_id"],
            f"carried:{row['meeting_id']}",
            meeting=MeetingOf(row["meeting_id"], row["held_on"]),
            point=PointOf(row["id"], row["number"], row["task"], row["times_carried"]),
            owners=tuple(Called(**owner) for owner in json.loads(row.get("owners", "[]"))),
            since=row["begins_at"],
        )


NAMED = (col(POINT.group_id), col(POINT.id), col(POINT.number), col(POINT.task))
IN_ORDER = (col(POINT.group_id), col(POINT.number))


def _unowned() -> Any:
    these, owner = awake(), aliased(Owner)
    nobody = ~exists(select(col(owner.id)).where(col(owner.point_id) == col(POINT.id)))
    return (
        select(*NAMED, col(POINT.opened_at))
        .select_from(join(these, POINT, col(POINT.id) == these.c.id))
        .where(nobody)
        .order_by(*IN_ORDER)
    )


def _carried(*, with_owners: bool) -> Any:
    these, last = awake(), aliased(Meeting)
    long = (
        select(col(POINT.id).label("id"), PRESENT.times_carried.label("times_carried"))
        .select_from(PRESENT.joined(join(these, POINT, col(POINT.id) == these.c.id)))
        .where(PRESENT.times_carried >= col(GROUP.escalate_after))
        .cte()
    )
    return (
        select(
            *NAMED,
            long.c.times_carried,
            col(last.id).label("meeting_id"),
            col(last.held_on),
            col(last.begins_at),
            *([cast(_called(long), Text).label("owners")] if with_owners else []),
        )
        .select_from(long)
        .join(POINT, col(POINT.id) == long.c.id)
        .join(GROUP, col(GROUP.id) == col(POINT.group_id))
        .join(last, col(last.id) == _last_held())
        .order_by(*IN_ORDER)
    )


def _last_held() -> ColumnElement[Any]:
    held = aliased(Meeting)
    return (
        select(col(held.id))
        .where(col(held.group_id) == col(GROUP.id), col(held.status) == MeetingStatus.held)
        .order_by(col(held.order_key).desc())
        .limit(1)
        .correlate(GROUP)
        .scalar_subquery()
    )


def _called(points: Any) -> ColumnElement[Any]:
    mine = and_(col(OWNER.point_id) == col(POINT.id))
    return many(
        called(Owners(points=points)),
        inspect(OWNER).selectable,
        mine,
        order=(col(OWNER.position), col(OWNER.id)),
        of=(POINT, GROUP),
    )


UNOWNED = _unowned()
CARRIED, CARRIED_OF = _carried(with_owners=False), _carried(with_owners=True)
