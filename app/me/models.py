"""Who the caller is, and what it is towards its groups today."""

from uuid import UUID

from app.access.policy import Act, Standing
from app.api_keys.models import Scope
from app.memberships.models import Role
from app.tables import Outgoing


class MyGroup(Outgoing):
    """A group that the caller is in, or works for: the acts that are allowed there today."""

    id: UUID
    name: str
    short_name: str | None
    roles: list[Role]
    standing: Standing
    acts: list[Act]


class MeRead(Outgoing):
    """`kind` is person or system. `all_groups`: a system that reaches every group, besides those listed."""

    kind: str
    id: UUID
    name: str
    administrator: bool
    scopes: list[Scope]
    all_groups: bool
    groups: list[MyGroup]
