"""import-notes --group: the notes of a group, one after the other, kept as proposals to go through."""

import sys
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from sqlalchemy import ColumnElement, false, or_
from sqlmodel import Session, col, select

from app import clock, database, migrating, names, texts
from app.access.caller import BOOTSTRAP, Caller
from app.errors import Problem
from app.groups.models import Group
from app.imports import fence, files, service
from app.imports.models import Import
from app.imports.proposed import Proposal

CALLER = Caller("system", BOOTSTRAP, "import-notes", administrator=True)
COLUMNS = ("", "file", "day", "people", "items", "decisions", "points", "")
WIDTHS = (9, 36, 10, 7, 5, 9, 6, 0)


def run(paths: Sequence[Path], group: str) -> int:
    """0; 1 when a note could not be read; 2 when the group is not known."""
    migrating.migrate(database.engine())
    with database.snapshot() as session:
        group_id = _group(session, group)
    if group_id is None:
        print(f"No group, or more than one, is called {group}.", file=sys.stderr)
        return 2
    print(_row(COLUMNS))
    failed = [path for at, path in enumerate(paths, 1) if not _told(path, group_id, f"[{at}/{len(paths)}]")]
    print(f"{len(paths) - len(failed)} of {len(paths)} notes kept as proposals.")
    return 1 if failed else 0


def _group(session: Session, said: str) -> UUID | None:
    """The one with this id, name or short name."""
    found = select(col(Group.id)).where(
        or_(col(Group.name_key) == names.key(said), col(Group.short_name) == said, _has_id(said))
    )
    ids = list(session.exec(found))
    return ids[0] if len(ids) == 1 else None


def _has_id(said: str) -> ColumnElement[bool]:
    try:
        return col(Group.id) == UUID(said)
    except ValueError:
        return false()


def _told(path: Path, group_id: UUID, progress: str) -> bool:
    """Keeps one note and says what it seems to say; False, and why, when it cannot be read."""
    try:
        row, is_new = _kept(path, group_id)
    except Problem as problem:
        print(_row((progress, path.name, *[""] * 5, texts.text(f"problem.{problem.code}"))))
        return False
    except OSError as error:
        print(_row((progress, path.name, *[""] * 5, error.strerror or "")))
        return False
    print(_row((progress, path.name, *_counts(service.proposal_of(row)), _state(row, is_new=is_new))))
    return True


def _kept(path: Path, group_id: UUID) -> tuple[Import, bool]:
    """The import, and whether it is a new one."""
    with database.snapshot() as session:
        at = service.arrival(session, CALLER, group_id)
    note = fence.note_of(files.content_of(path), files.kind_named(path.name))
    proposal = service.proposed(note, at)
    sent = service.Sent(path.name[:200])
    with database.transaction() as session:
        return service.add(session, CALLER, at, note, proposal, sent, clock.now())


def _counts(proposal: Proposal) -> tuple[str, ...]:
    """The day; of the people how many are known; the items, decisions and points."""
    known = sum(row.person_id is not None for row in proposal.attendance)
    return (
        str(proposal.meeting.held_on or "?"),
        f"{known}/{len(proposal.attendance)}",
        str(len(proposal.agenda_items)),
        str(len(proposal.decisions)),
        str(len(proposal.action_points)),
    )


def _state(row: Import, *, is_new: bool) -> str:
    return "proposed" if is_new else f"there already ({row.status.value})"


def _row(cells: Sequence[str]) -> str:
    return " ".join(
        cell[: width or None].ljust(width) for cell, width in zip(cells, WIDTHS, strict=True)
    ).rstrip()
