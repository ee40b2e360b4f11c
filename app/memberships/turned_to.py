"""Whom a group's matters go to: the first of some roles that somebody who can be written to holds today.

The one answer, for Reply-To, the secretary's mail and the chair's.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, case, exists, or_, select
from sqlmodel import Session, col

from app.groups.models import Group
from app.mail.address import EmailState
from app.memberships.models import Membership, Role
from app.memberships.validity import has_role, valid_on
from app.persons.models import Person, Stop
from app.reading import NOW, today

SECRETARIES = (Role.secretary, Role.chair, Role.coordinator)
CHAIRS = (Role.chair, Role.vice_chair)
AT_A_TIME = 1000  # rows in memory


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds one of the roles. `rank`: the place of that role among them.

    `unreachable`: no_address or bounced; None when mail gets there. `own`: the person's own address, if it is good.
    `stopped`: wants no mail from the group; a colleague may still write.
    """

    group_id: UUID
    person_id: UUID
    name: str
    language: str
    rank: int
    address: str | None
    own: str | None
    unreachable: str | None
    stopped: bool


def of_group(session: Session, roles: tuple[Role, ...], group_id: UUID, day: date) -> list[Holder]:
    """Those of a group who hold one of the roles that day. Best role first, then by name."""
    wanted = _statement(roles, day).where(col(Membership.group_id) == group_id)
    return _by_group(session.execute(wanted)).get(group_id, [])


def of_groups(
    session: Session, roles: tuple[Role, ...], now: datetime, group_ids: Collection[UUID] | None = None
) -> dict[UUID, list[Holder]]:
    """The same of many groups, each on its own day: of these, or of all. Groups without any are not there."""
    wanted = _statement(roles, today(col(Group.time_zone)))
    if group_ids is not None:
        wanted = wanted.where(col(Membership.group_id).in_(group_ids))
    return _by_group(session.execute(wanted, {NOW.key: now}))


def _statement(roles: tuple[Role, ...], day: Any) -> Select[Any]:
    ranks = [(has_role(Membership, role), rank) for rank, role in enumerate(roles)]
    rank = case(*ranks, else_=len(roles)).label("rank")
    stop = (col(Stop.person_id) == col(Person.id), col(Stop.group_id) == col(Group.id))
    stopped = case((exists(select(col(Stop.person_id)).where(*stop)), True), else_=False)
    return (
        select(
            col(Membership.group_id),
            col(Person.id).label("person_id"),
            col(Person.name),
            col(Person.language),
            rank,
            col(Membership.email).label("email"),
            col(Membership.email_state).label("email_state"),
            col(Person.email).label("own_email"),
            col(Person.email_state).label("own_state"),
            col(Person.active).label("active"),
            stopped.label("stopped"),
        )
        .select_from(Membership)
        .join(Person, col(Person.id) == col(Membership.person_id))
        .join(Group, col(Group.id) == col(Membership.group_id))
        .where(valid_on(Membership, day), or_(*[fits for fits, _ in ranks]))
        .order_by(rank, col(Person.name_order), col(Person.id))
        .execution_options(yield_per=AT_A_TIME)
    )


def _by_group(rows: Iterable[Any]) -> dict[UUID, list[Holder]]:
    found: dict[UUID, list[Holder]] = {}
    for row in rows:
        found.setdefault(row.group_id, []).append(_holder(row))
    return found


def _holder(row: Any) -> Holder:
    own = row.own_email if row.own_state == EmailState.good else None
    address, state = (row.email, row.email_state) if row.email else (row.own_email, row.own_state)
    why = "bounced" if state == EmailState.bounced else None
    if not row.active or not address:
        why = "no_address"
    kept = row.group_id, row.person_id, row.name, row.language
    return Holder(*kept, row.rank, None if why else address, own, why, bool(row.stopped))


def can_be_written_to(holder: Holder) -> bool:
    return holder.address is not None


def takes_mail(holder: Holder) -> bool:
    """Whether the service itself may write to them about the group."""
    return holder.address is not None and not holder.stopped


def first(held: Iterable[Holder], fits: Callable[[Holder], bool] = takes_mail) -> list[Holder]:
    """Of one group's: all who fit and hold the best role that anybody who fits holds."""
    fitting = [holder for holder in held if fits(holder)]
    return [holder for holder in fitting if holder.rank == min(each.rank for each in fitting)]


def why_nobody(held: Iterable[Holder]) -> str:
    """Why `first` is empty: vacant, or what keeps the first of them from being told."""
    each = next(iter(held), None)
    return "vacant" if each is None else each.unreachable or "stopped"
