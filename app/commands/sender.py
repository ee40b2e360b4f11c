"""sender: whether mail leaves the house; what waits; hold it all back, and say yes to it again."""

import argparse
from dataclasses import asdict

from app import clock, database, migrating
from app.commands.arguments import Commands
from app.outbox import holds
from app.outbox.condition import condition
from app.outbox.models import HeldFor
from app.outbox.shared_clock import shared
from app.outbox.the_sender import locked
from app.reminders.waiting import waiting


def register(commands: Commands) -> None:
    sender = commands.add_parser("sender", help="whether mail leaves, and what waits; hold and release it")
    acts = sender.add_subparsers(metavar="act")
    sender.set_defaults(run=_show)
    acts.add_parser("show", help="how the sender is, and what it would send now").set_defaults(run=_show)
    hold = acts.add_parser("hold", help="nothing leaves until it is released; planning goes on")
    hold.add_argument("--why", metavar="TEXT", help="kept and shown")
    hold.set_defaults(run=_hold)
    release = acts.add_parser("release", help="a yes to whatever holds it; what was set aside is tried again")
    release.set_defaults(run=_release)


def _show(_: argparse.Namespace) -> None:
    migrating.migrate(database.engine())
    now = shared(clock.now)()
    with database.snapshot() as session:
        told, waits = asdict(condition(session, now)), waiting(session, now)
    for name, value in told.items():
        print(f"{name:24}{'-' if value is None else value}")
    print("\nwould send now:" if waits else "\nnothing is due")
    for each in waits:
        print(f"{each.number:8}  {each.kind:12}{each.group or '-'}")


def _hold(said: argparse.Namespace) -> None:
    migrating.migrate(database.engine())
    now = shared(clock.now)()
    with database.transaction() as session:
        holds.hold(locked(session), HeldFor.operator, said.why, now)
    print("held: nothing leaves until python -m app sender release")


def _release(_: argparse.Namespace) -> None:
    migrating.migrate(database.engine())
    now = shared(clock.now)()
    with database.transaction() as session:
        was = locked(session).held_for
        again = holds.release(session, now)
    print(f"released ({was or 'it was not held'}); set aside and tried again: {again}")
