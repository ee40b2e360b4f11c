"""import-notes: what notes in files seem to say. Nothing is kept, unless a group is named whose notes they are."""

import argparse
import json
import sys
from pathlib import Path

from app import texts
from app.commands.arguments import Commands
from app.errors import Problem
from app.imports import files, notes, proposal
from app.imports.draft import Draft, DraftPoint


def register(commands: Commands) -> None:
    command = commands.add_parser("import-notes", help="what notes in files seem to say")
    command.add_argument("--proposal", action="store_true", help="the proposal of one file, as JSON")
    command.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="docx, pdf, txt, md, or a folder"
    )
    command.add_argument(
        "--group", metavar="GROUP", help="keep the proposals as this group's: its id, name or short name"
    )
    command.set_defaults(run=run)


def run(said: argparse.Namespace) -> int:
    """1 when a file could not be read, 2 when more than one was given for a proposal."""
    if said.proposal:
        return _propose(said.files)
    paths = [path for given in said.files for path in _notes_in(given)]
    if said.group:
        return _keep(paths, said.group)
    read = [_told(path, f"[{at}/{len(paths)}] ") for at, path in enumerate(paths, 1)]
    return 0 if all(read) else 1


def _keep(paths: list[Path], group: str) -> int:
    from app.commands import keep_notes  # noqa: PLC0415  it needs the database, which the rest does not

    return keep_notes.run(paths, group)


def _propose(paths: list[Path]) -> int:
    if len(paths) != 1 or paths[0].is_dir():
        print("--proposal takes one file.", file=sys.stderr)
        return 2
    draft = _read(paths[0])
    if draft is None:
        return 1
    print(json.dumps(proposal.as_json(draft), ensure_ascii=False, indent=2))
    return 0


def _notes_in(given: Path) -> list[Path]:
    """The file itself, or the folder's files of the kinds that are read."""
    if not given.is_dir():
        return [given]
    return sorted(path for path in given.iterdir() if path.suffix.lower() in (".docx", ".pdf", ".txt", ".md"))


def _read(path: Path) -> Draft | None:
    """None, and a sentence to whoever runs it, when it cannot be read."""
    try:
        return notes.read(files.read_text(path))
    except Problem as problem:
        print(f"{path}: {texts.text(f'problem.{problem.code}')}", file=sys.stderr)
    except OSError as error:
        print(f"{path}: {error.strerror}", file=sys.stderr)
    return None


def _told(path: Path, progress: str) -> bool:
    """Says what one file seems to say, as a table."""
    draft = _read(path)
    if draft is None:
        return False
    meeting = draft.meeting
    print(f"{progress}{path.name}: {meeting.group or '?'}, {meeting.held_on or '?'}")
    print(
        f"  {len(draft.attendance)} people, {len(draft.agenda_items)} items, {len(draft.decisions)} decisions"
    )
    for point in draft.action_points:
        print(f"  {_row(point)}")
    return True


def _row(point: DraftPoint) -> str:
    owners = ", ".join(owner.name or "?" for owner in point.owners)
    due = point.due_date.isoformat() if point.due_date else point.due_text or ""
    return f"{point.confidence:4.2f}  {owners[:28]:28}  {due[:16]:16}  {point.task[:60]}"
