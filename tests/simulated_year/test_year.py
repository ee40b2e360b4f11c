"""Groups that meet for a long while, and every letter they get, day by day, against a plain recomputation.

Digests, mails about changes, the secretary's mails and those to the chair are recomputed whole: to whom, when, and
what stands in them.
"""

import os
import re
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from email.message import EmailMessage
from random import Random

import pytest
from sqlmodel import Session, col, select

from app import database
from app.outbox.models import Delivery
from app.reminders import run
from app.reminders.models import Reminder
from tests.asking import Api
from tests.conftest import Time
from tests.reminders.posting import Post
from tests.simulated_year import reading
from tests.simulated_year.model import Letter, World
from tests.simulated_year.secretary import Chair, Secretary
from tests.simulated_year.story import Teller, moments

DAY = timedelta(days=1)
FIRST = date(2026, 1, 7)
SAID: dict[str, Callable[[EmailMessage], tuple[object, ...]]] = {
    "digest": reading.numbers,
    "change": lambda _: (),
    "summary": reading.matters,
    "escalation": reading.numbers,
}

# Groups, days, seed; the long form is `make year`.
SIZE = os.environ.get("SIMULATED_YEAR", "3,75,3")


@dataclass
class Group:
    """What happens to it, and who is to be written to."""

    teller: Teller

    def __post_init__(self) -> None:
        self.secretary, self.chair = Secretary(self.teller.world), Chair(self.teller.world)

    def expected(self, now: datetime) -> Counter[Letter]:
        """The letters of a run at this instant."""
        of_all = self.teller.world.run(now)
        return Counter([*of_all.elements(), *self.secretary.letters(now), *self.chair.letters(now)])


@pytest.mark.xdist_group("year")
def test_every_letter_is_as_recomputed(api: Api, time: Time, capsys: pytest.CaptureFixture[str]) -> None:
    groups, days, seed = map(int, SIZE.split(","))

    letters = simulate(api, time, groups, days, seed)

    with capsys.disabled():
        sys.stdout.write(f"\n{groups} groups, {days} days, seed {seed}: {dict(letters)}\n")
    assert all(letters[kind] for kind in SAID if kind != "escalation" or days > 200)


def simulate(api: Api, clock: Time, groups: int, days: int, seed: int) -> Counter[str]:
    """How many letters of each kind came."""
    random, post, letters = Random(seed), Post(), Counter[str]()
    clock.now = datetime.combine(FIRST, time(6), UTC)
    everybody = [
        Group(Teller(api, random, _world(place, random, clock.now), place)) for place in range(groups)
    ]
    for group in everybody:
        group.teller.begin(clock.now)
    for day in (FIRST + number * DAY for number in range(1, days)):
        for moment, what in moments(day, random):
            clock.now = moment
            if what == "happens":
                for group in everybody:
                    group.teller.happens(moment)
            else:
                _run(moment, post)
                letters += _compare(everybody, moment, post)
    return letters


def _world(place: int, random: Random, now: datetime) -> World:
    return World(
        remind_at=random.choice([time(8), time(7, 30), time(12)]),
        offsets=random.choice([(7, 1), (7, 1), (14, 3), (1,)]),
        undated=random.random() < 0.8,
        since=now,
        office=f"kansli{place}@example.org",
        office_name=f"Kansli {place}",
    )


def _run(now: datetime, post: Post) -> None:
    """Now and then a second worker runs at the same instant: there is nothing left to tell."""
    for worker in ("one", "two")[: 1 + (now.minute % 4 == 0)]:
        run.tick(now, post, worker, lambda: now)


def _compare(groups: list[Group], now: datetime, post: Post) -> Counter[str]:
    came = [Counter[Letter]() for _ in groups]
    letters = Counter[str]()
    for mail in post.taken():
        place, letter = _read(mail)
        came[place][letter] += 1
        letters[letter[1]] += 1
    for group, theirs in zip(groups, came, strict=True):
        assert theirs == group.expected(now), f"{now.isoformat()} group {group.teller.place}"
    return letters


def _read(mail: EmailMessage) -> tuple[int, Letter]:
    """The place of the group that a mail goes to, with to whom, what kind, and what stands in it."""
    address = str(mail["To"].addresses[0].addr_spec).casefold()
    with Session(database.engine()) as session:
        of_mail = select(Reminder).join(Delivery, col(Delivery.id) == col(Reminder.delivery_id))
        row = session.exec(of_mail.where(Delivery.message_id == str(mail["Message-ID"]))).first()
    assert row is not None
    place = re.match(r"\D+(\d+)", address)
    assert place is not None
    return int(place[1]), (address, row.kind.value, SAID[row.kind](mail))
