from pathlib import Path

import pytest

from app.outbox.folder import FolderTransport
from app.outbox.mail_url import UnusableMailUrl, is_local, parse_mail_url, transport_from
from app.outbox.smtp import MailServer, SmtpTransport, Tls


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("smtp://mail.example.org:2525", MailServer("mail.example.org", 2525, Tls.starttls)),
        ("smtp://mail.example.org", MailServer("mail.example.org", 587, Tls.starttls)),
        ("smtp://Mail.Example.org/", MailServer("mail.example.org", 587, Tls.starttls)),
        ("smtp://mail.example.org?tls=none", MailServer("mail.example.org", 25, Tls.none)),
        ("smtp://localhost:1025", MailServer("localhost", 1025, Tls.none)),
        ("smtp://localhost?tls=starttls", MailServer("localhost", 587, Tls.starttls)),
        ("smtp://127.0.0.1:1025", MailServer("127.0.0.1", 1025, Tls.none)),
        ("smtp://[::1]:1025", MailServer("::1", 1025, Tls.none)),
        ("smtp://[2001:db8::1]:25", MailServer("2001:db8::1", 25, Tls.starttls)),
        ("smtp://mail.localhost", MailServer("mail.localhost", 25, Tls.none)),
        ("smtp://notlocalhost", MailServer("notlocalhost", 587, Tls.starttls)),
        ("smtp://localhost.example.org", MailServer("localhost.example.org", 587, Tls.starttls)),
        ("smtp://0.0.0.0", MailServer("0.0.0.0", 587, Tls.starttls)),
        ("smtps://mail.example.org", MailServer("mail.example.org", 465, Tls.implicit)),
        ("smtps://localhost:4650", MailServer("localhost", 4650, Tls.implicit)),
        (
            "smtp://n%C3%A4sta%40example.org:l%3A%2F%23%25@mail_server:587",
            MailServer("mail_server", 587, Tls.starttls, "nästa@example.org", "l:/#%"),
        ),
        ("file:var/mail", Path("var/mail")),
        ("file:///var/mail", Path("/var/mail")),
        ("file:/var/my%20mail", Path("/var/my mail")),
    ],
)
def test_a_url_says_where_mail_goes(url: str, place: MailServer | Path) -> None:
    assert parse_mail_url(url) == place


@pytest.mark.parametrize(
    "url",
    [
        "",
        "mail.example.org",
        "http://mail.example.org",
        "smtp:mail.example.org",
        "smtp://",
        "smtp://:25",
        "smtp://mail.example.org:secret",
        "smtp://mail.example.org:99999",
        "smtp://nasta@mail.example.org",
        "smtp://nasta:sec/ret@mail.example.org",
        "smtp://nasta:sec#ret@mail.example.org",
        "smtp://nasta:sec?ret@mail.example.org",
        "smtp://nasta:secret@mail.example.org\u2100",
        "smtp://nasta:secret@[mail.example.org",
        "smtp://nasta:secret@mail.example.org/inbox",
        "smtp://nasta:secret@mail.example.org?tls=maybe",
        "smtp://nasta:secret@mail.example.org?tls=implicit",
        "smtp://nasta:secret@mail.example.org?tls=none&tls=starttls",
        "smtp://nasta:secret@mail.example.org?verify=no",
        "smtps://nasta:secret@mail.example.org?tls=none",
        "smtp://räksmörgås.example",
        "smtp://.example.org",
        "smtp://mail..example.org",
        f"smtp://{'a' * 64}.example.org",
        "smtp://mail example.org",
        "file:",
        "file://var/mail",
        "file:var/mail?x",
        "file:var/mail#x",
    ],
    ids=ascii,
)
def test_a_url_that_cannot_be_used_is_refused_without_telling_the_password(url: str) -> None:
    with pytest.raises(UnusableMailUrl) as refusal:
        parse_mail_url(url)

    assert "sec" not in str(refusal.value)
    assert refusal.value.__cause__ is None
    assert refusal.value.__suppress_context__ or refusal.value.__context__ is None


@pytest.mark.parametrize("url", ["file:var/mail", "smtp://localhost", "smtp://127.0.0.9:25", "smtps://[::1]"])
def test_a_folder_and_loopback_are_local(url: str) -> None:
    assert is_local(url)


@pytest.mark.parametrize(
    "url",
    ["smtp://mail.example.org", "smtp://10.0.0.1?tls=none", "smtp://127.1", "smtps://localhost.example.org"],
)
def test_all_else_is_not_local(url: str) -> None:
    assert not is_local(url)


def test_a_transport_is_made_from_a_url() -> None:
    assert isinstance(transport_from("file:var/mail"), FolderTransport)
    assert isinstance(transport_from("smtp://mail.example.org"), SmtpTransport)
