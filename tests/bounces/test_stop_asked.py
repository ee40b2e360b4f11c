"""A mail to the address for bounces that asks to stop."""

import re

import pytest

from app.bounces import incoming
from app.bounces.stop_asked import token
from tests.asking import Api
from tests.conftest import Time
from tests.reminders.posting import Office, Post, at

TOKEN = "x" * 43


@pytest.mark.parametrize("subject", [f"stop {TOKEN}", f"Stop  {TOKEN}", f"STOP {TOKEN} "])
def test_the_subject_says_it(subject: str) -> None:
    assert token(f"Subject: {subject}\n\nvad som helst\n".encode()) == TOKEN


@pytest.mark.parametrize(
    "subject", ["stop", f"Autosvar: stop {TOKEN}", f"stop {TOKEN} nu", f"stopp {TOKEN}", ""]
)
def test_another_subject_says_something_else(subject: str) -> None:
    assert token(f"Subject: {subject}\n\nstop {TOKEN}\n".encode()) is None
    assert token(b"\xff\x00") is None


def test_it_is_read_above_any_number_of_parts_in_parts() -> None:
    parts = b"".join(b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (n, n) for n in range(2000))

    assert token(f"Subject: stop {TOKEN}\n".encode() + parts) == TOKEN


def test_who_asks_by_mail_is_told_nothing_more(api: Api, time: Time) -> None:
    office = Office(api, time, Post(), api.post("/groups", name="Arbetsgruppen", reminders="on"))
    office.meeting("2026-04-17")
    bo = office.person("Bo Berg", "member")
    office.point("Boka lokal", bo)
    (mail,) = office.mails(at("2026-04-10"))
    asked = re.search(r"mailto:[^?]+\?subject=stop%20([A-Za-z0-9_-]{43})", mail["List-Unsubscribe"])
    assert asked

    taken = incoming.take(f"Subject: stop {asked[1]}\n\n".encode(), time.now)
    again = incoming.take(f"Subject: stop {TOKEN}\n\n".encode(), time.now)

    assert (taken.stopped, again.stopped) == (1, 0)
    assert office.run(at("2026-04-16")) == {}
