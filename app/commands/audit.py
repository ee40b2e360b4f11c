"""audit: what has happened is as it was written down, or where it is not; an anchor to keep elsewhere."""

import argparse
import re
from pathlib import Path

from app import database
from app.auditing import chain
from app.commands.arguments import Commands

ANCHOR = re.compile(r"(\d{1,18}) ([0-9a-f]{64})", re.ASCII)


def register(commands: Commands) -> None:
    audit = commands.add_parser("audit", help="verify the audit; make an anchor to keep elsewhere")
    acts = audit.add_subparsers(metavar="act", required=True)
    verify = acts.add_parser("verify", help="1 and every break, if it is not as it was written down")
    verify.add_argument(
        "--anchors", type=Path, metavar="FILE", help="what `audit anchor` has printed over time"
    )
    verify.set_defaults(run=_verify)
    acts.add_parser("anchor", help="number and hash of the last event, as a line").set_defaults(run=_anchor)


def _verify(said: argparse.Namespace) -> int:
    anchors = _anchors(said.anchors)
    with database.engine().connect() as connection:
        breaks = 0
        for each in chain.breaks(chain.events(connection), anchors):
            breaks += 1
            print(f"{each.number}\t{each.why}")
        number, hash = chain.newest(connection)
    print(f"{number} events, {len(anchors)} anchors, {breaks} breaks; the last is {hash}")
    return 1 if breaks else 0


def _anchor(_: argparse.Namespace) -> None:
    with database.engine().connect() as connection:
        number, hash = chain.newest(connection)
    print(f"{number} {hash}")


def _anchors(file: Path | None) -> dict[int, str]:
    """One a line, other lines left alone."""
    lines = file.read_text(encoding="utf-8").splitlines() if file else []
    found = [ANCHOR.fullmatch(line.strip()) for line in lines]
    return {int(each[1]): each[2] for each in found if each}
