"""Groups planned together: read first, then locked; what still stands is written, so that locks are short.

On SQLite one transaction sees one state, and its first write fails if that has passed (database.transaction).
PostgreSQL shows what others have written meanwhile: a group of which anything has moved is read anew behind its lock.
What is not the group's own, such as where a person is reached, is asked again at sending.
"""

from collections.abc import Callable, Collection, Sequence, Set
from datetime import datetime
from typing import Any, NamedTuple, Protocol, Self, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlmodel import Session, col

from app import database
from app.action_points.models import ActionPoint
from app.groups.models import Group, Reminders
from app.meetings.models import Meeting
from app.memberships.models import Membership
from app.reminders.models import ClosedOccasion
from app.reminders.owed import OF_GROUPS


class Basis(NamedTuple):
    """What a group's plan rests on, in so far as it shows that any of it has become another."""

    version: int
    meetings: int
    meetings_versions: int
    points: int
    points_versions: int
    memberships: int
    memberships_versions: int
    closed: int
    closed_at: datetime | None


class Foreseen(Protocol):
    """What is to be done about some groups, before any of it is written."""

    def of(self, group_ids: Set[UUID]) -> Self:
        """The part of it that is about these."""


F = TypeVar("F", bound=Foreseen)
Made = TypeVar("Made")
Foresee = Callable[[Collection[UUID]], F]
WriteDown = Callable[[F], list[Made]]


def planned(
    session: Session, group_ids: Sequence[UUID], foresee: Foresee[F], write_down: WriteDown[F, Made]
) -> list[Made]:
    """What `write_down` makes of what `foresee` sees of these groups; one that another holds is left to it."""
    if database.dialect(session) == "sqlite":
        return write_down(foresee(group_ids))
    database.join_many(session)
    before, foreseen = bases(session, group_ids), foresee(group_ids)
    locked = bases(session, lock(session, group_ids))
    unmoved = {id for id, basis in locked.items() if before.get(id) == basis}
    made = write_down(foreseen.of(unmoved))
    if moved := locked.keys() - unmoved:
        session.expunge_all()  # what was read before
        made += write_down(foresee(moved))
    return made


def lock(session: Session, group_ids: Collection[UUID]) -> list[UUID]:
    """Those that nobody else holds, held until the transaction ends."""
    wanted = select(col(Group.id)).where(col(Group.id).in_(group_ids)).order_by(col(Group.id))
    return list(session.execute(wanted.with_for_update(skip_locked=True)).scalars())


def bases(session: Session, group_ids: Collection[UUID]) -> dict[UUID, Basis]:
    """As the database has them now, of each group whose reminders are not off."""
    rows = session.execute(BASES, {OF_GROUPS.key: list(group_ids)})
    return {id: Basis(*basis) for id, *basis in rows}


def _bases() -> Select[Any]:
    still_open = col(ActionPoint.closed_at).is_(None)
    return select(
        col(Group.id),
        col(Group.version),
        *_versions(Meeting),
        *_versions(ActionPoint, still_open),
        *_versions(Membership),
        _of(ClosedOccasion, func.count()),
        _of(ClosedOccasion, func.max(col(ClosedOccasion.closed_at))),
    ).where(col(Group.id).in_(OF_GROUPS), col(Group.reminders) != Reminders.off)


def _versions(noun: Any, *where: ColumnElement[bool]) -> tuple[Any, Any]:
    return _of(noun, func.count(), *where), func.coalesce(_of(noun, func.sum(col(noun.version)), *where), 0)


def _of(table: Any, what: Any, *where: ColumnElement[bool]) -> Any:
    its = col(table.group_id) == col(Group.id)
    return select(what).where(its, *where).correlate(Group).scalar_subquery()


BASES = _bases()
