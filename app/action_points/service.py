"""Action points: found, added, changed, closed, opened again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, literal, select
from sqlmodel import Session, col

from app import clock, names, nouns
from app.access.caller import Caller
from app.access.policy import Act
from app.action_points import closing, due_said, history, owners_said, reach, shown
from app.action_points.bodies import ActionPointCreate, ActionPointUpdate, Closing
from app.action_points.due import POINT, PRESENT
from app.action_points.models import OPEN, ActionPoint, DueKind, PointStatus
from app.action_points.owners import OWNER, points_of
from app.action_points.shapes import READ, SHOWN_MEETING_ID, shown_at_id
from app.agenda.models import AgendaItem
from app.errors import Unknown, invalid
from app.groups import service as groups
from app.groups.models import Group
from app.groups.nearness import knows
from app.meetings.models import Meeting, MeetingStatus

SORTS: dict[str, Any] = {
    "due_on": PRESENT.on,
    "number": col(POINT.number),
    "created_at": col(POINT.created_at),
    "modified_at": col(POINT.modified_at),
    "status": col(POINT.status),
}


@dataclass(frozen=True)
class Filters:
    """What a list of points is narrowed down by; None and empty: not at all. Ranges are inclusive."""

    group_id: UUID | None = None
    meeting_id: UUID | None = None
    external_id: str | None = None
    status: list[PointStatus] = field(default_factory=list)
    closed: bool | None = None
    person_id: UUID | None = None
    due_kind: list[DueKind] = field(default_factory=list)
    due_from: date | None = None
    due_to: date | None = None
    due_at_id: UUID | None = None
    overdue: bool | None = None
    unowned: bool | None = None
    q: str | None = None


def hits(caller: Caller, asked: Filters) -> Select[Any]:
    """The points within the caller's reach that fit."""
    equal = nouns.filters(
        (col(POINT.group_id), asked.group_id),
        (SHOWN_MEETING_ID, asked.meeting_id),
        (col(POINT.external_id), asked.external_id),
        (col(POINT.status), asked.status),
        (col(POINT.due_kind), asked.due_kind),
        (shown_at_id(PRESENT), asked.due_at_id),
    )
    return READ.hits(*reach.within(caller), *equal, *_others(asked))


def _others(asked: Filters) -> list[ColumnElement[bool]]:
    unowned = ~exists(select(col(OWNER.id)).where(col(OWNER.point_id) == col(POINT.id)).correlate(POINT))
    closed = col(POINT.closed_at).is_not(None)
    said: list[tuple[bool, Callable[[], ColumnElement[bool]]]] = [
        (asked.closed is not None, lambda: closed if asked.closed else ~closed),
        (
            asked.person_id is not None,
            lambda: col(POINT.id).in_(_answered_for_by(nouns.literal_id(asked.person_id))),
        ),
        (asked.due_from is not None, lambda: PRESENT.on >= asked.due_from),
        (asked.due_to is not None, lambda: PRESENT.on <= asked.due_to),
        (asked.overdue is not None, lambda: PRESENT.overdue == literal(asked.overdue)),
        (asked.unowned is not None, lambda: unowned if asked.unowned else ~unowned),
        (bool(asked.q), lambda: col(POINT.search_text).contains(names.key(asked.q or ""), autoescape=True)),
    ]
    return [condition() for is_said, condition in said if is_said]


def _answered_for_by(person_id: ColumnElement[Any]) -> Select[Any]:
    return points_of(person_id, via=lambda via_group_id: shown.person(via_group_id, person_id))


def add(
    session: Session,
    caller: Caller,
    bodies: Sequence[ActionPointCreate],
    now: datetime,
    pointers: Sequence[str],
) -> list[ActionPoint]:
    """New points, all or none, in the order sent. `pointers`: where each stands in the body."""
    return [_add(session, caller, body, now, pointer) for body, pointer in zip(bodies, pointers, strict=True)]


def _add(
    session: Session, caller: Caller, body: ActionPointCreate, now: datetime, pointer: str
) -> ActionPoint:
    meeting = _meeting(session, caller, body, pointer)
    group = _group(session, caller, meeting.group_id if meeting else body.group_id, pointer)
    caller.require(Act.add_point, group.id)
    today = clock.day_in(now, group.time_zone)
    due = due_said.complete(body.said(), pointer, kind_before=DueKind(group.default_due)) or {
        "due_kind": DueKind(group.default_due)
    }
    _check_status(body.status, pointer)
    _check_known(session, caller, group.id, {**body.model_dump(), **due}, pointer)
    given_on = min(today, meeting.held_on) if meeting else today
    kept = owners_said.read(
        session, caller, body.owners, group.id, meeting.id if meeting else None, given_on, f"{pointer}/owners"
    )
    number = groups.next_number(session, group.id, "action_point")
    point = nouns.new(
        ActionPoint,
        body,
        caller,
        now,
        exclude={"owners"},
        **due,
        group_id=group.id,
        number=number,
        search_text=names.searchable(body.task, body.details),
        given_on=today,
        first_due_date=due.get("due_date"),
        due_set_at=now,
        opened_at=now,
    )
    nouns.save(session, point)
    owners_said.replace(session, point.id, kept, given_on, now)
    session.flush()
    made = {"task": point.task, **due, "owners": owners_said.told(session, point.id)}
    history.record(
        session, point, "added", history.actor_of(caller), now, meeting_id=point.meeting_id, after=made
    )
    session.flush()
    return point


def _meeting(session: Session, caller: Caller, body: ActionPointCreate, pointer: str) -> Meeting | None:
    """The meeting it is given at, of a group whose inside the caller sees."""
    if body.meeting_id is None:
        return None
    meeting = session.get(Meeting, body.meeting_id)
    if meeting is None or not caller.sees(meeting.group_id):
        raise Unknown(f"{pointer}/meeting_id")
    if body.group_id not in {None, meeting.group_id}:
        raise invalid(f"{pointer}/group_id", "other_group")
    return meeting


def _group(session: Session, caller: Caller, id: UUID | None, pointer: str) -> Group:
    if id is None:
        raise invalid(f"{pointer}/group_id", "missing")
    if not caller.sees(id):
        raise Unknown(f"{pointer}/group_id")
    group = session.get(Group, id)
    if group is None:
        raise Unknown(f"{pointer}/group_id")
    return group


def _check_status(status: PointStatus, pointer: str) -> None:
    if status not in OPEN:
        raise invalid(f"{pointer}/status", "use_closing")


def _check_known(
    session: Session, caller: Caller, group_id: UUID, said: dict[str, Any], pointer: str
) -> None:
    """What the fields name is there, and known to the caller."""
    if said.get("agenda_item_id"):
        item = session.get(AgendaItem, said["agenda_item_id"])
        if item is None or session.get_one(Meeting, item.meeting_id).group_id != group_id:
            raise Unknown(f"{pointer}/agenda_item_id")
    if said.get("due_meeting_id"):
        meeting = session.get(Meeting, said["due_meeting_id"])
        if meeting is None or not _knows(session, caller, group_id, meeting.group_id):
            raise Unknown(f"{pointer}/due_meeting_id")
    if said.get("report_to_id") and not _knows(session, caller, group_id, said["report_to_id"]):
        raise Unknown(f"{pointer}/report_to_id")


def _knows(session: Session, caller: Caller, own: UUID, other: UUID) -> bool:
    return other == own or knows(session, caller, other)


def update(
    session: Session, caller: Caller, id: UUID, change: ActionPointUpdate, if_match: str | None, now: datetime
) -> ActionPoint:
    """Change an open point. Fields left out stay as they are."""
    point = reach.get(session, caller, id, now, lock=True)
    caller.require(Act.change_points, point.group_id)
    nouns.match(point, if_match)
    closing.check_open(point)
    said = change.said()
    fields = {name: value for name, value in said.items() if name != "owners"}
    fields |= due_said.complete(said, "#", kind_before=point.due_kind)
    _check_status(fields.get("status", point.status), "#")
    _check_known(session, caller, point.group_id, fields, "#")
    before = {name: getattr(point, name) for name in fields}
    after = {name: value for name, value in fields.items() if before[name] != value}
    owned_before = owners_said.told(session, point.id)
    owned = _change_owners(session, caller, point, change, now) if "owners" in said else False
    if after or owned:
        _apply(session, caller, point, fields, now)
        was = {name: before[name] for name in after}
        if owned:
            session.flush()
            was["owners"], after["owners"] = owned_before, owners_said.told(session, point.id)
        history.record(session, point, "changed", history.actor_of(caller), now, before=was, after=after)
        session.flush()
    return point


def _change_owners(
    session: Session, caller: Caller, point: ActionPoint, change: ActionPointUpdate, now: datetime
) -> bool:
    group = session.get_one(Group, point.group_id)
    today = clock.day_in(now, group.time_zone)
    kept = owners_said.read(
        session, caller, change.owners, point.group_id, point.meeting_id, today, "#/owners"
    )
    return owners_said.replace(session, point.id, kept, today, now)


def _apply(
    session: Session, caller: Caller, point: ActionPoint, fields: dict[str, Any], now: datetime
) -> None:
    if any(name in fields and getattr(point, name) != fields[name] for name in due_said.FIELDS):
        point.due_set_at = now
    if "external_id" in fields:
        point.external_owner_id = caller.owner_id
    point.sqlmodel_update(fields)
    point.first_due_date = point.first_due_date or point.due_date
    point.search_text = names.searchable(point.task, point.details)
    point.touch(now)
    nouns.save(session, point)


def close(
    session: Session, caller: Caller, id: UUID, said: Closing, if_match: str | None, now: datetime
) -> None:
    """Done or dropped, perhaps at a meeting of its group. Raises ActionPointClosed."""
    point = reach.get(session, caller, id, now, lock=True)
    caller.require(Act.change_points, point.group_id)
    nouns.match(point, if_match)
    closing.check_open(point)
    if said.status in OPEN:
        raise invalid("#/status", "not_closing")
    meeting = session.get(Meeting, said.meeting_id) if said.meeting_id else None
    if said.meeting_id and (meeting is None or meeting.group_id != point.group_id):
        raise Unknown("#/meeting_id")
    if meeting and meeting.status == MeetingStatus.cancelled:
        raise invalid("#/meeting_id", "meeting_cancelled")
    actor = history.actor_of(caller)
    closing.close(session, point, said.status, actor, now, meeting=meeting, outcome=said.outcome)


def reopen(
    session: Session, caller: Caller, id: UUID, reason: str | None, if_match: str | None, now: datetime
) -> None:
    """Open a closed point again. Raises ActionPointOpen."""
    point = reach.get(session, caller, id, now, lock=True)
    caller.require(Act.change_points, point.group_id)
    nouns.match(point, if_match)
    closing.reopen(session, point, history.actor_of(caller), now, reason)
