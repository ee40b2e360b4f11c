"""Points of which an owner has said "cannot", until something is done about it."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.action_points.due import POINT
from app.action_points.models import Answer, AnswerKind, Owner, OwnerKind
from app.action_points.owners import Owners
from app.action_points.shapes import is_current
from app.organizations.models import Organization
from app.persons.models import Person
from app.worklist.items import OF_GROUPS, Item, PersonOf, PointOf, Question
from app.worklist.points import IN_ORDER, NAMED


def cannot(session: Session, params: Mapping[str, Any]) -> Iterator[Item]:
    """The owners' last answers that say "cannot", until answered otherwise, closed, or its owners become others."""
    for row in session.execute(CANNOT, params).mappings():
        yield Item(
            Question.cannot,
            row["group_id"],
            f"cannot:{row['answer_id']}",
            point=PointOf(row["id"], row["number"], row["task"]),
            person=PersonOf(row["person_id"], row["person"]) if row["person_id"] else None,
            owners=(row["person"] or row["office"],),
            line=row["comment"],
            since=row["created_at"],
        )


def _cannot() -> Any:
    said, person, office = aliased(Answer), aliased(Person), aliased(Organization)
    these = _with_cannot(said).cte()
    rule = Owners(points=select(these.c.id).distinct().cte())
    return (
        select(
            *NAMED,
            col(said.id).label("answer_id"),
            col(said.person_id),
            col(said.comment),
            col(said.created_at),
            col(person.name).label("person"),
            col(office.name).label("office"),
        )
        .select_from(these)
        .join(said, col(said.id) == these.c.answer_id)
        .join(POINT, col(POINT.id) == these.c.id)
        .outerjoin(person, col(person.id) == col(said.person_id))
        .outerjoin(office, col(office.id) == col(said.organization_id))
        .where(or_(_answers(rule, said), _owns(said)))
        .order_by(*IN_ORDER, col(said.id))
    )


def _with_cannot(said: Any) -> Any:
    """The groups' open points of which an owner they still have as they had then last said "cannot"."""
    since = aliased(Owner)
    changed = exists(
        select(col(since.id)).where(
            col(since.point_id) == col(POINT.id), col(since.created_at) > col(said.created_at)
        )
    )
    return (
        select(col(POINT.id).label("id"), col(said.id).label("answer_id"))
        .join(said, col(said.point_id) == col(POINT.id))
        .where(
            col(POINT.group_id).in_(OF_GROUPS),
            col(POINT.closed_at).is_(None),
            col(said.answer) == AnswerKind.cannot,
            col(said.created_at) >= col(POINT.opened_at),
            is_current(said),
            ~changed,
        )
    )


def _answers(rule: Owners, said: Any) -> ColumnElement[bool]:
    """Whether the person who said it answers for the point today."""
    who, owned = rule.answering, rule.owned
    still = select(who.c.person_id).join(owned, owned.c.owner_id == who.c.owner_id)
    return exists(
        still.where(
            owned.c.point_id == col(said.point_id), who.c.person_id == col(said.person_id)
        ).correlate_except(who, owned)
    )


def _owns(said: Any) -> ColumnElement[bool]:
    """Whether the organization that said it owns the point."""
    owner = aliased(Owner)
    return exists(
        select(col(owner.id))
        .where(
            col(owner.point_id) == col(said.point_id),
            col(owner.kind) == OwnerKind.organization,
            col(owner.organization_id) == col(said.organization_id),
        )
        .correlate_except(owner)
    )


CANNOT = _cannot()
