"""Who owes a group what, at an instant: its open points with their due and their owners, asked of the two rules."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session

from app import clock
from app.action_points.models import OwnerKind, OwnerPart
from app.groups.models import Group
from app.mail.address import EmailState
from app.reminders.owed import Owed, open_points
from app.reminders.ownership import Answering, Ownership, Said, answers, owners

PARTS = {OwnerPart.responsible: 0, OwnerPart.convenor: 1, OwnerPart.participant: 2}


class Recipient(NamedTuple):
    """Whom the ledger is about: a person or an organization; for an owner who is nobody, the owner itself."""

    kind: str
    id: UUID


class Share(NamedTuple):
    """A point as one recipient owns it; without an owner: as nobody does."""

    point: Owed
    owner: Ownership | None = None

    @property
    def part(self) -> OwnerPart:
        return self.owner.part if self.owner else OwnerPart.responsible

    @property
    def owner_id(self) -> UUID | None:
        return self.owner and self.owner.id

    @property
    def kind(self) -> str | None:
        """As an OwnerKind; or `role_below`."""
        if self.owner is None:
            return None
        return "role_below" if self.owner.called.below else self.owner.kind.value

    def as_what(self, language: str) -> str | None:
        """The role or body on whose part it is theirs, None in person."""
        owner = self.owner
        if owner is None or owner.kind in {OwnerKind.person, OwnerKind.group} or owner.office is not None:
            return None
        return owner.title(language) if owner.kind == OwnerKind.role else owner.called.said(language)


@dataclass
class Standing:
    """A recipient with the points that are theirs, and the last answer they gave to each."""

    recipient: Recipient
    name: str
    person_id: UUID | None
    address: str | None
    language: str
    unreachable: str | None
    shares: dict[UUID, Share] = field(default_factory=dict)
    answers: dict[UUID, Said] = field(default_factory=dict)


@dataclass
class Owing:
    """All that a group's open points ask for `at` an instant, on that `day` of its own. `owners`: each point's."""

    group: Group
    at: datetime
    day: date
    standings: dict[Recipient, Standing] = field(default_factory=dict)
    nobody: list[tuple[Recipient, str, Owed]] = field(default_factory=list)
    unowned: list[Owed] = field(default_factory=list)
    points: dict[UUID, Owed] = field(default_factory=dict)
    owners: dict[UUID, list[Ownership]] = field(default_factory=dict)


def owing(session: Session, group: Group, now: datetime) -> Owing:
    """Of one group."""
    (found,) = owing_of(session, [group], now)
    return found


def owing_of(session: Session, groups: Collection[Group], now: datetime) -> list[Owing]:
    """Of each of these groups: four SELECTs, whatever the number of groups and points."""
    found = {group.id: Owing(group, now, clock.day_in(now, group.time_zone)) for group in groups}
    those = [(found[group_id], point) for group_id, point in open_points(session, list(found), now)]
    point_ids = [point.id for _, point in those]
    owned = owners(session, point_ids, now)
    for owes, point in those:
        owes.points[point.id] = point
        _add_owners(owes, point, owned.get(point.id, ()))
    of_point = {point.id: owes for owes, point in those}
    for point_id, kind, id, said in answers(session, point_ids):
        standing = of_point[point_id].standings.get(Recipient(kind, id))
        if standing:
            standing.answers[point_id] = said
    return list(found.values())


def _add_owners(owes: Owing, point: Owed, owned: Sequence[Ownership]) -> None:
    if not owned:
        owes.unowned.append(point)
        return
    owes.owners[point.id] = list(owned)
    for owner in owned:
        share = Share(point, owner)
        if owner.office is not None:
            _give(_office(owes, owner), share)
        for one in owner.people:
            _give(_person(owes, one), share)
        if owner.office is None and not owner.people:
            owes.nobody.append((Recipient(owner.kind.value, owner.id), _why_nobody(owner), point))


def _office(owes: Owing, owner: Ownership) -> Standing:
    assert owner.organization_id is not None
    assert owner.body is not None
    who = Recipient("organization", owner.organization_id)
    if who not in owes.standings:
        why = "bounced" if owner.office_state == EmailState.bounced else None
        owes.standings[who] = Standing(who, owner.body, None, owner.office, owes.group.language, why)
    return owes.standings[who]


def _person(owes: Owing, one: Answering) -> Standing:
    who = Recipient("person", one.person_id)
    standing = owes.standings.get(who)
    if standing is None:
        told = one.name, one.person_id, one.email, one.language, one.unreachable
        standing = owes.standings[who] = Standing(who, *told)
    return standing


def _why_nobody(owner: Ownership) -> str:
    return {OwnerKind.named: "named", OwnerKind.organization: "no_address"}.get(owner.kind, "vacant")


def _give(standing: Standing, share: Share) -> None:
    """Of several parts in one point the first."""
    had = standing.shares.setdefault(share.point.id, share)
    if had is not share and PARTS[share.part] < PARTS[had.part]:
        standing.shares[share.point.id] = share
