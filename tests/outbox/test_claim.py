"""Who gets a delivery, and what becomes of those that were left."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import UUID

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from app import database
from app.outbox.claiming import claim
from app.outbox.clearing import MOST_CRASHES, clear
from app.outbox.lease import LEASE
from app.outbox.models import Delivery, DeliveryState
from app.outbox.smtp import Patience
from tests import make
from tests.outbox.sendings import MINUTE, NOW, Clock, Server, attempts_at, now_of, planned, run


def take(worker: str = "a", room: int = 9, now: timedelta = timedelta(0)) -> list[Delivery]:
    with database.transaction() as session:
        clear(session, NOW + now)
        return claim(session, worker, NOW + now, room)


def test_a_claim_is_a_lease_a_number_and_an_attempt(engine: Engine) -> None:
    delivery = planned()

    take("a")

    found = now_of(delivery)
    assert (found.state, found.lease_owner, found.lease_until) == (DeliveryState.claimed, "a", NOW + LEASE)
    assert (found.fence, found.attempts) == (1, 1)
    (attempt,) = attempts_at(delivery.id)
    assert (attempt.fence, attempt.worker, attempt.started_at) == (1, "a", NOW)
    assert (attempt.ended_at, attempt.outcome) == (None, None)


def test_the_oldest_come_first_and_no_more_than_there_is_room_for(engine: Engine) -> None:
    for minute in (3, 1, 2, 4):
        planned(f"{minute}@example.org", next_at=NOW + minute * MINUTE)

    first, second = take(room=3, now=9 * MINUTE), take(room=3, now=9 * MINUTE)

    assert [each.address[0] for each in first] == ["1", "2", "3"]
    assert [each.address[0] for each in second] == ["4"]


def test_those_of_one_instant_come_in_the_order_they_were_planned(engine: Engine) -> None:
    made = [planned(f"{number}@example.org").id for number in range(5)]

    assert [each.id for each in take()] == made


@pytest.mark.parametrize("state", [state for state in DeliveryState if state != DeliveryState.planned])
def test_only_what_is_planned_is_taken(session: Session, state: DeliveryState) -> None:
    make.delivery(session, state=state, lease_until=NOW + MINUTE)

    assert claim(session, "a", NOW, 9) == []


def test_what_is_planned_for_later_is_left(engine: Engine) -> None:
    planned(next_at=NOW + MINUTE)

    assert take() == []
    assert len(take(now=MINUTE)) == 1


@pytest.mark.parametrize("workers", [2, 6])
def test_workers_at_the_same_moment_get_different_rows(engine: Engine, workers: int) -> None:
    made = {planned(f"{number}@example.org").id for number in range(40)}
    together = Barrier(workers)

    def work(name: str) -> list[UUID]:
        together.wait()
        taken: list[UUID] = []
        while found := take(name, room=3):
            taken += [delivery.id for delivery in found]
        return taken

    with ThreadPoolExecutor(workers) as pool:
        taken = [id for ids in pool.map(work, [f"worker {n}" for n in range(workers)]) for id in ids]

    assert sorted(taken) == sorted(made)
    assert all(now_of(delivery).fence == 1 for delivery in _all())


def test_a_worker_does_not_wait_for_the_rows_of_another(engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        pytest.skip("SQLite has one writer at a time")
    for number in range(4):
        planned(f"{number}@example.org")

    with database.transaction() as one, database.transaction() as other:
        first, second = claim(one, "a", NOW, 3), claim(other, "b", NOW, 3)

    assert [len(first), len(second)] == [3, 1]


def test_what_a_dead_worker_had_claimed_is_taken_again_after_its_lease(engine: Engine) -> None:
    delivery = planned()
    take("a")

    assert take("b", now=LEASE - MINUTE) == []
    (again,) = take("b", now=LEASE)

    assert (again.lease_owner, again.fence, again.attempts) == ("b", 2, 2)
    assert again.lease_until == NOW + 2 * LEASE
    assert [(each.worker, each.ended_at) for each in attempts_at(delivery.id)] == [("a", None), ("b", None)]


def test_what_kills_every_worker_is_held_at_last_and_the_rest_goes_on(engine: Engine) -> None:
    delivery = planned()
    taken = [len(take(now=number * LEASE)) for number in range(MOST_CRASHES)]
    other = planned("elin@example.org")

    last = take(now=MOST_CRASHES * LEASE)

    assert taken == [1] * MOST_CRASHES
    assert [each.id for each in last] == [other.id]
    assert (now_of(delivery).state, now_of(delivery).reason) == (DeliveryState.held, "not_completed")


def test_one_crash_after_many_attempts_that_ended_holds_nothing(engine: Engine) -> None:
    delivery, clock = planned(), Clock()
    for _ in range(MOST_CRASHES):
        run(Server(["temporary"]), clock)
        clock.now = now_of(delivery).next_at
    take(now=clock.now - NOW)

    (again,) = take(now=clock.now - NOW + LEASE)

    assert again.id == delivery.id


def test_what_a_dead_worker_was_transmitting_is_uncertain_and_never_taken(engine: Engine) -> None:
    delivery = planned(state=DeliveryState.transmitting, lease_owner="a", lease_until=NOW, fence=1)

    assert take(now=-MINUTE) == []
    assert now_of(delivery).state == DeliveryState.transmitting
    assert take() == take(now=timedelta(days=9)) == []

    found = now_of(delivery)
    assert (found.state, found.reason, found.lease_until) == (DeliveryState.uncertain, "no_answer", None)


@pytest.mark.parametrize("state", ["planned", "claimed"])
def test_what_is_no_longer_useful_expires(engine: Engine, state: str) -> None:
    delivery = planned(state=DeliveryState(state), lease_until=NOW - MINUTE, useful_until=NOW)

    assert take() == []

    assert (now_of(delivery).state, now_of(delivery).reason) == (DeliveryState.expired, "no_longer_useful")


def test_what_waits_expires_before_its_next_try(engine: Engine) -> None:
    delivery = planned(next_at=NOW + 60 * MINUTE, useful_until=NOW + 30 * MINUTE)

    take(now=29 * MINUTE)
    assert now_of(delivery).state == DeliveryState.planned

    take(now=30 * MINUTE)
    assert now_of(delivery).state == DeliveryState.expired


@pytest.mark.parametrize("state", ["claimed", "transmitting", "accepted", "failed"])
def test_what_is_in_hand_or_ended_does_not_expire(engine: Engine, state: str) -> None:
    delivery = planned(state=DeliveryState(state), lease_until=NOW + MINUTE, useful_until=NOW)

    take()

    assert now_of(delivery).state == DeliveryState(state)


def test_a_lease_is_longer_than_a_transport_may_take() -> None:
    patience = Patience()

    assert LEASE.total_seconds() > (
        2 * patience.conversation + patience.after_message + 2 * patience.farewell
    )


def _all() -> list[Delivery]:
    with database.snapshot() as session:
        return list(session.exec(select(Delivery).order_by(col(Delivery.id))))
