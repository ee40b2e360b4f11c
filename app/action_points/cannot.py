"""Which answers "cannot" still stand. Every other file asks here."""

from typing import Any

from sqlalchemy import CTE, BindParameter, ColumnElement, bindparam, exists, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from app.action_points.due import POINT
from app.action_points.models import Answer, AnswerKind, Owner, OwnerKind
from app.action_points.owners import Owners
from app.action_points.past import is_current

# Written into the statement as it stands: the planner knows by it that ix_answers_cannot has them all.
SAID: BindParameter[AnswerKind] = bindparam("cannot", AnswerKind.cannot, literal_execute=True)


def standing(*where: ColumnElement[bool]) -> CTE:
    """`answer_id` and `point_id` of those about the points (POINT) that fit.

    An owner's last answer since the point was opened, until its owners become others or the one who gave it no
    longer answers for it.
    """
    said = aliased(Answer)
    last = _last(said, *where).cte()
    rule = Owners(points=select(last.c.point_id.label("id")).distinct().cte())
    return (
        select(last.c.answer_id, last.c.point_id)
        .join(said, col(said.id) == last.c.answer_id)
        .where(or_(_answers(rule, said), _owns(said)))
        .cte()
    )


def _last(said: Any, *where: ColumnElement[bool]) -> Any:
    """The "cannot" that was said last by somebody, with the point's owners as they are now."""
    since = aliased(Owner)
    changed = exists(
        select(col(since.id)).where(
            col(since.point_id) == col(POINT.id), col(since.created_at) > col(said.created_at)
        )
    )
    return (
        select(col(POINT.id).label("point_id"), col(said.id).label("answer_id"))
        .join(said, col(said.point_id) == col(POINT.id))
        .where(
            *where,
            col(said.answer) == SAID,
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
