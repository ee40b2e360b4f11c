"""Memberships: found, begun, changed, ended. Nothing about a person in a group is ever overwritten."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, case, or_, select
from sqlmodel import Session, col

from app import clock, names, nouns
from app.access.caller import Caller
from app.access.policy import Act
from app.action_points import consequences
from app.errors import NotFound, Problem, invalid
from app.groups import service as groups
from app.groups.models import Group
from app.groups.nearness import seen
from app.mail.address import EmailState
from app.memberships.models import Membership, MembershipCreate, MembershipRead, MembershipUpdate
from app.memberships.validity import not_ended, valid_on
from app.organizations.models import Organization
from app.organizations.units import units_of
from app.persons import service as persons
from app.persons.models import Person
from app.reading import LEADS_ALL, LED_GROUPS, MY_GROUPS, shape

ONE_DAY = timedelta(days=1)
# What a person is in the group. Once begun, a change of it ends one membership and begins another.
BEING = ("roles", "role_title", "on_behalf_of_id", "title")
_GOES_ON = (
    "person_id",
    "email",
    "email_state",
    "valid_to",
    "successor_id",
    "external_id",
    "external_owner_id",
)

READ = shape(
    MembershipRead,
    Membership,
    id=col(Membership.id),
    version=col(Membership.version),
    external_id=nouns.external_id(Membership),
    created_at=col(Membership.created_at),
    modified_at=col(Membership.modified_at),
    group_id=col(Membership.group_id),
    person_id=col(Membership.person_id),
    roles=col(Membership.roles),
    role_title=col(Membership.role_title),
    on_behalf_of_id=col(Membership.on_behalf_of_id),
    title=col(Membership.title),
    email=case((or_(LEADS_ALL, col(Membership.group_id).in_(LED_GROUPS)), col(Membership.email))),
    valid_from=col(Membership.valid_from),
    valid_to=col(Membership.valid_to),
    successor_id=col(Membership.successor_id),
)
REACHED = seen(col(Membership.group_id))
SORTS: dict[str, Any] = {
    "name": col(Person.name_order),
    "valid_from": col(Membership.valid_from),
    "created_at": col(Membership.created_at),
    "id": col(Membership.id),
}


class AlreadyMember(Problem):
    """The person is a member of the group on one of these days; `id` says by which membership."""

    status = 409
    code = "already-member"


class MembershipEnded(Problem):
    """It ended on `valid_to`: what was so then stays."""

    status = 409
    code = "membership-ended"


@dataclass(frozen=True)
class Filters:
    """Those that are None say nothing."""

    group_id: UUID | None = None
    person_id: UUID | None = None
    organization_id: UUID | None = None
    on: date | None = None
    external_id: str | None = None


def hits(caller: Caller, filters: Filters) -> Select[Any]:
    """Those of the groups that the caller sees that fit every filter."""
    found: list[Any] = [] if caller.sees_all else [col(Membership.group_id).in_(MY_GROUPS)]
    if filters.organization_id:
        found.append(col(Membership.on_behalf_of_id).in_(units_of(filters.organization_id)))
    if filters.on:
        found.append(valid_on(Membership, filters.on))
    equal = nouns.filters(
        (col(Membership.group_id), filters.group_id),
        (col(Membership.person_id), filters.person_id),
        (nouns.external_id(Membership), filters.external_id),
    )
    return READ.hits(*found, *equal).join(Person, col(Person.id) == col(Membership.person_id))


def get(session: Session, caller: Caller, id: UUID) -> Membership:
    """The membership, if the caller sees its group; NotFound otherwise."""
    row = nouns.get(session, Membership, id)
    if not caller.sees(row.group_id):
        raise NotFound
    return row


def add(session: Session, caller: Caller, body: MembershipCreate, now: datetime) -> Membership:
    group = groups.known(session, caller, body.group_id, "#/group_id")
    caller.require(Act.make_memberships, group.id)
    groups.lock(session, group.id)
    persons.known(session, caller, body.person_id, "#/person_id")
    _check_organization(session, body.on_behalf_of_id)
    row = nouns.new(Membership, body, caller, now, role_title_key=_title_key(body.role_title))
    _check_days(session, row, {"valid_to": row.valid_to})
    with consequences.of_members(session, group.id, now):
        return nouns.save(session, row)


def update(
    session: Session, caller: Caller, id: UUID, change: MembershipUpdate, if_match: str | None, now: datetime
) -> Membership:
    """The membership that holds after the change: another, if what the person is in the group is changed."""
    row, group = locked(session, caller, id, if_match)
    given_anew = {"email_state": EmailState.good} if "email" in change.said() else {}
    said = {
        name: value for name, value in (change.said() | given_anew).items() if getattr(row, name) != value
    }
    _check_organization(session, said.get("on_behalf_of_id"))
    if "role_title" in said:
        said["role_title_key"] = _title_key(said["role_title"])
    today = clock.day_in(now, group.time_zone)
    begun = row.valid_from is None or row.valid_from < today
    with consequences.of_members(session, group.id, now):
        if begun and not said.keys().isdisjoint(BEING):
            return _begin_another(session, caller, row, said, today, now)
        if "valid_to" in said and said["valid_to"] is None:
            said["successor_id"] = None
        _check_days(session, row, said)
        return nouns.change(session, row, said, caller, now)


def locked(session: Session, caller: Caller, id: UUID, if_match: str | None) -> tuple[Membership, Group]:
    """The membership and its group, for a change."""
    row = get(session, caller, id)
    caller.require(Act.make_memberships, row.group_id)
    group = groups.lock(session, row.group_id)
    session.refresh(row, with_for_update=True)
    nouns.match(row, if_match)
    return row, group


def what_one_is(row: Membership) -> dict[str, Any]:
    """What another membership takes over of this one: the group, and what one is in it."""
    return {name: getattr(row, name) for name in ("group_id", "role_title_key", *BEING)}


def _begin_another(
    session: Session, caller: Caller, row: Membership, said: dict[str, Any], today: date, now: datetime
) -> Membership:
    """Ends it yesterday; from today another holds, with the change, the successor and the external id."""
    if row.valid_to is not None and row.valid_to < today:
        raise MembershipEnded(valid_to=row.valid_to)
    if "valid_from" in said:
        raise invalid("#/valid_from", "begun_already")
    kept = {**what_one_is(row), **{name: getattr(row, name) for name in _GOES_ON}}
    other = Membership(**kept, valid_from=today, created_at=now, modified_at=now)
    ending = {"valid_to": today - ONE_DAY, "successor_id": None, "external_id": None}
    nouns.change(session, row, ending, caller, now)
    _check_days(session, other, said)
    other.sqlmodel_update(said | ({"external_owner_id": caller.owner_id} if "external_id" in said else {}))
    return nouns.save(session, other)


def _check_days(session: Session, row: Membership, said: Mapping[str, Any]) -> None:
    """The days are in order, and the person is no member by another membership on any of them."""
    first, last = said.get("valid_from", row.valid_from), said.get("valid_to", row.valid_to)
    if first and last and first > last:
        raise invalid("#/valid_to" if "valid_to" in said else "#/valid_from", "ends_before_it_begins")
    others = select(col(Membership.id)).where(
        col(Membership.group_id) == row.group_id,
        col(Membership.person_id) == row.person_id,
        col(Membership.id) != row.id,
        *([not_ended(Membership, first)] if first else []),
        *([or_(col(Membership.valid_from).is_(None), col(Membership.valid_from) <= last)] if last else []),
    )
    if other := session.execute(others.limit(1)).scalar():
        raise AlreadyMember(id=other)


def _check_organization(session: Session, id: UUID | None) -> None:
    if id is not None:
        nouns.known(session, Organization, id, "#/on_behalf_of_id")


def _title_key(title: str | None) -> str | None:
    return title and names.key(title)
