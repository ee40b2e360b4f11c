"""Imports: proposed, gone through, removed. For leads; who is outside the group does not know of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select
from sqlmodel import Session, col, select

from app import nouns
from app.access.caller import Caller
from app.access.policy import Act
from app.errors import NotFound, Problem
from app.groups import service as groups
from app.imports import intake, references, register, shapes
from app.imports.before import Before, before, found_again
from app.imports.bodies import ImportUpdate
from app.imports.circle import Circle, circle
from app.imports.fence import Note
from app.imports.models import Import, ImportStatus
from app.imports.proposed import Proposal
from app.reading import LED_GROUPS
from app.recording.models import Removal

PARTS = tuple(Proposal.model_fields)


class ImportAccepted(Problem):
    """What it became is changed where it stands; `meeting_id` is its meeting."""

    status = 409
    code = "import-accepted"


@dataclass(frozen=True)
class Arrival:
    """Whom a note of the group may mean, and what is there of it already."""

    group_id: UUID
    circle: Circle
    before: Before


@dataclass(frozen=True)
class Sent:
    """What came with the note."""

    file_name: str | None = None
    external_id: str | None = None


def within(caller: Caller) -> list[ColumnElement[bool]]:
    """Those of groups that the caller leads."""
    return [] if caller.leads_all else [col(Import.group_id).in_(LED_GROUPS)]


def removed_within(caller: Caller) -> list[ColumnElement[bool]]:
    """The same of those that are gone."""
    return [] if caller.leads_all else [col(Removal.group_id).in_(LED_GROUPS)]


def hits(
    caller: Caller,
    group_id: UUID | None,
    meeting_id: UUID | None,
    status: ImportStatus | None,
    external_id: str | None,
) -> Select[Any]:
    """Those within reach that fit. Raises Refused to those who see the group and do not lead it."""
    if group_id and caller.sees(group_id):
        caller.require(Act.import_notes, group_id)
    equal = nouns.filters(
        (col(Import.group_id), group_id),
        (col(Import.meeting_id), meeting_id),
        (col(Import.status), status),
        (col(Import.external_id), external_id),
    )
    return shapes.LISTED.hits(*within(caller), *equal)


def get(session: Session, caller: Caller, id: UUID, *, lock: bool = False) -> Import:
    """The import: NotFound outside the group, Refused to those in it who do not lead."""
    row = nouns.get(session, Import, id, lock=lock)
    if not caller.sees(row.group_id):
        raise NotFound
    caller.require(Act.import_notes, row.group_id)
    return row


def arrival(session: Session, caller: Caller, group_id: UUID) -> Arrival:
    """Asked before the note is read. Raises Unknown, Refused."""
    group = groups.known(session, caller, group_id, "#/group_id")
    caller.require(Act.import_notes, group_id)
    return Arrival(group_id, circle(session, caller, group), before(session, group_id))


def proposed(note: Note, at: Arrival) -> Proposal:
    """What the note says and what the register says of that. Takes no session: it may take a while."""
    return found_again(register.met(intake.proposal_of(note.proposal), at.circle), at.before)


def add(
    session: Session, caller: Caller, at: Arrival, note: Note, proposal: Proposal, sent: Sent, now: datetime
) -> tuple[Import, bool]:
    """The import, and whether it is a new one: a note that the group has already is that one."""
    caller.require(Act.import_notes, at.group_id)
    groups.lock(session, at.group_id)
    mark = intake.fingerprint(note.text)
    same = select(Import).where(col(Import.group_id) == at.group_id, col(Import.fingerprint) == mark)
    if there := session.exec(same).first():
        return there, False
    row = Import(
        created_at=now,
        modified_at=now,
        external_owner_id=caller.owner_id,
        external_id=sent.external_id,
        group_id=at.group_id,
        file_name=sent.file_name,
        fingerprint=mark,
        text=note.text.replace("\f", "\n"),
        **proposal.model_dump(mode="json"),
    )
    return nouns.save(session, row), True


def update(
    session: Session, caller: Caller, id: UUID, change: ImportUpdate, if_match: str | None, now: datetime
) -> Import:
    """Puts other parts in place of those that were proposed. A new day finds its own meeting and points."""
    row = get(session, caller, id, lock=True)
    nouns.match(row, if_match)
    check_open(row)
    references.check(session, caller, row.group_id, change)
    dumped = change.model_dump(mode="json")
    said = {name: dumped[name] for name in change.model_fields_set}
    if "meeting" in said:
        said |= _on_day(session, row, said, change.meeting.model_dump(mode="json", exclude_unset=True))
    return nouns.change(session, row, said, caller, now)


def remove(session: Session, caller: Caller, id: UUID, if_match: str | None, now: datetime) -> None:
    """The note and its proposal are gone. What it became stays, and what it was made of is still known."""
    row = get(session, caller, id, lock=True)
    nouns.match(row, if_match)
    nouns.remove(session, row, row.group_id, now)


def check_open(row: Import) -> None:
    if row.status == ImportStatus.accepted:
        raise ImportAccepted(meeting_id=row.meeting_id)


def proposal_of(row: Import, said: dict[str, Any] | None = None) -> Proposal:
    """The proposal as it is now, or with other parts in it."""
    return Proposal.model_validate({name: getattr(row, name) for name in PARTS} | (said or {}))


def _on_day(session: Session, row: Import, said: dict[str, Any], meeting: dict[str, Any]) -> dict[str, Any]:
    """The meeting with what was said of it (RFC 7396), and what follows from another day."""
    merged = {**row.meeting, **meeting}
    if merged["held_on"] == row.meeting["held_on"]:
        return {"meeting": merged}
    again = found_again(proposal_of(row, {**said, "meeting": merged}), before(session, row.group_id))
    found = again.model_dump(mode="json", include={"meeting", "action_points"})
    return found if "meeting_id" not in meeting else found | {"meeting": merged}
