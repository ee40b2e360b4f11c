"""remind: one run of the scheduled task."""

import argparse
import os

from app import clock, database, migrating, settings
from app.commands.arguments import Commands, add_at, live_at
from app.groups.models import Group
from app.outbox.mail_url import transport_from
from app.reminders import run as reminders


def register(commands: Commands) -> None:
    remind = commands.add_parser("remind", help="one run of the scheduled task: plan, and send what is due")
    remind.add_argument(
        "--dry-run", action="store_true", help="say what would be done; write and send nothing"
    )
    add_at(remind)
    remind.set_defaults(run=run)


def run(said: argparse.Namespace) -> None:
    live_at(said)
    migrating.migrate(database.engine())
    if said.dry_run:
        _say()
        return
    now = clock.now()
    counts = reminders.tick(now, transport_from(settings.get().mail_url), f"remind-{os.getpid()}", clock.now)
    reminders.keep(now, now, clock.now(), counts)
    print(" ".join(f"{word}={number}" for word, number in sorted(counts.items())) or "nothing due")


def _say() -> None:
    """One line per row that a run now would write."""
    now = clock.now()
    for group_id in reminders.groups():
        with database.transaction() as session:
            for planned in reminders.would_be(session, session.get_one(Group, group_id), now):
                numbers = ",".join(str(point.number) for point in planned.points)
                words = (planned.occurrence.occasion.day, planned.state.value, planned.recipient.kind)
                print(*words, planned.recipient.id, planned.reason or "-", numbers, sep="\t")
            session.rollback()
