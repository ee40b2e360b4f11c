"""What is left after a crash or a long sleep, and what may be done with it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from sqlmodel import Session

from app import database
from app.outbox.claiming import claim
from app.outbox.lease import LEASE
from app.outbox.models import Delivery, DeliveryState
from app.outbox.sending import Frozen
from app.outbox.transport import Envelope, Outcome
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
    slowly,
)

pytestmark = pytest.mark.usefixtures("engine")


class Killed(BaseException):
    """The process, at this very place."""


def test_transmitting_is_committed_before_the_message_leaves() -> None:
    delivery = planned()
    seen: list[Delivery] = []

    def look(server: Server) -> str:
        with ThreadPoolExecutor(1) as elsewhere:
            seen.append(elsewhere.submit(now_of, delivery).result())
        return "accepted"

    run(Server([look]))

    assert seen[0].state == DeliveryState.transmitting
    assert (seen[0].message, seen[0].frozen_at) == (message(delivery), NOW)
    assert seen[0].lease_until == NOW + LEASE


def test_nothing_is_transmitting_while_no_message_leaves() -> None:
    delivery = planned()

    with pytest.raises(Killed):
        run(Server([Killed()]))

    assert now_of(delivery).state == DeliveryState.claimed


def test_after_a_crash_before_the_message_it_is_sent_after_the_lease() -> None:
    delivery, server, clock = planned(), Server([Killed()]), Clock()
    with pytest.raises(Killed):
        run(server, clock)

    clock.passes(LEASE - MINUTE)
    assert run(server, clock, worker="b").states == {}
    clock.passes(MINUTE)
    assert run(server, clock, worker="b").states == {DeliveryState.accepted: 1}

    assert server.bodies[0].message == message(delivery)
    assert [each.outcome for each in attempts_at(delivery.id)] == [None, "accepted"]


def test_after_a_crash_while_it_is_prepared_it_is_sent_after_the_lease() -> None:
    planned()
    clock = Clock()

    def die(session: Session, delivery: Delivery, now: datetime) -> Frozen:
        raise Killed

    with pytest.raises(Killed):
        run(Server(), clock, prepare=die)

    clock.passes(LEASE)
    assert run(Server(), clock).states == {DeliveryState.accepted: 1}


def test_after_a_crash_while_the_message_left_it_is_uncertain_and_not_sent() -> None:
    delivery, clock = planned(), Clock()
    with pytest.raises(Killed):
        run(Server([raising(Killed())]), clock)
    assert now_of(delivery).state == DeliveryState.transmitting

    clock.passes(LEASE)
    server = Server()
    run(server, clock)

    assert server.calls == []
    assert (now_of(delivery).state, now_of(delivery).reason) == (DeliveryState.uncertain, "no_answer")
    assert [each.outcome for each in attempts_at(delivery.id)] == [None]


@pytest.mark.parametrize("kind", ["accepted", "temporary", "refused", "unknown"])
def test_a_worker_that_wakes_after_its_lease_writes_nothing(kind: str) -> None:
    delivery, clock = planned(), Clock()
    before: list[Delivery] = []

    def sleep(server: Server) -> str:
        clock.passes(LEASE)
        before.append(now_of(delivery))
        return kind

    counts = run(Server([sleep]), clock)

    assert (counts.lost, counts.states) == (1, {})
    assert now_of(delivery).model_dump() == before[0].model_dump()
    assert [each.ended_at for each in attempts_at(delivery.id)] == [None]


def test_a_worker_that_wakes_when_another_has_taken_over_writes_nothing() -> None:
    delivery, clock, other = planned(), Clock(), Server()

    def sleep(session: Session, delivery: Delivery, now: datetime) -> Frozen:
        session.commit()
        clock.passes(LEASE)
        run(other, clock, worker="b")
        session.begin()
        return prepare(session, delivery, now)

    server = Server()
    counts = run(server, clock, prepare=sleep)

    assert (counts.lost, server.calls) == (1, [])
    assert [each.outcome for each in attempts_at(delivery.id)] == [None, "accepted"]
    assert now_of(delivery).fence == 2


def test_a_worker_that_wakes_writes_nothing_while_another_has_it_in_hand() -> None:
    delivery, clock = planned(), Clock()
    taken: list[Delivery] = []

    def sleep() -> None:
        clock.passes(LEASE)
        with database.transaction() as session:
            taken.extend(claim(session, "b", clock(), 1))

    server = Server(meanwhile=sleep)
    counts = run(server, clock)

    assert (counts.lost, server.bodies) == (1, [])
    assert now_of(delivery).model_dump() == taken[0].model_dump()
    assert [(each.worker, each.ended_at) for each in attempts_at(delivery.id)] == [("a", None), ("b", None)]


def test_a_message_does_not_begin_to_leave_twice_in_one_lease() -> None:
    planned()

    class Stutterer(Server):
        def transmit(self, envelope: Envelope, before_body: Callable[[], None]) -> Outcome:
            super().transmit(envelope, before_body)
            return super().transmit(envelope, before_body)

    server = Stutterer()
    counts = run(server)

    assert (counts.lost, len(server.calls), len(server.bodies)) == (1, 2, 1)


def test_each_step_has_the_whole_lease_before_it() -> None:
    planned()
    delivery, clock = planned("elin@example.org"), Clock()
    leases: list[datetime | None] = []

    def look(server: Server) -> str:
        leases.append(now_of(delivery).lease_until)
        return "accepted"

    server = Server([slowly(clock, 12 * MINUTE), look], meanwhile=lambda: clock.passes(5 * MINUTE))
    counts = run(server, clock, room=2)

    assert counts.states == {DeliveryState.accepted: 2}
    assert leases == [NOW + 22 * MINUTE + LEASE]


def test_a_message_does_not_leave_when_the_lease_has_gone_to_another() -> None:
    delivery, clock, other = planned(), Clock(), Server()

    def sleep() -> None:
        clock.passes(LEASE)
        run(other, clock, worker="b")

    server = Server(meanwhile=sleep)
    counts = run(server, clock)

    assert counts.lost == 1
    assert (len(server.bodies), len(other.bodies)) == (0, 1)
    assert now_of(delivery).state == DeliveryState.accepted
