"""What is wrong with one group stops no other."""

import gc
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlmodel import Session, col

from app import database, settings
from app.groups.models import Group
from app.outbox.watch import Watch
from app.reminders import plan as plans
from app.reminders import run
from app.reminders.each import each, several
from tests import make
from tests.asking import Api
from tests.conftest import Time
from tests.reminders.posting import Office, Post, at

GOOD, BAD, GOOD_TOO = (UUID(int=number) for number in (1, 2, 3))


def said(state: str) -> Exception:
    """What PostgreSQL says, by its number."""
    fault = Exception()
    fault.sqlstate = state  # type: ignore[attr-defined]
    return fault


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


def together(session: Session, ids: Sequence[UUID]) -> Iterator[str]:
    for id in ids:
        yield from plan(session, id)


def test_those_planned_together_are_planned_one_by_one_where_one_fails(session: Session) -> None:
    counts = several([GOOD, BAD, GOOD_TOO], together)

    assert counts == {"planned": 4, "planning_failed": 1}
    names = session.scalars(select(col(Group.name)).order_by(col(Group.name)))
    assert list(names) == ["Grupp 1", "Grupp 3"]


def test_a_fault_of_the_database_is_everybodys_too_where_several_are_planned_together() -> None:
    def fails(session: Session, ids: Sequence[UUID]) -> list[str]:
        raise OperationalError("SELECT", {}, Exception("gone"))

    with pytest.raises(OperationalError):
        several([GOOD, GOOD_TOO], fails)


def test_no_garbage_is_looked_for_while_many_are_planned_together() -> None:
    looked_for: list[bool] = []

    def fails(_session: Session, _ids: Sequence[UUID]) -> Iterator[str]:
        looked_for.append(gc.isenabled())
        raise InterfaceError("", {}, Exception())

    with pytest.raises(InterfaceError):
        several([GOOD, GOOD_TOO], fails)

    assert looked_for == [False]
    assert gc.isenabled()


def test_what_was_overtaken_is_done_again_together(engine: Engine) -> None:
    tries: list[Sequence[UUID]] = []

    def slowly(session: Session, ids: Sequence[UUID]) -> Iterator[str]:
        read = session.scalars(select(col(Group.name))).all()
        tries.append(ids)
        if len(tries) == 1 and engine.dialect.name == "sqlite":
            with database.transaction() as other:
                make.group(other, "Någon annans")
        make.group(session, f"Grupp efter {len(read)}")
        yield "planned"

    assert several([GOOD, GOOD_TOO], slowly) == {"planned": 1}
    names = ["Grupp efter 1", "Någon annans"] if engine.dialect.name == "sqlite" else ["Grupp efter 0"]
    with database.snapshot() as session:
        assert list(session.scalars(select(col(Group.name)).order_by(col(Group.name)))) == names
    assert tries == [[GOOD, GOOD_TOO]] * len(names)


@pytest.mark.parametrize("state", ["57014", "40P01", "55P03"])
def test_a_statement_that_took_too_long_or_met_another_is_one_groups(session: Session, state: str) -> None:
    def fails(session: Session, id: UUID) -> list[str]:
        if id == BAD:
            raise OperationalError("SELECT", {}, said(state))
        return ["planned"]

    assert each([GOOD, BAD, GOOD_TOO], fails) == {"planned": 2, "planning_failed": 1}


@pytest.mark.parametrize(
    "fault",
    [
        OperationalError("SELECT", {}, sqlite3.OperationalError("database is locked")),
        OperationalError("SELECT", {}, sqlite3.OperationalError("database or disk is full")),
        OperationalError("SELECT", {}, said("57P01")),
        OperationalError("SELECT", {}, said("53100")),
        OperationalError("SELECT", {}, said("57014"), connection_invalidated=True),
        InterfaceError("SELECT", {}, Exception()),
        NoConnection(),
    ],
)
def test_what_the_next_group_would_meet_too_is_raised(session: Session, fault: Exception) -> None:
    def fails(session: Session, id: UUID) -> list[str]:
        raise fault

    with pytest.raises(type(fault)):
        each([GOOD], fails)


def test_a_kind_that_cannot_be_planned_stops_no_mail_and_the_operator_is_told(
    api: Api, time: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = Post()
    office = Office(api, time, post, api.post("/groups", name="Arbetsgruppen", reminders="on"))
    office.meeting("2026-04-17")
    office.point("Boka lokal", office.person("Bo Berg", "member"))
    summaries: list[datetime] = []

    def fails(now: datetime) -> Counter[str]:
        raise LookupError

    def summarised(now: datetime) -> Counter[str]:
        summaries.append(now)
        return Counter()

    monkeypatch.setattr("app.reminders.change.plan.plan_all", fails)
    monkeypatch.setattr("app.reminders.summary.plan.plan_all", summarised)
    monkeypatch.setenv("NASTA_OPERATOR_EMAIL", "drift@example.org")
    settings.get.cache_clear()
    time.is_(at("2026-04-10"))

    with pytest.raises(LookupError):
        run.tick(time.now, post, "test", lambda: time.now)

    told = [str(mail["To"].addresses[0].addr_spec) for mail in post.taken()]
    assert sorted(told) == ["bo@example.org", "drift@example.org"]
    assert summaries == [time.now]


def test_planning_that_takes_its_time_is_followed_by_sending(
    api: Api, time: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = Post()
    office = Office(api, time, post, api.post("/groups", name="Arbetsgruppen", reminders="on"))
    office.meeting("2026-04-17")
    office.point("Boka lokal", office.person("Bo Berg", "member"))
    time.is_(at("2026-04-09"))

    def elapsed() -> float:
        return time.now.timestamp()

    def slowly(now: datetime) -> Counter[str]:
        time.now += timedelta(minutes=16)
        return Counter()

    watch = Watch(elapsed)
    run.tick(time.now, post, "test", lambda: time.now, watch=watch)
    time.is_(at("2026-04-10"))
    monkeypatch.setattr("app.reminders.summary.plan.plan_all", slowly)
    counts = run.tick(time.now, post, "test", lambda: time.now, watch=watch)

    assert counts["accepted"] == 1


def test_the_others_are_told_and_so_is_the_operator(
    api: Api, time: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = Post()
    offices = [Office(api, time, post, api.post("/groups", name=name, reminders="on")) for name in "AB"]
    for office in offices:
        office.meeting("2026-04-17")
        owner = office.person(f"Bo{office.group['name']} Berg", "member")
        office.point("Boka lokal", owner)
    foreseen = plans.foreseen

    def fails(session: Session, groups: Collection[Group], now: datetime) -> object:
        if any(group.name == "A" for group in groups):
            raise ValueError
        return foreseen(session, groups, now)

    monkeypatch.setattr(plans, "foreseen", fails)
    monkeypatch.setenv("NASTA_OPERATOR_EMAIL", "drift@example.org")
    settings.get.cache_clear()
    time.is_(at("2026-04-10"))

    counts = run.tick(time.now, post, "test", lambda: time.now)

    told = [str(mail["To"].addresses[0].addr_spec) for mail in post.taken()]
    assert sorted(told) == ["bob@example.org", "drift@example.org"]
    assert (counts["planning_failed"], counts["accepted"]) == (1, 1)
