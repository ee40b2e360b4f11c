"""Occasions that no run has closed, of all groups at once: as statements, to within a day or two.

What may be due by now is all there; a little that is not, too: instants are compared by `busy`, with the rule itself.
"""

from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    CompoundSelect,
    Date,
    Integer,
    Select,
    String,
    bindparam,
    case,
    cast,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    true,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import aliased, join
from sqlmodel import col

from app.action_points.due import GROUP, POINT, PRESENT
from app.action_points.models import DueKind
from app.groups.models import Group, Reminders
from app.meetings.models import Meeting, MeetingStatus, NextMeeting
from app.reading import NOW, Greatest
from app.reminders.days_in_sql import DaysBefore, DaysSince, members, number
from app.reminders.models import ClosedOccasion
from app.reminders.owed import on_a_meeting_day
from app.tables import UtcDateTime

FIRST_DAY = bindparam("first_day", type_=Date())
LAST_DAY = bindparam("last_day", type_=Integer())  # counted from the first
# A digit for each of these: how many days before it the working day lies that an occasion on it falls on.
DAYS_BACK = bindparam("days_back", type_=String())
MOST_DAYS_OFF = 9  # in a row
LATELY = bindparam("lately", type_=UtcDateTime())
SETTINGS = ("time_zone", "remind_at", "remind_days_before", "reminders_since")
FIRST_DUE, LAST_DUE = bindparam("first_due", type_=Date()), bindparam("last_due", type_=Date())


def of_meetings() -> CompoundSelect[Any]:
    """Of the meetings that are a group's next or were it lately, as its record says."""
    meetings = _at_once(_meetings(), "targets")
    return union_all(_not_closed(meetings), _first_contacts(meetings))


def _first_contacts(meetings: CTE) -> Select[Any]:
    """Of which nothing is closed: one may be due a first contact. `falls_on` is None."""
    return _rows(meetings, null()).where(~_has_another(meetings), ~_closed(meetings))


def of_dates() -> Select[Any]:
    """Of open points with a date on which their group has no meeting, to come or lately."""
    source = join(POINT, GROUP, col(GROUP.id) == col(POINT.group_id))
    dated = _points(source, col(POINT.due_date), col(POINT.due_set_at))
    these = col(POINT.due_kind) == DueKind.date, col(POINT.due_date).between(FIRST_DUE, LAST_DUE)
    return _of_points(dated.where(*these))


def due_elsewhere() -> Select[Any]:
    """Of open points due at another group's meeting, on a day on which their own has none."""
    named = aliased(Meeting)
    other = exists(
        select(col(named.id))
        .where(col(named.id) == col(POINT.due_meeting_id), col(named.group_id) != col(POINT.group_id))
        .correlate(POINT)
    )
    dated = _points(PRESENT.source, PRESENT.on, col(POINT.due_set_at), col(PRESENT.due.day_set_at))
    return _of_points(dated.where(col(POINT.due_kind) == DueKind.meeting, other))


def _meetings() -> Select[Any]:
    meeting, became = aliased(Meeting), aliased(NextMeeting)
    known = _latest(
        col(meeting.created_at), col(meeting.day_set_at), col(became.since), col(Group.reminders_since)
    )
    newest = ~_later(became, NextMeeting.group_id)
    return (
        select(
            *_target(Group, ("meeting", meeting.id, meeting.day_revision), col(meeting.held_on), known),
            col(meeting.begins_at).label("begins_at"),
        )
        .select_from(became)
        .join(Group, col(Group.id) == col(became.group_id))
        .join(meeting, col(meeting.id) == col(became.meeting_id))
        .where(
            or_(col(became.since) > LATELY, newest),  # of older records no meeting is read
            col(Group.reminders) != Reminders.off,
            col(meeting.status) != MeetingStatus.cancelled,
            known < col(meeting.begins_at),
            or_(col(meeting.begins_at) <= NOW, newest),
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


def _points(source: Any, day: Any, *known: Any) -> Select[Any]:
    since = _latest(*known, col(GROUP.reminders_since))
    return (
        select(*_target(GROUP, ("point", POINT.id, day), day, since), null().label("begins_at"))
        .select_from(source)
        .where(col(GROUP.reminders) != Reminders.off, col(POINT.closed_at).is_(None))
    )


def _of_points(dated: Select[Any]) -> Select[Any]:
    """Most are long past and closed: only of the others it is asked whether their group meets that day."""
    those = _at_once(_not_closed(_at_once(dated, "targets")), "not_closed")
    return select(those).where(~on_a_meeting_day(those.c.group_id, those.c.day))


def _target(group: Any, about: tuple[str, Any, Any], day: Any, known: Any) -> list[ColumnElement[Any]]:
    """What `targets` knows of one, with the settings of its group; `about`: its name."""
    kind, id, which = about
    name = literal(f"{kind}:") + cast(col(id), String) + ":" + cast(which, String)
    return [
        col(group.id).label("group_id"), name.label("about"), day.label("day"), known.label("known"),
        DaysSince(day, FIRST_DAY).label("number"), DaysSince(known, FIRST_DAY).label("known_number"),
        *[col(getattr(group, setting)) for setting in SETTINGS],
    ]  # fmt: skip


def _not_closed(targets: CTE) -> Select[Any]:
    """Each of their occasions for itself. Days are counted from FIRST_DAY: that is quicker than dates are."""
    offset = members(targets.c.remind_days_before)
    day = targets.c.number - number(offset.c.value)
    back = number(func.substr(DAYS_BACK, day + 1, 1))
    falls_on = DaysBefore(FIRST_DAY, case((day.between(0, LAST_DAY), back - day)))
    return (
        _rows(targets, falls_on)
        .join(offset, true())
        .where(
            day.between(0, LAST_DAY),
            targets.c.known_number <= day + 1,  # the day that follows it on some clock on earth
            ~_closed(targets, col(ClosedOccasion.occasion_on) == falls_on),
        )
    )


def _at_once(those: Select[Any], name: str) -> CTE:
    """Worked out before anything else is asked of them."""
    return those.cte(name).prefix_with("MATERIALIZED")


def _has_another(targets: CTE) -> ColumnElement[bool]:
    """An occasion that falls after the meeting became known and before it begins, holidays and clocks regardless."""
    offset = members(targets.c.remind_days_before)
    days = number(offset.c.value)
    known = targets.c.known_number <= targets.c.number - days - MOST_DAYS_OFF - 2
    return exists(select(days).select_from(offset).where(days > 2, known).correlate(targets))


def _rows(targets: CTE, falls_on: Any) -> Select[Any]:
    """What the rule needs to know."""
    known = [targets.c[name] for name in ("group_id", "day", "begins_at", "known", *SETTINGS)]
    return select(*known, falls_on.label("falls_on")).select_from(targets)


def _closed(targets: CTE, *where: ColumnElement[bool]) -> ColumnElement[bool]:
    """By a run since reminders were turned on."""
    since = col(ClosedOccasion.closed_at) >= targets.c.reminders_since
    rows = select(col(ClosedOccasion.about)).where(
        col(ClosedOccasion.about) == targets.c.about, since, *where
    )
    return exists(rows.correlate_except(ClosedOccasion))


def _latest(*instants: Any) -> ColumnElement[Any]:
    return type_coerce(Greatest(*instants), UtcDateTime())
