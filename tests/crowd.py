"""A crowd: many groups with meetings, members, points and owners, put straight into the tables."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, insert
from uuid_utils.compat import uuid7

from app import database, names
from app.action_points.models import ActionPoint, Answer, AnswerKind, DueKind, Owner, OwnerKind
from app.groups.models import Group
from app.meetings.models import Meeting, MeetingStatus
from app.meetings.order import order_key
from app.memberships.models import Membership, Role
from app.persons.models import Person

MADE = datetime(2026, 1, 1, tzinfo=UTC)
STAMPS = {"created_at": MADE, "modified_at": MADE}
KINDS = [DueKind.next_meeting, DueKind.date, DueKind.none, DueKind.event]


def fill(engine: Engine, groups: range, points: int, members: int = 8) -> list[UUID]:
    """Groups with these numbers, each with as many points of every kind of due and owner. Their ids."""
    made = []
    with engine.execution_options(sqlite_begin=database.WRITE).begin() as connection:
        for number in groups:
            rows = _group(number, points, members)
            made.append(rows[0][1][0]["id"])
            for table, values in rows:
                connection.execute(insert(table), values)
    return made


def _group(number: int, points: int, members: int) -> list[tuple[Any, list[dict[str, Any]]]]:
    group_id, people = uuid7(), [uuid7() for _ in range(members)]
    meetings = list(_meetings(group_id))
    given = meetings[1]["id"]
    kept = [_point(group_id, given, n) for n in range(points)]
    return [
        (
            Group,
            [_filled(Group, id=group_id, **_named(f"Grupp {number}"), search_text="", reminders_since=MADE)],
        ),
        (Person, [_person(id, number, n) for n, id in enumerate(people)]),
        (Membership, [_membership(group_id, id, n) for n, id in enumerate(people)]),
        (Meeting, meetings),
        (ActionPoint, kept),
        (Owner, [_owner(point["id"], group_id, people, n) for n, point in enumerate(kept)]),
        (Answer, [_answer(point["id"], people[n % members]) for n, point in enumerate(kept) if n % 5 == 0]),
    ]


def _filled(table: Any, **values: Any) -> dict[str, Any]:
    """A row with every column, for inserting many at once."""
    row = (
        table(**STAMPS, **values) if "modified_at" in table.model_fields else table(created_at=MADE, **values)
    )
    filled: dict[str, Any] = row.model_dump()
    return filled


def _named(name: str) -> dict[str, str]:
    return {"name": name, "name_key": names.key(name), "name_order": names.order(name)}


def _person(id: UUID, group: int, number: int) -> dict[str, Any]:
    address = f"p{number}@g{group}.example.org"
    return _filled(Person, id=id, **_named(f"Person {number} {group}"), email=address, email_key=address)


def _membership(group_id: UUID, person_id: UUID, number: int) -> dict[str, Any]:
    roles = [Role.secretary if number == 0 else Role.chair if number == 1 else Role.member]
    return _filled(Membership, group_id=group_id, person_id=person_id, roles=roles)


def _meetings(group_id: UUID) -> Iterator[dict[str, Any]]:
    for month in range(12):
        day, id = date(2026, month + 1, 10), uuid7()
        yield _filled(
            Meeting,
            id=id,
            group_id=group_id,
            held_on=day,
            status=MeetingStatus.held if month < 2 else MeetingStatus.scheduled,
            time_zone="Europe/Stockholm",
            begins_at=datetime(2026, month + 1, 10, 22, tzinfo=UTC),
            day_set_at=MADE,
            order_key=order_key(day, None, MADE, id),
        )


def _point(group_id: UUID, meeting_id: UUID, number: int) -> dict[str, Any]:
    kind = KINDS[number % len(KINDS)]
    due = date(2026, 3, 1) + timedelta(days=number % 90) if kind == DueKind.date else None
    return _filled(
        ActionPoint,
        id=uuid7(),
        group_id=group_id,
        meeting_id=meeting_id,
        number=number + 1,
        task=f"Uppgift {number}",
        search_text=f"uppgift {number}",
        due_kind=kind,
        due_date=due,
        first_due_date=due,
        due_event="när svaret har kommit" if kind == DueKind.event else None,
        given_on=date(2026, 2, 10),
        due_set_at=MADE,
        opened_at=MADE,
    )


def _owner(point_id: UUID, group_id: UUID, people: list[UUID], number: int) -> dict[str, Any]:
    kind = [OwnerKind.person, OwnerKind.role, OwnerKind.group, OwnerKind.named][number % 7 % 4]
    of_kind: dict[OwnerKind, dict[str, Any]] = {
        OwnerKind.person: {"person_id": people[number % len(people)]},
        OwnerKind.role: {"role": Role.chair},
        OwnerKind.group: {},
        OwnerKind.named: {"name": "En mindre grupp"},
    }
    return _filled(
        Owner,
        point_id=point_id,
        position=0,
        kind=kind,
        within_group_id=group_id,
        since=date(2026, 2, 10),
        **of_kind[kind],
    )


def _answer(point_id: UUID, person_id: UUID) -> dict[str, Any]:
    return _filled(Answer, point_id=point_id, person_id=person_id, answer=AnswerKind.in_progress, actor={})
