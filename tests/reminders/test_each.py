"""What is wrong with one group stops no other."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, col

from app import settings
from app.groups.models import Group
from app.reminders import plan as plans
from app.reminders import run
from app.reminders.each import each
from tests import make
from tests.asking import Api
from tests.conftest import Time
from tests.reminders.posting import Office, Post, at

GOOD, BAD, GOOD_TOO = (UUID(int=number) for number in (1, 2, 3))


def plan(session: Session, id: UUID) -> Iterator[str]:
    make.group(session, f"Grupp {id.int}")
    yield "planned"
    if id == BAD:
        raise ValueError("what is wrong with this one")
    yield "planned"


def test_one_that_fails_leaves_nothing_and_stops_no_other(session: Session) -> None:
    counts = each([GOOD, BAD, GOOD_TOO], plan)

    assert counts == {"planned": 4, "planning_failed": 1}
    names = session.scalars(select(col(Group.name)).order_by(col(Group.name)))
    assert list(names) == ["Grupp 1", "Grupp 3"]


def test_a_fault_of_the_database_is_everybodys(session: Session) -> None:
    def fails(session: Session, id: UUID) -> list[str]:
        raise OperationalError("SELECT", {}, Exception("gone"))

    with pytest.raises(OperationalError):
        each([GOOD, GOOD_TOO], fails)
    assert session.scalar(select(func.count()).select_from(Group)) == 0


def test_the_others_are_told_and_so_is_the_operator(
    api: Api, time: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = Post()
    offices = [Office(api, time, post, api.post("/groups", name=name, reminders="on")) for name in "AB"]
    for office in offices:
        office.meeting("2026-04-17")
        owner = office.person(f"Bo{office.group['name']} Berg", "member")
        office.point("Boka lokal", owner)
    planned = plans.plan

    def fails(session: Session, group: Group, now: datetime) -> object:
        if group.name == "A":
            raise ValueError
        return planned(session, group, now)

    monkeypatch.setattr(plans, "plan", fails)
    monkeypatch.setenv("NASTA_OPERATOR_EMAIL", "drift@example.org")
    settings.get.cache_clear()
    time.is_(at("2026-04-10"))

    counts = run.tick(time.now, post, "test", lambda: time.now)

    told = [str(mail["To"].addresses[0].addr_spec) for mail in post.taken()]
    assert sorted(told) == ["bob@example.org", "drift@example.org"]
    assert (counts["planning_failed"], counts["accepted"]) == (1, 1)
