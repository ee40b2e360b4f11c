"""A run: what is begun, in which order, and what ends it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from app.outbox.models import DeliveryState
from app.outbox.worker import LONGEST_RUN
from tests.outbox.sendings import (
    MINUTE,
    WORDS,
    Clock,
    Server,
    attempts_at,
    now_of,
    planned,
    run,
    slowly,
)

pytestmark = pytest.mark.usefixtures("engine")


def test_a_refused_one_does_not_stop_the_others() -> None:
    made = [planned(f"{number}@example.org") for number in range(4)]
    server = Server(["accepted", "refused", "temporary", "accepted"])

    counts = run(server)

    assert server.calls == [delivery.address for delivery in made]
    assert counts.states == {DeliveryState.accepted: 2, DeliveryState.failed: 1, DeliveryState.planned: 1}


def test_a_fault_of_the_sender_stops_the_run_and_blames_nobody() -> None:
    first, second = planned(), planned("elin@example.org")
    server, clock = Server(["sender_fault"]), Clock()

    counts = run(server, clock)

    assert counts.stopped
    assert counts.stopped.reply == WORDS["sender_fault"]
    assert server.calls == ["lova@example.org"]
    assert (now_of(second).state, now_of(second).attempts) == (DeliveryState.planned, 0)
    clock.passes(6 * MINUTE)
    run(server, clock)
    assert now_of(first).state == now_of(second).state == DeliveryState.accepted


def test_what_was_taken_and_not_begun_is_given_back() -> None:
    made = [planned(f"{number}@example.org") for number in range(3)]

    run(Server(["sender_fault"]), room=3)

    for delivery in made[1:]:
        found = now_of(delivery)
        assert (found.state, found.attempts, found.lease_until) == (DeliveryState.planned, 0, None)
        assert [each.outcome for each in attempts_at(delivery.id)] == ["given_back"]


def test_a_worker_that_is_told_to_stop_finishes_what_it_has_begun() -> None:
    made = [planned(f"{number}@example.org") for number in range(3)]
    server = Server()

    counts = run(server, room=3, stopping=lambda: len(server.calls) > 1)

    assert counts.states == {DeliveryState.accepted: 2}
    assert now_of(made[2]).state == DeliveryState.planned


def test_a_worker_that_is_told_to_stop_beforehand_takes_nothing() -> None:
    delivery = planned()

    run(Server(), stopping=lambda: True)

    assert now_of(delivery).fence == 0


def test_a_slow_server_does_not_keep_a_run_going_for_ever() -> None:
    clock, server = Clock(), Server()
    server.turns = [slowly(clock, 10 * MINUTE)] * 5
    for number in range(5):
        planned(f"{number}@example.org")

    run(server, clock)

    assert len(server.calls) == LONGEST_RUN // (10 * MINUTE) + 1


def test_what_a_run_came_to_is_told_by_word() -> None:
    for number in range(4):
        planned(f"{number}@example.org")

    counts = run(Server(["accepted", "refused", "unreachable"]))

    assert counts.by_word == {"accepted": 1, "failed": 1, "planned": 1, "stopped_unreachable": 1}


@pytest.mark.parametrize("room", [1, 3])
def test_workers_side_by_side_send_each_once(room: int) -> None:
    made = [planned(f"{number}@example.org") for number in range(12)]
    servers, together = [Server(), Server(), Server()], Barrier(3)

    def work(number: int) -> int:
        together.wait()
        return run(servers[number], worker=str(number), room=room).states[DeliveryState.accepted]

    with ThreadPoolExecutor(3) as pool:
        accepted = sum(pool.map(work, range(3)))

    sent = [envelope.recipient for server in servers for envelope in server.bodies]
    assert accepted == 12
    assert sorted(sent) == sorted(delivery.address for delivery in made)
