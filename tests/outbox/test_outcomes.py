"""What each outcome makes of a delivery."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session

from app.outbox.models import Delivery, DeliveryState
from app.outbox.sending import Frozen
from tests.outbox.sendings import (
    MINUTE,
    NOW,
    WORDS,
    Clock,
    Server,
    Turn,
    attempts_at,
    message,
    now_of,
    planned,
    run,
)

pytestmark = pytest.mark.usefixtures("engine")


def test_what_was_accepted_is_recorded_with_the_words_of_the_server() -> None:
    delivery = planned()

    run(Server())

    found = now_of(delivery)
    assert (found.state, found.reason, found.sent_at) == (DeliveryState.accepted, None, NOW)
    assert (found.last_reply, found.message_id) == ("250 2.0.0 Ok", f"<{delivery.id}@example.org>")
    assert (found.lease_owner, found.lease_until, found.attempts) == (None, None, 1)
    (attempt,) = attempts_at(delivery.id)
    assert (attempt.outcome, attempt.reply, attempt.ended_at) == ("accepted", "250 2.0.0 Ok", NOW)


@pytest.mark.parametrize(
    ("kind", "state", "reason", "attempts"),
    [
        ("temporary", "planned", "temporary", 1),
        ("silent", "planned", "silent", 1),
        ("sender_fault", "planned", "sender_fault", 0),
        ("refused", "failed", "refused", 1),
        ("rejected", "failed", "rejected", 1),
        ("unknown", "uncertain", "no_answer", 1),
    ],
)
def test_each_outcome_has_its_state(kind: str, state: str, reason: str, attempts: int) -> None:
    delivery = planned()

    counts = run(Server([kind]))

    found = now_of(delivery)
    assert counts.states == {DeliveryState(state): 1}
    assert (found.state, found.reason, found.attempts) == (DeliveryState(state), reason, attempts)
    assert (found.last_reply, found.sent_at, found.lease_until) == (WORDS[kind], None, None)
    assert [(each.outcome, each.reply) for each in attempts_at(delivery.id)] == [(kind, WORDS[kind])]


@pytest.mark.parametrize("kind", ["accepted", "refused", "rejected"])
def test_what_has_come_to_an_end_is_never_sent_again(kind: str) -> None:
    planned()
    server = Server([kind])
    run(server)

    run(server, Clock(NOW + timedelta(days=4)))

    assert len(server.calls) == 1


def test_a_temporary_fault_is_tried_again_with_the_same_bytes() -> None:
    delivery, server, clock = planned(), Server(["temporary"]), Clock()
    run(server, clock)
    clock.passes(5 * MINUTE)
    run(server, clock, prepare=other_words)
    assert len(server.calls) == 1

    clock.passes(MINUTE)
    run(server, clock, prepare=other_words)

    found = now_of(delivery)
    assert (found.state, found.reason, found.attempts) == (DeliveryState.accepted, None, 2)
    assert server.bodies[0].message == server.bodies[1].message == message(delivery)
    assert (found.frozen_at, found.message_id) == (NOW, f"<{delivery.id}@example.org>")
    assert [each.outcome for each in attempts_at(delivery.id)] == ["temporary", "accepted"]


def test_a_server_that_is_out_for_days_gets_few_calls_and_what_is_late_expires() -> None:
    delivery, server, clock = planned(), Server(["temporary"] * 1000), Clock()
    for _ in range(9):
        run(server, clock)
        clock.now = now_of(delivery).next_at
    clock.passes(timedelta(days=4))

    while (found := now_of(delivery)).state == DeliveryState.planned:
        clock.now = max(clock.now, found.next_at)
        run(server, clock)

    assert (found.state, found.reason) == (DeliveryState.expired, "given_up")
    assert timedelta(days=4, hours=23) < clock.now - NOW < timedelta(days=5)
    assert found.attempts == len(server.calls) == len(attempts_at(delivery.id)) < 40


def test_what_cannot_be_tried_again_in_time_expires() -> None:
    delivery = planned(useful_until=NOW + 9 * MINUTE)

    counts = run(Server(["temporary"]))

    assert counts.states == {DeliveryState.expired: 1}
    assert (now_of(delivery).state, now_of(delivery).reason) == (DeliveryState.expired, "no_longer_useful")
    assert now_of(delivery).last_reply == WORDS["temporary"]


@pytest.mark.parametrize("turns", [["reconnect", "reconnect"], ["unreachable"]])
def test_a_server_that_cannot_be_reached_is_not_an_attempt_and_ends_the_run(turns: list[Turn]) -> None:
    first, second = planned(), planned("elin@example.org")
    server, clock = Server(list(turns)), Clock()

    counts = run(server, clock)

    found = now_of(first)
    assert (found.state, found.reason, found.attempts) == (DeliveryState.planned, turns[0], 0)
    assert counts.stopped
    assert server.calls == ["lova@example.org"] * len(turns)
    assert now_of(second).fence == 0
    clock.passes(MINUTE)
    assert run(server, clock).states == {DeliveryState.accepted: 2}


def test_a_server_that_is_never_reached_is_not_called_for_ever() -> None:
    planned()
    late = Clock()
    run(Server(["reconnect"] * 2), late)
    late.passes(timedelta(days=5))

    assert run(Server(["reconnect"] * 2), late).states == {DeliveryState.expired: 1}


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("å" * 5000, "å" * 1000),
        ("250-en rad\n250 till", "250-en rad\n250 till"),
        ("a\0b", "a\\x00b"),
        ("a\ud800b", "a\\ud800b"),
        ("", ""),
    ],
)
def test_the_words_of_a_server_are_survived(words: str, kept: str, monkeypatch: pytest.MonkeyPatch) -> None:
    delivery = planned()
    monkeypatch.setitem(WORDS, "accepted", words)

    run(Server())

    assert (now_of(delivery).state, now_of(delivery).last_reply) == (DeliveryState.accepted, kept)
    assert attempts_at(delivery.id)[0].reply == kept


def other_words(session: Session, delivery: Delivery, now: datetime) -> Frozen:
    return Frozen(b"Subject: Annat\r\n\r\n", "<other@example.org>")
