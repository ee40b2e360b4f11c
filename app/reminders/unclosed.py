"""Occasions that no run has closed, of all groups at once: as statements, to within a day or two.

What may be due by now is all there; a little that is not, too: instants are compared by `busy`, with the rule itself.
"""

from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    Select,
    String,
    and_,
    bindparam,
    cast,
    exists,
    literal,
    null,
    or_,
    select,
    true,
    type_coerce,
)
from sqlalchemy.orm import aliased, join
from sqlmodel import col

from app.action_points.due import GROUP, POINT, PRESENT
from app.action_points.models import DueKind
from app.groups.models import Group, Reminders
from app.meetings.models import Meeting, MeetingStatus, NextMeeting
from app.reading import NOW, Greatest
from app.reminders.days_in_sql import DaysBefore, days_of, members, number
from app.reminders.models import ClosedOccasion
from app.reminders.owing import on_a_meeting_day
from app.tables import UtcDateTime

# Every day whose occasion may be due, the working day that it falls on, and a day by which that is over everywhere.
CALENDAR_DAYS = "calendar_days"
CALENDAR = days_of(CALENDAR_DAYS, "day", "falls_on", "over_by").cte("calendar").prefix_with("MATERIALIZED")
LATELY = bindparam("lately", type_=UtcDateTime())
LAST_DUE = bindparam("last_due", type_=Date())


def of_meetings() -> Select[Any]:
    """Of the meetings that are a group's next or were it lately, as its record says."""
    return _not_closed(_meetings().cte("targets"))


def first_contacts() -> Select[Any]:
    """The same meetings, of which nothing is closed: one may be due a first contact. `falls_on` is None."""
    targets, group = _meetings().cte("targets"), aliased(Group)
    rows = _rows(targets, null().label("falls_on")).join(group, col(group.id) == targets.c.group_id)
    return rows.where(~_closed(targets, group))


def of_dates() -> Select[Any]:
    """Of open points with a date on which their group has no meeting."""
    dated = _points(join(POINT, GROUP, _ITS_GROUP), col(POINT.due_date), col(POINT.due_set_at))
    these = col(POINT.due_kind) == DueKind.date, col(POINT.due_date) <= LAST_DUE
    return _not_closed(dated.where(*these).cte("targets"))


def due_elsewhere() -> Select[Any]:
    """Of open points due at another group's meeting, on a day on which their own has none."""
    named = aliased(Meeting)
    other = exists(
        select(col(named.id))
        .where(col(named.id) == col(POINT.due_meeting_id), col(named.group_id) != col(POINT.group_id))
        .correlate(POINT)
    )
    known = _latest(col(POINT.due_set_at), col(PRESENT.due.day_set_at))
    dated = _points(PRESENT.source, PRESENT.on, known)
    return _not_closed(dated.where(col(POINT.due_kind) == DueKind.meeting, other).cte("targets"))


_ITS_GROUP = col(GROUP.id) == col(POINT.group_id)


def _meetings() -> Select[Any]:
    meeting, became = aliased(Meeting), aliased(NextMeeting)
    known = _latest(
        col(meeting.created_at), col(meeting.day_set_at), col(became.since), col(Group.reminders_since)
    )
    begun_lately = and_(col(meeting.begins_at) <= NOW, col(became.since) > LATELY)
    return (
        select(
            *_target(Group, ("meeting", meeting.id, meeting.day_revision), col(meeting.held_on), known),
            col(meeting.begins_at).label("begins_at"),
        )
        .select_from(became)
        .join(Group, col(Group.id) == col(became.group_id))
        .join(meeting, col(meeting.id) == col(became.meeting_id))
        .where(
            col(Group.reminders) != Reminders.off,
            col(meeting.status) != MeetingStatus.cancelled,
            known < col(meeting.begins_at),
            or_(begun_lately, ~_later(became, NextMeeting.group_id)),
            ~_later(became, NextMeeting.meeting_id),
        )
    )


def _later(record: Any, of: Any) -> ColumnElement[bool]:
    """Whether there is a later record with the same value there."""
    later = aliased(NextMeeting)
    same = col(getattr(later, of.key)) == col(getattr(record, of.key))
    return exists(
        select(col(later.since)).where(same, col(later.since) > col(record.since)).correlate(record)
    )


def _points(source: Any, day: Any, known: Any) -> Select[Any]:
    return (
        select(*_target(GROUP, ("point", POINT.id, day), day, known), null().label("begins_at"))
        .select_from(source)
        .where(col(GROUP.reminders) != Reminders.off, col(POINT.closed_at).is_(None), ~on_a_meeting_day(day))
    )


def _target(group: Any, about: tuple[str, Any, Any], day: Any, known: Any) -> list[ColumnElement[Any]]:
    """What `targets` knows of one; `about`: its name."""
    kind, id, which = about
    name = literal(f"{kind}:") + cast(col(id), String) + ":" + cast(which, String)
    return [
        col(group.id).label("group_id"), name.label("about"), day.label("day"), known.label("known"),
    ]  # fmt: skip


def _not_closed(targets: CTE) -> Select[Any]:
    """Each of their occasions for itself."""
    group, days = aliased(Group), CALENDAR.c
    offset = members(col(group.remind_days_before))
    return (
        _rows(targets, days.falls_on)
        .join(group, col(group.id) == targets.c.group_id)
        .join(offset, true())
        .join(CALENDAR, days.day == DaysBefore(targets.c.day, number(offset.c.value)))
        .where(
            targets.c.known < days.over_by,
            col(group.reminders_since) < days.over_by,
            ~_closed(targets, group, col(ClosedOccasion.occasion_on) == days.falls_on),
        )
    )


def _rows(targets: CTE, falls_on: Any) -> Select[Any]:
    known = targets.c
    return select(known.group_id, known.day, known.begins_at, known.known, falls_on).select_from(targets)


def _closed(targets: CTE, group: Any, *where: ColumnElement[bool]) -> ColumnElement[bool]:
    """By a run since reminders were turned on."""
    since = col(ClosedOccasion.closed_at) >= col(group.reminders_since)
    rows = select(col(ClosedOccasion.about)).where(
        col(ClosedOccasion.about) == targets.c.about, since, *where
    )
    return exists(rows.correlate_except(ClosedOccasion))


def _latest(*instants: Any) -> ColumnElement[Any]:
    return type_coerce(Greatest(*instants), UtcDateTime())
