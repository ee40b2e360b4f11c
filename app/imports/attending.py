"""Proposed attendance as rows of a meeting's list: of persons who are known, or made of their names when asked for."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from app.access.caller import Caller
from app.attendance.models import AttendanceRole, AttendanceRow
from app.imports.proposed import ProposedAttendance
from app.names import key
from app.persons import service as persons
from app.persons.models import PersonCreate

ROLES = set(AttendanceRole)


@dataclass
class Attending:
    """`persons`: those made, by their name. `left_out`: whom nothing was made of."""

    rows: list[AttendanceRow] = field(default_factory=list)
    persons: dict[str, UUID] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)


def attending(
    session: Session, caller: Caller, said: Sequence[ProposedAttendance], now: datetime
) -> Attending:
    """Each person and organization once, as first said."""
    found = Attending()
    for one in said:
        person_id = one.person_id or _new_person(session, caller, found, one, now)
        organization_id = one.organization_id if one.name is None and person_id is None else None
        known = [(row.person_id, row.organization_id) for row in found.rows]
        if person_id is None and organization_id is None:
            found.left_out.append(one.name or one.organization or ", ".join(one.roles))
        elif (person_id, organization_id) not in known:
            found.rows.append(_row(one, person_id, organization_id))
    return found


def _new_person(
    session: Session, caller: Caller, found: Attending, said: ProposedAttendance, now: datetime
) -> UUID | None:
    """The person that a name is made of, if somebody has asked for it; one for each name."""
    if not said.new_person or not said.name:
        return None
    known = key(said.name)
    if known not in found.persons:
        body = PersonCreate(name=said.name, title=said.title)
        found.persons[known], _ = persons.add(session, caller, body, now)
    return found.persons[known]


def _row(said: ProposedAttendance, person_id: UUID | None, organization_id: UUID | None) -> AttendanceRow:
    """Only what the note says: the rest stays as the membership has it."""
    roles = [AttendanceRole(role) for role in dict.fromkeys(said.roles) if role in ROLES]
    told: dict[str, Any] = {
        "person_id": person_id,
        "organization_id": organization_id,
        "presence": said.presence,
    }
    told |= {"roles": roles, "title": said.title}
    told |= {"on_behalf_of_id": said.organization_id if person_id else None}
    return AttendanceRow(**{name: value for name, value in told.items() if value})
