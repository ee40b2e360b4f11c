"""What is told of what is written: which table is which noun, and which rows are part of another table's."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID


class ChangeType(StrEnum):
    organization_created = "organization.created"
    organization_updated = "organization.updated"
    person_created = "person.created"
    person_updated = "person.updated"
    person_shown = "person.shown"
    person_hidden = "person.hidden"
    group_created = "group.created"
    group_updated = "group.updated"
    group_renamed = "group.renamed"
    membership_created = "membership.created"
    membership_updated = "membership.updated"
    meeting_created = "meeting.created"
    meeting_updated = "meeting.updated"
    meeting_moved = "meeting.moved"
    attendance_updated = "attendance.updated"
    agenda_item_created = "agenda_item.created"
    agenda_item_updated = "agenda_item.updated"
    agenda_item_deleted = "agenda_item.deleted"
    decision_created = "decision.created"
    decision_updated = "decision.updated"
    action_point_created = "action_point.created"
    action_point_updated = "action_point.updated"
    action_point_due_changed = "action_point.due_changed"
    action_point_owners_changed = "action_point.owners_changed"
    action_point_answered = "action_point.answered"
    action_point_noted = "action_point.noted"


NOUNS = {
    "organizations": "organization",
    "persons": "person",
    "groups": "group",
    "memberships": "membership",
    "meetings": "meeting",
    "agenda_items": "agenda_item",
    "decisions": "decision",
    "action_points": "action_point",
}
# Keys, and who somebody is at an issuer, are between administrators; a note on its way in is work of its lead alone,
# and what it becomes is told.
UNTOLD = frozenset({"api_keys", "identities", "imports"})


@dataclass(frozen=True)
class Part:
    """Rows that belong to a thing: writing one is a change of it, said by `participle` (of the row; None: of none)."""

    table: str
    by: str
    participle: Callable[[Any], str | None]


def _always(participle: str) -> Callable[[Any], str | None]:
    return lambda _: participle


PARTS = {
    "attendances": Part("meetings", "meeting_id", _always("attendance")),
    "agenda_presenters": Part("agenda_items", "agenda_item_id", _always("updated")),
    "owners": Part("action_points", "point_id", _always("owners_changed")),
    "answers": Part("action_points", "point_id", _always("answered")),
    # The rest of its history tells of what is told of the point itself.
    "action_point_events": Part(
        "action_points", "point_id", lambda row: "noted" if row.act == "noted" else None
    ),
}
# Rows in which a person stands, and through which those who see the group see the person.
NAMING = frozenset({"memberships", "owners", "attendances", "agenda_presenters"})
# Columns that are told beside: what those near a group see of it and of its meetings (domain 6).
SAID_BESIDE = {
    "held_on": [("meetings", "moved")],
    "name": [("groups", "renamed")],
    "short_name": [("groups", "renamed")],
}
NOT_OF_IT = {"meetings": frozenset({"attendance_version"})}


def type_of(table: str, participle: str) -> ChangeType:
    """The type of a change; raises ValueError for one that has no name."""
    if participle == "attendance":
        return ChangeType.attendance_updated
    return ChangeType(f"{NOUNS[table]}.{participle}")


def path_of(noun: str, thing_id: UUID) -> str:
    """Where a thing is read."""
    if noun == "attendance":
        return f"/meetings/{thing_id}/attendance"
    return f"/{noun.replace('_', '-')}s/{thing_id}"
