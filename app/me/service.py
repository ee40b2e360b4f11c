"""Who the caller is: what authentication found, with the names of its groups."""

from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from app.access.caller import Caller
from app.access.policy import Act, Standing
from app.api_keys.models import Scope
from app.groups.models import Group
from app.me.models import MeRead, MyGroup
from app.memberships.models import Role


def describe(session: Session, caller: Caller) -> MeRead:
    """The caller, its groups by name."""
    named = select(col(Group.id), col(Group.name), col(Group.short_name)).where(
        col(Group.id).in_(caller.groups)
    )
    groups = session.execute(named.order_by(col(Group.name_order), col(Group.id)))
    return MeRead(
        kind=caller.kind,
        id=caller.id,
        name=caller.name,
        administrator=caller.administrator,
        scopes=[scope for scope in Scope if scope in caller.scopes],
        all_groups=caller.sees_all,
        groups=[_group(caller, id, name, short_name) for id, name, short_name in groups],
    )


def _group(caller: Caller, id: UUID, name: str, short_name: str | None) -> MyGroup:
    held = caller.roles.get(id, frozenset())
    return MyGroup(
        id=id,
        name=name,
        short_name=short_name,
        roles=[role for role in Role if role in held],
        standing=caller.standing(id) or Standing.observer,
        acts=[act for act in Act if caller.may(act, id)],
    )
