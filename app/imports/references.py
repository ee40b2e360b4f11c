"""What a changed proposal points at is there, and known to whoever changes it."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlmodel import Session

from app import nouns
from app.access.caller import Caller
from app.action_points.models import ActionPoint
from app.errors import Unknown
from app.groups.nearness import knows
from app.imports.bodies import ImportUpdate
from app.meetings.models import Meeting
from app.organizations.models import Organization
from app.persons import service as persons

Place = tuple[str, Any]


def check(session: Session, caller: Caller, group_id: UUID, change: ImportUpdate) -> None:
    """Raises Unknown at the first that is not: persons whom the caller sees, what is the group's own."""
    for pointer, part in _parts(change):
        for name in ("meeting_id", "about_point_id", "action_point_id"):
            noun = Meeting if name == "meeting_id" else ActionPoint
            _check_own(session, noun, getattr(part, name, None), group_id, f"{pointer}/{name}")
        if getattr(part, "person_id", None):
            persons.known(session, caller, part.person_id, f"{pointer}/person_id")
        if getattr(part, "organization_id", None):
            nouns.known(session, Organization, part.organization_id, f"{pointer}/organization_id")
        named = getattr(part, "group_id", None)
        if named and named != group_id and not knows(session, caller, named):
            raise Unknown(f"{pointer}/group_id")


def _parts(change: ImportUpdate) -> Iterator[Place]:
    """All that may point at something, with where it stands in the body."""
    if "meeting" in change.model_fields_set:
        yield "#/meeting", change.meeting
    for name in {"attendance", "next_meetings", "action_points"} & change.model_fields_set:
        for position, row in enumerate(getattr(change, name)):
            yield f"#/{name}/{position}", row
            for place, owner in enumerate(getattr(row, "owners", ())):
                yield f"#/{name}/{position}/owners/{place}", owner


def _check_own(session: Session, noun: Any, id: UUID | None, group_id: UUID, pointer: str) -> None:
    row = session.get(noun, id) if id else None
    if id and (row is None or row.group_id != group_id):
        raise Unknown(pointer)
