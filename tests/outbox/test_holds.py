"""What holds all mail back, and the yes that lets it go."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from app import database
from app.outbox import holds
from app.outbox.models import DeliveryState, HeldFor, Sender
from app.outbox.outcomes import TRIES
from app.outbox.the_sender import locked, seen
from app.outbox.watch import Watch
from tests.outbox.sendings import MINUTE, NOW, Clock, Server, now_of, planned, raising, run

pytestmark = pytest.mark.usefixtures("engine")

HOUR = timedelta(hours=1)


class Seconds:
    """Those that have passed, whatever the clock says."""

    def __init__(self) -> None:
        self.now = 7.0

    def __call__(self) -> float:
        return self.now


def sender() -> Sender:
    with database.snapshot() as session:
        return seen(session)


def hold(why: HeldFor = HeldFor.operator, words: str | None = "Vi flyttar") -> None:
    with database.transaction() as session:
        holds.hold(locked(session), why, words, NOW)


def release(now: Clock | None = None) -> int:
    with database.transaction() as session:
        return holds.release(session, now() if now else NOW)


@pytest.mark.parametrize("why", list(HeldFor))
def test_while_it_is_held_nothing_is_taken_and_what_is_too_late_expires(why: HeldFor) -> None:
    waiting, late = planned(), planned("elin@example.org", useful_until=NOW + MINUTE)
    hold(why)
    server, clock = Server(), Clock(NOW + MINUTE)

    counts = run(server, clock)

    assert (counts.states, server.calls) == ({}, [])
    assert (now_of(waiting).state, now_of(waiting).fence) == (DeliveryState.planned, 0)
    assert now_of(late).state == DeliveryState.expired


@pytest.mark.parametrize("why", list(HeldFor))
def test_a_yes_lets_it_go(why: HeldFor) -> None:
    planned()
    hold(why)

    release()

    assert run(Server()).states == {DeliveryState.accepted: 1}
    found = sender()
    assert (found.held_for, found.held_at, found.words, found.released_at) == (None, None, None, NOW)


def test_a_hold_stops_a_run_between_two_deliveries() -> None:
    planned()
    second = planned("elin@example.org")
    server = Server(meanwhile=hold)

    counts = run(server)

    assert counts.states == {DeliveryState.accepted: 1}
    assert now_of(second).fence == 0


def test_a_yes_tries_again_what_was_set_aside_and_leaves_what_a_cap_holds() -> None:
    reasons = ["cannot_be_rendered", "cannot_be_sent", "not_completed", "cap_person", "too_many_today"]
    made = [planned(state=DeliveryState.held, reason=reason) for reason in reasons]

    assert release() == 3

    states = [now_of(each).state for each in made]
    assert states == [DeliveryState.planned] * 3 + [DeliveryState.held] * 2
    assert now_of(made[0]).reason is None


def test_one_that_is_set_aside_and_released_is_sent() -> None:
    delivery = planned(attempts=TRIES - 1)
    run(Server([RuntimeError()]))
    assert now_of(delivery).reason == "cannot_be_sent"

    release()

    assert run(Server()).states == {DeliveryState.accepted: 1}
    assert (now_of(delivery).reason, now_of(delivery).message) == (None, None)


def test_one_that_was_uncertain_is_not_released() -> None:
    planned()
    server, clock = Server(["unknown", raising(RuntimeError())]), Clock()
    for _ in range(2):
        run(server, clock)
        clock.passes(9 * MINUTE)

    assert release() == 0
    assert run(server, clock).states == {}


def test_a_clock_that_goes_with_the_seconds_is_trusted() -> None:
    planned()
    seconds, clock = Seconds(), Clock()
    watch = Watch(seconds)
    for minutes in (0, 1, 600, 3):
        seconds.now += 60 * minutes
        clock.passes(minutes * MINUTE)
        run(Server(), clock, watch=watch)

    assert (sender().held_for, sender().ran_at) == (None, clock.now)


@pytest.mark.parametrize("jump", [11 * MINUTE, -11 * MINUTE, 24 * HOUR])
def test_a_clock_that_jumps_holds_until_a_yes(jump: timedelta) -> None:
    seconds, clock, server = Seconds(), Clock(), Server()
    watch = Watch(seconds)
    run(server, clock, watch=watch)
    planned(next_at=NOW - HOUR)
    seconds.now += 60
    clock.passes(MINUTE + jump)

    run(server, clock, watch=watch)
    assert (sender().held_for, sender().ran_at) == (HeldFor.clock, NOW)
    seconds.now += 60
    clock.passes(MINUTE)
    run(server, clock, watch=watch)
    assert server.calls == []

    release(clock)
    assert run(server, clock, watch=watch).states == {DeliveryState.accepted: 1}
    assert sender().ran_at == clock.now


@pytest.mark.parametrize("jump", [9 * MINUTE, -9 * MINUTE])
def test_a_clock_that_is_put_right_by_a_little_is_trusted(jump: timedelta) -> None:
    seconds, clock = Seconds(), Clock()
    watch = Watch(seconds)
    run(Server(), clock, watch=watch)
    clock.passes(jump)
    run(Server(), clock, watch=watch)

    assert sender().held_for is None


def test_a_clock_behind_the_latest_run_of_any_process_holds() -> None:
    planned(next_at=NOW - HOUR)
    run(Server(), Clock(NOW), watch=Watch(Seconds()))

    run(Server(), Clock(NOW - 11 * MINUTE), watch=Watch(Seconds()))

    assert sender().held_for == HeldFor.clock
    assert (
        sender().words
        == "it is 2026-03-02T08:49:00+00:00, and the latest run was at 2026-03-02T09:00:00+00:00"
    )


def test_time_that_is_pretended_is_not_watched_and_leaves_no_trace() -> None:
    for clock in (Clock(NOW + 900 * HOUR), Clock(NOW)):
        run(Server(), clock)

    assert (sender().held_for, sender().ran_at) == (None, None)


def test_the_operators_hold_is_not_changed_by_what_else_is_found() -> None:
    hold()

    run(Server(), Clock(NOW), watch=Watch(Seconds()))
    run(Server(), Clock(NOW - HOUR), watch=Watch(Seconds()))

    assert (sender().held_for, sender().words) == (HeldFor.operator, "Vi flyttar")


def test_the_first_workers_at_the_same_moment_make_one_row() -> None:
    together = Barrier(4)

    def work(_: int) -> int:
        together.wait()
        with database.transaction() as session:
            return locked(session).id

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(work, range(4))) == {1}
