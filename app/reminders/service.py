"""The ledger as its readers find it: leads see their groups', administrators all."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select
from sqlmodel import col

from app import nouns
from app.access.caller import Caller
from app.access.policy import ALLOWED, Act
from app.reading import LED_GROUPS
from app.reminders import ledger
from app.reminders.models import Reminder, ReminderKind, ReminderState


def within(caller: Caller) -> list[ColumnElement[bool]]:
    """The rows of groups that the caller leads."""
    everything = caller.administrator or (
        caller.everywhere and caller.standing(None) in ALLOWED[Act.see_ledger]
    )
    return [] if everything else [col(Reminder.group_id).in_(LED_GROUPS)]


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
