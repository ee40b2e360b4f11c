"""bounces: reports that a mail did not arrive, from files, a folder, or a mail server's pipe."""

import argparse
import sys
from pathlib import Path

from app import clock, database, migrating
from app.bounces import folder, report, service
from app.commands.arguments import Commands


def register(commands: Commands) -> None:
    bounces = commands.add_parser("bounces", help="read reports that a mail did not arrive; mark the address")
    bounces.add_argument("path", nargs="*", type=Path, help="files, or folders to empty; else standard input")
    bounces.set_defaults(run=run)


def run(said: argparse.Namespace) -> None:
    migrating.migrate(database.engine())
    marked = sum(map(_read, said.path)) if said.path else _mark(sys.stdin.buffer.read(report.LARGEST))
    print(f"addresses marked: {marked}")


def _read(path: Path) -> int:
    return folder.take(path, clock.now()) if path.is_dir() else _mark(path.read_bytes())


def _mark(octets: bytes) -> int:
    found = report.read(octets)
    if found is None:
        return 0
    with database.transaction() as session:
        return service.reported(session, found, clock.now())
