"""The owners of some points, who answers for each now, asked of the ownership rule (domain 3), and what they said."""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from pydantic_core import to_json
from sqlalchemy import BindParameter, Select, Text, and_, cast, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql.expression import bindparam
from sqlmodel import Session, col

from app.action_points.labels import Called, name_of_body
from app.action_points.models import Answer, AnswerKind, OwnerKind, OwnerPart, OwnerScope
from app.action_points.owners import OWNER, Owners
from app.groups.models import Group
from app.mail.address import EmailState
from app.reading import NOW
from app.reminders.days_in_sql import members
from app.tables import Id

THESE_POINTS = bindparam("these_points", type_=Text())
# Written out: of a parameter PostgreSQL assumes in the long run that every answer is it, and reads all for each point.
TOOK: BindParameter[AnswerKind] = bindparam("took", AnswerKind.took, literal_execute=True)


class Answering(NamedTuple):
    """A person who answers for an owner; `email` is theirs in the group through which they do."""

    person_id: UUID
    name: str
    email: str | None
    language: str
    unreachable: str | None


class Said(NamedTuple):
    """An answer to a point."""

    answer: AnswerKind
    created_at: datetime
    rests_until: date | None


class Ownership(NamedTuple):
    """One owner of a point. `body`: the name of an organization, a group, or of nobody in the register.

    `elsewhere`: of another group than the point's, in which a role is held.
    """

    id: UUID
    kind: OwnerKind
    part: OwnerPart
    role: str | None
    role_title: str | None
    scope: OwnerScope
    body: str | None
    elsewhere: str | None
    organization_id: UUID | None
    office: str | None
    office_state: EmailState | None
    people: list[Answering]

    @property
    def called(self) -> Called:
        """What it is called, in whatever language."""
        person = min((one.name for one in self.people), default="")
        name = person if self.kind == OwnerKind.person else self.body
        return Called(name, self.role, self.role_title, self.scope, self.elsewhere)

    def title(self, language: str) -> str:
        """A role as one holder has it: in which group or of whose subgroups, if it is another than the point's."""
        wide = self.scope == OwnerScope.child_groups and self.elsewhere is not None
        return self.called.as_role("a_child_group" if wide else "role", language)


def owners(session: Session, point_ids: Collection[UUID], now: datetime) -> dict[UUID, list[Ownership]]:
    """Of each of these points that has any, in the point's order of them: two SELECTs, however many there are."""
    connection, params = session.connection(), {NOW.key: now, **_these(point_ids)}
    people: dict[UUID, list[Answering]] = {}
    for owner_id, *one in connection.execute(PEOPLE, params).all():
        people.setdefault(owner_id, []).append(Answering(*one))
    found: dict[UUID, list[Ownership]] = {}
    for point_id, *said in connection.execute(OWNERSHIP, params).all():
        found.setdefault(point_id, []).append(Ownership._make((*said, people.get(said[0], []))))
    return found


def answers(session: Session, point_ids: Collection[UUID]) -> Iterator[tuple[UUID, str, UUID, Said]]:
    """What was said of these points, with the kind and id of who said it; earlier ones first."""
    for point_id, person_id, organization_id, *said in session.execute(ANSWERS, _these(point_ids)):
        yield point_id, "person" if person_id else "organization", person_id or organization_id, Said(*said)


def _these(point_ids: Collection[UUID]) -> dict[str, str]:
    return {THESE_POINTS.key: to_json(point_ids).decode()}


def _points() -> Select[Any]:
    return select(cast(members(THESE_POINTS).c.value, Id()).label("id"))


def _rule() -> Owners:
    return Owners(points=_points().cte())


def _ownership() -> Select[Any]:
    owned, elsewhere = _rule().owned, aliased(Group)
    held_there = and_(
        col(OWNER.kind) == OwnerKind.role,
        col(elsewhere.id) == owned.c.within_group_id,
        owned.c.within_group_id != owned.c.group_id,
    )
    return (
        select(
            owned.c.point_id,
            col(OWNER.id),
            col(OWNER.kind),
            col(OWNER.part),
            col(OWNER.role),
            col(OWNER.role_title),
            col(OWNER.scope),
            name_of_body(),
            col(elsewhere.name),
            col(OWNER.organization_id),
            owned.c.office,
            owned.c.office_state,
        )
        .select_from(owned)
        .join(OWNER, col(OWNER.id) == owned.c.owner_id)
        .outerjoin(elsewhere, held_there)
        .order_by(col(OWNER.position), col(OWNER.id))
    )


def _people() -> Select[Any]:
    who = _rule().people
    columns = [who.c[name] for name in ("owner_id", *Answering._fields)]
    return select(*columns).order_by(who.c.name_order, who.c.person_id)


def _answers() -> Select[Any]:
    who = col(Answer.point_id), col(Answer.person_id), col(Answer.organization_id)
    said = [col(getattr(Answer, name)) for name in Said._fields]
    mine, counts = col(Answer.point_id).in_(_points()), col(Answer.answer) != TOOK
    return select(*who, *said).where(mine, counts).order_by(col(Answer.id))


OWNERSHIP, PEOPLE, ANSWERS = _ownership(), _people(), _answers()
