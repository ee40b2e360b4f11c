"""Groups that meet for a long while, and every letter they get, day by day, against a plain recomputation.

Digests and mails about changes are recomputed whole: to whom, when, which points. Of the secretary's mail it is
checked that nobody gets two on a day, and none on a day off or before eight.
"""

import os
import re
import sys
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from email.message import EmailMessage
from random import Random
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session, col, select

from app import database
from app.outbox.models import Delivery
from app.reminders import run
from app.reminders.models import Reminder
from tests.asking import Api
from tests.conftest import Time
from tests.real_notes.holidays import is_off
from tests.reminders.posting import Post
from tests.simulated_year.model import Letter, World
from tests.simulated_year.story import Teller, moments

DAY = timedelta(days=1)
FIRST = date(2026, 1, 7)
SECRETARYS = time(8)
STOCKHOLM = ZoneInfo("Europe/Stockholm")
RECOMPUTED = {"digest", "change"}

# Groups, days, seed; the long form is `make year`.
SIZE = os.environ.get("SIMULATED_YEAR", "3,75,1")


@pytest.mark.xdist_group("year")
def test_every_letter_is_as_recomputed(api: Api, time: Time, capsys: pytest.CaptureFixture[str]) -> None:
    groups, days, seed = map(int, SIZE.split(","))

    letters = simulate(api, time, groups, days, seed)

    with capsys.disabled():
        sys.stdout.write(f"\n{groups} groups, {days} days, seed {seed}: {dict(letters)}\n")
    assert all(letters[kind] for kind in ("digest", "change", "summary"))


def simulate(api: Api, clock: Time, groups: int, days: int, seed: int) -> Counter[str]:
    """How many letters of each kind came."""
    random, post, letters, told = Random(seed), Post(), Counter[str](), set[tuple[str, date]]()
    clock.now = datetime.combine(FIRST, time(6), UTC)
    tellers = [Teller(api, random, _world(place, random, clock.now), place) for place in range(groups)]
    for teller in tellers:
        teller.begin(clock.now)
    for day in (FIRST + number * DAY for number in range(1, days)):
        for moment, what in moments(day, random):
            clock.now = moment
            if what == "happens":
                for teller in tellers:
                    teller.happens(moment)
            else:
                _run(moment, post)
                letters += _compare(tellers, moment, post, told)
    return letters


def _world(place: int, random: Random, now: datetime) -> World:
    return World(
        remind_at=random.choice([time(8), time(7, 30), time(12)]),
        offsets=random.choice([(7, 1), (7, 1), (14, 3), (1,)]),
        undated=random.random() < 0.8,
        since=now,
        office=f"kansli{place}@example.org",
    )


def _run(now: datetime, post: Post) -> None:
    """Now and then a second worker runs at the same instant: there is nothing left to tell."""
    for worker in ("one", "two")[: 1 + (now.minute % 4 == 0)]:
        run.tick(now, post, worker, lambda: now)


def _compare(tellers: list[Teller], now: datetime, post: Post, told: set[tuple[str, date]]) -> Counter[str]:
    came = {teller.world.id: Counter[Letter]() for teller in tellers}
    letters = Counter[str]()
    for mail in post.taken():
        group_id, letter = _read(mail)
        letters[letter[1]] += 1
        if letter[1] in RECOMPUTED:
            assert group_id is not None
            came[group_id][letter] += 1
        if letter[1] == "summary":
            _check_summary(letter[0], now.astimezone(STOCKHOLM), told)
    for teller in tellers:
        assert came[teller.world.id] == teller.world.run(now), f"{now.isoformat()} group {teller.place}"
    return letters


def _check_summary(address: str, now: datetime, told: set[tuple[str, date]]) -> None:
    assert (address, now.date()) not in told
    assert not is_off(now.date()) and now.time() >= SECRETARYS
    told.add((address, now.date()))


def _read(mail: EmailMessage) -> tuple[str | None, Letter]:
    """The group that a mail is about, with to whom, what kind, and for a digest the numbers in it."""
    body = mail.get_body(("plain",))
    assert body is not None
    numbers = sorted(int(found) for found in re.findall(r"^(\d+)\. Sak", body.get_content(), re.MULTILINE))
    address = str(mail["To"].addresses[0].addr_spec).casefold()
    with Session(database.engine()) as session:
        of_mail = select(Reminder).join(Delivery, col(Delivery.id) == col(Reminder.delivery_id))
        row = session.exec(of_mail.where(Delivery.message_id == str(mail["Message-ID"]))).first()
    assert row is not None
    group_id = str(row.group_id) if row.group_id else None
    return group_id, (address, row.kind.value, tuple(numbers) if row.kind.value == "digest" else ())
