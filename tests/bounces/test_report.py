import pytest

from app.bounces.report import LARGEST, Undelivered, read
from tests.bounces.reports import report

ID = "<abc@example.org>"


def test_a_report_says_which_address_and_which_letter() -> None:
    found = read(report(ID, "maria@example.org"))

    assert found is not None
    assert (found.report_id, found.original_id) == ("<report-1@mx.example.org>", ID)
    assert found.recipients == (
        Undelivered("maria@example.org", "5.1.1", "550 5.1.1 No such user", permanent=True),
    )


def test_the_returned_letter_may_be_whole() -> None:
    found = read(report(ID, "maria@example.org", returned="message/rfc822"))

    assert found is not None and found.original_id == ID


def test_without_an_original_recipient_the_final_one_counts() -> None:
    octets = report(ID, "maria@example.org").replace(b"Original-Recipient: rfc822; maria@example.org\n", b"")

    found = read(octets)

    assert found is not None and found.recipients[0].address == "forwarded@elsewhere.example"


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded"])
def test_only_what_failed_counts(action: str) -> None:
    assert read(report(ID, "maria@example.org", action=action)) is None


def test_a_full_mailbox_is_no_bad_address() -> None:
    found = read(report(ID, "maria@example.org", status="5.2.2", diagnostic="552 5.2.2 full"))

    assert found is not None and not found.recipients[0].permanent


@pytest.mark.parametrize(
    "octets",
    [
        b"",
        b"Subject: Semester\nAuto-Submitted: auto-replied\n\nJag \xe4r ledig.\n",
        b"Content-Type: multipart/report; boundary=x\n\n--x\nContent-Type: message/delivery-status\n\n\n--x--\n",
        b"Content-Type: multipart/report; boundary=x\n\n" + b"--x\n\n" * 20_000,
        b"\xff" * 1000,
        b"".join(b"Content-Type: multipart/report; boundary=%d\n\n--%d\n" % (n, n) for n in range(2000)),
        b"Content-Type: message/rfc822\n\n" * 5000,
        b"Content-Type: multipart/report; boundary*=\x00'\x00'x\n\n--x\n",
        b"Content-Type: multipart/report; boundary*=a%00'b'x\n\n--x\n",
    ],
    ids=lambda octets: repr(octets[:40]),
)
def test_what_is_no_report_is_none(octets: bytes) -> None:
    assert read(octets) is None


def test_a_report_without_an_id_has_one_of_its_own() -> None:
    nameless = [
        report(ID, address).replace(b"Message-ID: <report-1@mx.example.org>\n", b"")
        for address in ("maria@example.org", "maria@example.org", "elin@example.org")
    ]
    first, again, other = [found.report_id for found in map(read, nameless) if found]

    assert first == again != other


def test_of_a_reports_own_id_so_much_is_kept_and_of_the_letters_all() -> None:
    found = read(report("<" + "y" * 400 + ">", "maria@example.org", report_id="x" * 400))

    assert found is not None
    assert (len(found.report_id), len(found.original_id or "")) == (255, 402)


def test_no_more_than_so_much_is_read() -> None:
    padded = b"X-Padding: " + b"x" * LARGEST + b"\n" + report(ID, "maria@example.org")

    assert read(padded) is None
