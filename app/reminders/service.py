"""The ledger as its readers find it: leads see their groups' and what they themselves were told, administrators all."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlmodel import Session, col

from app import nouns
from app.access.caller import NO_GROUPS, Caller
from app.access.policy import Act
from app.answers import links
from app.errors import NotFound
from app.reading import ME
from app.reminders import ledger
from app.reminders.models import Reminder, ReminderKind, ReminderState


def within(caller: Caller) -> list[ColumnElement[bool]]:
    """The rows of groups that the caller leads; those of no group (summaries) only if it is they who are told."""
    if caller.administrator:
        return []
    if caller.everywhere and caller.may(Act.see_ledger):
        return [col(Reminder.group_id).is_not(None)]
    own = and_(col(Reminder.group_id).is_(None), col(Reminder.person_id) == ME)
    return [or_(col(Reminder.group_id).in_(caller.groups_for(Act.see_ledger) or NO_GROUPS), own)]


def hits(
    caller: Caller,
    group_id: UUID | None,
    meeting_id: UUID | None,
    person_id: UUID | None,
    kinds: list[ReminderKind],
    states: list[ReminderState],
) -> Select[Any]:
    """Those within reach that fit. Raises Refused to those who see the group but not its ledger."""
    if group_id and caller.sees(group_id):
        caller.require(Act.see_ledger, group_id)
    equal = nouns.filters(
        (col(Reminder.group_id), group_id),
        (col(Reminder.meeting_id), meeting_id),
        (col(Reminder.person_id), person_id),
        (col(Reminder.kind), kinds),
        (ledger.STATE, [state.value for state in states]),
    )
    found: Select[Any] = ledger.READ.hits(*within(caller), *equal)
    return found


def end_links(session: Session, caller: Caller, id: UUID, now: datetime) -> None:
    """Raises NotFound for a row out of reach, and for a letter without links; Refused to those who do not lead."""
    seen = session.execute(
        select(Reminder).where(col(Reminder.id) == id, *within(caller)), caller.reach
    ).scalar()
    if seen is None:
        raise NotFound
    caller.require(Act.nudge, seen.group_id)
    if seen.delivery_id is None or not links.revoke(session, seen.delivery_id, now):
        raise NotFound
