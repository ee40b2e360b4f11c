"""remind: one run of the scheduled task."""

import argparse
import os
import sys
from uuid import UUID

from app import clock, database, migrating, settings
from app.commands.arguments import Commands, add_at, live_at
from app.commands.stopping import until_told
from app.groups.models import Group
from app.meetings.models import Meeting
from app.outbox.mail_url import transport_from
from app.outbox.shared_clock import shared
from app.outbox.watch import watch
from app.persons.models import Person
from app.reminders import busy
from app.reminders import run as reminders
from app.reminders.explaining import explained


def register(commands: Commands) -> None:
    remind = commands.add_parser("remind", help="one run of the scheduled task: plan, and send what is due")
    remind.add_argument(
        "--dry-run", action="store_true", help="say what would be done; write and send nothing"
    )
    remind.add_argument(
        "--explain", nargs=2, metavar=("PERSON", "MEETING"), type=UUID,
        help="say why a person did or did not get the mail about a meeting; write and send nothing",
    )  # fmt: skip
    add_at(remind)
    remind.set_defaults(run=run)


def run(said: argparse.Namespace) -> int | None:
    live_at(said)
    migrating.migrate(database.engine())
    if said.explain:
        return _explain(*said.explain)
    if said.dry_run:
        _say()
        return None
    stop, at = until_told(), shared(clock.now)
    transport, now = transport_from(settings.get().mail_url, stop.is_set), at()
    counts = reminders.tick(now, transport, f"remind-{os.getpid()}", at, stop.is_set, watch())
    with database.transaction() as session:
        reminders.keep(session, now, now, at(), counts)
    print(" ".join(f"{word}={number}" for word, number in sorted(counts.items())) or "nothing due")
    return None


def _say() -> None:
    """One line per row that a run now would write."""
    now = clock.now()
    for group_id in busy.perhaps(now):
        with database.transaction() as session:
            for planned in reminders.would_be(session, session.get_one(Group, group_id), now):
                numbers = ",".join(str(point.number) for point in planned.points)
                words = (planned.occurrence.occasion.day, planned.state.value, planned.recipient.kind)
                print(*words, planned.recipient.id, planned.reason or "-", numbers, sep="\t")
            session.rollback()


def _explain(person_id: UUID, meeting_id: UUID) -> int:
    """Sentences with ids, numbers and days; no names and no tasks."""
    with database.transaction() as session:
        meeting = session.get(Meeting, meeting_id)
        if meeting is None or session.get(Person, person_id) is None:
            print("There is no such person, or no such meeting.", file=sys.stderr)
            return 1
        for line in explained(session, person_id, meeting, clock.now()):
            print(line)
        session.rollback()
    return 0
