"""A proposed point as the body that POST /action-points takes."""

from typing import Any
from uuid import UUID

from app.action_points.bodies import ActionPointCreate, OwnerIn
from app.action_points.models import Completion, DueKind, OwnerKind
from app.imports.proposed import ProposedOwner, ProposedPoint


def body(point: ProposedPoint, meeting_id: UUID, agenda_item_id: UUID | None = None) -> ActionPointCreate:
    """Owners that nobody knows are kept by name; a due without a day is an event in its own words."""
    owners = [owner for owner in (_owner(one) for one in point.owners) if owner]
    together = any(owner.kind == OwnerKind.group for owner in owners)
    return ActionPointCreate(
        meeting_id=meeting_id,
        agenda_item_id=agenda_item_id,
        task=point.task,
        details=_details(point),
        owners=_distinct(owners),
        completion=Completion.each if together else Completion.any,
        **_due(point),
    )


def _owner(owner: ProposedOwner) -> OwnerIn | None:
    known = {
        "person": owner.person_id and OwnerIn(kind=OwnerKind.person, person_id=owner.person_id),
        "organization": owner.organization_id
        and OwnerIn(kind=OwnerKind.organization, organization_id=owner.organization_id),
        "group": owner.group_id and OwnerIn(kind=OwnerKind.group, group_id=owner.group_id),
        "role": _role(owner),
    }
    return known.get(owner.kind) or (OwnerIn(kind=OwnerKind.named, name=owner.name) if owner.name else None)


def _role(owner: ProposedOwner) -> OwnerIn | None:
    if owner.role:
        return OwnerIn(kind=OwnerKind.role, role=owner.role)
    return OwnerIn(kind=OwnerKind.role, role_title=owner.name[:100]) if owner.name else None


def _distinct(owners: list[OwnerIn]) -> list[OwnerIn]:
    return [owner for place, owner in enumerate(owners) if owner not in owners[:place]]


def _due(point: ProposedPoint) -> dict[str, Any]:
    if point.due_kind == "date" and point.due_date:
        return {"due_kind": DueKind.date, "due_date": point.due_date}
    if point.due_kind in {"date", "event"} and point.due_text:
        return {"due_kind": DueKind.event, "due_event": point.due_text}
    return {"due_kind": DueKind.next_meeting if point.due_kind == "next_meeting" else DueKind.none}


def _details(point: ProposedPoint) -> str | None:
    """The note's own words, when they say more than the task."""
    said = " ".join(point.source.text.split())
    return said if said and point.task.rstrip("….") not in said[: len(point.task) + 2] else None
