"""A register of the size of a large region: groups that meet every fourth week, members, points old and open."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, insert, text
from uuid_utils.compat import uuid7

from app import database, names
from app.action_points.models import ActionPoint, Answer, AnswerKind, DueKind, Owner, OwnerKind, PointStatus
from app.groups.models import Group, Reminders
from app.meetings.models import Meeting, MeetingStatus, NextMeeting
from app.meetings.order import order_key
from app.meetings.times import instant
from app.memberships.models import Membership, Role
from app.persons.models import Person
from app.reminders.models import ClosedOccasion
from app.reminders.working_days import working_day_on_or_before
from bench import copying

MEMBERS, POINTS = 10, 100  # of each group
FEW = 100  # groups that are made one by one; the others are copies of them
MADE = datetime(2025, 12, 1, tzinfo=UTC)
FIRST = date(2026, 1, 5)  # a Monday
ZONE = "Europe/Stockholm"
DAY, CYCLE = timedelta(days=1), timedelta(weeks=4)
OFFSETS = (7, 1)
ON_ONE_DAY = 12  # of the twenty days: on 10 June, of which 3 June is an occasion
KINDS = (DueKind.next_meeting, DueKind.none, DueKind.date, DueKind.next_meeting, DueKind.event)
OWNERS = (OwnerKind.person,) * 7 + (OwnerKind.role, OwnerKind.group, OwnerKind.named)

Rows = dict[Any, list[dict[str, Any]]]


def fill(engine: Engine, groups: int, still_open: int, today: date, *, on_one_day: bool = False) -> None:
    """Groups, in hundreds, as they stand on the morning of `today`; `still_open` of each one's points not closed.

    They meet on twenty days, as many on each, or all on the same.
    """
    rows: Rows = {table: [] for table in TABLES}
    for number in range(FEW):
        place = ON_ONE_DAY if on_one_day else number % 20
        _group(rows, number, FIRST + (place // 5 * 7 + place % 5) * DAY, still_open, today)
    with engine.execution_options(sqlite_begin=database.WRITE).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL statement_timeout = 0"))  # a million rows are one statement
        _insert(connection, rows)
        copying.copies(connection, TABLES, groups // FEW - 1)


TABLES = (Group, Person, Membership, Meeting, NextMeeting, ClosedOccasion, ActionPoint, Owner, Answer)


def _blank(table: Any) -> dict[str, Any]:
    """The defaults of a row."""
    kept: dict[str, Any] = table().model_dump()
    return {name: value for name, value in kept.items() if value is not None and name != "id"}


def _insert(connection: Connection, rows: Rows) -> None:
    for table, those in rows.items():
        filled = {**dict.fromkeys(key for row in those for key in row), **_blank(table)}
        connection.execute(insert(table), [{**filled, **row} for row in those])


def _group(rows: Rows, number: int, first: date, still_open: int, today: date) -> None:
    id, people = uuid7(), [uuid7() for _ in range(MEMBERS)]
    told = {"search_text": "", "reminders": Reminders.on, "reminders_since": MADE, **_made(f"Grupp {number}")}
    rows[Group].append({"id": id, **told})
    for place, person in enumerate(people):
        address = f"p{place}@g{number}.example.org"
        named = _made(f"Person {place} {number}")
        rows[Person].append({"id": person, "email": address, "email_key": address, **named})
        role = {0: Role.secretary, 1: Role.chair}.get(place, Role.member)
        rows[Membership].append(
            {**_stamps(), "id": uuid7(), "group_id": id, "person_id": person, "roles": [role]}
        )
    meetings = [_meeting(rows, id, first + turn * CYCLE, today) for turn in range(13)]
    held = [meeting for meeting in meetings if meeting["status"] == MeetingStatus.held]
    for place in range(POINTS):
        _point(rows, id, people, place, held[place % len(held)], today, closed=place >= still_open)


def _stamps() -> dict[str, Any]:
    return {"created_at": MADE, "modified_at": MADE}


def _made(name: str) -> dict[str, Any]:
    return {**_stamps(), "name": name, "name_key": names.key(name), "name_order": names.order(name)}


def _meeting(rows: Rows, group_id: UUID, day: date, today: date) -> dict[str, Any]:
    id, begins = uuid7(), instant(day, time(13), ZONE)
    held = day < today
    row = {
        **_stamps(),
        "id": id,
        "group_id": group_id,
        "held_on": day,
        "start_time": time(13),
        "starts_at": begins,
        "begins_at": begins,
        "time_zone": ZONE,
        "status": MeetingStatus.held if held else MeetingStatus.scheduled,
        "changed_at": begins if held else None,
        "sequence": 1 if held else 0,
        "day_set_at": MADE,
        "order_key": order_key(day, time(13), MADE, id),
    }
    rows[Meeting].append(row)
    if day - CYCLE < today:
        since = instant(day - CYCLE, time(13), ZONE) if day - CYCLE >= FIRST else MADE
        rows[NextMeeting].append({"group_id": group_id, "since": since, "meeting_id": id})
        _closed(rows, group_id, f"meeting:{id}:1", day, today)
    if day < today - DAY:
        rows[ClosedOccasion].append(_seen_to(group_id, f"escalation:{id}", day + DAY))
    return row


def _closed(rows: Rows, group_id: UUID, about: str, day: date, today: date) -> None:
    """The occasions of a day that runs before today have seen to."""
    for falls_on in {working_day_on_or_before(day - offset * DAY) for offset in OFFSETS}:
        if falls_on < today:
            rows[ClosedOccasion].append(_seen_to(group_id, about, falls_on))


def _seen_to(group_id: UUID, about: str, day: date) -> dict[str, Any]:
    return {
        "about": about,
        "occasion_on": day,
        "group_id": group_id,
        "closed_at": instant(day, time(8), ZONE),
    }


def _point(
    rows: Rows,
    group_id: UUID,
    people: list[UUID],
    place: int,
    given: dict[str, Any],
    today: date,
    *,
    closed: bool,
) -> None:
    id, kind = uuid7(), KINDS[place % len(KINDS)]
    due = given["held_on"] + (10 + place) * DAY if kind == DueKind.date else None
    rows[ActionPoint].append({
        **_stamps(), "id": id, "group_id": group_id, "meeting_id": given["id"], "number": place + 1,
        "task": f"Uppgift {place}", "search_text": f"uppgift {place}", "due_kind": kind, "due_date": due,
        "first_due_date": due, "given_on": given["held_on"], "due_set_at": given["begins_at"],
        "opened_at": given["begins_at"], "status": PointStatus.done if closed else PointStatus.open,
        "closed_at": instant(today - DAY, time(13), ZONE) if closed else None,
    })  # fmt: skip
    if due and not closed:
        _closed(rows, group_id, f"point:{id}:{due}", due, today)
    _owner(rows, id, group_id, people, place, given)
    if not closed and place % 5 == 0:
        said = {"answer": AnswerKind.in_progress, "actor": {}, "created_at": MADE}
        rows[Answer].append({"id": uuid7(), "point_id": id, "person_id": people[place % MEMBERS], **said})


def _owner(
    rows: Rows, point_id: UUID, group_id: UUID, people: list[UUID], place: int, given: dict[str, Any]
) -> None:
    kind = OWNERS[place % len(OWNERS)]
    who = {
        OwnerKind.person: {"person_id": people[place % MEMBERS]},
        OwnerKind.role: {"role": Role.chair},
        OwnerKind.named: {"name": "En mindre grupp"},
    }.get(kind, {})
    rows[Owner].append({
        "id": uuid7(), "created_at": MADE, "point_id": point_id, "position": 0, "kind": kind,
        "within_group_id": group_id, "since": given["held_on"], **who,
    })  # fmt: skip
