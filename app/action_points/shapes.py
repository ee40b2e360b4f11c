"""An action point as JSON, with what the due rule and the ownership rule answer about it."""

from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    and_,
    case,
    cast,
    inspect,
    null,
    or_,
    select,
)
from sqlalchemy.orm import aliased
from sqlalchemy.types import String
from sqlmodel import col

from app.action_points import shown
from app.action_points.bodies import ActionPointRead, OwnerPerson, OwnerRead
from app.action_points.due import GROUP, POINT, PRESENT, Asked
from app.action_points.labels import label
from app.action_points.owners import OWNER, Owners
from app.groups.nearness import seen
from app.meetings.models import Meeting
from app.reading import Shape, fields, listed, many, shape


def _persons(rule: Owners) -> ColumnElement[Any]:
    """Who answers; those of a group that the reader does not see are left out (domain 6)."""
    who = rule.people
    row = fields(
        OwnerPerson,
        id=who.c.person_id,
        name=who.c.name,
        left=cast(who.c.left, Boolean),
        unreachable=who.c.unreachable,
    )
    those = and_(who.c.owner_id == col(OWNER.id), shown.person(who.c.via_group_id, who.c.person_id))
    return many(row, who, those, order=(who.c.name_order, who.c.person_id), of=OWNER)


def _owners(these: Any) -> ColumnElement[Any]:
    rule = Owners(points=these)
    row = fields(
        OwnerRead,
        kind=col(OWNER.kind),
        part=col(OWNER.part),
        person_id=case((shown.person(col(POINT.group_id), col(OWNER.person_id)), col(OWNER.person_id))),
        role=col(OWNER.role),
        role_title=col(OWNER.role_title),
        organization_id=col(OWNER.organization_id),
        group_id=col(OWNER.group_id),
        name=col(OWNER.name),
        scope=col(OWNER.scope),
        label=label(rule),
        persons=_persons(rule),
        addresses=listed(rule.office()),
        unreachable=rule.unreachable(),
    )
    its = col(OWNER.point_id) == col(POINT.id)
    return many(
        row, inspect(OWNER).selectable, its, order=(col(OWNER.position), col(OWNER.id)), of=(POINT, GROUP)
    )


def shown_at_id(asked: Asked) -> ColumnElement[Any]:
    """The meeting it is due at, for those who know its group."""
    return case((shown.meeting(col(asked.due.group_id)), asked.at_id))


def _of_due(asked: Asked) -> dict[str, Any]:
    """What the due rule answers; a group that the reader does not see by name and day only (2.3)."""
    elsewhere = col(asked.due.group_id) != col(POINT.group_id)
    outside = ~seen(col(POINT.group_id))
    named = case(
        (and_(col(asked.due.id).is_not(None), or_(elsewhere, outside)), col(asked.due_group.name)),
        (outside, col(GROUP.name)),
        else_=cast(null(), String),
    )
    return {
        "due_on": asked.on,
        "due_at_id": shown_at_id(asked),
        "due_group": named,
        "due_preliminary": asked.preliminary,
        "first_due_on": asked.first_on,
        "overdue": asked.overdue,
        "times_carried": asked.times_carried,
    }


SHOWN_MEETING_ID = case((shown.meeting(col(POINT.group_id)), col(POINT.meeting_id)))


def point(cls: type[ActionPointRead], asked: Asked, **more: Any) -> Shape:
    """The shape of a point as asked; `more` are the fields that `cls` has besides."""
    return shape(
        cls,
        POINT,
        joins=asked.joined,
        id=col(POINT.id),
        version=col(POINT.version),
        external_id=col(POINT.external_id),
        created_at=col(POINT.created_at),
        modified_at=col(POINT.modified_at),
        group_id=col(POINT.group_id),
        meeting_id=SHOWN_MEETING_ID,
        agenda_item_id=case((seen(col(POINT.group_id)), col(POINT.agenda_item_id))),
        number=col(POINT.number),
        task=col(POINT.task),
        details=col(POINT.details),
        owners=_owners,
        completion=col(POINT.completion),
        due_kind=col(POINT.due_kind),
        due_date=col(POINT.due_date),
        due_meeting_id=_due_meeting_id(),
        due_event=col(POINT.due_event),
        status=col(POINT.status),
        rests_until=col(POINT.rests_until),
        closed_at=col(POINT.closed_at),
        closed_meeting_id=case((shown.meeting(col(POINT.group_id)), col(POINT.closed_meeting_id))),
        outcome=col(POINT.outcome),
        report_to_id=col(POINT.report_to_id),
        links=col(POINT.links),
        **_of_due(asked),
        **more,
    )


def _due_meeting_id() -> ColumnElement[Any]:
    """The meeting named, for those who know its group."""
    named = aliased(Meeting, name="named_meeting")
    known = shown.meeting(col(named.group_id))
    return (
        select(col(named.id))
        .where(col(named.id) == col(POINT.due_meeting_id), known)
        .correlate(POINT)
        .scalar_subquery()
    )


READ = point(ActionPointRead, PRESENT)
