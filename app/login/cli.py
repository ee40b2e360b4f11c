"""`python -m app log-ins`: who is logged in on the pages, and whose log-in is to end."""

import sys
from argparse import Namespace
from typing import Any
from uuid import UUID

from app import clock, database
from app.access import sessions
from app.login import service


def register(subparsers: Any) -> None:
    """Adds the command `log-ins`; each of its acts sets `run`."""
    log_ins = subparsers.add_parser("log-ins", help="who is logged in on the pages; end a log-in")
    acts = log_ins.add_subparsers(dest="act", required=True)
    listed = acts.add_parser("list", help="id, whose, begun, used last; the last used first")
    listed.add_argument("--person", type=UUID, help="id of the person; everybody if left out")
    listed.set_defaults(run=_list)
    end = acts.add_parser("end", help="it opens nothing from here on")
    end.add_argument("id", type=UUID)
    end.set_defaults(run=_end)


def _list(said: Namespace) -> int:
    with database.snapshot() as session:
        for row, whose in sessions.standing(session, clock.now(), said.person):
            instants = (row.created_at.isoformat(), row.seen_at.isoformat())
            sys.stdout.write("\t".join((str(row.id), f"person {whose}", *instants)) + "\n")
    return 0


def _end(said: Namespace) -> int:
    if service.leave_elsewhere(said.id, None, clock.now()):
        return 0
    sys.stderr.write("no such log-in stands: python -m app log-ins list\n")
    return 1
