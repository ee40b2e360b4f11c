"""Persons: found, introduced, changed. Who sees whom: visibility.py; who may change what: rights.py."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app import names, nouns
from app.access import sessions
from app.access.caller import Caller
from app.access.policy import Act
from app.errors import NotFound, Problem, Unknown, invalid
from app.groups.models import Group
from app.mail.address import EmailState
from app.memberships.models import Membership
from app.memberships.validity import valid_on
from app.organizations.models import Organization
from app.organizations.units import units_of
from app.persons import introductions, rights
from app.persons.models import Person, PersonCreate, PersonUpdate
from app.persons.shapes import INTRODUCED, REACHED, READ, SEEN
from app.persons.visibility import within_reach
from app.reading import MY_GROUPS, today


class AddressTaken(Problem):
    """The address is another person's; `id` says whose. Told to administrators only."""

    status = 409
    code = "address-taken"


@dataclass(frozen=True)
class Filters:
    """Those that are None say nothing. `on` without a group: in any that the caller sees."""

    q: str | None = None
    external_id: str | None = None
    organization_id: UUID | None = None
    group_id: UUID | None = None
    on: date | None = None
    active: bool | None = None


def hits(caller: Caller, filters: Filters) -> Select[Any]:
    """Those within reach that fit every filter. Who is known by what was sent is found by that alone."""
    found = [] if caller.sees_all else [within_reach(col(Person.id))]
    if filters.q:
        found.append(_shown(caller, "name_key").contains(names.key(filters.q), autoescape=True))
    if filters.organization_id:
        found.append(_shown(caller, "organization_id").in_(units_of(filters.organization_id)))
    if filters.group_id or filters.on:
        found.append(col(Person.id).in_(_members(caller, filters.group_id, filters.on)))
    equal = ((col(INTRODUCED.external_id), filters.external_id), (_shown(caller, "active"), filters.active))
    return READ.hits(*found, *nouns.filters(*equal))


def sorts(caller: Caller) -> dict[str, Any]:
    """What the list may be sorted by."""
    return {
        "name": _shown(caller, "name_order"),
        "created_at": _shown(caller, "created_at"),
        "id": col(Person.id),
    }


def _shown(caller: Caller, name: str) -> ColumnElement[Any]:
    """A column as the caller sees it."""
    column: ColumnElement[Any] = getattr(Person, name)
    return column if caller.sees_all else case((SEEN, column), else_=getattr(INTRODUCED, name))


def _members(caller: Caller, group_id: UUID | None, day: date | None) -> Select[Any]:
    """The members on a day (today), of a group or of any that the caller sees."""
    held, group = aliased(Membership), aliased(Group)
    members = (
        select(col(held.person_id))
        .join(group, col(group.id) == col(held.group_id))
        .where(valid_on(held, day or today(col(group.time_zone))))
    )
    if group_id:
        members = members.where(col(held.group_id) == group_id)
    return members if caller.sees_all else members.where(col(held.group_id).in_(MY_GROUPS))


def known(session: Session, caller: Caller, id: UUID, pointer: str) -> Person:
    """The person that a field names, if the caller sees or has introduced them. Raises Unknown there."""
    if not _reached(session, caller, id):
        raise Unknown(pointer)
    return nouns.known(session, Person, id, pointer)


def _reached(session: Session, caller: Caller, id: UUID) -> bool:
    own = select(col(Person.id)).select_from(READ.source).where(col(Person.id) == id, REACHED)
    return session.execute(own, caller.reach).first() is not None


def add(session: Session, caller: Caller, body: PersonCreate, now: datetime) -> tuple[UUID, bool]:
    """The id, and whether it is a new person: one with an address that is somebody's already is that one."""
    caller.require(Act.make_persons)
    _check_organization(session, body.organization_id)
    rights.check_organization(session, caller, body.organization_id)
    person, new = _at_address(session, body.email), False
    if person is None:
        person, new = _made(session, caller, body, now)
    introductions.introduce(session, caller, person.id, body, now)
    return person.id, new


def _made(session: Session, caller: Caller, body: PersonCreate, now: datetime) -> tuple[Person, bool]:
    """A new person, unless somebody makes one with the same address in this very moment: then that one."""
    keys = {**_keys(body.name), "email_key": _address_key(body.email)}
    person = nouns.new(Person, body, caller, now, exclude={"external_id"}, **keys)
    try:
        with session.begin_nested():
            return nouns.save(session, person), True
    except IntegrityError:
        other = _at_address(session, body.email)
        if other is None:
            raise
        return other, False


def update(
    session: Session, caller: Caller, id: UUID, change: PersonUpdate, if_match: str | None, now: datetime
) -> None:
    if not _reached(session, caller, id):
        raise NotFound
    row = nouns.get(session, Person, id, lock=True)
    said = change.said()
    rights.require(
        session, caller, row, {name: value for name, value in said.items() if name != "external_id"}, now
    )
    nouns.match(row, if_match)
    _check_organization(session, said.get("organization_id"))
    if "external_id" in said:
        introductions.call(session, caller, id, said.pop("external_id"), now)
    nouns.change(session, row, said | _following(session, caller, row, said), caller, now)
    if not row.active:
        sessions.end_of_person(session, id, now)


def _following(session: Session, caller: Caller, row: Person, said: dict[str, Any]) -> dict[str, Any]:
    """What follows from a change: the keys of the name, the key and state of the address."""
    following: dict[str, Any] = _keys(said["name"]) if "name" in said else {}
    if "email" in said:
        _check_address(session, caller, row.id, said["email"])
        following |= {"email_key": _address_key(said["email"]), "email_state": EmailState.good}
    return following


def _check_address(session: Session, caller: Caller, id: UUID, email: str | None) -> None:
    """Nobody else has the address. Whose it is, is told to administrators only."""
    other = _at_address(session, email)
    if other is None or other.id == id:
        return
    if caller.administrator:
        raise AddressTaken(id=other.id)
    raise invalid("#/email", "unusable_address")


def _at_address(session: Session, email: str | None) -> Person | None:
    if email is None:
        return None
    return session.execute(
        select(Person).where(col(Person.email_key) == _address_key(email))
    ).scalar_one_or_none()


def _address_key(email: str | None) -> str | None:
    return email and email.casefold()


def _check_organization(session: Session, id: UUID | None) -> None:
    if id is not None:
        nouns.known(session, Organization, id, "#/organization_id")


def _keys(name: str) -> dict[str, Any]:
    return {"name_key": names.key(name), "name_order": names.order(name)}
