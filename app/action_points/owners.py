"""Who owns an action point: person, role, organization, group -> persons and addresses, when asked (domain 3).

Every other file asks here. The question is put for a set of owners at once, `owned`, and "today" is their group's at
the instant NOW. A closed point keeps its persons (2.10).
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from sqlalchemy import (
    CTE,
    Boolean,
    ColumnElement,
    Select,
    String,
    Text,
    and_,
    case,
    cast,
    exists,
    func,
    null,
    or_,
    select,
    union,
    union_all,
)
from sqlalchemy.orm import aliased
from sqlmodel import col

from app.action_points.due import GROUP, POINT
from app.action_points.models import KeptOwner, Owner, OwnerKind, OwnerScope
from app.groups.models import Group
from app.mail.address import EmailState
from app.memberships.models import Membership
from app.memberships.validity import has_role, valid_on
from app.organizations.models import Organization
from app.organizations.units import units_of
from app.persons.models import Person, Stop
from app.reading import json_object, many, today
from app.tables import Id

OWNER = aliased(Owner, name="owner")


class Owners:
    """What the ownership rule answers about the owners of some points, as tables that speak of them by `owner_id`."""

    def __init__(self, *where: ColumnElement[bool], points: Any = None) -> None:
        """The owners that fit; with `points` (a table with `id`), those of these points."""
        start = (
            select(OWNER).join(POINT, col(POINT.id) == col(OWNER.point_id)) if points is None else _of(points)
        )
        self.owned: CTE = (
            start.with_only_columns(
                col(OWNER.id).label("owner_id"),
                col(OWNER.kind).label("kind"),
                col(OWNER.person_id).label("person_id"),
                col(OWNER.role).label("role"),
                col(OWNER.role_title_key).label("role_title_key"),
                col(OWNER.organization_id).label("organization_id"),
                col(OWNER.within_group_id).label("within_group_id"),
                col(OWNER.scope).label("scope"),
                col(OWNER.since).label("since"),
                col(POINT.id).label("point_id"),
                col(POINT.group_id).label("group_id"),
                col(POINT.closed_at).is_not(None).label("closed"),
                today(col(GROUP.time_zone)).label("today"),
                col(Organization.email).label("office"),
                col(Organization.email_state).label("office_state"),
            )
            .join(GROUP, col(GROUP.id) == col(POINT.group_id))
            .outerjoin(Organization, col(Organization.id) == col(OWNER.organization_id))
            .where(*where)
            .cte()
        )

    @cached_property
    def answering(self) -> CTE:
        """Who answers now: `owner_id`, `person_id`, and the group through which, `via_group_id`.

        A person is answered for by the successor (3.3), a role by its holders (3.1), an organization without an
        address of its own by its members in the group, a group by its members. Nobody: no rows.
        """
        every = union_all(
            self._kept(), self._person(), *self._role(), self._group(), self._organization()
        ).subquery()
        via = cast(func.min(cast(every.c.via_group_id, String)), Id()).label("via_group_id")
        once = select(every.c.owner_id, every.c.person_id, via).group_by(every.c.owner_id, every.c.person_id)
        return once.cte()

    @cached_property
    def people(self) -> CTE:
        """Those who answer: `name`, `email` (for this group), `language`, `left`, and why they are `unreachable`."""
        owned, who, person, member = self.owned, self.answering, aliased(Person), aliased(Membership)
        email = func.coalesce(col(member.email), col(person.email))
        return (
            select(
                who.c.owner_id,
                who.c.via_group_id,
                col(person.id).label("person_id"),
                col(person.name).label("name"),
                col(person.name_order).label("name_order"),
                email.label("email"),
                col(person.language).label("language"),
                _left(owned, person).label("left"),
                why_unreachable(owned.c.group_id, person, member).label("unreachable"),
            )
            .select_from(who)
            .join(owned, owned.c.owner_id == who.c.owner_id)
            .join(person, col(person.id) == who.c.person_id)
            .outerjoin(
                member,
                and_(
                    col(member.group_id) == who.c.via_group_id,
                    col(member.person_id) == col(person.id),
                    valid_on(member, owned.c.today),
                ),
            )
            .cte()
        )

    @cached_property
    def vacant(self) -> CTE:
        """Subgroups of the point's group without a holder of the role: `owner_id`, and `group`, the subgroup's name."""
        owned, below, held = self.owned, aliased(Group), self._role()[1].subquery()
        holder = exists(
            select(held.c.person_id).where(
                held.c.owner_id == owned.c.owner_id, held.c.group_id == col(below.id)
            )
        )
        return (
            select(owned.c.owner_id, col(below.name).label("group"), col(below.name_order))
            .join(below, col(below.parent_id) == owned.c.within_group_id)
            .where(
                self._live(OwnerKind.role),
                owned.c.scope == OwnerScope.child_groups,
                owned.c.within_group_id == owned.c.group_id,
                ~holder,
            )
            .cte()
        )

    def unreachable(self) -> ColumnElement[Any]:
        """Why nobody can be told for OWNER: vacant, no_address, bounced, stopped, named; None when somebody can."""
        who = self.people
        reached = func.sum(case((who.c.unreachable.is_(None), 1), else_=0))
        nobody = case((col(OWNER.kind) == OwnerKind.organization, "no_address"), else_="vacant")
        answer = (
            select(
                case((func.count() == 0, nobody), (reached > 0, NOTHING), else_=func.min(who.c.unreachable))
            )
            .where(who.c.owner_id == col(OWNER.id))
            .correlate(OWNER)
            .scalar_subquery()
        )
        return case(
            (col(OWNER.kind) == OwnerKind.named, "named"),
            (self.office_state() == EmailState.bounced, "bounced"),
            (self.office().is_not(None), NOTHING),
            else_=answer,
        )

    def office(self) -> ColumnElement[Any]:
        """The address of its own that OWNER has, an organization that can be written to; else None."""
        mine = self.owned.c.owner_id == col(OWNER.id)
        return select(self.owned.c.office).where(mine).correlate(OWNER).scalar_subquery()

    def office_state(self) -> ColumnElement[Any]:
        """Whether that address is good or bounced; None without one."""
        mine = and_(self.owned.c.owner_id == col(OWNER.id), self.owned.c.office.is_not(None))
        return select(self.owned.c.office_state).where(mine).correlate(OWNER).scalar_subquery()

    def told(self) -> ColumnElement[Any]:
        """Who answers for OWNER, as a JSON list of {id, name, email, language, left, unreachable}."""
        who = self.people
        row = json_object(
            id=who.c.person_id,
            name=who.c.name,
            email=who.c.email,
            language=who.c.language,
            left=cast(who.c.left, Boolean),
            unreachable=who.c.unreachable,
        )
        return many(
            row, who, who.c.owner_id == col(OWNER.id), order=(who.c.name_order, who.c.person_id), of=OWNER
        )

    def _live(self, kind: OwnerKind) -> ColumnElement[bool]:
        return and_(self.owned.c.kind == kind, self.owned.c.closed.is_(False))

    def _kept(self) -> Select[Any]:
        owned, kept = self.owned, aliased(KeptOwner)
        return (
            select(
                owned.c.owner_id,
                col(kept.person_id).label("person_id"),
                func.coalesce(col(kept.via_group_id), owned.c.group_id).label("via_group_id"),
            )
            .join(kept, col(kept.owner_id) == owned.c.owner_id)
            .where(owned.c.closed.is_(True))
        )

    def _person(self) -> Select[Any]:
        line = self._line
        return select(line.c.owner_id, line.c.person_id, line.c.group_id).where(line.c.ended.is_(None))

    @cached_property
    def _line(self) -> CTE:
        """From the person named on to whoever has succeeded to what was theirs on their last day (3.3).

        `ended`: the membership with which it went on to a successor; None for the last.
        """
        owned, left = self.owned, aliased(Membership)
        first = (
            select(owned.c.owner_id, owned.c.group_id, owned.c.today, owned.c.person_id)
            .add_columns(_ended(owned, owned.c.person_id, lambda day: day >= owned.c.since).label("ended"))
            .where(self._live(OwnerKind.person))
        )
        line = first.cte(recursive=True)
        heir = col(left.successor_id)
        step = (
            select(line.c.owner_id, line.c.group_id, line.c.today, heir)
            .add_columns(_ended(line, heir, lambda day: day > col(left.valid_to)))
            .join(left, col(left.id) == line.c.ended)
        )
        return line.union_all(step)

    def _role(self) -> tuple[Select[Any], Select[Any]]:
        """In a group, and in its subgroups: each by an index of its own, where one OR may read whole tables."""
        here, below = aliased(Group), aliased(Group)
        within = self.owned.c.within_group_id
        return (
            self._holding(OwnerScope.group, here, col(here.id) == within),
            self._holding(OwnerScope.child_groups, below, col(below.parent_id) == within),
        )

    def _holding(self, scope: OwnerScope, group: Any, is_it: ColumnElement[bool]) -> Select[Any]:
        owned, held = self.owned, aliased(Membership)
        fits = or_(
            and_(owned.c.role.is_not(None), has_role(held, cast(owned.c.role, String))),
            and_(owned.c.role_title_key.is_not(None), col(held.role_title_key) == owned.c.role_title_key),
        )
        return (
            select(owned.c.owner_id, col(held.person_id), col(held.group_id))
            .join(group, is_it)
            .join(held, col(held.group_id) == col(group.id))
            .where(self._live(OwnerKind.role), owned.c.scope == scope, valid_on(held, owned.c.today), fits)
        )

    def _group(self) -> Select[Any]:
        owned, member = self.owned, aliased(Membership)
        return (
            select(owned.c.owner_id, col(member.person_id), col(member.group_id))
            .join(member, col(member.group_id) == owned.c.within_group_id)
            .where(self._live(OwnerKind.group), valid_on(member, owned.c.today))
        )

    def _organization(self) -> Select[Any]:
        owned, member, who = self.owned, aliased(Membership), aliased(Person)
        belongs_to = func.coalesce(col(member.on_behalf_of_id), col(who.organization_id))
        return (
            select(owned.c.owner_id, col(member.person_id), col(member.group_id))
            .join(member, col(member.group_id) == owned.c.group_id)
            .join(who, col(who.id) == col(member.person_id))
            .where(
                self._live(OwnerKind.organization),
                owned.c.office.is_(None),
                valid_on(member, owned.c.today),
                belongs_to.in_(units_of(owned.c.organization_id, outer=(owned,))),
            )
        )


NOTHING = cast(null(), Text)


def _of(points: Any) -> Select[Any]:
    return select(OWNER).select_from(points).join(POINT, col(POINT.id) == points.c.id).join(
        OWNER, col(OWNER.point_id) == col(POINT.id)
    )  # fmt: skip


def why_unreachable(group_id: Any, person: Any, member: Any) -> ColumnElement[Any]:
    """Why a person cannot be told by a group (3.2); None when they can. `member`: their membership of it, if any."""
    stopped = exists(
        select(col(Stop.person_id))
        .where(col(Stop.person_id) == col(person.id), col(Stop.group_id) == group_id)
        .correlate_except(Stop)
    )
    own_only = col(member.email).is_(None)
    return case(
        (~col(person.active), "no_address"),
        (and_(own_only, col(person.email).is_(None)), "no_address"),
        (and_(own_only, col(person.email_state) == EmailState.bounced), "bounced"),
        (and_(~own_only, col(member.email_state) == EmailState.bounced), "bounced"),
        (stopped, "stopped"),
        else_=NOTHING,
    )


def _ended(line: CTE, person_id: Any, late_enough: Callable[[Any], Any]) -> ColumnElement[Any]:
    """The first of a person's memberships of the group that has ended, late enough, and names a successor."""
    first = aliased(Membership)
    return (
        select(col(first.id))
        .where(
            col(first.group_id) == line.c.group_id,
            col(first.person_id) == person_id,
            col(first.successor_id).is_not(None),
            col(first.valid_to) < line.c.today,
            late_enough(col(first.valid_to)),
        )
        .order_by(col(first.valid_to))
        .limit(1)
        .correlate_except(first)
        .scalar_subquery()
    )


def _left(owned: CTE, person: Any) -> ColumnElement[bool]:
    """Was a member of the point's group and is none any more (3.3), or is active nowhere."""
    was, still = aliased(Membership), aliased(Membership)
    theirs = [[col(m.group_id) == owned.c.group_id, col(m.person_id) == col(person.id)] for m in (was, still)]
    ended = exists(
        select(col(was.id)).where(*theirs[0], col(was.valid_to) < owned.c.today).correlate_except(was)
    )
    goes_on = or_(col(still.valid_to).is_(None), col(still.valid_to) >= owned.c.today)
    is_in = exists(select(col(still.id)).where(*theirs[1], goes_on).correlate_except(still))
    return case((or_(~col(person.active), and_(ended, ~is_in)), True), else_=False)


def points_of(
    person_id: ColumnElement[Any],
    *where: ColumnElement[bool],
    via: Callable[[ColumnElement[Any]], ColumnElement[bool]] | None = None,
) -> Select[Any]:
    """The ids of the points that fit and that a person answers for: from the person, so that no table is scanned.

    `via`: only where the group through which they answer is one that fits.
    """
    ways = ways_of(person_id, *where)
    point_id, via_group_id = ways.selected_columns
    return ways.with_only_columns(point_id).where(*([] if via is None else [via(via_group_id)]))


def ways_of(person_id: ColumnElement[Any], *where: ColumnElement[bool]) -> Select[Any]:
    """The same with the group through which they answer: (point, group)."""
    owners = Owners(col(OWNER.id).in_(_candidates(person_id)), *where)
    who = owners.answering
    return (
        select(owners.owned.c.point_id, who.c.via_group_id)
        .join(who, who.c.owner_id == owners.owned.c.owner_id)
        .where(who.c.person_id == person_id)
    )


def _candidates(person_id: ColumnElement[Any]) -> Select[Any]:
    """Owners that could be this person; `answering` has the last word."""
    by_name, by_group = aliased(Owner), aliased(Owner)
    member, group, heir_of = aliased(Membership), aliased(Group), aliased(Membership)
    groups = union(
        select(col(member.group_id).label("id")).where(col(member.person_id) == person_id),
        select(col(group.parent_id))
        .join(member, col(member.group_id) == col(group.id))
        .where(col(member.person_id) == person_id, col(group.parent_id).is_not(None)),
        select(col(heir_of.group_id)).where(col(heir_of.successor_id) == person_id),
    ).subquery()
    rows = union(
        select(col(by_name.id).label("id")).where(col(by_name.person_id) == person_id),
        select(col(by_group.id)).where(col(by_group.within_group_id).in_(select(groups.c.id))),
        select(col(KeptOwner.owner_id)).where(col(KeptOwner.person_id) == person_id),
    ).subquery()
    return select(rows.c.id)
