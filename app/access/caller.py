"""Who is calling: header -> Caller, with what they are in each group today. The only place that knows the proof."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Any, TypeVar
from uuid import UUID, uuid5

from fastapi import Depends, Request
from sqlalchemy import ColumnElement, literal, or_, select, union_all
from sqlmodel import Session, col

from app import settings
from app.access import bearer, keys, linking, secret
from app.access.policy import LINES, Act, Standing, standing_of
from app.api_keys.models import ApiKey, ApiKeyGroup, Scope
from app.errors import NotLoggedIn, Refused
from app.groups.models import Group
from app.identities.models import Identity
from app.login.models import LoginSession
from app.memberships.models import Membership, Role
from app.memberships.validity import valid_on
from app.oidc.tokens import Proven
from app.organizations.units import principals_of
from app.persons.models import Person
from app.reading import NOW, today
from app.tables import Json

P = TypeVar("P", ApiKey, Identity)
# Said for none: SQLAlchemy writes an empty list in the same way for IN and for NOT IN of one parameter.
NO_GROUPS = (UUID(int=0),)
BOOTSTRAP = uuid5(UUID(int=0), "nasta bootstrap key")


@dataclass(frozen=True)
class Caller:
    """A person or a system, and what it may reach. `owner_id` is whose external ids it writes.

    `language`: the one asked for this time, if it is one of ours.
    """

    kind: str
    id: UUID
    name: str
    administrator: bool = False
    everywhere: bool = False
    scopes: frozenset[Scope] = frozenset(Scope)
    roles: Mapping[UUID, frozenset[Role]] = field(default_factory=dict)
    standings: Mapping[UUID, Standing] = field(default_factory=dict)
    language: str | None = None

    @property
    def person_id(self) -> UUID | None:
        """The person calling; None for a system."""
        return self.id if self.kind == "person" else None

    @property
    def owner_id(self) -> UUID:
        return self.id

    @property
    def sees_all(self) -> bool:
        return self.administrator or self.everywhere

    @property
    def groups(self) -> tuple[UUID, ...]:
        """The groups whose inside it sees."""
        return tuple(self.standings)

    @property
    def led(self) -> tuple[UUID, ...]:
        return tuple(group for group, standing in self.standings.items() if standing == Standing.lead)

    @property
    def leads_all(self) -> bool:
        """True for those who are a lead, or more, of every group."""
        return self.administrator or (self.everywhere and Scope.write in self.scopes)

    def leads(self, group_id: UUID) -> bool:
        return self.leads_all or self.standings.get(group_id) == Standing.lead

    def sees(self, group_id: UUID) -> bool:
        return self.sees_all or group_id in self.standings

    def standing(self, group_id: UUID | None) -> Standing | None:
        """What it is towards a group; None for nothing at all."""
        if self.administrator:
            return Standing.administrator
        if self.everywhere:
            return Standing.lead if self.leads_all else Standing.observer
        return self.standings.get(group_id) if group_id else None

    def may(self, act: Act, group_id: UUID | None = None) -> bool:
        """True if the policy allows the act, in the group or (no group said) in any."""
        if self.administrator:
            return True
        if group_id is None:
            return (self.everywhere and self._allows(act, self.standing(None))) or bool(self.groups_for(act))
        return self._allows(act, self.standing(group_id))

    def groups_for(self, act: Act) -> tuple[UUID, ...]:
        """The groups, of those it names one by one, in which the policy allows the act."""
        return tuple(group for group, standing in self.standings.items() if self._allows(act, standing))

    def _allows(self, act: Act, standing: Standing | None) -> bool:
        """A system does what its scopes are for, as a lead of its groups; a person what they are there for."""
        line = LINES[act]
        if self.kind == "system":
            return standing is not None and Standing.lead in line.who and bool(line.scopes & self.scopes)
        return standing in line.who

    def require(self, act: Act, group_id: UUID | None = None) -> None:
        """Raises Refused if the policy does not allow the act."""
        if not self.may(act, group_id):
            raise Refused(act=act.value)

    def require_scope(self, one_of: Collection[Scope]) -> None:
        """Raises Refused if the key has none of the scopes."""
        if self.scopes.isdisjoint(one_of):
            raise Refused(act=min(one_of).value)

    @property
    def reach(self) -> dict[str, Any]:
        """What a statement wants to know of the caller."""
        return {
            "me": self.person_id,
            "key_owner": self.owner_id,
            "sees_all": self.sees_all,
            "leads_all": self.leads_all,
            "my_groups": list(self.groups or NO_GROUPS),
            "led_groups": list(self.led or NO_GROUPS),
        }

    def params(self, now: datetime, **more: Any) -> dict[str, Any]:
        """What every reading statement wants to know of the caller and the time."""
        return {"now": now, "language": self.language, **self.reach, **more}


def authenticate(
    session: Session, headers: Mapping[str, str], now: datetime, proven: Proven | None = None
) -> Caller:
    """The caller that a request's headers prove, or a token that was in them. Raises NotLoggedIn, NotLinked."""
    if proven is not None:
        return of_identity(session, linking.linked(session, proven), now)
    said = bearer.said(headers)
    if said is None:
        raise NotLoggedIn
    bootstrap = settings.get().bootstrap_key
    if bootstrap and secret.same(said, bootstrap):
        return Caller("system", BOOTSTRAP, "bootstrap", administrator=True)
    key = keys.opened(session, said, now)
    if key is None:
        raise NotLoggedIn
    return _of_key(session, key, now)


def of_session(session: Session, row: LoginSession, now: datetime) -> Caller:
    """Who is logged in, with what they are in each group now. Raises NotLoggedIn."""
    return of_identity(session, session.get_one(Identity, row.identity_id), now)


def present(session: Session, id: UUID, now: datetime) -> Caller | None:
    """Who called once, as they would call now; None for those who no longer can, or who are not active."""
    if id == BOOTSTRAP:
        return Caller("system", BOOTSTRAP, "bootstrap", administrator=True)
    theirs = or_(col(ApiKey.id) == id, col(ApiKey.person_id) == id)
    alive = or_(col(ApiKey.expires_at).is_(None), col(ApiKey.expires_at) > now)
    key = _strongest(session, ApiKey, theirs, alive)
    identity = _strongest(session, Identity, col(Identity.person_id) == id)
    with suppress(NotLoggedIn):
        if identity and not (key and key.administrator):
            return of_identity(session, identity, now)
        return _of_key(session, key, now) if key else None
    return None


def _strongest(session: Session, proof: type[P], *of: ColumnElement[bool]) -> P | None:
    wanted = select(proof).where(*of).order_by(col(proof.administrator).desc()).limit(1)
    return session.execute(wanted).scalar()


def _of_key(session: Session, key: ApiKey, now: datetime) -> Caller:
    if key.person_id is None:
        return _system(session, key)
    return _person(session, key.person_id, now, administrator=key.administrator)


def of_identity(session: Session, identity: Identity, now: datetime) -> Caller:
    """The person that a log-in is linked to. Raises NotLoggedIn for one who is not active."""
    return _person(session, identity.person_id, now, administrator=identity.administrator)


def _system(session: Session, key: ApiKey) -> Caller:
    limited = select(col(ApiKeyGroup.group_id)).where(col(ApiKeyGroup.api_key_id) == key.id)
    scopes = frozenset(Scope(scope) for scope in key.scopes)
    standing = Standing.lead if Scope.write in scopes else Standing.observer
    return Caller(
        "system",
        key.id,
        key.name,
        administrator=key.administrator,
        everywhere=key.all_groups,
        scopes=scopes,
        standings=dict.fromkeys(session.execute(limited).scalars(), standing),
    )


def _person(session: Session, person_id: UUID, now: datetime, *, administrator: bool) -> Caller:
    person = session.get_one(Person, person_id)
    if not person.active:
        raise NotLoggedIn
    held = (
        select(col(Membership.group_id), col(Membership.roles), literal(False))
        .join(Group, col(Group.id) == col(Membership.group_id))
        .where(col(Membership.person_id) == person_id, valid_on(Membership, today(col(Group.time_zone))))
    )
    office = select(col(Group.id), literal([], type_=Json()), literal(True)).where(
        col(Group.office_id).in_(principals_of(person.organization_id))
    )
    roles: dict[UUID, frozenset[Role]] = {}
    led: set[UUID] = set()
    for group_id, names, is_office in session.execute(union_all(held, office), {NOW.key: now}):
        roles[group_id] = roles.get(group_id, frozenset()) | {Role(name) for name in names}
        led |= {group_id} if is_office else set()
    standings = {group: standing_of(held_roles, office=group in led) for group, held_roles in roles.items()}
    return Caller("person", person_id, person.name, administrator, roles=roles, standings=standings)


def _of(request: Request) -> Caller:
    caller: Caller = request.state.caller
    return caller


CallerDep = Annotated[Caller, Depends(_of)]
