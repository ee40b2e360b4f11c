"""Who could not be told of their points, and why (domain 3.2, 3.3)."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Text, and_, cast, or_, select
from sqlmodel import Session, col

from app.action_points.due import GROUP, POINT
from app.action_points.labels import Called, called
from app.action_points.models import OwnerKind
from app.action_points.owners import OWNER, Owners
from app.mail.address import EmailState
from app.memberships import turned_to
from app.memberships.turned_to import Holder
from app.texts import DEFAULT
from app.worklist.items import Item, PersonOf, PointOf, Question
from app.worklist.points import IN_ORDER, NAMED, awake

NOBODY = {OwnerKind.named: "named", OwnerKind.organization: "no_address"}


def owners(session: Session, params: Mapping[str, Any]) -> Iterator[Item]:
    """Owners who are nobody to write to, and persons who cannot be written to or have left without a successor."""
    for row in session.execute(UNREACHABLE, params).mappings():
        why, owner = _why(row), Called(**json.loads(row["called"]))
        who = row["person_id"] or owner.said(DEFAULT)
        yield Item(
            Question.unreachable,
            row["group_id"],
            f"unreachable:{row['group_id']}:{who}:{why}",
            point=PointOf(row["id"], row["number"], row["task"]),
            person=PersonOf(row["person_id"], row["name"]) if row["person_id"] else None,
            owners=(owner,),
            owner_kind="role_below" if owner.below else row["kind"].value,
            why=why,
        )


def vacant(session: Session, params: Mapping[str, Any]) -> Iterator[Item]:
    """Subgroups in which nobody has the role that a point belongs to in each of them."""
    for row in session.execute(VACANT, params).mappings():
        role = row["role"]
        held = Called(None, role and role.value, row["role_title"], elsewhere=row["group"])
        yield Item(
            Question.unreachable,
            row["group_id"],
            f"unreachable:{row['group_id']}:{held.said(DEFAULT)}:vacant",
            point=PointOf(row["id"], row["number"], row["task"]),
            owners=(held,),
            owner_kind=OwnerKind.role.value,
            why="vacant",
        )


def _why(row: Mapping[Any, Any]) -> str:
    if row["person_id"]:
        return "left" if row["left"] else str(row["unreachable"])
    return "bounced" if row["office"] else NOBODY.get(row["kind"], "vacant")


def secretaries(group_ids: Iterable[UUID], held: Mapping[UUID, list[Holder]]) -> Iterator[Item]:
    """Groups in which nobody can be told what a secretary has to see to."""
    for group_id in group_ids:
        those = held.get(group_id, [])
        if not turned_to.first(those):
            why = turned_to.why_nobody(those)
            key = f"secretary:{group_id}:{why}"
            yield Item(Question.unreachable, group_id, key, owner_kind="secretary", why=why)


def _statement() -> Any:
    rule = Owners(points=awake())
    who, owned = rule.people, rule.owned
    nobody = and_(
        who.c.person_id.is_(None),
        col(OWNER.id).not_in(select(rule.vacant.c.owner_id)),
        or_(owned.c.office.is_(None), owned.c.office_state == EmailState.bounced),
    )
    return (
        select(
            *NAMED,
            col(OWNER.kind).label("kind"),
            cast(called(rule), Text).label("called"),
            owned.c.office,
            who.c.person_id,
            who.c.name,
            who.c.left,
            who.c.unreachable,
        )
        .select_from(owned)
        .join(OWNER, col(OWNER.id) == owned.c.owner_id)
        .join(POINT, col(POINT.id) == owned.c.point_id)
        .join(GROUP, col(GROUP.id) == col(POINT.group_id))
        .outerjoin(who, who.c.owner_id == col(OWNER.id))
        .where(or_(nobody, who.c.unreachable.is_not(None), who.c.left.is_(True)))
        .order_by(*IN_ORDER, col(OWNER.position), who.c.name_order, who.c.person_id)
    )


def _vacant() -> Any:
    rule = Owners(points=awake())
    vacant = rule.vacant
    return (
        select(
            *NAMED,
            col(OWNER.role).label("role"),
            col(OWNER.role_title).label("role_title"),
            vacant.c.group,
        )
        .select_from(vacant)
        .join(OWNER, col(OWNER.id) == vacant.c.owner_id)
        .join(POINT, col(POINT.id) == col(OWNER.point_id))
        .join(GROUP, col(GROUP.id) == col(POINT.group_id))
        .order_by(*IN_ORDER, col(OWNER.position), vacant.c.name_order)
    )


UNREACHABLE, VACANT = _statement(), _vacant()
