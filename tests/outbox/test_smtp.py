import socket
from base64 import b64encode
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword

from app.outbox.smtp import MailServer, SmtpTransport, Tls
from app.outbox.transport import Envelope, Outcome, OutcomeKind
from tests.outbox.servers import (
    BEFORE_MESSAGE,
    LONG,
    MAIL,
    SHORT,
    Drop,
    Hang,
    Turn,
    nothing,
    really_serving,
    sent,
    server_context,
    serving,
    transport,
)


def test_a_real_server_takes_the_mail() -> None:
    with really_serving() as (port, received):
        outcome = transport(port).transmit(MAIL, nothing)

    assert outcome == Outcome(OutcomeKind.accepted, "250 2.0.0 Ok: queued as 7F")
    assert received[0].mail_from == "bounce@example.org"
    assert received[0].rcpt_tos == ["maria@example.com"]
    assert received[0].original_content == MAIL.message


def test_a_large_mail_arrives_whole() -> None:
    message = b"Subject: Lista\r\n\r\n" + b"".join(b"%d\r\n.\r\n" % number for number in range(100_000))

    with really_serving() as (port, received):
        outcome = transport(port).transmit(Envelope("", "maria@example.com", message), nothing)

    assert outcome.kind == OutcomeKind.accepted
    assert received[0].original_content == message
    assert received[0].mail_from == "<>"


@pytest.mark.parametrize("tls", [Tls.starttls, Tls.implicit])
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_mail_goes_under_tls_to_a_server_that_shows_who_it_is(tls: Tls, host: str) -> None:
    secured = {"tls_context": server_context(), "require_starttls": True}
    options = secured if tls == Tls.starttls else {"ssl_context": server_context()}

    with really_serving(**options) as (port, received):
        outcome = transport(port, host=host, tls=tls).transmit(MAIL, nothing)

    assert outcome == Outcome(OutcomeKind.accepted, "250 2.0.0 Ok: queued as 7F")
    assert received[0].original_content == MAIL.message


@pytest.mark.parametrize("mechanism", ["PLAIN", "LOGIN"])
@pytest.mark.parametrize("known", [True, False])
def test_a_real_server_hears_who_we_are(mechanism: str, known: bool) -> None:
    asked: list[LoginPassword] = []

    def decide(*call: Any) -> AuthResult:
        asked.append(call[-1])
        return AuthResult(success=known, handled=False)

    other = {"PLAIN", "LOGIN"} - {mechanism}
    options = {"authenticator": decide, "auth_require_tls": False, "auth_exclude_mechanism": other}
    with really_serving(**options) as (port, _):
        outcome = transport(port, user="nästa", password="lösen:ord").transmit(MAIL, nothing)

    assert asked == [LoginPassword("nästa".encode(), "lösen:ord".encode())]
    assert outcome == (
        Outcome(OutcomeKind.accepted, "250 2.0.0 Ok: queued as 7F")
        if known
        else Outcome(OutcomeKind.sender_fault, "535 5.7.8 Authentication credentials invalid")
    )


def test_each_step_is_taken_once_and_in_order() -> None:
    outcome, server = sent({})

    assert outcome == Outcome(OutcomeKind.accepted, "250 2.0.0 Ok: queued as 7F")
    assert server.heard == [
        "EHLO [127.0.0.1]",
        "MAIL FROM:<bounce@example.org>",
        "RCPT TO:<maria@example.com>",
        "DATA",
        "QUIT",
    ]
    assert server.messages == [MAIL.message]


def test_the_caller_is_told_after_354_and_before_the_message() -> None:
    heard_by_then: list[list[str]] = []

    with serving() as server:
        transport(server.port).transmit(MAIL, lambda: heard_by_then.append(list(server.heard)))

    assert [lines[-1] for lines in heard_by_then] == ["DATA"]


@pytest.mark.parametrize("step", BEFORE_MESSAGE)
@pytest.mark.parametrize(
    "answer", [b"450 4.3.0 Later\r\n", b"550 5.7.1 No\r\n", b"421 Bye\r\n", Drop], ids=repr
)
def test_the_caller_is_not_told_when_no_message_leaves(step: str, answer: Turn) -> None:
    told: list[bool] = []

    with serving({step: answer}) as server:
        transport(server.port).transmit(MAIL, lambda: told.append(True))

    assert not told
    assert server.messages == []


@pytest.mark.parametrize(
    "fault", [OSError("disk full"), TimeoutError(), RuntimeError("the lease is lost")], ids=repr
)
def test_a_caller_that_cannot_go_on_stops_the_message(fault: Exception) -> None:
    def fail() -> None:
        raise fault

    with serving() as server, pytest.raises(type(fault)) as raised:
        transport(server.port).transmit(MAIL, fail)

    assert raised.value is fault
    assert server.messages == [b""]
    assert server.heard[-1] == "DATA"


@pytest.mark.parametrize("step", [*BEFORE_MESSAGE, "message"])
def test_4xx_is_tried_later(step: str) -> None:
    outcome, server = sent({step: b"450 4.7.1 Try again later\r\n"})

    assert outcome == Outcome(OutcomeKind.temporary, "450 4.7.1 Try again later")
    assert server.heard[-1] == "QUIT"


@pytest.mark.parametrize(
    ("step", "kind"),
    [
        ("greeting", OutcomeKind.sender_fault),
        ("EHLO", OutcomeKind.sender_fault),
        ("MAIL", OutcomeKind.sender_fault),
        ("RCPT", OutcomeKind.refused),
        ("DATA", OutcomeKind.rejected),
        ("message", OutcomeKind.rejected),
    ],
)
def test_5xx_is_about_us_until_it_is_about_the_recipient(step: str, kind: OutcomeKind) -> None:
    outcome, _ = sent({step: b"554 No\r\n"})

    assert outcome == Outcome(kind, "554 No")


@pytest.mark.parametrize(
    "answer",
    [
        "554 5.7.1 <maria@example.com>: Relay access denied",
        "550 5.7.1 Client host blocked",
        "550 5.1.8 Sender address: domain not found",
        "553 5.1.7 Bad sender",
        "550 relaying denied",
        "550 not permitted to relay through this server",
        "550 Sender address rejected: not owned by user",
        "550 5.5.0 Relay not allowed",
    ],
)
def test_no_recipient_is_blamed_for_what_a_server_does_not_let_us_do(answer: str) -> None:
    outcome, _ = sent({"RCPT": answer.encode() + b"\r\n"})

    assert outcome == Outcome(OutcomeKind.sender_fault, answer)


@pytest.mark.parametrize(
    "answer",
    [
        "550 5.1.1 User unknown in relay recipient table",
        "550 User unknown in relay recipient table",
        "550 No such user",
        "552 5.2.2 Full",
    ],
)
def test_words_about_the_mailbox_are_about_the_recipient(answer: str) -> None:
    outcome, _ = sent({"RCPT": answer.encode() + b"\r\n"})

    assert outcome == Outcome(OutcomeKind.refused, answer)


def test_our_address_may_be_refused_as_late_as_after_the_message() -> None:
    outcome, _ = sent({"message": b"550 5.1.8 Sender address rejected\r\n"})

    assert outcome.kind == OutcomeKind.sender_fault


@pytest.mark.parametrize("answer", ["550 5.1.1 No such user", "552-5.2.2 Full\r\n552 5.2.2 Full"])
def test_the_mailbox_may_be_refused_as_late_as_after_the_message(answer: str) -> None:
    outcome, _ = sent({"message": answer.encode() + b"\r\n"})

    assert outcome == Outcome(OutcomeKind.refused, answer.replace("\r\n", "\n"))


@pytest.mark.parametrize("step", ["RCPT", "DATA"])
@pytest.mark.parametrize("answer", ["530 5.7.0 Authentication required", "503 5.5.1 Send AUTH first"])
def test_no_recipient_is_blamed_for_a_login_we_lack(step: str, answer: str) -> None:
    outcome, _ = sent({step: answer.encode() + b"\r\n"})

    assert outcome == Outcome(OutcomeKind.sender_fault, answer)


@pytest.mark.parametrize(
    ("step", "kind"),
    [
        ("greeting", OutcomeKind.reconnect),
        ("EHLO", OutcomeKind.reconnect),
        ("MAIL", OutcomeKind.temporary),
        ("RCPT", OutcomeKind.temporary),
        ("DATA", OutcomeKind.temporary),
        ("message", OutcomeKind.temporary),
    ],
)
def test_421_before_mail_is_no_attempt(step: str, kind: OutcomeKind) -> None:
    outcome, _ = sent({step: b"421 4.3.2 Shutting down\r\n"})

    assert outcome == Outcome(kind, "421 4.3.2 Shutting down")


@pytest.mark.parametrize("answer", ["251 User not local; will forward", "252 Cannot verify, will try"])
def test_a_forwarded_recipient_is_accepted(answer: str) -> None:
    outcome, _ = sent({"RCPT": answer.encode() + b"\r\n"})

    assert outcome.kind == OutcomeKind.accepted


@pytest.mark.parametrize("step", BEFORE_MESSAGE)
def test_an_answer_out_of_place_sends_no_message(step: str) -> None:
    outcome, server = sent({step: b"299 Perhaps\r\n"})

    assert outcome == Outcome(OutcomeKind.temporary, "299 Perhaps")
    assert server.messages == []


OFFERS_TLS: dict[str, Turn] = {"EHLO": b"250-mail\r\n250 STARTTLS\r\n", "STARTTLS": b"220 Go\r\n"}


def test_there_is_no_way_back_to_plain_text() -> None:
    outcome, server = sent({}, tls=Tls.starttls)

    assert outcome == Outcome(OutcomeKind.sender_fault, "STARTTLS: not offered")
    assert server.heard == ["EHLO [127.0.0.1]", "QUIT"]


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (b"454 4.7.0 TLS not available\r\n", OutcomeKind.temporary),
        (b"501 5.5.4 No\r\n", OutcomeKind.sender_fault),
        (b"421 4.3.2 Bye\r\n", OutcomeKind.reconnect),
        (Drop, OutcomeKind.silent),
    ],
    ids=repr,
)
def test_tls_refused_is_not_done_without(answer: Turn, kind: OutcomeKind) -> None:
    outcome, server = sent(OFFERS_TLS | {"STARTTLS": answer}, tls=Tls.starttls)

    assert outcome.kind == kind
    assert not any(line.startswith("MAIL") for line in server.heard)


@pytest.mark.parametrize("implicit", [False, True])
def test_a_server_that_cannot_show_who_it_is_gets_nothing(implicit: bool) -> None:
    tls = Tls.implicit if implicit else Tls.starttls
    with serving(OFFERS_TLS, implicit_tls=implicit) as server:
        place = MailServer("127.0.0.1", server.port, tls, "nasta", "secret")
        outcome = SmtpTransport(place, LONG).transmit(MAIL, nothing)

    assert outcome.kind == OutcomeKind.sender_fault
    assert "CERTIFICATE_VERIFY_FAILED" in outcome.reply
    assert server.heard in ([], ["EHLO [127.0.0.1]", "STARTTLS"])


def test_a_certificate_for_another_name_is_not_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda _, port, **__: [(socket.AF_INET, socket.SOCK_STREAM, 0, "", ("127.0.0.1", port))],
    )
    with serving(OFFERS_TLS) as server:
        outcome = transport(server.port, host="mail.example.org", tls=Tls.starttls).transmit(MAIL, nothing)

    assert outcome.kind == OutcomeKind.sender_fault
    assert "Hostname mismatch" in outcome.reply


def test_a_server_without_tls_where_tls_was_expected_is_our_fault() -> None:
    outcome, _ = sent({}, tls=Tls.implicit)

    assert outcome.kind == OutcomeKind.sender_fault
    assert outcome.reply.startswith("greeting: [SSL")


@pytest.mark.parametrize("silence", [Drop, Hang])
def test_a_handshake_that_stops_is_tried_later(silence: Turn) -> None:
    outcome, _ = sent({"greeting": silence}, SHORT, tls=Tls.implicit)

    assert outcome.kind == OutcomeKind.silent


def test_what_is_said_before_tls_is_not_heard_after_it() -> None:
    outcome, server = sent(
        OFFERS_TLS | {"STARTTLS": b"220 Go\r\n250-x\r\n250 AUTH PLAIN\r\n"}, tls=Tls.starttls
    )

    assert outcome == Outcome(OutcomeKind.sender_fault, "STARTTLS: the server spoke before TLS had begun")
    assert server.heard == ["EHLO [127.0.0.1]", "STARTTLS"]


@pytest.mark.parametrize("offer", [b"250 mail\r\n", b"250-mail\r\n250 AUTH GSSAPI\r\n"])
def test_a_server_that_takes_no_login_is_our_fault(offer: bytes) -> None:
    outcome, _ = sent({"EHLO": offer}, user="nasta", password="secret")

    assert outcome == Outcome(OutcomeKind.sender_fault, "AUTH: neither PLAIN nor LOGIN is offered")


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (b"235 Ok\r\n", OutcomeKind.accepted),
        (b"454 4.7.0 Later\r\n", OutcomeKind.temporary),
        (b"535 5.7.8 No\r\n", OutcomeKind.sender_fault),
        (b"421 Bye\r\n", OutcomeKind.reconnect),
        (Drop, OutcomeKind.silent),
    ],
    ids=repr,
)
def test_a_login_is_tried_once(answer: Turn, kind: OutcomeKind) -> None:
    turns: dict[str, Turn] = {"EHLO": b"250-mail\r\n250 auth login plain\r\n", "AUTH": answer}

    outcome, server = sent(turns, user="nasta", password="hemlig å")

    assert outcome.kind == kind
    login = b64encode("\0nasta\0hemlig å".encode()).decode()
    assert [line for line in server.heard if line.startswith("AUTH")] == [f"AUTH PLAIN {login}"]


def test_a_login_refused_half_way_gets_no_more_secrets() -> None:
    turns: dict[str, Turn] = {"EHLO": b"250-mail\r\n250 AUTH LOGIN\r\n", "AUTH": b"454 4.7.0 Later\r\n"}

    outcome, server = sent(turns, user="nasta", password="secret")

    assert outcome == Outcome(OutcomeKind.temporary, "454 4.7.0 Later")
    assert server.heard == ["EHLO [127.0.0.1]", "AUTH LOGIN", "QUIT"]


def test_a_password_is_shown_nowhere() -> None:
    place = MailServer("mail.example.org", 587, Tls.starttls, "nasta", "secret")

    assert "secret" not in repr(place)


def test_what_the_server_offers_is_read_however_long_its_answer() -> None:
    offers = b"".join(b"250-X-%d\r\n" % number for number in range(1_000)) + b"250 AUTH PLAIN\r\n"

    outcome, _ = sent({"EHLO": b"250-mail\r\n" + offers, "AUTH": b"235 Ok\r\n"}, user="nasta", password="x")

    assert outcome.kind == OutcomeKind.accepted
