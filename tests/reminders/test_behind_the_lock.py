"""What others write between a run's reading and its writing: nobody is told twice, and nobody is forgotten."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

import pytest
from sqlmodel import select

from app import database
from app.groups.models import Group
from app.reminders import plan, run
from app.reminders.models import Reminder
from tests.asking import Api
from tests.conftest import POSTGRESQL, Time
from tests.reminders import interleaving
from tests.reminders.posting import Office, Post, at

NOW = datetime.fromisoformat(at("2026-04-10"))


@pytest.fixture
def office(api: Api, time: Time) -> Office:
    """Bo owes something at a meeting on 17 April, of which 10 April is an occasion."""
    office = Office(api, time, Post(), api.post("/groups", name="Arbetsgruppen", reminders="on"))
    office.point("Boka lokal", office.person("Bo Berg", "member"))
    office.meeting("2026-04-17")
    time.is_(at("2026-04-10"))
    return office


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], Any]], None]:
    """Something that is done once, when a run has read and has not written yet."""
    return partial(interleaving.meanwhile, monkeypatch, plan)


def rows(office: Office) -> list[tuple[Any, ...]]:
    with database.snapshot() as session:
        found = session.exec(select(Reminder)).all()
    return [(row.meeting_revision, str(row.told_on), str(row.occasion_on)) for row in found]


def test_what_another_worker_plans_meanwhile_is_planned_once(
    office: Office, meanwhile: Callable[[Callable[[], Any]], None]
) -> None:
    others: list[Any] = []
    meanwhile(lambda: others.append(run.plan_all(NOW)))

    assert run.plan_all(NOW) == {}
    assert others == [{"planned": 1}]
    assert len(rows(office)) == 1


def test_a_meeting_that_is_moved_meanwhile_is_told_as_it_is(
    office: Office, meanwhile: Callable[[Callable[[], Any]], None]
) -> None:
    (meeting,) = office.api.items(f"/meetings?group_id={office.group['id']}")
    meanwhile(lambda: office.api.patch(f"/meetings/{meeting['id']}", held_on="2026-04-13"))

    assert run.plan_all(NOW) == {"planned": 1}
    assert rows(office) == [(2, "2026-04-13", "2026-04-10")]


def test_reminders_that_are_turned_off_meanwhile_write_nothing(
    office: Office, meanwhile: Callable[[Callable[[], Any]], None]
) -> None:
    meanwhile(lambda: office.api.patch(f"/groups/{office.group['id']}", reminders="off"))

    assert run.plan_all(NOW) == {}
    assert rows(office) == []


def test_who_is_added_meanwhile_stops_nothing(
    office: Office, meanwhile: Callable[[Callable[[], Any]], None]
) -> None:
    meanwhile(lambda: office.person("Eva Ek", "member"))

    assert run.plan_all(NOW) == {"planned": 1}


@pytest.mark.skipif(not POSTGRESQL, reason="SQLite lets one write at a time")
def test_a_group_that_another_holds_is_left_to_it(office: Office) -> None:
    with database.transaction() as other:
        other.exec(select(Group).with_for_update()).one()
        assert run.plan_all(NOW) == {}
    assert run.plan_all(NOW) == {"planned": 1}
