"""One delivery on its way: what is asked, what leaves and whose fault it is when it does not."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlmodel import Session

from app import database, settings
from app.outbox import service
from app.outbox.lease import LEASE
from app.outbox.models import Delivery, DeliveryState
from app.outbox.outcomes import TRIES
from app.outbox.sending import Frozen, Prepare
from tests.outbox.sendings import (
    MINUTE,
    NOW,
    WORDS,
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


def test_what_is_due_leaves_in_an_envelope_of_its_own() -> None:
    delivery, server = planned(), Server()

    counts = run(server)

    assert counts.states == {DeliveryState.accepted: 1}
    (envelope,) = server.bodies
    assert (envelope.sender, envelope.recipient) == (settings.get().mail_bounce, "lova@example.org")
    assert envelope.message == message(delivery)


@pytest.mark.parametrize("sender", ["studs+7@example.org", ""])
def test_the_envelope_sender_of_a_delivery_goes_before_the_setting(sender: str) -> None:
    planned(envelope_sender=sender)
    server = Server()

    run(server)

    assert server.bodies[0].sender == sender


def test_what_becomes_useless_while_another_is_sent_is_not_sent() -> None:
    clock = Clock()
    planned("lova@example.org")
    late = planned("elin@example.org", useful_until=NOW + MINUTE)

    counts = run(Server([slowly(clock, MINUTE)]), clock, room=2)

    assert counts.states == {DeliveryState.accepted: 1, DeliveryState.expired: 1}
    assert now_of(late).message is None
    assert [each.outcome for each in attempts_at(late.id)] == ["expired"]


def test_a_server_that_was_closing_is_called_once_more_at_once() -> None:
    delivery, server = planned(), Server(["reconnect", "accepted"])

    counts = run(server)

    assert counts.states == {DeliveryState.accepted: 1}
    assert (now_of(delivery).attempts, len(server.calls), len(server.bodies)) == (1, 2, 1)


def test_a_message_does_not_leave_when_its_cause_ended_it_in_between() -> None:
    delivery = planned()

    def move_the_meeting() -> None:
        with database.transaction() as session:
            service.supersede(session, session.get_one(Delivery, delivery.id), "meeting_moved", NOW)

    server = Server(meanwhile=move_the_meeting)
    counts = run(server)

    assert (counts.lost, server.bodies) == (1, [])
    assert (now_of(delivery).state, now_of(delivery).reason) == (DeliveryState.superseded, "meeting_moved")
    assert [each.outcome for each in attempts_at(delivery.id)] == ["superseded"]


def test_what_is_no_longer_true_is_superseded_when_it_is_asked_about() -> None:
    delivery, server = planned(), Server()

    counts = run(server, prepare=_untrue)

    assert counts.states == {DeliveryState.superseded: 1}
    assert server.calls == []
    assert (now_of(delivery).state, now_of(delivery).reason) == (DeliveryState.superseded, "point_closed")
    assert [each.outcome for each in attempts_at(delivery.id)] == ["superseded"]


def test_it_is_asked_again_before_each_attempt() -> None:
    delivery, server, clock = planned(), Server(["temporary"]), Clock()
    run(server, clock)
    clock.passes(6 * MINUTE)

    run(server, clock, prepare=_untrue)

    assert len(server.calls) == 1
    assert now_of(delivery).state == DeliveryState.superseded


def test_whoever_is_asked_may_hold_it_instead() -> None:
    delivery = planned()

    def hold(session: Session, delivery: Delivery, now: datetime) -> None:
        delivery.state, delivery.reason = DeliveryState.held, "too_many_today"

    run(Server(), prepare=hold)

    assert (now_of(delivery).state, now_of(delivery).reason) == (DeliveryState.held, "too_many_today")
    assert [each.outcome for each in attempts_at(delivery.id)] == ["held"]


@pytest.mark.parametrize("fault", [ValueError("Lova"), KeyError(), IntegrityError("", {}, Exception())])
def test_one_that_cannot_be_rendered_is_held_and_the_rest_goes_on(
    fault: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    bad, good = planned(attempts=TRIES - 1), planned("elin@example.org")
    server = Server()

    counts = run(server, prepare=failing(bad, fault))

    assert counts.states == {DeliveryState.held: 1, DeliveryState.accepted: 1}
    assert (now_of(bad).state, now_of(bad).reason) == (DeliveryState.held, "cannot_be_rendered")
    assert now_of(good).state == DeliveryState.accepted
    assert [each.outcome for each in attempts_at(bad.id)] == ["held"]
    assert str(bad.id) in caplog.text
    assert "lova" not in caplog.text.lower()


def test_one_that_cannot_be_made_or_handed_over_is_tried_three_times_before_it_is_held() -> None:
    delivery, clock, pauses = planned(), Clock(), []
    for _ in range(2):
        run(Server(), clock, prepare=failing(delivery, ValueError()))
        found = now_of(delivery)
        assert (found.state, found.reason) == (DeliveryState.planned, "cannot_be_rendered")
        pauses.append(found.next_at - clock.now)
        clock.now = found.next_at

    run(Server([RuntimeError()]), clock)

    assert pauses == [6 * MINUTE, 12 * MINUTE]
    assert (now_of(delivery).state, now_of(delivery).reason) == (DeliveryState.held, "cannot_be_sent")
    assert [each.outcome for each in attempts_at(delivery.id)] == ["planned", "planned", "held"]


def test_what_was_written_while_it_could_not_be_rendered_is_undone() -> None:
    delivery = planned(attempts=TRIES - 1)

    def fail(session: Session, delivery: Delivery, now: datetime) -> Frozen:
        service.plan(session, "elin@example.org", now)
        raise ValueError

    server = Server()
    run(server, prepare=fail)

    assert server.calls == []
    assert now_of(delivery).state == DeliveryState.held


def test_whoever_is_asked_and_says_nothing_is_not_asked_for_ever() -> None:
    delivery = planned(attempts=TRIES - 1)

    run(Server(), prepare=lambda *_: None)

    assert now_of(delivery).state == DeliveryState.held


@pytest.mark.parametrize("address", ["åsa@example.org", "lova", "a@b>\r\nDATA"])
def test_an_address_that_cannot_stand_in_an_envelope_is_held(address: str) -> None:
    bad, good = planned(address, attempts=TRIES - 1), planned("elin@example.org")

    run(Server())

    assert (now_of(bad).state, now_of(bad).reason) == (DeliveryState.held, "cannot_be_sent")
    assert now_of(good).state == DeliveryState.accepted


def test_a_transport_that_fails_before_the_message_leaves_it_held() -> None:
    bad, good = planned(attempts=TRIES - 1), planned("elin@example.org")

    run(Server([RuntimeError("what is this?")]))

    assert (now_of(bad).state, now_of(bad).reason) == (DeliveryState.held, "cannot_be_sent")
    assert now_of(good).state == DeliveryState.accepted


def test_a_transport_that_fails_when_the_message_has_left_leaves_it_uncertain() -> None:
    bad, good = planned(), planned("elin@example.org")

    run(Server([raising(RuntimeError("what is this?"))]))

    assert (now_of(bad).state, now_of(bad).reason) == (DeliveryState.uncertain, "no_answer")
    assert now_of(good).state == DeliveryState.accepted


def test_a_fault_of_the_database_is_nobodys_and_heals_after_the_lease() -> None:
    delivery, clock = planned(), Clock()
    fault = OperationalError("", {}, Exception("database is locked"))

    with pytest.raises(OperationalError):
        run(Server(), clock, prepare=failing(delivery, fault))

    clock.passes(LEASE)
    assert run(Server(), clock).states == {DeliveryState.accepted: 1}


def test_no_transaction_is_open_while_the_server_is_spoken_to(engine: Engine) -> None:
    planned()

    def write(server: Server) -> str:
        with ThreadPoolExecutor(1) as elsewhere:
            elsewhere.submit(planned, "elin@example.org").result(timeout=5)
        return "accepted"

    counts = run(Server([write]))

    assert counts.states == {DeliveryState.accepted: 2}


@pytest.mark.parametrize(("turn", "told"), [("refused", True), ("rejected", False), ("temporary", False)])
def test_who_wants_to_know_is_told_that_a_recipient_is_refused(turn: str, told: bool) -> None:
    delivery = planned()
    heard: list[tuple[str, DeliveryState, str]] = []

    def hear(session: Session, delivery: Delivery, words: str) -> None:
        heard.append((delivery.address, delivery.state, words))

    run(Server([turn]), refused=hear)

    assert heard == ([(delivery.address, DeliveryState.failed, WORDS["refused"])] if told else [])


def test_what_is_made_of_a_refusal_is_written_with_it_or_not_at_all(caplog: pytest.LogCaptureFixture) -> None:
    made = [planned(), planned("elin@example.org")]

    def write(session: Session, delivery: Delivery, words: str) -> None:
        service.plan(session, "lova@example.com", NOW)
        if delivery.id == made[1].id:
            session.flush()
            raise ValueError("elin")

    counts = run(Server(["refused", "refused"]), refused=write)

    assert counts.states == {DeliveryState.failed: 2, DeliveryState.accepted: 1}
    assert now_of(made[1]).last_reply == WORDS["refused"]
    assert "elin" not in caplog.text


def failing(bad: Delivery, fault: Exception) -> Prepare:
    def fail(session: Session, delivery: Delivery, now: datetime) -> Frozen:
        if delivery.id == bad.id:
            raise fault
        return prepare(session, delivery, now)

    return fail


def _untrue(session: Session, delivery: Delivery, now: datetime) -> None:
    service.supersede(session, delivery, "point_closed", now)
