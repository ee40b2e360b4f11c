"""Points of which an owner has said "cannot", until something is done about it."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.action_points.cannot import standing
from app.action_points.due import POINT
from app.action_points.labels import Called
from app.action_points.models import Answer
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
            owners=(Called(row["person"] or row["office"]),),
            line=row["comment"],
            since=row["created_at"],
        )


def _cannot() -> Any:
    said, person, office = aliased(Answer), aliased(Person), aliased(Organization)
    these = standing(col(POINT.group_id).in_(OF_GROUPS), col(POINT.closed_at).is_(None))
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
        .join(POINT, col(POINT.id) == these.c.point_id)
        .outerjoin(person, col(person.id) == col(said.person_id))
        .outerjoin(office, col(office.id) == col(said.organization_id))
        .order_by(*IN_ORDER, col(said.id))
    )


CANNOT = _cannot()
