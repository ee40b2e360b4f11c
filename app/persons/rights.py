"""Who tends a person: sees their address, changes their fields (domain 6)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, not_, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.access.caller import Caller
from app.access.facets import ONES_OWN, PERSONAL
from app.access.policy import Act
from app.errors import Refused
from app.groups.models import Group
from app.memberships.models import Membership
from app.memberships.validity import not_ended
from app.organizations.units import principals_of
from app.persons.models import Person, PersonUpdate
from app.persons.visibility import seen
from app.reading import KEY_OWNER, LEADS_ALL, LED_GROUPS, ME, today

EVERYTHING = frozenset(PersonUpdate.model_fields)


def _in_group(*, led: bool) -> ColumnElement[bool]:
    """True for a person who is, today or later, in a group that the caller leads (or does not)."""
    held, group = aliased(Membership), aliased(Group)
    within = col(held.group_id).in_(LED_GROUPS)
    return (
        select(col(held.id))
        .join(group, col(group.id) == col(held.group_id))
        .where(col(held.person_id) == col(Person.id), not_ended(held, today(col(group.time_zone))))
        .where(within if led else not_(within))
        .exists()
    )


ELSEWHERE = and_(not_(LEADS_ALL), _in_group(led=False))
TENDED = or_(
    LEADS_ALL,
    _in_group(led=True),
    and_(col(Person.external_owner_id) == KEY_OWNER, seen(col(Person.id)), not_(ELSEWHERE)),
)
ADDRESS_SEEN = or_(TENDED, col(Person.id) == ME)


def require(session: Session, caller: Caller, person: Person, said: Mapping[str, Any], now: datetime) -> None:
    """Raises Refused if the caller may not change the person, or not these fields of it."""
    allowed = _changeable(session, caller, person, now)
    if not allowed:
        raise Refused(act=Act.make_persons.value)
    denied = {name for name, value in said.items() if name not in allowed and getattr(person, name) != value}
    if denied:
        raise Refused(act=Act.make_persons.value, fields=sorted(denied))
    if said.get("organization_id") != person.organization_id:
        check_organization(session, caller, said.get("organization_id"))


def check_organization(session: Session, caller: Caller, organization_id: UUID | None) -> None:
    """Only administrators put people in a group's office, since that makes them lead it. Raises Refused."""
    if caller.administrator or organization_id is None:
        return
    if session.execute(_offices_above(organization_id).limit(1)).first():
        raise Refused(act=Act.make_groups.value, fields=["organization_id"])


def _offices_above(organization_id: UUID | None) -> Any:
    """The groups whose office the organization is, or is a unit of."""
    return select(col(Group.id)).where(col(Group.office_id).in_(principals_of(organization_id)))


def _changeable(session: Session, caller: Caller, person: Person, now: datetime) -> frozenset[str]:
    """The fields of a person that the caller may change; none if it may change nothing."""
    if caller.administrator:
        return EVERYTHING
    office = and_(
        not_(LEADS_ALL),
        _offices_above(person.organization_id).where(col(Group.id).not_in(LED_GROUPS)).exists(),
    )
    asked = select(TENDED, or_(ELSEWHERE, office)).where(col(Person.id) == person.id)
    tended, elsewhere = session.execute(asked, caller.params(now)).one()
    fields = ONES_OWN if caller.person_id == person.id else frozenset()
    if tended:
        fields |= EVERYTHING - PERSONAL if elsewhere else EVERYTHING
    return fields
