"""Succession: somebody takes over what another was in a group, from a day (domain 3, rule 3)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from app import nouns
from app.access.caller import Caller
from app.action_points import consequences
from app.errors import Problem, invalid
from app.memberships.models import Membership, Succession
from app.memberships.service import ONE_DAY, MembershipEnded, locked, what_one_is
from app.memberships.validity import not_ended
from app.persons import service as persons


class AlreadySucceeded(Problem):
    """It has a successor; `successor_id` says who."""

    status = 409
    code = "already-succeeded"


def succeed(
    session: Session, caller: Caller, id: UUID, body: Succession, if_match: str | None, now: datetime
) -> Membership:
    """Ends the leaver's membership the day before the successor's first day, and begins the successor's."""
    row, _ = locked(session, caller, id, if_match)
    persons.known(session, caller, body.person_id, "#/person_id")
    if body.person_id == row.person_id:
        raise invalid("#/person_id", "own_successor")
    if row.valid_from is not None and body.from_ <= row.valid_from:
        raise invalid("#/from", "not_begun_then")
    if row.successor_id is not None:
        raise AlreadySucceeded(successor_id=row.successor_id)
    last = body.from_ - ONE_DAY
    if row.valid_to is not None and row.valid_to < last:
        raise MembershipEnded(valid_to=row.valid_to)
    with consequences.of_members(session, row.group_id, now, body.from_):
        _take_over(session, caller, row, body, now)
        ending = {"valid_to": last, "successor_id": body.person_id}
        return nouns.change(session, row, ending, caller, now)


def _take_over(session: Session, caller: Caller, row: Membership, body: Succession, now: datetime) -> None:
    """The successor is what the leaver was, unless a member on that day; until they are one anyway."""
    mine = (col(Membership.group_id) == row.group_id, col(Membership.person_id) == body.person_id)
    held = session.execute(select(col(Membership.valid_from)).where(*mine, not_ended(Membership, body.from_)))
    begins = list(held.scalars())
    if any(day is None or day <= body.from_ for day in begins):
        return
    until = min((day for day in begins if day), default=None)
    successor = Membership(
        **what_one_is(row),
        person_id=body.person_id,
        valid_from=body.from_,
        valid_to=until and until - ONE_DAY,
        created_at=now,
        modified_at=now,
        external_owner_id=caller.owner_id,
    )
    nouns.save(session, successor)
