import random
from datetime import UTC, datetime, timedelta, timezone
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.mail import Address, Letter, UnmailableAddress, compose, message_id
from app.mail.plain import many_lines, one_line
from tests.mail.letters import LETTER, field_of, fields_of, letter, lines_of

NAMES = [
    "Date",
    "From",
    "To",
    "Subject",
    "Message-ID",
    "Reply-To",
    "In-Reply-To",
    "References",
    "List-Id",
    "Content-Language",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "List-Unsubscribe",
    "MIME-Version",
    "Content-Type",
]

FRAGMENTS = [
    "\r\nBcc: other@example.com",
    "\n\nanother body",
    "\r\n.\r\n",
    "=?utf-8?q?a=0AInjected:_x?=",
    "=?utf-8?b?CkJjYzogb3RoZXJAZXhhbXBsZS5jb20=?=",
    "=?utf-8?q?=22?= <other@example.com>,",
    "=?",
    "?=",
    "=\n",
    "=3D",
    '", "Other" <other@example.com>',
    "Ek, Maria",
    "<other@example.com>",
    "other@example.com,",
    "group: other@example.com;",
    "(comment",
    "\\",
    '"',
    "\u202egro.elpmaxe\u2066",
    "👩\u200d👩\u200d👧\u200d👦",
    "e\u0301\u0327\u0323",
    "\u00a0\u2003",
    "\x00\x1b[31m",
    "\ud800",
    "\n.\n..\nFrom here\n--\n--=_",
    "x" * 80,
    "å" * 80,
    " \t \n\t",
]


def hostile() -> st.SearchStrategy[str]:
    """Any text, with what has fooled mail programs strewn into it."""
    return st.lists(st.sampled_from(FRAGMENTS) | st.text(st.characters()), max_size=6).map("".join)


def parts_of(message: bytes) -> list[tuple[str, str]]:
    parsed = message_from_bytes(message, policy=default)
    return [
        (part.get_content_type(), part.get_content().replace("\r\n", "\n")) for part in parsed.iter_parts()
    ]


def assert_reads_as(letter: Letter, message: bytes) -> None:
    """Fields by a reader of our own, parts by Python's; everything ASCII, CRLF and short."""
    *lines, rest = message.decode("ascii").split("\r\n")
    assert rest == ""
    assert not any("\r" in line or "\n" in line for line in lines)
    assert max(map(len, lines)) <= 76
    assert [name for name, _ in fields_of(message)] == NAMES
    assert field_of(message, "Subject") == one_line(letter.subject)
    for name, address in (("From", letter.sender), ("To", letter.recipient), ("Reply-To", letter.reply_to)):
        assert address is not None
        written = field_of(message, name)
        assert written.removesuffix(f"<{address.email}>").strip().strip('"') == one_line(address.name).strip(
            '"'
        )
        assert message_from_bytes(message, policy=default)[name].addresses[0].addr_spec == address.email
    assert letter.list_id is not None
    assert field_of(message, "List-Id") == f"{one_line(letter.list_id[0])} <{letter.list_id[1]}>".strip()
    assert parts_of(message) == [
        ("text/plain", many_lines(letter.text)),
        ("text/html", many_lines(letter.html)),
    ]


def test_a_letter_as_it_leaves() -> None:
    expected = (Path(__file__).parent / "letter.eml").read_bytes()

    assert compose(LETTER) == expected.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def test_the_same_letter_is_the_same_bytes() -> None:
    assert compose(letter()) == compose(letter())


def test_what_a_letter_lacks_leaves_no_field() -> None:
    message = compose(letter(reply_to=None, in_reply_to=None, references=(), list_id=None, extra=()))

    absent = {"Reply-To", "In-Reply-To", "References", "List-Id", "List-Unsubscribe"}
    assert [name for name, _ in fields_of(message)] == [name for name in NAMES if name not in absent]


@settings(deadline=None, max_examples=150)
@given(hostile(), hostile(), hostile(), hostile())
def test_any_text_is_read_as_it_was_meant(name: str, subject: str, text: str, html: str) -> None:
    hostile_letter = letter(
        sender=Address(name, "nasta@example.org"),
        recipient=Address(subject, "maria@example.com"),
        reply_to=Address(name, "bo@example.net"),
        list_id=(subject, "arsta.nasta.example.org"),
        subject=subject,
        text=text,
        html=html,
    )

    message = compose(hostile_letter)

    assert_reads_as(hostile_letter, message)


@pytest.mark.parametrize("text", FRAGMENTS, ids=ascii)
def test_hostile_text_is_text(text: str) -> None:
    hostile_letter = letter(
        sender=Address(text, "nasta@example.org"),
        recipient=Address(f"Maria {text}", "maria@example.com"),
        subject=f"Åtgärd {text} punkt",
        text=text,
        html=text,
    )

    message = compose(hostile_letter)

    assert_reads_as(hostile_letter, message)


@pytest.mark.parametrize(
    "text", ["x" * 10_000, "å" * 10_000, "ord, " * 2_000, "🚲" * 10_000, "=?utf-8?q?x?= " * 700]
)
def test_ten_thousand_characters_are_read_as_they_were_meant(text: str) -> None:
    long_letter = letter(sender=Address(text, "nasta@example.org"), subject=text, text=text, html=text)

    message = compose(long_letter)

    assert_reads_as(long_letter, message)


def test_a_body_may_hold_whatever_divides_the_parts() -> None:
    divider = message_from_bytes(compose(LETTER), policy=default).get_boundary()
    text = f"one\n--{divider}\nContent-Type: text/html\n\n<b>two</b>\n--{divider}--\n"

    message = compose(letter(text=text, html=text))

    assert parts_of(message) == [("text/plain", text), ("text/html", text)]


def test_a_long_address_stands_on_one_line() -> None:
    email = f"{'a' * 64}@{'b' * 60}.{'c' * 60}.example.org"

    message = compose(letter(recipient=Address("Åsa", email)))

    assert f"\r\n <{email}>\r\n".encode() in message


def test_a_swedish_domain_is_written_as_a_labels() -> None:
    message = compose(letter(recipient=Address("Åsa", "asa@räksmörgås.example")))

    assert field_of(message, "To") == "Åsa <asa@xn--rksmrgs-5wao1o.example>"


@pytest.mark.parametrize("field", ["sender", "recipient", "reply_to"])
@pytest.mark.parametrize(
    "email", ["åsa@example.org", "a@example.org\r\nBcc: b@example.org", "a@example.org, b@example.org"]
)
def test_an_address_that_cannot_be_written_stops_the_letter(field: str, email: str) -> None:
    with pytest.raises(UnmailableAddress):
        compose(letter(**{field: Address("Maria", email)}))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-Note", "line\r\nBcc: other@example.com"),
        ("X-Note", "line\nBcc: other@example.com"),
        ("X-Note", "åäö"),
        ("X-Note", "=?utf-8?q?a=0AInjected:_x?="),
        ("X-Note: a\r\nBcc", "other@example.com"),
        ("", "x"),
        ("Bcc", "other@example.com"),
        ("cc", "other@example.com"),
        ("Resent-To", "other@example.com"),
        ("subject", "Another"),
        ("Content-Type", "text/plain"),
        ("Content-Transfer-Encoding", "base64"),
        ("MIME-Version", "1.0"),
    ],
)
def test_an_extra_field_can_neither_add_recipients_nor_say_things_twice(name: str, value: str) -> None:
    with pytest.raises(ValueError, match=r":"):
        compose(letter(extra=((name, value),)))


def test_an_extra_field_stands_once() -> None:
    with pytest.raises(ValueError, match="x-note"):
        compose(letter(extra=(("X-Note", "a"), ("x-note", "b"))))


@pytest.mark.parametrize(
    "changes",
    [
        {"message_id": "<a@example.org>\r\nBcc: other@example.com"},
        {"message_id": "a@example.org"},
        {"in_reply_to": "<a@example.org> (x)"},
        {"references": ("<a@example.org>", "<b>")},
        {"language": "sv\r\nBcc: other@example.com"},
        {"language": ""},
        {"list_id": ("Årsta", "a>\r\nBcc: other@example.com")},
        {"date": datetime(2026, 4, 6, 6, 0)},
    ],
    ids=str,
)
def test_a_malformed_field_of_ours_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r":"):
        compose(letter(**changes))


@pytest.mark.parametrize(
    ("zone", "written"),
    [
        (UTC, "Mon, 06 Apr 2026 06:00:00 +0000"),
        (timezone(timedelta(hours=2)), "Mon, 06 Apr 2026 06:00:00 +0200"),
        (timezone(timedelta(hours=-3, minutes=-30)), "Mon, 06 Apr 2026 06:00:00 -0330"),
        (timezone(timedelta(hours=1, minutes=12, seconds=12)), "Mon, 06 Apr 2026 04:47:48 +0000"),
    ],
)
def test_the_date_is_the_senders(zone: timezone, written: str) -> None:
    message = compose(letter(date=datetime(2026, 4, 6, 6, 0, 0, 999, tzinfo=zone)))

    assert field_of(message, "Date") == written


def test_many_references_are_folded() -> None:
    references = tuple(message_id(f"{number}", "nasta.example.org") for number in range(50))

    message = compose(letter(references=references))

    assert f"References: {' '.join(references)}" in lines_of(message)


def test_a_message_id_is_the_same_for_the_same_key() -> None:
    assert message_id("digest:1", "example.org") == message_id("digest:1", "example.org")
    assert message_id("digest:1", "example.org") != message_id("digest:2", "example.org")
    assert message_id("digest:1", "example.org") == "<4qwikolp2av5q6svmasfpc62w6nibfq6@example.org>"


def test_noise_is_read_as_it_was_meant() -> None:
    noise = random.Random(20260406)
    text = "".join(chr(noise.randrange(0x110000)) for _ in range(5_000))
    noisy_letter = letter(sender=Address(text, "nasta@example.org"), subject=text, text=text, html=text)

    message = compose(noisy_letter)

    assert_reads_as(noisy_letter, message)
