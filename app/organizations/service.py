"""Organizations: found, added, changed. Everybody who has a group finds them; administrators make them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select
from sqlmodel import Session, col

from app import names, nouns
from app.access.caller import Caller
from app.access.policy import Act
from app.errors import invalid
from app.mail.address import EmailState
from app.organizations.models import Organization, OrganizationCreate, OrganizationRead, OrganizationUpdate
from app.organizations.units import units_of
from app.reading import shape

READ = shape(
    OrganizationRead,
    Organization,
    id=col(Organization.id),
    version=col(Organization.version),
    external_id=nouns.external_id(Organization),
    created_at=col(Organization.created_at),
    modified_at=col(Organization.modified_at),
    name=col(Organization.name),
    kind=col(Organization.kind),
    parent_id=col(Organization.parent_id),
    email=col(Organization.email),
)
SORTS: dict[str, Any] = {
    "name": col(Organization.name_order),
    "created_at": col(Organization.created_at),
    "id": col(Organization.id),
}


def hits(q: str | None, external_id: str | None, parent_id: UUID | None) -> Select[Any]:
    """Those that fit every filter that is not None."""
    return READ.hits(
        *nouns.filters(
            (col(Organization.parent_id), parent_id),
            (nouns.external_id(Organization), external_id),
        ),
        *([col(Organization.name_key).contains(names.key(q), autoescape=True)] if q else []),
    )


def get(session: Session, id: UUID, *, lock: bool = False) -> Organization:
    """The organization; NotFound if there is none."""
    return nouns.get(session, Organization, id, lock=lock)


def add(session: Session, caller: Caller, body: OrganizationCreate, now: datetime) -> Organization:
    caller.require(Act.make_organizations)
    _check_parent(session, None, body.parent_id)
    row = nouns.new(Organization, body, caller, now, **_keys(body.name))
    return nouns.save(session, row)


def update(
    session: Session,
    caller: Caller,
    id: UUID,
    change: OrganizationUpdate,
    if_match: str | None,
    now: datetime,
) -> Organization:
    row = get(session, id, lock=True)
    caller.require(Act.make_organizations)
    nouns.match(row, if_match)
    said = change.said()
    if "parent_id" in said:
        _check_parent(session, row.id, said["parent_id"])
    keys = _keys(said["name"]) if "name" in said else {}
    given_anew = {"email_state": EmailState.good} if "email" in said else {}
    return nouns.change(session, row, said | keys | given_anew, caller, now)


def _keys(name: str) -> dict[str, Any]:
    return {"name_key": names.key(name), "name_order": names.order(name)}


def _check_parent(session: Session, id: UUID | None, parent_id: UUID | None) -> None:
    """A unit belongs to another that is there, and not to a unit of its own."""
    if parent_id is None:
        return
    nouns.known(session, Organization, parent_id, "#/parent_id")
    if id and parent_id in set(session.execute(units_of(id)).scalars()):
        raise invalid("#/parent_id", "circular")
