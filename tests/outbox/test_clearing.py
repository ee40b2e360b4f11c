"""What time alone does to deliveries, whatever else there is."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event, insert, text
from sqlmodel import Session
from uuid_utils.compat import uuid7

from app import database
from app.outbox.claiming import claim
from app.outbox.clearing import clear
from app.outbox.models import Delivery, DeliveryState
from tests import make
from tests.outbox.sendings import MINUTE, NOW, Clock, Server, now_of, planned, run

ENDED = [state for state in DeliveryState if state in {"accepted", "failed", "superseded", "expired"}]


@pytest.mark.parametrize("state", ENDED)
def test_what_has_ended_stays_as_it_is(session: Session, state: DeliveryState) -> None:
    delivery = make.delivery(session, state=state, reason="before", useful_until=NOW, lease_until=NOW)

    clear(session, NOW)

    session.refresh(delivery)
    assert (delivery.state, delivery.reason) == (state, "before")


@pytest.mark.parametrize(
    ("turn", "kept"),
    [
        ("accepted", False),
        ("refused", False),
        ("rejected", False),
        ("temporary", True),
        ("silent", True),
        ("unreachable", True),
        ("sender_fault", True),
        ("interrupted", True),
        ("unknown", True),
    ],
)
def test_a_message_is_kept_as_long_as_it_may_be_sent(engine: Engine, turn: str, kept: bool) -> None:
    delivery = planned()

    run(Server([turn]))

    assert (now_of(delivery).message is not None) == kept
    assert now_of(delivery).message_id


def test_a_message_that_expires_is_erased(engine: Engine) -> None:
    delivery = planned(useful_until=NOW + 60 * MINUTE)
    clock = Clock()
    run(Server(["temporary"]), clock)
    clock.passes(60 * MINUTE)

    run(Server(), clock)

    assert (now_of(delivery).state, now_of(delivery).message) == (DeliveryState.expired, None)


@pytest.mark.parametrize("reason", ["cannot_be_rendered", "cannot_be_sent", "not_completed", "cap_person"])
def test_what_is_held_expires_with_its_message_and_keeps_its_reason(session: Session, reason: str) -> None:
    held: dict[str, Any] = {"state": DeliveryState.held, "reason": reason, "message": b"with tokens in it"}
    late = make.delivery(session, useful_until=NOW, **held)
    waits = make.delivery(session, useful_until=NOW + MINUTE, **held)

    clear(session, NOW)

    for each in (late, waits):
        session.refresh(each)
    assert (late.state, late.reason, late.message) == (DeliveryState.expired, reason, None)
    assert waits.state == DeliveryState.held


def test_in_a_full_table_what_is_due_is_found_by_an_index(engine: Engine) -> None:
    with database.transaction() as session:
        _fill(session, 20_000)
        if engine.dialect.name == "postgresql":
            session.execute(text("ANALYZE deliveries"))
    said: list[str] = []
    statements = _statements(engine, lambda: _turn(engine))

    with engine.connect() as connection:
        for statement, parameters in statements:
            if "deliveries" in statement and not statement.startswith("INSERT"):
                explain = "EXPLAIN QUERY PLAN " if engine.dialect.name == "sqlite" else "EXPLAIN "
                rows = connection.exec_driver_sql(explain + statement, parameters)
                said += [f"{row[-1]} in: {statement}" for row in rows]

    assert said
    whole = [line for line in said if "SCAN deliveries" in line or "Seq Scan on deliveries" in line]
    assert whole == []


def _turn(engine: Engine) -> None:
    with database.transaction() as session:
        clear(session, NOW)
        assert len(claim(session, "a", NOW, 1)) == 1


def _statements(engine: Engine, act: Callable[[], None]) -> list[tuple[str, Any]]:
    heard: list[tuple[str, Any]] = []

    def hear(_c: object, _cursor: object, statement: str, parameters: object, *_: object) -> None:
        heard.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", hear)
    try:
        act()
    finally:
        event.remove(engine, "before_cursor_execute", hear)
    return heard


def _fill(session: Session, many: int) -> None:
    """Most accepted over a year, some due and some to come."""
    states = [DeliveryState.accepted] * 97 + [DeliveryState.planned] * 3
    rows = []
    for number in range(many):
        state, at = states[number % 100], NOW - timedelta(minutes=26 * (many - number))
        accepted = state == DeliveryState.accepted
        rows.append(
            {
                "id": uuid7(),
                "address": f"{number % 900}@example.org",
                "state": state,
                "created_at": at,
                "planned_at": at,
                "next_at": at if accepted or number % 2 else NOW + timedelta(days=9),
                "sent_at": at if accepted else None,
                "attempts": 0,
                "fence": 0,
                "unanswered": 0,
            }
        )
    session.execute(insert(Delivery), rows)
