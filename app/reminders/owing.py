"""Who owes a group what, at an instant: its open points with their due and their owners, asked of the two rules."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, String, Text, and_, cast, exists, select
from sqlalchemy.orm import aliased, join
from sqlalchemy.sql.expression import bindparam
from sqlmodel import Session, col

from app import clock
from app.action_points.due import AFTER_EVERY_TIME, GROUP, POINT, PRESENT
from app.action_points.models import (
    Answer,
    AnswerKind,
    Completion,
    DueKind,
    OwnerKind,
    OwnerPart,
    OwnerScope,
    PointStatus,
)
from app.action_points.owners import OWNER, Owners
from app.action_points.shapes import label
from app.agenda.models import AgendaItem
from app.groups.models import Group
from app.mail.address import EmailState
from app.meetings.models import Meeting, MeetingStatus
from app.reading import NOW
from app.tables import Id, read_id
from app.texts import text

OF_GROUPS = bindparam("of_groups", type_=Id(), expanding=True)
PARTS = (OwnerPart.responsible, OwnerPart.convenor, OwnerPart.participant)


@dataclass(frozen=True)
class Recipient:
    """Whom the ledger is about: a person or an organization; for an owner who is nobody, the owner itself."""

    kind: str
    id: UUID


@dataclass(frozen=True)
class Owed:
    """One open point as the rules see it now. `own_day`: due on a day of its own, apart from the group's meetings."""

    id: UUID
    number: int
    task: str
    details: str | None
    completion: Completion
    status: PointStatus
    due_kind: DueKind
    due_on: date | None
    due_event: str | None
    due_elsewhere: str | None
    preliminary: bool
    times_carried: int
    rests_until: date | None
    own_day: bool
    known_since: datetime
    agreed_on: date | None
    agenda_item: str | None
    opened_at: datetime


@dataclass(frozen=True)
class Share:
    """A point as one recipient owns it. `as_what`: the role or body on whose part, None in person."""

    point: Owed
    part: OwnerPart
    as_what: str | None
    owner_id: UUID | None
    kind: str | None = None


@dataclass
class Standing:
    """A recipient with the points that are theirs, and the last answer they gave to each."""

    recipient: Recipient
    name: str
    person_id: UUID | None
    address: str | None
    language: str
    unreachable: str | None
    shares: dict[UUID, Share] = field(default_factory=dict)
    answers: dict[UUID, Answer] = field(default_factory=dict)


@dataclass
class Owing:
    """All that a group's open points ask for. `owners`: each point's owners in words."""

    group: Group
    day: date
    standings: dict[Recipient, Standing] = field(default_factory=dict)
    nobody: list[tuple[Recipient, str, Owed]] = field(default_factory=list)
    unowned: list[Owed] = field(default_factory=list)
    points: dict[UUID, Owed] = field(default_factory=dict)
    owners: dict[UUID, dict[UUID, str]] = field(default_factory=dict)


def owing(session: Session, group: Group, now: datetime) -> Owing:
    """Of one group."""
    (found,) = owing_of(session, [group], now)
    return found


def owing_of(session: Session, groups: Collection[Group], now: datetime) -> list[Owing]:
    """Of each of these groups: two SELECTs, whatever the number of groups and points."""
    found = {group.id: Owing(group, clock.day_in(now, group.time_zone)) for group in groups}
    params = {NOW.key: now, OF_GROUPS.key: list(found)}
    for row in _rows(session, POINTS, params):
        _add_point(found[row["group_id"]], row)
    for group_id, answer in session.execute(ANSWERS, params):
        _add_answer(found[group_id], answer)
    return list(found.values())


def _rows(session: Session, statement: Select[Any], params: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """By name: looked up a score of times each, of thousands, in which a plain dictionary is several times quicker."""
    answer = session.connection().execute(statement, params)
    names = tuple(answer.keys())
    return (dict(zip(names, row, strict=True)) for row in answer)


def _add_point(found: Owing, row: Mapping[Any, Any]) -> None:
    point = found.points.setdefault(row["id"], _point(row))
    if row["owner_id"] is None:
        found.unowned.append(point)
    else:
        found.owners.setdefault(point.id, {})[row["owner_id"]] = row["label"]
        _add_owner(found, found.group, point, row)


def _statement() -> Select[Any]:
    these = (
        select(col(POINT.id).label("id"))
        .join(GROUP, col(GROUP.id) == col(POINT.group_id))
        .where(col(POINT.group_id).in_(OF_GROUPS), col(POINT.closed_at).is_(None))
        .cte()
    )
    rule, item, given = Owners(points=these), aliased(AgendaItem), aliased(Meeting)
    shown = PRESENT.joined(join(these, POINT, col(POINT.id) == these.c.id))
    return (
        select(
            *[getattr(POINT, name) for name in KEPT],
            PRESENT.on.label("due_on"),
            PRESENT.preliminary.label("preliminary"),
            PRESENT.times_carried.label("times_carried"),
            col(PRESENT.due.group_id).label("due_group_id"),
            col(PRESENT.due_group.name).label("due_group"),
            col(PRESENT.due.day_set_at).label("due_day_set_at"),
            on_a_meeting_day(col(POINT.group_id), PRESENT.on).label("on_a_meeting_day"),
            col(given.held_on).label("agreed_on"),
            col(item.title).label("agenda_item"),
            col(OWNER.id).label("owner_id"),
            col(OWNER.kind).label("owner_kind"),
            col(OWNER.part).label("part"),
            col(OWNER.organization_id).label("organization_id"),
            col(OWNER.role).label("role"),
            col(OWNER.role_title).label("role_title"),
            col(OWNER.scope).label("scope"),
            label(rule).label("label"),
            rule.office().label("office"),
            rule.office_state().label("office_state"),
            cast(rule.told(), Text).label("people"),
        )
        .select_from(shown)
        .outerjoin(OWNER, col(OWNER.point_id) == col(POINT.id))
        .outerjoin(item, col(item.id) == col(POINT.agenda_item_id))
        .outerjoin(given, col(given.id) == col(POINT.meeting_id))
        .order_by(col(POINT.number), col(OWNER.position), col(OWNER.id))
    )


def on_a_meeting_day(group_id: Any, day: Any) -> Any:
    """Whether a group has booked a meeting on a day; looked for where it stands in their order."""
    booked, text = aliased(Meeting), cast(day, String)
    return exists(
        select(col(booked.id))
        .where(
            col(booked.group_id) == group_id,
            col(booked.order_key).between(text, text + AFTER_EVERY_TIME),
            col(booked.status).in_([MeetingStatus.proposed, MeetingStatus.scheduled]),
        )
        .correlate_except(booked)
    )


KEPT = [
    "id",
    "number",
    "task",
    "details",
    "completion",
    "status",
    "due_kind",
    "due_event",
    "rests_until",
    "due_set_at",
    "opened_at",
    "group_id",
]
POINTS = _statement()
AS_THEY_ARE = [name for name in Owed.__dataclass_fields__ if name in POINTS.selected_columns]
ANSWERS = (
    select(col(POINT.group_id), Answer)
    .join(POINT, col(POINT.id) == col(Answer.point_id))
    .where(
        and_(col(POINT.group_id).in_(OF_GROUPS), col(POINT.closed_at).is_(None)),
        col(Answer.answer) != AnswerKind.took,
    )
    .order_by(col(Answer.id))
)


def _point(row: Mapping[Any, Any]) -> Owed:
    elsewhere = row["due_group"] if row["due_group_id"] not in {None, row["group_id"]} else None
    dated = row["due_kind"] == DueKind.date or elsewhere is not None
    since = max(row["due_set_at"], row["due_day_set_at"]) if elsewhere else row["due_set_at"]
    return Owed(
        **{name: row[name] for name in AS_THEY_ARE},
        due_elsewhere=elsewhere,
        own_day=dated and row["due_on"] is not None and not row["on_a_meeting_day"],
        known_since=since,
    )


def _add_owner(found: Owing, group: Group, point: Owed, row: Mapping[Any, Any]) -> None:
    people = json.loads(row["people"])
    if row["office"] is not None:
        office = Recipient("organization", row["organization_id"])
        why = "bounced" if row["office_state"] == EmailState.bounced else None
        _give(found, Standing(office, row["label"], None, row["office"], group.language, why), point, row)
    for one in people:
        person_id = read_id(one["id"])
        standing = Standing(
            Recipient("person", person_id),
            one["name"],
            person_id,
            one["email"],
            one["language"],
            one["unreachable"],
        )
        _give(found, standing, point, row)
    if row["office"] is None and not people:
        found.nobody.append((Recipient(row["owner_kind"].value, row["owner_id"]), _why_nobody(row), point))


def _why_nobody(row: Mapping[Any, Any]) -> str:
    return {OwnerKind.named: "named", OwnerKind.organization: "no_address"}.get(row["owner_kind"], "vacant")


def _give(found: Owing, standing: Standing, point: Owed, row: Mapping[Any, Any]) -> None:
    kept = found.standings.setdefault(standing.recipient, standing)
    in_person = (
        row["owner_kind"] in {OwnerKind.person, OwnerKind.group} or standing.recipient.kind == "organization"
    )
    share = Share(
        point,
        OwnerPart(row["part"]),
        None if in_person else _as_what(row, standing.language),
        row["owner_id"],
        "role_below" if row["scope"] == OwnerScope.child_groups else row["owner_kind"].value,
    )
    had = kept.shares.get(point.id)
    if had is None or PARTS.index(share.part) < PARTS.index(had.part):
        kept.shares[point.id] = share


def _as_what(row: Mapping[Any, Any], language: str) -> str:
    """A role in the recipient's language, without where it is held."""
    if row["owner_kind"] != OwnerKind.role:
        return str(row["label"])
    return row["role_title"] or text(f"role.{row['role']}", language)


def _add_answer(found: Owing, answer: Answer) -> None:
    who = (
        Recipient("person", answer.person_id)
        if answer.person_id
        else Recipient("organization", answer.organization_id or answer.id)
    )
    if who in found.standings:
        found.standings[who].answers[answer.point_id] = answer
