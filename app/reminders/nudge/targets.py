"""Whom a nudge is for: the owners of its point, or those of them who are named, and who of them can be told."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, select

from app.action_points.answers import NotAnOwner
from app.action_points.models import Owner
from app.errors import Problem, invalid
from app.reminders.asked_for import has_done_their_part
from app.reminders.bodies import NudgeCreate
from app.reminders.models import ReminderState
from app.reminders.owed import Owed
from app.reminders.owing import Owing, Recipient, Standing


class ActionPointUnowned(Problem):
    """There is nobody to tell."""

    status = 409
    code = "action-point-unowned"


@dataclass(frozen=True)
class Target:
    """One whom a nudge is for. `state` planned: to be sent."""

    recipient: Recipient
    person_id: UUID | None
    address: str | None
    state: ReminderState
    reason: str | None = None


def targets(session: Session, owes: Owing, point: Owed, said: NudgeCreate) -> list[Target]:
    """Raises InvalidRequest, ActionPointUnowned, NotAnOwner."""
    if said.person_id and said.organization_id:
        raise invalid("#/organization_id", "one_of_two")
    owners = _owners(owes, point)
    if not owners:
        raise ActionPointUnowned
    named = _named(session, owners, point, said)
    if not named:
        pointer = "#/organization_id" if said.organization_id else "#/person_id"
        raise NotAnOwner(errors=[{"pointer": pointer, "code": "not_an_owner"}])
    return [target for target in _told(owes, point) if target.recipient in named]


def _owners(owes: Owing, point: Owed) -> dict[Recipient, UUID | None]:
    """Those who answer for the point, and owners who are nobody, each with the row that makes them that."""
    answering = {
        who: standing.shares[point.id].owner_id
        for who, standing in owes.standings.items()
        if point.id in standing.shares
    }
    return {**answering, **{who: who.id for who, _, of in owes.nobody if of.id == point.id}}


def _named(
    session: Session, owners: dict[Recipient, UUID | None], point: Owed, said: NudgeCreate
) -> set[Recipient]:
    """All when nobody is named. An organization without an address of its own is its members in the group."""
    if said.organization_id is None:
        person = said.person_id and Recipient("person", said.person_id)
        return {who for who in owners if person in {None, who}}
    its = select(Owner.id).where(Owner.point_id == point.id, Owner.organization_id == said.organization_id)
    rows = set(session.exec(its))
    return {who for who, owner_id in owners.items() if owner_id in rows}


def _told(owes: Owing, point: Owed) -> Iterator[Target]:
    for who, standing in owes.standings.items():
        if point.id in standing.shares:
            yield Target(who, standing.person_id, standing.address, *_state(standing, point))
    for who, why, of in owes.nobody:
        if of.id == point.id:
            yield Target(who, None, None, ReminderState.unreachable, why)


def _state(standing: Standing, point: Owed) -> tuple[ReminderState, str | None]:
    if has_done_their_part(standing, point):
        return ReminderState.answered, None
    if standing.unreachable == "stopped":
        return ReminderState.stopped, None
    if standing.unreachable or standing.address is None:
        return ReminderState.unreachable, standing.unreachable or "no_address"
    return ReminderState.planned, None
