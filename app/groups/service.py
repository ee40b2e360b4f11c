"""Groups: found, added, changed; and what other features need of one: the row, its lock, its next number."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, bindparam, or_, text
from sqlmodel import Session, col

from app import names, nouns
from app.access.caller import Caller
from app.access.facets import ADMINISTRATORS_OWN
from app.access.policy import Act
from app.errors import NotFound, Refused, Unknown, invalid
from app.groups.models import Group, GroupCreate, GroupUpdate, Reminders
from app.groups.nearness import knows, near
from app.groups.shapes import READ, SEEN, SHOWN_PARENT
from app.organizations.models import Organization
from app.tables import Id

SORTS: dict[str, Any] = {
    "name": col(Group.name_order),
    "created_at": col(Group.created_at),
    "id": col(Group.id),
}
REACHED = or_(SEEN, near(col(Group.id)))


def hits(
    caller: Caller,
    q: str | None,
    external_id: str | None,
    parent_id: UUID | None,
    organization_id: UUID | None,
) -> Select[Any]:
    """Those within reach that fit every filter said. What is not shown of a group does not find it."""
    inner = nouns.filters((nouns.external_id(Group), external_id), (col(Group.office_id), organization_id))
    return READ.hits(
        *([] if caller.sees_all else [REACHED]),
        *([and_(SEEN, *inner)] if inner else []),
        *nouns.filters((SHOWN_PARENT, parent_id)),
        *([col(Group.search_text).contains(names.key(q), autoescape=True)] if q else []),
    )


def get(session: Session, caller: Caller, id: UUID, *, lock: bool = False) -> Group:
    """The group, if the caller sees its inside; NotFound otherwise."""
    if not caller.sees(id):
        raise NotFound
    return nouns.get(session, Group, id, lock=lock)


def known(session: Session, caller: Caller, id: UUID, pointer: str) -> Group:
    """The group that a field of the body names, if the caller sees its inside. Raises Unknown there."""
    if not caller.sees(id):
        raise Unknown(pointer)
    return nouns.known(session, Group, id, pointer)


def lock(session: Session, group_id: UUID) -> Group:
    """The group's row, held until the transaction ends: one at a time changes what its rows decide."""
    return nouns.get(session, Group, group_id, lock=True)


_COUNT = text(
    "INSERT INTO counters (group_id, series, value) VALUES (:group_id, :series, :count) "
    "ON CONFLICT (group_id, series) DO UPDATE SET value = counters.value + excluded.value RETURNING value"
).bindparams(bindparam("group_id", type_=Id()))


def next_number(session: Session, group_id: UUID, series: str, count: int = 1) -> int:
    """The first of `count` new numbers in a series of the group, from 1; nobody else gets them."""
    last: int = session.execute(_COUNT, {"group_id": group_id, "series": series, "count": count}).scalar_one()
    return last - count + 1


def add(session: Session, caller: Caller, body: GroupCreate, now: datetime) -> Group:
    caller.require(Act.make_groups)
    _check_place(session, None, body.model_dump())
    row = nouns.new(Group, body, caller, now, reminders_since=now, **_keys(body.name, body.short_name))
    return nouns.save(session, row)


def update(
    session: Session, caller: Caller, id: UUID, change: GroupUpdate, if_match: str | None, now: datetime
) -> Group:
    if not knows(session, caller, id):
        raise NotFound
    row = lock(session, id)
    said = change.said()
    _require(caller, row, said)
    nouns.match(row, if_match)
    differing = {name: value for name, value in said.items() if getattr(row, name) != value}
    _check_place(session, id, differing)
    return nouns.change(session, row, differing | _following(row, differing, now), caller, now)


def _require(caller: Caller, row: Group, said: Mapping[str, Any]) -> None:
    """Leads change their group; where it belongs and who has the secretary's rights, only administrators."""
    caller.require(Act.change_settings, row.id)
    if not caller.administrator and any(
        getattr(row, name) != said.get(name, getattr(row, name)) for name in ADMINISTRATORS_OWN
    ):
        raise Refused(act=Act.make_groups.value)


def _following(row: Group, said: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """What follows from a change: the keys of its names, and since when its reminders are turned on."""
    following: dict[str, Any] = {}
    if {"name", "short_name"} & said.keys():
        following |= _keys(said.get("name", row.name), said.get("short_name", row.short_name))
    if said.get("reminders", Reminders.off) != Reminders.off:
        following["reminders_since"] = now
    return following


def _keys(name: str, short_name: str | None) -> dict[str, Any]:
    found = names.searchable(name, short_name)
    return {"name_key": names.key(name), "name_order": names.order(name), "search_text": found}


def _check_place(session: Session, id: UUID | None, said: Mapping[str, Any]) -> None:
    """The office is there; the parent is there, and neither the group itself nor below it.

    Each group above is locked on the way up, so that two changes at once cannot close a circle.
    """
    if said.get("office_id"):
        nouns.known(session, Organization, said["office_id"], "#/office_id")
    above: UUID | None = said.get("parent_id")
    if above:
        nouns.known(session, Group, above, "#/parent_id")
    while above:
        if above == id:
            raise invalid("#/parent_id", "circular")
        above = lock(session, above).parent_id
