"""When an action point is due (domain 2). Every other file asks here; nothing but rule 10 is stored.

`Asked` speaks of a point as `POINT`, of its group as `GROUP`, of the meeting it was given at as `GIVEN` and of the
meeting it is due at as `asked.due`; read them together from `asked.source`. Days are local days; the instant is the
bind parameter NOW. AS_IF_NOT_HELD puts the question as if the meeting whose order key is AS_OF (it begins at
AS_OF_BEGINS), and every later one, were not held, and as if what was closed after it were open.
"""

from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Date, and_, case, cast, exists, func, null, or_, select
from sqlalchemy.orm import aliased, join, outerjoin
from sqlalchemy.sql.expression import bindparam
from sqlalchemy.types import String
from sqlmodel import col

from app.action_points.models import ActionPoint, ActionPointEvent, DueKind
from app.groups.models import Group
from app.meetings.models import Meeting, MeetingStatus
from app.reading import Greatest, today
from app.tables import UtcDateTime

POINT = aliased(ActionPoint, name="point")
GROUP = aliased(Group, name="point_group")
GIVEN = aliased(Meeting, name="given")
AS_OF = bindparam("as_of", type_=String())
AS_OF_BEGINS = bindparam("as_of_begins", type_=UtcDateTime())
AFTER_EVERY_TIME = "~"  # sorts after the T of an order key: after every meeting of that day


class Asked:
    """The due rule's answers as columns: for the present, or as seen from a meeting."""

    def __init__(self, *, from_a_meeting: bool = False) -> None:
        self._from_a_meeting = from_a_meeting
        self.due = aliased(Meeting, name="due")
        self.due_group = aliased(Group, name="due_group")

    @property
    def source(self) -> Any:
        """The point with its group, where it was given, and where it is due."""
        return self.joined(POINT)

    def joined(self, points: Any) -> Any:
        """The same, for points that something before them narrows down."""
        with_group = join(points, GROUP, col(GROUP.id) == col(POINT.group_id))
        with_given = outerjoin(with_group, GIVEN, col(GIVEN.id) == col(POINT.meeting_id))
        with_due = outerjoin(with_given, self.due, col(self.due.id) == self.at_id)
        return outerjoin(with_due, self.due_group, col(self.due_group.id) == col(self.due.group_id))

    @cached_property
    def closed(self) -> ColumnElement[bool]:
        """Counts as closed: from the meeting it was closed at on, else from when it was (2.10)."""
        now_closed = col(POINT.closed_at).is_not(None)
        if not self._from_a_meeting:
            return now_closed
        by_then = and_(col(POINT.closed_meeting_id).is_not(None), key_of(POINT.closed_meeting_id) <= AS_OF)
        before = and_(col(POINT.closed_meeting_id).is_(None), col(POINT.closed_at) < AS_OF_BEGINS)
        return and_(now_closed, or_(by_then, before))

    @cached_property
    def at_id(self) -> ColumnElement[Any]:
        """The meeting it is due at; None for a date, an event, none, and when no such meeting is booked (2.5)."""
        own = self._first(col(POINT.group_id), _given_key())
        return case(
            (self.closed, col(POINT.kept_due_at_id)),
            (col(POINT.due_kind) == DueKind.next_meeting, own),
            (col(POINT.due_kind) == DueKind.meeting, self._named_or_later()),
        )

    @cached_property
    def on(self) -> ColumnElement[Any]:
        """The day, or None: no date is ever invented."""
        return case(
            (self.closed, col(POINT.kept_due_on)),
            (col(POINT.due_kind) == DueKind.date, col(POINT.due_date)),
            else_=col(self.due.held_on),
        )

    @cached_property
    def preliminary(self) -> ColumnElement[bool]:
        """Due at a proposed meeting (2.6)."""
        return case(
            (self.closed, col(POINT.kept_due_preliminary)),
            else_=and_(col(self.due.id).is_not(None), col(self.due.status) == MeetingStatus.proposed),
        )

    @cached_property
    def first_on(self) -> ColumnElement[Any]:
        """The first day it was due (2.9); None where it never had one."""
        return case(
            (self.closed, col(POINT.kept_first_due_on)),
            (col(POINT.due_kind) == DueKind.next_meeting, func.coalesce(self._first_held_on(), self.on)),
            (col(POINT.due_kind) == DueKind.date, col(POINT.first_due_date)),
            (col(POINT.due_kind) == DueKind.meeting, _day_of(POINT.due_meeting_id)),
            else_=cast(null(), Date),
        )

    @cached_property
    def overdue(self) -> ColumnElement[bool]:
        """Open, and its day has passed in the group's time zone (2.8)."""
        late = and_(~self.closed, self.on.is_not(None), self.on < today(col(GROUP.time_zone)))
        return case((late, True), else_=False)

    @cached_property
    def times_carried(self) -> ColumnElement[int]:
        """How many held meetings it has come through open (2.9)."""
        held = aliased(Meeting, name="came_through")
        dated = col(POINT.due_kind).in_([DueKind.date, DueKind.meeting])
        return (
            select(func.count())
            .select_from(held)
            .where(
                col(held.group_id) == col(POINT.group_id),
                self.is_held(held),
                col(held.order_key) > _given_key(),
                or_(~dated, col(held.held_on) >= self.first_on),
                ~_closed_at(held),
            )
            .correlate(POINT, GIVEN, self.due, GROUP)
            .scalar_subquery()
        )

    def is_held(self, meeting: Any) -> ColumnElement[bool]:
        """Held, as seen from where it is asked."""
        held = col(meeting.status) == MeetingStatus.held
        return and_(held, col(meeting.order_key) < AS_OF) if self._from_a_meeting else held

    def _counts(self, meeting: Any) -> ColumnElement[bool]:
        """Neither cancelled nor a proposal whose day has passed (2.6)."""
        let_pass = and_(
            col(meeting.status) == MeetingStatus.proposed,
            col(meeting.held_on) < today(col(meeting.time_zone)),
        )
        return and_(col(meeting.status) != MeetingStatus.cancelled, ~let_pass)

    def _first(self, group_id: Any, after: Any) -> ColumnElement[Any]:
        """The group's first meeting that counts, after both `after` and the group's last held one."""
        later = aliased(Meeting, name="later")
        return (
            select(col(later.id))
            .where(
                col(later.group_id) == group_id,
                self._counts(later),
                col(later.order_key) > Greatest(after, self._last_held_key(group_id)),
            )
            .order_by(col(later.order_key))
            .limit(1)
            .correlate_except(later)
            .scalar_subquery()
        )

    def _last_held_key(self, group_id: Any) -> ColumnElement[str]:
        last = aliased(Meeting, name="last_held")
        newest = (
            select(col(last.order_key))
            .where(col(last.group_id) == group_id, self.is_held(last))
            .order_by(col(last.order_key).desc())
            .limit(1)
            .correlate_except(last)
            .scalar_subquery()
        )
        return func.coalesce(newest, "")

    def _named_or_later(self) -> ColumnElement[Any]:
        """The meeting named; once held, cancelled, or proposed and past, the first of its group after it (2.3)."""
        named = aliased(Meeting, name="named")
        stands = and_(self._counts(named), ~self.is_held(named))
        answer = case((stands, col(named.id)), else_=self._first(col(named.group_id), col(named.order_key)))
        return (
            select(answer)
            .where(col(named.id) == col(POINT.due_meeting_id))
            .correlate(POINT)
            .scalar_subquery()
        )

    def _first_held_on(self) -> ColumnElement[Any]:
        held = aliased(Meeting, name="first_held")
        return (
            select(col(held.held_on))
            .where(
                col(held.group_id) == col(POINT.group_id),
                self.is_held(held),
                col(held.order_key) > _given_key(),
            )
            .order_by(col(held.order_key))
            .limit(1)
            .correlate_except(held)
            .scalar_subquery()
        )


def _given_key() -> ColumnElement[str]:
    """The order key of the meeting it was given at; without one, the end of the day it was made (2.2)."""
    return func.coalesce(col(GIVEN.order_key), cast(col(POINT.given_on), String) + AFTER_EVERY_TIME)


def _day_of(meeting_id: Any) -> ColumnElement[Any]:
    meeting = aliased(Meeting, name="day_of")
    return (
        select(col(meeting.held_on))
        .where(col(meeting.id) == col(meeting_id))
        .correlate(POINT)
        .scalar_subquery()
    )


def key_of(meeting_id: Any) -> ColumnElement[Any]:
    """The order key of a meeting that a column names; None where it names none."""
    meeting = aliased(Meeting, name="key_of")
    return (
        select(col(meeting.order_key))
        .where(col(meeting.id) == meeting_id)
        .correlate_except(meeting)
        .scalar_subquery()
    )


def _closed_at(meeting: Any) -> ColumnElement[bool]:
    """Whether the point was closed when this meeting came: closed at it or before, and not opened again before it."""
    closed, opened = aliased(ActionPointEvent, name="closed"), aliased(ActionPointEvent, name="opened")
    at_a_meeting = key_of(closed.meeting_id) <= col(meeting.order_key)
    between = and_(col(closed.meeting_id).is_(None), col(closed.created_at) < col(meeting.begins_at))
    opened_again = exists(
        select(col(opened.id))
        .where(
            col(opened.point_id) == col(closed.point_id),
            col(opened.act) == "reopened",
            col(opened.created_at) > col(closed.created_at),
            col(opened.created_at) <= col(meeting.begins_at),
        )
        .correlate_except(opened)
    )
    return exists(
        select(col(closed.id))
        .where(
            col(closed.point_id) == col(POINT.id),
            col(closed.act) == "closed",
            or_(at_a_meeting, between),
            ~opened_again,
        )
        .correlate_except(closed)
    )


PRESENT = Asked()
AS_IF_NOT_HELD = Asked(from_a_meeting=True)
