"""Owners as a caller says them -> what is kept: one kind each, known to the caller, names looked up."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import union
from sqlmodel import Session, col, select

from app import names, nouns
from app.access.caller import Caller
from app.action_points.bodies import OwnerIn
from app.action_points.models import Owner, OwnerKind, OwnerPart, OwnerScope
from app.attendance.models import Attendance
from app.errors import Problem, Unknown, invalid
from app.groups.nearness import knows
from app.memberships.models import Membership
from app.memberships.validity import valid_on
from app.organizations.models import Organization
from app.persons.models import Person
from app.persons.service import known as known_person

BELONGS = {
    OwnerKind.person: {"person_id"},
    OwnerKind.role: {"role", "role_title", "scope", "group_id"},
    OwnerKind.organization: {"organization_id"},
    OwnerKind.group: {"group_id"},
    OwnerKind.named: {"name"},
}
ALWAYS = {"kind", "part"}


class AmbiguousName(Problem):
    """Several of the group's people have that name; `candidates` are [{id, name, organization}]."""

    status = 422
    code = "ambiguous-name"


def read(
    session: Session,
    caller: Caller,
    said: Sequence[OwnerIn],
    group_id: UUID,
    meeting_id: UUID | None,
    day: date,
    pointer: str,
) -> list[dict[str, Any]]:
    """What each owner is kept as, in order. Raises InvalidRequest, Unknown or AmbiguousName at `pointer`/n."""
    kept = [
        _one(session, caller, owner, group_id, meeting_id, day, f"{pointer}/{position}")
        for position, owner in enumerate(said)
    ]
    for position, owner in enumerate(kept):
        if owner in kept[:position]:
            raise invalid(f"{pointer}/{position}", "said_twice")
    return kept


def _one(
    session: Session,
    caller: Caller,
    said: OwnerIn,
    group_id: UUID,
    meeting_id: UUID | None,
    day: date,
    pointer: str,
) -> dict[str, Any]:
    fields = {name: value for name, value in said.said().items() if value is not None}
    if (
        fields.get("name")
        and fields.get("kind", OwnerKind.person) == OwnerKind.person
        and "person_id" not in fields
    ):
        fields = _by_name(session, fields, group_id, meeting_id, day, pointer)
    kind = fields.get("kind") or _kind(fields, pointer)
    _check_fields(fields, kind, pointer)
    _check_known(session, caller, fields, group_id, pointer)
    return _kept({**fields, "kind": kind, "part": said.part}, group_id)


def of_person(person_id: UUID, group_id: UUID) -> dict[str, Any]:
    """A person as the responsible owner of a point of a group."""
    return _kept({"kind": OwnerKind.person, "part": OwnerPart.responsible, "person_id": person_id}, group_id)


def _kept(fields: dict[str, Any], group_id: UUID) -> dict[str, Any]:
    title = fields.get("role_title")
    nothing = dict.fromkeys(("person_id", "role", "role_title", "organization_id", "group_id", "name"))
    return {
        **nothing,
        "scope": OwnerScope.group,
        **fields,
        "role_title_key": title and names.key(title),
        "within_group_id": fields.get("group_id") or group_id,
    }


def _kind(fields: dict[str, Any], pointer: str) -> OwnerKind:
    """The kind that the fields given speak of."""
    if fields.get("person_id"):
        return OwnerKind.person
    if fields.get("role") or fields.get("role_title"):
        return OwnerKind.role
    if fields.get("organization_id"):
        return OwnerKind.organization
    if fields.get("group_id"):
        return OwnerKind.group
    raise invalid(f"{pointer}/kind", "owner_of_no_kind")


def _check_fields(fields: dict[str, Any], kind: OwnerKind, pointer: str) -> None:
    for name in fields.keys() - BELONGS[kind] - ALWAYS:
        raise invalid(f"{pointer}/{name}", "owner_of_other_kind", kind=kind.value)
    if kind == OwnerKind.role and not fields.keys() & {"role", "role_title"}:
        raise invalid(f"{pointer}/role", "missing")
    needed = {
        OwnerKind.person: "person_id",
        OwnerKind.organization: "organization_id",
        OwnerKind.named: "name",
    }
    if kind in needed and needed[kind] not in fields:
        raise invalid(f"{pointer}/{needed[kind]}", "missing")


def _check_known(
    session: Session, caller: Caller, fields: dict[str, Any], group_id: UUID, pointer: str
) -> None:
    if person_id := fields.get("person_id"):
        known_person(session, caller, person_id, f"{pointer}/person_id")
    if organization_id := fields.get("organization_id"):
        nouns.known(session, Organization, organization_id, f"{pointer}/organization_id")
    named = fields.get("group_id")
    if named and named != group_id and not knows(session, caller, named):
        raise Unknown(f"{pointer}/group_id")


def _by_name(
    session: Session, fields: dict[str, Any], group_id: UUID, meeting_id: UUID | None, day: date, pointer: str
) -> dict[str, Any]:
    """The one of the group's people with that name; nobody: kept as it is written."""
    found = _namesakes(session, fields["name"], group_id, meeting_id, day)
    if len(found) > 1:
        raise AmbiguousName(
            errors=[{"pointer": f"{pointer}/name", "code": "ambiguous_name"}],
            candidates=_candidates(session, found),
        )
    rest = {name: value for name, value in fields.items() if name not in {"name", "kind"}}
    if not found:
        return {**rest, "kind": OwnerKind.named, "name": fields["name"]}
    return {**rest, "kind": OwnerKind.person, "person_id": found[0].id}


def _namesakes(
    session: Session, name: str, group_id: UUID, meeting_id: UUID | None, day: date
) -> list[Person]:
    """Members of the group that day, and those asked to or at the meeting, with this name."""
    people: Any = union(
        select(col(Membership.person_id)).where(Membership.group_id == group_id, valid_on(Membership, day)),
        select(col(Attendance.person_id)).where(col(Attendance.meeting_id) == meeting_id),
    )
    fits = select(Person).where(col(Person.name_key) == names.key(name), col(Person.id).in_(people))
    return list(session.exec(fits.order_by(col(Person.id))))


def _candidates(session: Session, found: list[Person]) -> list[dict[str, Any]]:
    offices = {
        office.id: office.name
        for office in session.exec(
            select(Organization).where(col(Organization.id).in_([one.organization_id for one in found]))
        )
    }
    return [
        {
            "id": str(one.id),
            "name": one.name,
            "organization": one.organization_id and offices[one.organization_id],
        }
        for one in found
    ]


def replace(
    session: Session, point_id: UUID, kept: Sequence[dict[str, Any]], since: date, now: datetime
) -> bool:
    """Puts these owners on a point in place of those it had; one that stays keeps its first day. True if any differ."""
    had = of_point(session, point_id)
    if [_said(owner) for owner in had] == list(kept):
        return False
    days = [(_said(owner), owner.since) for owner in had]
    for owner in had:
        session.delete(owner)
    session.flush()
    for position, said in enumerate(kept):
        first = next((day for was, day in days if was == said), since)
        session.add(Owner(**said, created_at=now, point_id=point_id, position=position, since=first))
    return True


def of_point(session: Session, point_id: UUID) -> list[Owner]:
    """The owners of a point, in order."""
    return list(session.exec(select(Owner).where(Owner.point_id == point_id).order_by(col(Owner.position))))


def told(session: Session, point_id: UUID) -> list[dict[str, Any]]:
    """The owners of a point as its history keeps them: what was said, without what was not."""
    kept = {"kind", "part", "person_id", "role", "role_title", "organization_id", "group_id", "name", "scope"}
    return [
        owner.model_dump(mode="json", include=kept, exclude_none=True)
        for owner in of_point(session, point_id)
    ]


def _said(owner: Owner) -> dict[str, Any]:
    return owner.model_dump(exclude={"id", "created_at", "point_id", "position", "since"})
