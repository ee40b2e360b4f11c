"""What is unusually much, and what is only a busy day."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update
from sqlmodel import Session

from app import database, settings
from app.outbox import storm
from app.outbox.models import Delivery, DeliveryState, HeldFor
from app.outbox.the_sender import locked
from tests import make
from tests.outbox.sendings import MINUTE, NOW, Server, run

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def low_floor(engine: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NASTA_STORM_FLOOR", "10")
    settings.get.cache_clear()


def mails(session: Session, many: int, planned_at: datetime, **fields: Any) -> None:
    times: dict[str, Any] = {"planned_at": planned_at, "next_at": planned_at}
    session.add_all(
        Delivery(address=f"{number}@example.org", created_at=planned_at, **{**times, **fields})
        for number in range(many)
    )
    session.flush()


def accepted(session: Session, many: int, at: datetime) -> None:
    mails(session, many, at, state=DeliveryState.accepted, sent_at=at)


def storms(session: Session, now: datetime = NOW) -> bool:
    return storm.seen(session, locked(session), now) is not None


@pytest.mark.parametrize(("many", "held"), [(10, False), (11, True)])
def test_up_to_the_floor_nothing_is_a_storm(session: Session, many: int, held: bool) -> None:
    mails(session, many, NOW - MINUTE)

    assert storms(session) == held


@pytest.mark.parametrize(("many", "held"), [(60, False), (61, True)])
def test_three_times_the_busiest_day_of_a_month_is_still_usual(
    session: Session, many: int, held: bool
) -> None:
    accepted(session, 20, NOW - 29 * DAY)
    accepted(session, 90, NOW - 32 * DAY)
    for day in range(2, 29):
        accepted(session, 5, NOW - day * DAY)
    mails(session, many, NOW - MINUTE)

    assert storms(session) == held


def test_an_installation_that_doubles_every_week_is_never_held(session: Session) -> None:
    many = 8
    for week in range(4):
        for day in range(3):
            now = NOW + (7 * week + day) * DAY
            mails(session, many, now)
            assert not storms(session, now)
            session.execute(
                update(Delivery).values(state=DeliveryState.accepted, sent_at=Delivery.planned_at)
            )
        many *= 2


def test_a_storm_that_comes_in_drops_is_one_all_the_same(session: Session) -> None:
    for minute in range(1, 6):
        accepted(session, 2, NOW - minute * MINUTE)
    mails(session, 1, NOW - MINUTE)

    assert storms(session)


def test_what_an_outage_has_kept_for_days_is_none(session: Session) -> None:
    for day in range(9):
        mails(session, 9, NOW - day * DAY)

    assert not storms(session)


def test_what_is_planned_for_later_or_has_come_to_nothing_does_not_count(session: Session) -> None:
    mails(session, 20, NOW - MINUTE, next_at=NOW + DAY)
    mails(session, 20, NOW - MINUTE, state=DeliveryState.superseded)
    mails(session, 20, NOW - MINUTE, state=DeliveryState.expired)

    assert not storms(session)


def test_what_the_operator_has_said_yes_to_is_none_and_what_comes_after_may_be(session: Session) -> None:
    mails(session, 20, NOW - MINUTE)
    locked(session).released_at = NOW

    assert not storms(session)
    mails(session, 11, NOW + MINUTE)
    assert storms(session, NOW + 2 * MINUTE)


def test_a_storm_is_held_before_anything_is_sent() -> None:
    with database.transaction() as session:
        for number in range(11):
            make.delivery(session, f"{number}@example.org", planned_at=NOW, next_at=NOW)
    server = Server()

    run(server)

    assert server.calls == []
    with database.transaction() as session:
        sender = locked(session)
        assert (sender.held_for, sender.held_at) == (HeldFor.storm, NOW)
        assert sender.words == "11 mails in a day; the busiest day of the last 30 had 0"
