"""When the fault is ours: nobody is blamed, nothing is sent, and one delivery is tried now and then."""

from datetime import datetime

import pytest
from sqlalchemy import update
from sqlmodel import Session

from app import database
from app.outbox import holds
from app.outbox.backoff import LONGEST
from app.outbox.breaker import REFUSED_IN_A_ROW
from app.outbox.lease import LEASE
from app.outbox.models import Delivery, DeliveryState, HeldFor, Sender
from app.outbox.outcomes import SOON, TRIES
from app.outbox.sending import Frozen
from app.outbox.the_sender import locked, seen
from tests.outbox.sendings import (
    MINUTE,
    NOW,
    WORDS,
    Clock,
    Server,
    Turn,
    attempts_at,
    now_of,
    planned,
    run,
)

pytestmark = pytest.mark.usefixtures("engine")


class Killed(BaseException):
    """The process, at this very place."""


def sender() -> Sender:
    with database.snapshot() as session:
        return seen(session)


def broken(*addresses: str) -> Clock:
    """What is due to these, and a fault that the first has met with; and it is time for a probe."""
    for address in addresses:
        planned(address)
    clock = Clock()
    run(Server(["sender_fault"]), clock)
    clock.now = sender().retry_at or clock.now
    return clock


def test_a_fault_of_ours_holds_everything_and_counts_for_nobody() -> None:
    first, second = planned(), planned("elin@example.org")
    server = Server(["sender_fault"])

    run(server)

    found = now_of(first)
    assert (found.state, found.reason, found.attempts) == (DeliveryState.planned, "sender_fault", 0)
    assert (found.next_at, found.last_reply) == (NOW, WORDS["sender_fault"])
    assert (sender().held_for, sender().words) == (HeldFor.fault, WORDS["sender_fault"])
    assert (sender().held_at, sender().retry_at, sender().faults) == (NOW, NOW + 6 * MINUTE, 1)
    run(server, Clock(NOW + 5 * MINUTE), worker="b")
    assert server.calls == ["lova@example.org"]
    assert now_of(second).fence == 0


def test_one_is_tried_and_when_it_is_accepted_the_others_follow() -> None:
    clock = broken("lova@example.org", "elin@example.org", "ulla@example.org")
    server = Server()

    counts = run(server, clock, room=3)

    assert counts.states == {DeliveryState.accepted: 3}
    assert (sender().held_for, sender().words, sender().retry_at, sender().faults) == (None, None, None, 0)


def test_only_one_worker_tries() -> None:
    clock = broken("lova@example.org", "elin@example.org")
    other = Server()

    def meanwhile() -> None:
        assert run(other, clock, worker="b").states == {}

    server = Server(["temporary"], meanwhile=meanwhile)
    run(server, clock)

    assert (len(server.calls), other.calls) == (1, [])


def test_one_recipient_that_our_fault_is_always_told_of_keeps_no_other_from_being_tried() -> None:
    clock = broken("lova@example.org", "elin@example.org", "ulla@example.org")
    server = Server(["accepted", "accepted", "sender_fault"])

    counts = run(server, clock)

    assert server.calls == ["elin@example.org", "ulla@example.org", "lova@example.org"]
    assert counts.states[DeliveryState.accepted] == 2


REFUSED = [f"{number}@example.org" for number in range(REFUSED_IN_A_ROW)]


def test_when_so_many_are_refused_and_nobody_is_accepted_the_fault_is_taken_for_ours() -> None:
    made = [planned(address) for address in [*REFUSED, "elin@example.org"]]

    run(Server(["refused"] * 99))

    assert (sender().held_for, sender().words) == (HeldFor.fault, WORDS["refused"])
    assert (now_of(made[-1]).state, now_of(made[-1]).fence) == (DeliveryState.planned, 0)


@pytest.mark.parametrize("among", range(2))
def test_one_that_is_accepted_among_them_shows_that_it_is_not(among: int) -> None:
    for address in [*REFUSED, "elin@example.org"]:
        planned(address)

    run(Server([*["refused"] * (5 + among), "accepted", *["refused"] * 99]))

    assert sender().held_for is None


def test_one_address_refused_so_many_times_is_one() -> None:
    for _ in REFUSED:
        planned()

    run(Server(["refused"] * 99))

    assert sender().held_for is None


def test_those_refused_before_a_yes_do_not_count_after_it() -> None:
    for address in [*REFUSED, "elin@example.org", "ulla@example.org"]:
        planned(address)
    clock, server = Clock(), Server(["refused"] * 99)
    run(server, clock)
    with database.transaction() as session:
        holds.release(session, clock.now)

    run(server, clock)

    assert (len(server.calls), sender().held_for) == (REFUSED_IN_A_ROW + 2, None)


@pytest.mark.parametrize(
    "turn",
    ["temporary", "silent", "unreachable", "interrupted", "refused", "rejected", "unknown"],
)
def test_an_answer_that_proves_nothing_leaves_it_held_until_the_next_try(turn: Turn) -> None:
    clock = broken("lova@example.org", "elin@example.org")
    server = Server([turn])

    run(server, clock)

    assert (sender().held_for, sender().faults, len(server.calls)) == (HeldFor.fault, 1, 1)
    assert sender().retry_at in {clock.now + SOON, clock.now + 6 * MINUTE}


def test_the_tries_come_less_and_less_often() -> None:
    planned()
    clock, server, pauses = Clock(), Server(["sender_fault"] * 99), []
    for _ in range(9):
        run(server, clock)
        retry_at = sender().retry_at
        assert retry_at is not None
        pauses.append(retry_at - clock.now)
        clock.now = retry_at

    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[1], pauses[-1]) == (6 * MINUTE, 12 * MINUTE, LONGEST)
    assert sender().held_at == NOW


def test_a_second_worker_that_meets_the_same_fault_makes_it_no_worse() -> None:
    planned()
    planned("elin@example.org")
    clock, other = Clock(), Server(["sender_fault"])

    def meanwhile(_: Server) -> str:
        run(other, clock, worker="b")
        return "sender_fault"

    run(Server([meanwhile]), clock)

    assert (other.calls, sender().faults, sender().retry_at) == (["elin@example.org"], 1, NOW + 6 * MINUTE)


def test_a_mail_that_was_on_its_way_does_not_end_it() -> None:
    planned()
    planned("elin@example.org")
    clock = Clock()

    def meanwhile() -> None:
        run(Server(["sender_fault"]), clock, worker="b")

    counts = run(Server(meanwhile=meanwhile), clock)

    assert counts.states == {DeliveryState.accepted: 1}
    assert sender().held_for == HeldFor.fault


def test_when_the_one_who_tries_dies_another_tries_after_the_lease() -> None:
    clock = broken("lova@example.org")
    with pytest.raises(Killed):
        run(Server([Killed()]), clock)

    clock.passes(LEASE - MINUTE)
    assert run(Server(), clock, worker="b").states == {}
    clock.passes(MINUTE)
    assert run(Server(), clock, worker="b").states == {DeliveryState.accepted: 1}


def test_one_that_ends_before_the_server_is_asked_is_followed_by_another() -> None:
    clock = broken("lova@example.org", "elin@example.org")
    with database.transaction() as session:
        session.execute(update(Delivery).values(attempts=TRIES - 1))

    def choose(session: Session, delivery: Delivery, now: datetime) -> Frozen:
        if delivery.address == "lova@example.org":
            raise ValueError
        return Frozen(b"Subject: Hej\r\n\r\n", "<hej@example.org>")

    counts = run(Server(), clock, prepare=choose)

    assert counts.states == {DeliveryState.held: 1, DeliveryState.accepted: 1}
    assert sender().held_for is None


def test_a_worker_that_loses_the_one_it_tries_lets_another_try() -> None:
    clock = broken("lova@example.org")

    def sleep(_: Server) -> str:
        clock.passes(LEASE)
        return "accepted"

    counts = run(Server([sleep]), clock)

    assert counts.lost == 1
    assert (sender().held_for, sender().retry_at) == (HeldFor.fault, clock.now)


def test_a_fault_does_not_end_what_the_operator_holds() -> None:
    planned()
    clock = Clock()

    def meanwhile(_: Server) -> str:
        with database.transaction() as session:
            locked(session).held_for = HeldFor.operator
        return "sender_fault"

    run(Server([meanwhile]), clock)

    assert (sender().held_for, sender().retry_at) == (HeldFor.operator, None)


def test_what_is_held_by_a_fault_does_not_run_out_of_tries() -> None:
    delivery = planned()
    clock = Clock()
    run(Server(["sender_fault"] * 3), clock)
    while clock.now < NOW + 8 * 24 * 60 * MINUTE:
        clock.now = (sender().retry_at or clock.now) + 600 * MINUTE
        run(Server(["sender_fault"]), clock)

    assert (now_of(delivery).state, now_of(delivery).attempts) == (DeliveryState.planned, 0)
    assert {each.outcome for each in attempts_at(delivery.id)} == {"sender_fault"}


@pytest.mark.parametrize("turn", ["unreachable", "silent", "reconnect"])
def test_since_when_no_server_could_be_reached_is_known_until_one_is(turn: str) -> None:
    planned()
    clock = Clock()
    run(Server([turn, turn]), clock)
    clock.passes(9 * MINUTE)
    run(Server([turn, turn]), clock)
    assert sender().silent_since == NOW

    clock.passes(40 * MINUTE)
    run(Server(["temporary"]), clock)
    assert sender().silent_since is None
