"""bounces: what comes back to the address for bounces, from files, a folder, or a mail server's pipe."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from app import clock, database, migrating
from app.bounces import folder, incoming
from app.bounces.incoming import Taken
from app.bounces.report import LARGEST
from app.commands.arguments import Commands


def register(commands: Commands) -> None:
    bounces = commands.add_parser(
        "bounces", help="read reports that a mail did not arrive, and mails that ask to stop"
    )
    bounces.add_argument("path", nargs="*", type=Path, help="files, or folders to empty; else standard input")
    bounces.set_defaults(run=run)


def run(said: argparse.Namespace) -> None:
    migrating.migrate(database.engine())
    taken = list(_taken(said.path))
    counts = {
        "addresses marked": sum(each.marked for each in taken),
        "stopped": sum(each.stopped for each in taken),
        "not understood": sum(not each.understood for each in taken),
    }
    print(", ".join(f"{word}: {number}" for word, number in counts.items()))


def _taken(paths: list[Path]) -> Iterator[Taken]:
    if not paths:
        yield incoming.take(sys.stdin.buffer.read(LARGEST), clock.now())
    for path in paths:
        if path.is_dir():
            yield from folder.take(path, clock.now())
        else:
            yield incoming.take(path.read_bytes(), clock.now())
