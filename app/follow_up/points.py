"""Which points a meeting has to look at, and in which lists each stands (domain 5)."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, Text, and_, bindparam, cast, exists, or_, select
from sqlalchemy.orm import join
from sqlalchemy.types import String
from sqlmodel import col

from app.action_points import cannot
from app.action_points.due import AS_IF_NOT_HELD, AS_OF, AS_OF_BEGINS, GIVEN, POINT, PRESENT, Asked, key_of
from app.action_points.models import Answer, PointStatus
from app.action_points.owners import OWNER
from app.action_points.past import ANSWER, is_current
from app.action_points.shapes import point
from app.follow_up.models import FollowUpPoint
from app.meetings.models import Meeting, MeetingStatus
from app.reading import many
from app.tables import Id, UtcDateTime

OF_GROUP = bindparam("of_group", type_=Id())
KEY = bindparam("meeting_key", type_=String())
HELD_ON: BindParameter[Any] = bindparam("meeting_day")
BEGINS = bindparam("meeting_begins", type_=UtcDateTime())
BEFORE_KEY = bindparam("before_key", type_=String())
BEFORE_BEGINS = bindparam("before_begins", type_=UtcDateTime())


@dataclass(frozen=True)
class Lists:
    """The follow-up's lists of points, as conditions on POINT."""

    asked: Asked

    def statement(self) -> Select[Any]:
        """One row per point that stands somewhere: a truth value per list, then the point as JSON."""
        lists = self.conditions()
        within = (col(POINT.group_id) == OF_GROUP, given_before(), or_(*lists.values()))
        standing = [condition.label(name) for name, condition in lists.items()]
        these = (
            select(col(POINT.id).label("id"), *standing)
            .select_from(self.asked.source)
            .where(*within)
            .cte("these")
        )
        shown = point(FollowUpPoint, self.asked, answers=_answers())
        return (
            select(*[these.c[name] for name in lists], cast(shown.written(), Text).label("item"))
            .select_from(shown.joins(join(these, POINT, col(POINT.id) == these.c.id)))
            .order_by(self.asked.on.is_(None), self.asked.on, col(POINT.number))
        )

    def conditions(self) -> dict[str, ColumnElement[bool]]:
        """When a point stands in which list."""
        asked, is_open = self.asked, ~self.asked.closed
        return {
            "late": and_(is_open, asked.on.is_not(None), asked.on < HELD_ON),
            "due": and_(is_open, asked.on.is_not(None), asked.on == HELD_ON, _not_at_a_later_one(asked)),
            "waiting": and_(is_open, col(POINT.status) == PointStatus.waiting),
            "undated": and_(is_open, asked.on.is_(None)),
            "unowned": and_(
                is_open, ~exists(select(col(OWNER.id)).where(col(OWNER.point_id) == col(POINT.id)))
            ),
            "cannot": and_(is_open, _cannot()),
            "done": and_(asked.closed, _since_last_time()),
        }


def given_before() -> ColumnElement[bool]:
    """Given at an earlier meeting, or made before this one began."""
    made_before = and_(col(POINT.meeting_id).is_(None), col(POINT.created_at) < BEGINS)
    return or_(col(GIVEN.order_key) < KEY, made_before)


def _not_at_a_later_one(asked: Asked) -> ColumnElement[bool]:
    """Not due at a later meeting of the group on the same day."""
    elsewhere = or_(asked.at_id.is_(None), col(asked.due.group_id) != col(POINT.group_id))
    return or_(elsewhere, col(asked.due.order_key) <= KEY)


def _cannot() -> ColumnElement[bool]:
    return col(POINT.id).in_(select(cannot.standing(col(POINT.group_id) == OF_GROUP).c.point_id))


def _since_last_time() -> ColumnElement[bool]:
    """Closed at this meeting, or after the held one before it."""
    key = key_of(POINT.closed_meeting_id)
    at_one = and_(key > BEFORE_KEY, key <= KEY)
    between = and_(
        col(POINT.closed_meeting_id).is_(None),
        or_(BEFORE_BEGINS.is_(None), col(POINT.closed_at) >= BEFORE_BEGINS),
    )
    return or_(at_one, between)


def _answers() -> ColumnElement[Any]:
    return many(
        ANSWER.json,
        ANSWER.source,
        col(Answer.point_id) == col(POINT.id),
        is_current(Answer),
        order=(col(Answer.id),),
        of=POINT,
    )


def params(meeting: Meeting, before: Meeting | None) -> dict[str, Any]:
    """What the statements want to know of the meeting and of the held one before it."""
    return {
        OF_GROUP.key: meeting.group_id,
        KEY.key: meeting.order_key,
        HELD_ON.key: meeting.held_on,
        BEGINS.key: meeting.begins_at,
        BEFORE_KEY.key: before.order_key if before else "",
        BEFORE_BEGINS.key: before and before.begins_at,
        AS_OF.key: meeting.order_key,
        AS_OF_BEGINS.key: meeting.begins_at,
    }


def asked_of(meeting: Meeting) -> Lists:
    """Of a held meeting it is asked as if neither it nor a later one were held."""
    return HELD if meeting.status == MeetingStatus.held else TO_COME


TO_COME = Lists(PRESENT)
HELD = Lists(AS_IF_NOT_HELD)
