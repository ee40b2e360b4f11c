"""The main job on real input: a note goes in, time passes, the task runs, and a mail server sees who is told.

Through a running server and its commands, seen only from outside; what ought to come is worked out from the
notes alone in `expected`.
"""

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from time import monotonic, sleep
from zoneinfo import ZoneInfo

import pytest
from aiosmtpd.smtp import Envelope

from tests.asking import Api
from tests.outbox.servers import really_serving
from tests.real_notes import gold, mapping
from tests.real_notes.checking import check_dues, check_entered, check_follow_up, check_told
from tests.real_notes.entering import Entered, book, enter
from tests.real_notes.expected import Expected, Meeting, Run
from tests.running import PATIENCE, ROOT, Installation, installed

MAKE = shutil.which("make") or "make"
STOCKHOLM = ZoneInfo("Europe/Stockholm")
DAY = timedelta(days=1)
NO_DAY = date(2024, 5, 13)
REMIND, AFTERWARDS, EVENING = time(8, 0, 30), time(8, 10), time(20)
EVERY_NOTE = range(1, len(gold.FILES) + 1) or [0]

pytestmark = pytest.mark.skipif(not gold.FILES, reason=gold.MISSING)


def test_the_notes_are_the_twelve_with_all_their_points() -> None:
    notes = [gold.read(index) for index in EVERY_NOTE]

    assert len(notes) == 12
    assert sum(len(note.points) for note in notes) == 232


@dataclass
class Story:
    """One note's group as time passes, and what has come of it so far."""

    nasta: Installation
    inbox: list[Envelope]
    expected: Expected
    made: Entered = field(default_factory=lambda: Entered(""))
    runs: list[Run] = field(default_factory=list)
    read: int = 0

    @property
    def next(self) -> Meeting:
        return self.expected.meeting("next")

    @contextmanager
    def server(self, day: date, wall: time) -> Iterator[Api]:
        with self.nasta.serving("--at", at(day, wall).isoformat()) as api:
            yield api

    def run_now(self, day: date) -> None:
        """The task runs that morning, on a server that lives then; and once more."""
        with self.server(day, REMIND) as api:
            for _ in range(2):
                api.post("/reminder-runs", {})
            self.check_run(api, day)

    def check_run(self, api: Api, day: date) -> None:
        self.runs.append(self.expected.run(at(day, REMIND)))
        came, self.read = self.inbox[self.read :], len(self.inbox)
        check_told(api, self.made, self.expected, self.runs, came)

    def days(self, after: date, until: date) -> list[date]:
        """When somebody may be told of a point with a day of its own, and no other run is."""
        return sorted(day for day in self.expected.own_days() if after < day < until)


@pytest.mark.parametrize("index", EVERY_NOTE)
def test_everybody_is_told_once_what_they_owe_the_next_meeting(index: int, tmp_path: Path) -> None:
    world = mapping.world(gold.read(index))
    held_on = world.note.held_on or NO_DAY
    expected = Expected(world, held_on, at(held_on, EVENING))
    with really_serving() as (port, inbox), installed(tmp_path, port) as nasta:
        story = Story(nasta, inbox, expected)

        put_in(story)
        first = the_first_occasion(story)
        move_the_next_meeting(story, first)
        hold_it_and_cancel_the_one_after(story)

        assert any(run.rows for run in story.runs)
        assert len({envelope.original_content for envelope in inbox}) == len(inbox)


def put_in(story: Story) -> None:
    """In the evening of its day, with three meetings to come, the first of them perhaps preliminary."""
    expected, note = story.expected, story.expected.world.note
    next_on = note.next_on or expected.held_on + 42 * DAY
    status = "scheduled" if note.index % 3 == 2 else "proposed"
    for name, weeks in (("next", 0), ("second", 5), ("third", 10)):
        day = next_on + weeks * 7 * DAY
        expected.meetings.append(
            Meeting(name, day, status if name == "next" else "scheduled", expected.since)
        )
    with story.server(expected.held_on, EVENING) as api:
        story.made = enter(api, expected.world, expected.held_on, reminders="on")
        for meeting in expected.meetings:
            book(api, story.made, meeting.name, meeting.day, meeting.status)
        check_entered(api, story.made, expected)
        check_dues(api, story.made, expected)
        if note.index % 3 == 1:
            confirm(story, api)


def confirm(story: Story, api: Api) -> None:
    """It is preliminary no more, and nothing else is different."""
    api.patch(f"/meetings/{story.made.meetings['next']}", status="scheduled")
    story.next.status = "scheduled"
    check_dues(api, story.made, story.expected)


def the_first_occasion(story: Story) -> date:
    """The task runs, for every fourth note in two places at once; before that, on the days of points' own."""
    coming = [
        day
        for day in sorted(story.expected.occasions(story.next.day))
        if at(day, REMIND) > story.expected.since
    ]
    for day in story.days(story.expected.held_on - DAY, coming[0]):
        story.run_now(day)
    story.nasta.remind(
        at(coming[0], REMIND).isoformat(), times=2 if story.expected.world.note.index % 4 == 0 else 1
    )
    return coming[0]


def move_the_next_meeting(story: Story, first: date) -> None:
    """A week later, when the first occasion has been. Every fifth point is done by then."""
    expected, made = story.expected, story.made
    with story.server(first, AFTERWARDS) as api:
        api.post("/reminder-runs", {})
        story.check_run(api, first)
        if story.next.status == "proposed":
            confirm(story, api)
        moved = story.next.day + 7 * DAY
        api.patch(f"/meetings/{made.meetings['next']}", held_on=moved.isoformat())
        story.next.day, story.next.known, story.next.moves = moved, at(first, AFTERWARDS), 1
        check_dues(api, made, expected)
        for id, number in made.points.items():
            if number % 5 == 0:
                api.act(f"/action-points/{id}/closing", status="done")
                expected.close([number])
        check_dues(api, made, expected)
    *others, last = sorted(expected.occasions(moved))
    missed = expected.world.note.index % 3 != 1
    for day in sorted({*story.days(first, moved), *([] if missed else others), last}):
        story.run_now(day)


def hold_it_and_cancel_the_one_after(story: Story) -> None:
    """What is open is carried; the one after the cancelled one is the due, and has its reminder."""
    expected, made = story.expected, story.made
    with story.server(story.next.day, EVENING) as api:
        check_follow_up(api, made, expected, "next")
        api.act(f"/meetings/{made.meetings['next']}/holding")
        story.next.status = "held"
        check_dues(api, made, expected)
        api.act(f"/meetings/{made.meetings['second']}/cancellation")
        expected.meeting("second").status = "cancelled"
        expected.meeting("third").known = at(story.next.day, EVENING)
        check_dues(api, made, expected)
    third = expected.meeting("third")
    last = max(expected.occasions(third.day))
    for day in [*story.days(story.next.day, last), last]:
        story.run_now(day)


def test_the_worker_of_make_run_tells_them_today(tmp_path: Path) -> None:
    """On the real clock: the note's day is today, and so is its first reminder, if today is a working day."""
    if not make_is_ready():
        pytest.skip("make has not set up .venv here")
    zone = waking()
    today = datetime.now(zone).date()
    note = max((gold.read(index) for index in EVERY_NOTE), key=lambda one: len(one.points))
    note = gold.moved(note, today - (note.held_on or NO_DAY))
    away = (note.next_on or today) - today
    with (
        really_serving() as (port, inbox),
        installed(tmp_path, port) as nasta,
        nasta.serving(command=(MAKE, "--silent", "run"), folder=ROOT) as api,
    ):
        world = mapping.world(note)
        made = enter(
            api, world, today, reminders="off", time_zone=zone.key, remind_days_before=[away.days, 1]
        )
        book(api, made, "next", today + away, "scheduled")
        since = datetime.now(zone)
        soon = since.replace(microsecond=0) + timedelta(seconds=3)
        api.patch(f"/groups/{made.group_id}", reminders="on", remind_at=soon.time().isoformat())
        expected = Expected(world, today, since, (away.days, 1), soon.time())
        expected.meetings.append(Meeting("next", today + away, "scheduled", since))
        run = expected.run(soon)

        run_until_told(api, inbox, soon, set(run.letters))

        check_entered(api, made, expected)
        check_dues(api, made, expected)
        check_told(api, made, expected, [run], inbox)


def make_is_ready() -> bool:
    """Whether make would start the service at once, with nothing to set up before."""
    return subprocess.run([MAKE, "--question", ".venv/ready"], cwd=ROOT, check=False).returncode == 0


def waking() -> ZoneInfo:
    """Where it is neither early nor late now, so that no midnight comes between."""
    return next(zone for zone in (STOCKHOLM, ZoneInfo("Asia/Tokyo")) if 2 < datetime.now(zone).hour < 22)


def run_until_told(api: Api, inbox: Sequence[Envelope], soon: datetime, letters: set[str]) -> None:
    """The worker's runs and ours, before the time and after it, until all that should come has; then twice more."""
    until = monotonic() + PATIENCE
    while datetime.now(UTC) <= soon or (not is_told(api, inbox, letters) and monotonic() < until):
        api.post("/reminder-runs", {})
        sleep(0.2)
    for _ in range(2):
        api.post("/reminder-runs", {})


def is_told(api: Api, inbox: Sequence[Envelope], letters: set[str]) -> bool:
    """All have come, and nothing is on its way."""
    under_way = api.items("/reminders?state=planned&state=claimed&state=transmitting")
    return letters <= {envelope.rcpt_tos[0] for envelope in inbox} and not under_way


def at(day: date, wall: time) -> datetime:
    """An instant by the clock in Stockholm."""
    return datetime.combine(day, wall, STOCKHOLM)
