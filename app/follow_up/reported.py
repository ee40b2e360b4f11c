"""What other groups report to this one: no more of a point than domain 6 lets through."""

from typing import Any

from sqlalchemy import ColumnElement, Select, String, Text, and_, case, cast, inspect, or_, select
from sqlalchemy.orm import join
from sqlmodel import col

from app.action_points.due import GROUP, POINT, Asked
from app.action_points.labels import label
from app.action_points.models import PointStatus
from app.action_points.owners import OWNER, Owners
from app.follow_up.models import ReportedPoint
from app.follow_up.points import BEFORE_BEGINS, OF_GROUP, given_before
from app.reading import fields, many, quoted


def statement(asked: Asked) -> Select[Any]:
    """The points that report to the group, open or closed since its last held meeting before this one."""
    recent = or_(~asked.closed, BEFORE_BEGINS.is_(None), col(POINT.closed_at) >= BEFORE_BEGINS)
    reports = and_(col(POINT.report_to_id) == OF_GROUP, given_before())
    these = select(col(POINT.id).label("id")).select_from(asked.source).where(reports, recent).cte("these")
    shown = fields(
        ReportedPoint,
        id=col(POINT.id),
        group=col(GROUP.name),
        number=col(POINT.number),
        task=col(POINT.task),
        owners=_labels(these),
        due_on=asked.on,
        status=case(
            (and_(~asked.closed, col(POINT.closed_at).is_not(None)), PointStatus.open.value),
            else_=cast(col(POINT.status), String),
        ),
        outcome=case((asked.closed, col(POINT.outcome))),
    )
    return (
        select(cast(shown, Text))
        .select_from(asked.joined(join(these, POINT, col(POINT.id) == these.c.id)))
        .order_by(col(GROUP.name_order), col(POINT.number), col(POINT.id))
    )


def _labels(these: Any) -> ColumnElement[Any]:
    own = col(OWNER.point_id) == col(POINT.id)
    return many(
        quoted(label(Owners(points=these))),
        inspect(OWNER).selectable,
        own,
        order=(col(OWNER.position),),
        of=(POINT, GROUP),
    )
