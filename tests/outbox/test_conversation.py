import re
import socket
import time
from typing import Any
from unittest.mock import create_autospec

import pytest

from app.outbox.conversation import LONGEST_REPLY, Conversation, Limit
from app.outbox.smtp import MailServer, Patience, SmtpTransport, Tls
from app.outbox.transport import Envelope, Outcome, OutcomeKind
from tests.outbox.servers import (
    BEFORE_MESSAGE,
    MAIL,
    SHORT,
    Deaf,
    Drop,
    Gone,
    Hang,
    Says,
    Turn,
    nothing,
    sent,
    serving,
    transport,
)


@pytest.mark.parametrize("step", BEFORE_MESSAGE)
def test_a_drop_before_the_message_is_tried_later(step: str) -> None:
    outcome, _ = sent({step: Drop})

    assert outcome == Outcome(OutcomeKind.silent, f"{step}: connection closed")


@pytest.mark.parametrize("step", BEFORE_MESSAGE)
def test_a_hang_before_the_message_is_tried_later(step: str) -> None:
    outcome, _ = sent({step: Hang}, SHORT)

    assert outcome == Outcome(OutcomeKind.silent, f"{step}: no answer in time")


def test_one_answer_is_not_waited_for_as_long_as_all_of_them() -> None:
    began = time.monotonic()

    outcome, _ = sent({"EHLO": Hang}, Patience(read=0.2, conversation=60))

    assert time.monotonic() - began < 20
    assert outcome == Outcome(OutcomeKind.silent, "EHLO: no answer in time")


@pytest.mark.parametrize(
    ("silence", "words"), [(Drop, "message: connection closed"), (Hang, "message: no answer in time")]
)
def test_silence_after_the_message_is_unknown(silence: Turn, words: str) -> None:
    outcome, server = sent({"message": silence}, SHORT)

    assert outcome == Outcome(OutcomeKind.unknown, words)
    assert server.messages == [MAIL.message]


def test_half_an_answer_after_the_message_is_unknown_and_kept() -> None:
    outcome, _ = sent({"message": b"250-2.0.0 Ok\r\n250 2."}, SHORT)

    assert outcome == Outcome(OutcomeKind.unknown, "message: no answer in time\n250-2.0.0 Ok\n250 2.")


@pytest.mark.parametrize(
    ("silence", "words"),
    [(Deaf, "no answer in time"), (Gone, "Connection reset by peer|Broken pipe")],
)
def test_a_message_that_did_not_leave_whole_is_tried_later(silence: Turn, words: str) -> None:
    mail = Envelope("", "maria@example.com", (b"x" * 900 + b"\r\n") * 20_000)
    told: list[bool] = []

    with serving({"message": silence}) as server:
        outcome = transport(server.port, SHORT).transmit(mail, lambda: told.append(True))

    assert outcome.kind == OutcomeKind.silent
    assert re.fullmatch(f"message: ({words})", outcome.reply)
    assert told == [True]


def test_nobody_listening_is_no_attempt() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        outcome = transport(taken.getsockname()[1]).transmit(MAIL, nothing)

    assert outcome == Outcome(OutcomeKind.unreachable, "connect: Connection refused")


def test_a_name_that_leads_nowhere_is_no_attempt(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown_name(*_: Any, **__: Any) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown_name)

    outcome = transport(25, host="mail.invalid").transmit(MAIL, nothing)

    assert outcome == Outcome(OutcomeKind.unreachable, "connect: Name or service not known")


@pytest.mark.parametrize("step", BEFORE_MESSAGE)
def test_a_dripping_server_does_not_outlast_the_conversation(step: str) -> None:
    patience = Patience(read=0.9, conversation=1, after_message=8, farewell=8)
    began = time.monotonic()

    outcome, _ = sent({step: Says(b"250-" + b"x" * 200 + b"\r\n", every=0.05)}, patience)

    assert time.monotonic() - began < 5
    assert outcome.kind == OutcomeKind.silent
    assert outcome.reply.startswith(f"{step}: no answer in time\n250-x")


def test_a_server_dripping_after_the_message_has_its_own_patience() -> None:
    patience = Patience(read=0.9, conversation=8, after_message=0.5, farewell=0.1)
    began = time.monotonic()

    outcome, _ = sent({"message": Says(b"250 " + b"x" * 200 + b"\r\n", every=0.05)}, patience)

    assert time.monotonic() - began < 5
    assert outcome.kind == OutcomeKind.unknown


def test_the_answer_to_the_message_may_take_longer_than_any_other() -> None:
    patience = Patience(read=1, conversation=1, after_message=8, farewell=1)

    outcome, _ = sent({"message": Says(b"250 k\r\n", every=0.2)}, patience)

    assert outcome == Outcome(OutcomeKind.accepted, "250 k")


def test_a_slow_answer_that_is_whole_in_time_counts() -> None:
    outcome, _ = sent({step: Says(b"%d ok\r\n" % code, every=0.01) for step, code in CODES.items()})

    assert outcome == Outcome(OutcomeKind.accepted, "250 ok")


CODES = {"greeting": 220, "EHLO": 250, "MAIL": 250, "RCPT": 250, "DATA": 354, "message": 250}


def test_a_connection_that_is_not_answered_is_tried_later() -> None:
    ticks = iter([0.0, 11.0])

    outcome = SmtpTransport(
        MailServer("127.0.0.1", 9, Tls.none), Patience(conversation=10), monotonic=lambda: next(ticks)
    ).transmit(MAIL, nothing)

    assert outcome == Outcome(OutcomeKind.unreachable, "connect: no answer in time")


def test_the_deadline_is_asked_of_the_clock_given() -> None:
    ticks = iter(range(0, 1_000, 3))
    with serving() as server:
        outcome = SmtpTransport(
            MailServer("127.0.0.1", server.port, Tls.none),
            Patience(read=16, conversation=22),
            monotonic=lambda: float(next(ticks)),
        ).transmit(MAIL, nothing)

    assert outcome == Outcome(OutcomeKind.silent, "EHLO: no answer in time")


@pytest.mark.parametrize(
    ("answer", "reply"),
    [
        (b"250-2.0.0 Ok\r\n250-queued\r\n250 as 7F\r\n", "250-2.0.0 Ok\n250-queued\n250 as 7F"),
        (b"250 Tack, \xc3\xa5tg\xc3\xa4rden \xc3\xa4r mottagen\r\n", "250 Tack, åtgärden är mottagen"),
        (b"250 Tack, \xe5tg\xe4rden\r\n", "250 Tack, \\xe5tg\\xe4rden"),
        (b"250 \x00\x1b[31m\xe2\x80\xae ok\r\n", "250 \\x00\\x1b[31m\\u202e ok"),
        (b"250\r\n", "250"),
        (b"250 ok\n", "250 ok"),
        (b"250ok\r\n", "250ok"),
        (b"250 " + b"x" * 5_000 + b"\r\n", "250 " + "x" * 996),
        (b"250-" + b"x" * 2_000 + b"\r\n250 ok\r\n", "250-" + "x" * 996),
    ],
    ids=range(9),
)
def test_an_answer_is_kept_as_it_was_said(answer: bytes, reply: str) -> None:
    outcome, _ = sent({"message": answer})

    assert outcome == Outcome(OutcomeKind.accepted, reply)


MALFORMED = [
    b"\r\n",
    b"ok\r\n",
    b"25\r\n",
    b"2500 ok\r\n",
    b"-1 ok\r\n",
    b"\xff\xfe\r\n",
    b"250-ok\r\nrubbish\r\n",
]


@pytest.mark.parametrize("answer", [*MALFORMED, b"150 ok\r\n", b"650 ok\r\n"], ids=repr)
@pytest.mark.parametrize("step", BEFORE_MESSAGE)
def test_a_malformed_answer_before_the_message_is_tried_later(step: str, answer: bytes) -> None:
    outcome, server = sent({step: answer})

    assert outcome.kind == OutcomeKind.temporary
    assert server.messages == []


@pytest.mark.parametrize("answer", [*MALFORMED, b"354 What?\r\n", b"150 ok\r\n"], ids=repr)
def test_a_malformed_answer_to_the_message_is_unknown(answer: bytes) -> None:
    outcome, _ = sent({"message": answer})

    assert outcome.kind == OutcomeKind.unknown


@pytest.mark.parametrize("step", [*BEFORE_MESSAGE, "message"])
@pytest.mark.parametrize(
    "endless", [b"2" * (LONGEST_REPLY + 5_000), b"250-x\r\n" * 20_000], ids=["line", "lines"]
)
def test_an_endless_answer_is_cut_off(step: str, endless: bytes) -> None:
    outcome, _ = sent({step: endless})

    assert outcome.kind == (OutcomeKind.unknown if step == "message" else OutcomeKind.silent)
    assert outcome.reply.startswith(f"{step}: endless answer")
    assert len(outcome.reply) <= 1_000


@pytest.mark.parametrize("answer", [b"500 What?\r\n", b"421 Bye\r\n", b"\r\n", Drop, Hang], ids=repr)
def test_nothing_that_follows_acceptance_undoes_it(answer: Turn) -> None:
    outcome, _ = sent({"QUIT": answer}, SHORT)

    assert outcome == Outcome(OutcomeKind.accepted, "250 2.0.0 Ok: queued as 7F")


def test_a_server_that_does_not_say_goodbye_is_left() -> None:
    began = time.monotonic()

    outcome, _ = sent({"QUIT": Hang}, Patience(read=60, conversation=60, after_message=60, farewell=0.2))

    assert time.monotonic() - began < 20
    assert outcome == Outcome(OutcomeKind.accepted, "250 2.0.0 Ok: queued as 7F")


@pytest.mark.parametrize(
    ("address", "literal"),
    [("192.0.2.1", "[192.0.2.1]"), ("2001:db8::1", "[IPv6:2001:db8::1]"), ("fe80::1%eth0", "[IPv6:fe80::1]")],
)
def test_we_say_who_we_are_by_address(address: str, literal: str) -> None:
    sock = create_autospec(socket.socket, instance=True)
    sock.getsockname.return_value = (address, 49152, 0, 2)

    conversation = Conversation(sock, Limit(time.monotonic, total=1))

    assert conversation.own_address() == literal


def test_a_server_that_closes_with_its_acceptance_has_accepted() -> None:
    with serving({"message": b"250 Ok\r\n421 Bye\r\n", "QUIT": Drop}) as server:
        outcome = transport(server.port).transmit(MAIL, nothing)

    assert outcome == Outcome(OutcomeKind.accepted, "250 Ok")


@pytest.mark.parametrize("step", BEFORE_MESSAGE)
def test_told_to_stop_it_waits_no_longer_for_what_comes_before_the_message(step: str) -> None:
    began = time.monotonic()

    outcome, server = sent({step: Hang}, stopping=lambda: True)

    assert outcome == Outcome(OutcomeKind.interrupted, f"{step}: told to stop")
    assert time.monotonic() - began < 5
    assert server.messages == []


def test_told_to_stop_it_waits_a_little_for_the_answer_to_a_message_that_has_left() -> None:
    patience = Patience(read=8, conversation=8, after_message=60, after_stop=0.4)

    outcome, server = sent({"message": Hang}, patience, stopping=lambda: True)

    assert outcome == Outcome(OutcomeKind.unknown, "message: no answer in time")
    assert len(server.messages) == 1


def test_told_to_stop_it_hears_a_slow_answer_to_the_end() -> None:
    outcome, _ = sent({"message": Says(b"250 Ok\r\n", every=0.12)}, stopping=lambda: True)

    assert outcome == Outcome(OutcomeKind.accepted, "250 Ok")
