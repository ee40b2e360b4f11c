"""A mail that left and was not answered: the same bytes once more, and never a third time."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from app import database
from app.outbox import service
from app.outbox.backoff import FIRST, SHORTEST
from app.outbox.clearing import MOST_CRASHES, clear
from app.outbox.lease import LEASE
from app.outbox.models import Delivery, DeliveryState
from app.outbox.sending import Frozen
from tests.outbox.sendings import (
    MINUTE,
    NOW,
    Clock,
    Server,
    attempts_at,
    message,
    now_of,
    planned,
    prepare,
    raising,
    run,
)

pytestmark = pytest.mark.usefixtures("engine")

UNCERTAIN = DeliveryState.uncertain


class Killed(BaseException):
    """The process, at this very place."""


def unanswered(**fields: Any) -> tuple[Delivery, Server, Clock]:
    """Sent once without an answer; and it is time for the second copy."""
    delivery, server, clock = planned(**fields), Server(["unknown"]), Clock()
    run(server, clock)
    clock.passes(FIRST)
    return delivery, server, clock


def test_what_was_not_answered_is_kept_to_be_sent_once_more_after_a_pause() -> None:
    delivery = planned()

    run(Server(["unknown"]))

    found = now_of(delivery)
    assert (found.state, found.reason, found.unanswered) == (UNCERTAIN, "no_answer", 1)
    assert found.next_at - NOW > SHORTEST
    assert found.message == message(delivery)


def test_the_second_copy_is_the_same_to_the_byte_and_stands_as_such_when_it_is_accepted() -> None:
    delivery, server, clock = unanswered()

    counts = run(server, clock, prepare=other_words)

    found = now_of(delivery)
    assert counts.states == {DeliveryState.accepted: 1}
    assert (found.state, found.reason, found.sent_at) == (DeliveryState.accepted, "second_copy", clock.now)
    assert server.bodies[0] == server.bodies[1]
    assert (found.attempts, found.unanswered) == (2, 1)
    assert [each.outcome for each in attempts_at(delivery.id)] == ["unknown", "accepted"]


def test_nothing_is_sent_before_the_pause_is_over() -> None:
    _, server, clock = unanswered()

    clock.passes(-MINUTE)

    assert run(server, clock).states == {}


def test_there_is_never_a_third() -> None:
    delivery, server, clock = unanswered()
    server.turns = ["unknown"]

    run(server, clock)
    for _ in range(9):
        clock.passes(timedelta(hours=9))
        run(server, clock)

    found = now_of(delivery)
    assert len(server.bodies) == 2
    assert (found.state, found.reason, found.unanswered) == (UNCERTAIN, "no_answer", 2)
    assert (found.message, found.message_id) == (None, f"<{delivery.id}@example.org>")


def test_what_a_crash_left_transmitting_is_sent_once_more() -> None:
    delivery, server, clock = planned(), Server([raising(Killed())]), Clock()
    with pytest.raises(Killed):
        run(server, clock)

    clock.passes(LEASE)
    run(server, clock)
    found = now_of(delivery)
    assert (len(server.bodies), found.state, found.unanswered) == (1, UNCERTAIN, 1)
    assert found.next_at == clock.now + FIRST

    clock.passes(FIRST)
    assert run(server, clock).states == {DeliveryState.accepted: 1}
    assert server.bodies[0] == server.bodies[1]
    assert now_of(delivery).reason == "second_copy"


@pytest.mark.parametrize("first", ["unknown", "crash"])
def test_after_a_crash_of_the_second_copy_there_is_no_third(first: str) -> None:
    delivery, clock = planned(), Clock()
    server = Server(["unknown" if first == "unknown" else raising(Killed()), raising(Killed())])
    for _ in range(6):
        with suppress(Killed):
            run(server, clock)
        clock.passes(LEASE + FIRST)

    assert len(server.bodies) == 2
    assert (now_of(delivery).state, now_of(delivery).unanswered) == (UNCERTAIN, 2)


def test_after_a_crash_before_the_second_copy_left_it_is_still_to_be_sent() -> None:
    delivery, server, clock = unanswered()
    server.turns = [Killed()]
    with pytest.raises(Killed):
        run(server, clock)
    assert now_of(delivery).state == DeliveryState.claimed

    clock.passes(LEASE)
    run(server, clock)

    assert len(server.bodies) == 2
    assert now_of(delivery).reason == "second_copy"


def test_a_worker_that_wakes_during_the_second_copy_writes_nothing() -> None:
    delivery, server, clock = unanswered()
    before: list[Delivery] = []

    def sleep(_: Server) -> str:
        clock.passes(LEASE)
        with database.transaction() as session:
            clear(session, clock.now)
        before.append(now_of(delivery))
        return "accepted"

    server.turns = [sleep]
    counts = run(server, clock)

    assert (counts.lost, before[0].state, before[0].unanswered) == (1, UNCERTAIN, 2)
    assert now_of(delivery).model_dump() == before[0].model_dump()


def test_it_is_asked_again_and_what_is_no_longer_true_is_not_sent_twice() -> None:
    delivery, server, clock = unanswered()

    counts = run(server, clock, prepare=_untrue)

    found = now_of(delivery)
    assert counts.states == {UNCERTAIN: 1}
    assert (found.state, found.reason, found.message) == (UNCERTAIN, "no_longer_true", None)
    assert len(server.bodies) == 1
    assert [each.outcome for each in attempts_at(delivery.id)] == ["unknown", "uncertain"]
    clock.passes(timedelta(days=1))
    assert run(server, clock).states == {}


@pytest.mark.parametrize(
    ("turn", "state", "reason", "kept"),
    [
        ("temporary", UNCERTAIN, "no_answer", True),
        ("silent", UNCERTAIN, "no_answer", True),
        ("unreachable", UNCERTAIN, "no_answer", True),
        ("interrupted", UNCERTAIN, "no_answer", True),
        ("sender_fault", UNCERTAIN, "no_answer", True),
        ("refused", UNCERTAIN, "refused", False),
        ("rejected", UNCERTAIN, "rejected", False),
        ("unknown", UNCERTAIN, "no_answer", False),
    ],
)
def test_whatever_becomes_of_the_second_copy_the_first_may_have_arrived(
    turn: str, state: DeliveryState, reason: str, kept: bool
) -> None:
    delivery, server, clock = unanswered()
    server.turns = [turn]

    run(server, clock)

    found = now_of(delivery)
    assert (found.state, found.reason, found.message is not None) == (state, reason, kept)


def test_a_second_copy_that_is_put_off_comes_later_and_is_given_up_in_the_end() -> None:
    delivery, server, clock = unanswered()
    server.turns = ["temporary"] * 99
    clock.passes(timedelta(days=4, hours=20))

    while now_of(delivery).message:
        clock.now = max(clock.now, now_of(delivery).next_at)
        run(server, clock)

    found = now_of(delivery)
    assert (found.state, found.reason, found.unanswered) == (UNCERTAIN, "given_up", 1)
    assert timedelta(days=4, hours=23) < clock.now - NOW < timedelta(days=5)


def test_there_is_no_second_copy_of_what_will_be_of_no_use_by_then() -> None:
    delivery = planned(useful_until=NOW + 9 * MINUTE)

    run(Server(["unknown"]))

    found = now_of(delivery)
    assert (found.state, found.reason, found.message) == (UNCERTAIN, "no_answer", None)


def test_nor_after_a_crash() -> None:
    delivery, clock = planned(useful_until=NOW + LEASE + MINUTE), Clock()
    with pytest.raises(Killed):
        run(Server([raising(Killed())]), clock)
    clock.passes(LEASE)

    run(Server(), clock)

    assert (now_of(delivery).state, now_of(delivery).message) == (UNCERTAIN, None)


def test_a_second_copy_that_has_become_useless_is_uncertain_and_not_expired() -> None:
    delivery, server, clock = unanswered(useful_until=NOW + 20 * MINUTE)
    clock.passes(20 * MINUTE)

    run(server, clock)

    found = now_of(delivery)
    assert (found.state, found.reason, found.message) == (UNCERTAIN, "no_longer_useful", None)


def test_one_that_cannot_be_asked_about_again_is_not_held_but_uncertain() -> None:
    delivery, server, clock = unanswered()

    def fail(session: Session, delivery: Delivery, now: datetime) -> Frozen:
        raise ValueError

    run(server, clock, prepare=fail)

    assert (now_of(delivery).state, now_of(delivery).reason) == (UNCERTAIN, "cannot_be_rendered")


def test_one_whose_second_copy_kills_every_worker_is_uncertain_for_good() -> None:
    delivery, server, clock = unanswered()
    for _ in range(MOST_CRASHES):
        server.turns = [Killed()]
        with pytest.raises(Killed):
            run(server, clock)
        clock.passes(LEASE)

    run(server, clock)

    assert (now_of(delivery).state, now_of(delivery).reason) == (UNCERTAIN, "not_completed")
    assert len(server.bodies) == 1


def test_one_that_was_taken_and_not_begun_is_given_back_as_uncertain() -> None:
    first, second, clock = planned(), planned("elin@example.org"), Clock()
    run(Server(["unknown", "unknown"]), clock)
    clock.passes(FIRST)

    run(Server(["sender_fault"]), clock, room=2)

    for delivery in (first, second):
        found = now_of(delivery)
        assert (found.state, found.attempts, found.lease_until) == (UNCERTAIN, 1, None)
        assert found.message is not None


def test_the_second_copy_waits_its_turn_among_the_others() -> None:
    _, server, clock = unanswered()
    planned("elin@example.org", next_at=clock.now - MINUTE)
    planned("ulla@example.org", next_at=clock.now + MINUTE)
    clock.passes(2 * MINUTE)

    run(server, clock)

    assert server.calls[1:] == ["elin@example.org", "lova@example.org", "ulla@example.org"]


def other_words(session: Session, delivery: Delivery, now: datetime) -> Frozen:
    return Frozen(b"Subject: Annat\r\n\r\n", "<other@example.org>")


def _untrue(session: Session, delivery: Delivery, now: datetime) -> Frozen | None:
    return (
        None if service.supersede(session, delivery, "point_closed", now) else prepare(session, delivery, now)
    )
