"""The operator is told when the sender needs a hand, once per cause in six hours, past whatever is held."""

from collections.abc import Callable
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from app import database, settings
from app.outbox import alarm, holds
from app.outbox.models import DeliveryState, HeldFor
from app.outbox.outcomes import TRIES
from app.outbox.the_sender import locked
from app.outbox.transport import Envelope, Outcome
from tests.outbox.sendings import MINUTE, NOW, Clock, Server, Turn, planned, run

pytestmark = pytest.mark.usefixtures("engine")

HOUR = timedelta(hours=1)
OPERATOR = "drift@example.org"


@pytest.fixture(autouse=True)
def operator(engine: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NASTA_OPERATOR_EMAIL", OPERATOR)
    settings.get.cache_clear()


def hold(why: HeldFor, words: str = "535 5.7.8 <Nej> & åter nej") -> None:
    with database.transaction() as session:
        holds.hold(locked(session), why, words, NOW)


def told(server: Server) -> list[EmailMessage]:
    """The mails that the operator got."""
    mails = [each for each in server.bodies if each.recipient == OPERATOR]
    read = [message_from_bytes(each.message, policy=policy.default) for each in mails]
    return [mail for mail in read if isinstance(mail, EmailMessage)]


class Ear(Server):
    """A server that takes a mail to the operator whatever it says to others."""

    def transmit(self, envelope: Envelope, before_body: Callable[[], None]) -> Outcome:
        if envelope.recipient != OPERATOR:
            return super().transmit(envelope, before_body)
        turns, self.turns = self.turns, []
        outcome = super().transmit(envelope, before_body)
        self.turns = turns
        return outcome


@pytest.mark.parametrize("why", [HeldFor.fault, HeldFor.storm, HeldFor.clock, HeldFor.restore])
def test_a_hold_is_told_in_plain_swedish_with_what_to_do(
    why: HeldFor, caplog: pytest.LogCaptureFixture
) -> None:
    hold(why)
    server = Server()

    run(server)

    (mail,) = told(server)
    assert str(mail["Subject"]).startswith("Nästa skickar ingen e-post: ")
    for kind in ("plain", "html"):
        body = mail.get_body((kind,))
        assert body is not None
        text = body.get_content()
        assert "python -m app sender" in " ".join(text.split())
        assert ("535 5.7.8 <Nej> & åter nej" in text) == (kind == "plain")
    assert f"sender: {why}" in caplog.text
    assert "535" not in caplog.text


def test_the_operators_own_hold_alarms_nobody() -> None:
    hold(HeldFor.operator)
    server = Server()

    run(server)

    assert server.calls == []


def test_it_is_told_again_after_six_hours_while_it_lasts() -> None:
    hold(HeldFor.storm)
    server, clock = Server(), Clock()
    for _ in range(5):
        run(server, clock)
        clock.passes(3 * HOUR)

    assert len(told(server)) == 3


def test_two_workers_tell_it_once() -> None:
    hold(HeldFor.storm)
    other, clock = Server(), Clock()

    server = Server(meanwhile=lambda: run(other, clock, worker="b"))
    run(server, clock)

    assert (len(told(server)), len(told(other))) == (1, 0)


@pytest.mark.parametrize("turn", ["sender_fault", "unreachable"])
def test_what_could_not_be_told_is_told_half_an_hour_later(turn: Turn) -> None:
    hold(HeldFor.restore)
    server, clock = Server([turn]), Clock()
    run(server, clock)
    clock.passes(29 * MINUTE)
    run(server, clock)
    assert len(server.calls) == 1

    clock.passes(2 * MINUTE)
    run(server, clock)
    assert len(told(server)) == 1


def test_a_fault_is_told_in_the_run_that_meets_it() -> None:
    planned()
    server = Ear(["sender_fault"])

    run(server)

    assert len(told(server)) == 1


def test_a_server_that_is_out_is_told_of_after_an_hour() -> None:
    planned()
    clock, server = Clock(), Ear(["unreachable"] * 99)
    while clock.now <= NOW + HOUR:
        assert told(server) == []
        clock.passes(20 * MINUTE)
        run(server, clock)

    (mail,) = told(server)
    assert mail["Subject"] == "Nästa når inte mejlservern"


def test_what_is_uncertain_for_good_is_told_and_only_when_there_is_more_of_it() -> None:
    planned(state=DeliveryState.uncertain, message=b"kept", next_at=NOW + 99 * HOUR)
    server, clock = Server(), Clock()
    run(server, clock)
    assert told(server) == []

    planned("elin@example.org", state=DeliveryState.uncertain)
    for _ in range(3):
        run(server, clock)
        clock.passes(7 * HOUR)
    assert len(told(server)) == 1

    planned("ulla@example.org", state=DeliveryState.uncertain)
    run(server, clock)
    assert len(told(server)) == 2


def test_what_is_set_aside_is_told_and_names_nobody() -> None:
    planned(attempts=TRIES - 1)
    server = Ear([RuntimeError("lova@example.org")])

    run(server)

    (mail,) = told(server)
    assert mail["Subject"] == "Nästa: mejl som inte kunde skickas"
    assert b"lova" not in mail.as_bytes()


def test_what_a_cap_holds_alarms_nobody() -> None:
    planned(state=DeliveryState.held, reason="cap_person", next_at=NOW + HOUR)
    with database.transaction() as session:
        holds.hold(locked(session), HeldFor.operator, None, NOW)

    assert alarm.sound(Server(), NOW) == []


def test_an_alarm_from_the_future_does_not_silence_one_now() -> None:
    hold(HeldFor.storm)
    server = Server()

    run(server, Clock(NOW + 900 * HOUR))
    run(server, Clock(NOW))

    assert len(told(server)) == 2


def test_where_there_is_no_operator_it_stands_in_the_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.delenv("NASTA_OPERATOR_EMAIL")
    settings.get.cache_clear()
    hold(HeldFor.storm)
    server = Server()

    run(server)

    assert server.calls == []
    assert "sender: storm" in caplog.text
