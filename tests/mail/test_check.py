import pytest

from app.mail import Address, NotAsMeant, compose
from app.mail.check import check
from tests.mail.letters import CALENDAR, LETTER, letter

MARIA = Address("Maria Ek", "maria@example.com")
MESSAGE = compose(LETTER)


def test_what_compose_wrote_is_as_meant() -> None:
    check(MESSAGE, LETTER)


@pytest.mark.parametrize(
    ("meant", "instead"),
    [
        (b"\r\nTo: ", b"\r\nBcc: other@example.com\r\nTo: "),
        (b"\r\nTo: ", b"\r\nX-Note: x\r\nTo: "),
        (b"\r\nReply-To: ", b"\r\nCc: "),
        (b"Content-Language: sv\r\n", b""),
        (b"Auto-Submitted: auto-generated\r\n", b"Auto-Submitted: no\r\n"),
        (b"<maria@example.com>", b"<other@example.com>"),
        (b"<maria@example.com>", b"<maria@example.com>, other@example.com"),
        (b"<maria@example.com>", b"<maria@example.com>\r\nTo: other@example.com"),
        (b"To: Maria Ek <maria@example.com>", b"To: Everyone: maria@example.com;"),
        (b"To: Maria Ek", b"To: Mario Ek"),
        (b"To: Maria Ek", b"To: =?utf-8?q?Maria_Ek=0AInjected:_x?="),
        (b"Subject: =?utf-8?q?P", b"Subject: =?utf-8?q?Q"),
        (b"Subject: =?utf-8?q?P", b"Subject: =?utf-8?q?=0A?="),
        (b"Mon, 06 Apr 2026 06:00:00 +0000", b"Mon, 06 Apr 2026 06:00:00 +0200"),
        (b"Date: Mon, 06 Apr 2026 06:00:00 +0000", b"Date: soon"),
        (b"Message-ID: <first@", b"Message-ID: <second@"),
        (b"References: <earliest@", b"References: <latest@"),
        (b"cykelst=C3=A4ll", b"cykelst=C3=A5ll"),
        (b"\r\n=2E\r\n", b"\r\n\r\n"),
        (b"text/html; charset", b"text/plain; charset"),
        (b'text/plain; charset="utf-8"', b'text/plain; charset="latin-1"'),
        (b"multipart/alternative", b"multipart/mixed"),
        (
            b'Content-Type: text/html; charset="utf-8"\r\n',
            b'Content-Type: text/html; charset="utf-8"\r\nX-Note: x\r\n',
        ),
        (b"\r\n\r\n--=_", b"\r\n\r\nA preamble\r\n--=_"),
        (b"--\r\n", b"--\r\nAn epilogue\r\n"),
        (b"--\r\n", b"\r\n"),
        (b"--\r\n", b"--"),
        (b"--=_26e634295a89846c6bde39a0796bebab--\r\n", b""),
        (b"Auto-Submitted:", b"X-Auto-Submitted:"),
        (b"<maria@example.com>", b"<@example.net:maria@example.com>"),
        (b"=C3=85rsta?= <", b"=C3=85rs?==?utf-8?q?ta?= <"),
        (b"\r\nSubject", b"\nSubject"),
        (b"Subject: ", b"Subject: \xc3\xa5"),
        (b"Subject: ", b"Subject: " + b"x" * 990),
        (b"\r\nSubject", b"\r\n\r\nSubject"),
    ],
)
def test_anything_else_than_was_meant_is_noticed(meant: bytes, instead: bytes) -> None:
    assert meant in MESSAGE

    with pytest.raises(NotAsMeant):
        check(MESSAGE.replace(meant, instead, 1), LETTER)


def test_another_letter_is_noticed() -> None:
    with pytest.raises(NotAsMeant, match=r"parts \(compat32\), parts \(default\)"):
        check(MESSAGE, letter(html="<p>Another</p>"))


def test_a_fault_in_the_writer_stops_the_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.mail.headers.q_word", str)
    monkeypatch.setattr("app.mail.headers.b_word", str)

    with pytest.raises(NotAsMeant):
        compose(letter(sender=MARIA, reply_to=MARIA, list_id=None, subject="=?utf-8?q?a=0AInjected:_x?="))


INVITING = letter(calendar=CALENDAR)


@pytest.mark.parametrize(
    ("meant", "instead"),
    [
        (b"method=PUBLISH", b"method=REQUEST"),
        (b"; method=PUBLISH", b""),
        (b"METHOD:PUBLISH", b"METHOD:REQUEST"),
        (b"text/calendar", b"text/plain"),
        (b"SUMMARY:M=C3=B6te", b"SUMMARY:M=C3=A5te"),
        (b"END:VEVENT", b"ATTENDEE:mailto:other@example.org\r\nEND:VEVENT"),
    ],
)
def test_another_calendar_than_was_meant_is_noticed(meant: bytes, instead: bytes) -> None:
    message = compose(INVITING)
    assert meant in message

    with pytest.raises(NotAsMeant, match="parts"):
        check(message.replace(meant, instead, 1), INVITING)


@pytest.mark.parametrize(
    "calendar",
    [
        "",
        "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
        CALENDAR * 2,
        CALENDAR.removesuffix("\r\n"),
        CALENDAR.replace("METHOD:PUBLISH", "METHOD:REQUEST"),
        CALENDAR.replace("VERSION:2.0", "METHOD:PUBLISH"),
        CALENDAR.replace("VERSION:2.0", "method;X=1:REQUEST"),
        CALENDAR.replace("Möte", "Möte" + "å" * 33),
    ],
    ids=range(8),
)
def test_what_is_no_calendar_to_publish_stops_the_letter(calendar: str) -> None:
    with pytest.raises(NotAsMeant, match="calendar"):
        compose(letter(calendar=calendar))
