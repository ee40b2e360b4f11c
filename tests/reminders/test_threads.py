"""Mails about one point stay together in a mail program, and apart from what they have nothing to do with."""

from dataclasses import replace

import pytest

from tests.asking import Api, Thing
from tests.conftest import Time
from tests.reminders.posting import Office, Post, at


@pytest.fixture
def office(api: Api, time: Time) -> Office:
    return Office(api, time, Post(), api.post("/groups", name="Arbetsgruppen", reminders="on"))


@pytest.fixture
def bo(office: Office) -> Thing:
    return office.person("Bo Berg", "member")


def test_a_point_that_is_carried_answers_to_what_was_first_said_of_it(office: Office, bo: Thing) -> None:
    meeting = office.meeting("2026-04-17", "14:00")
    office.point("Boka lokal", bo)
    (first,) = office.mails(at("2026-04-10"))
    office.time.is_(at("2026-04-17", "16:00"))
    office.api.act(f"/meetings/{meeting['id']}/holding", unknown_as=None)
    office.meeting("2026-05-22", "14:00")

    (later,) = office.mails(at("2026-05-15"))

    assert later["In-Reply-To"] == later["References"] == first["Message-ID"]


def test_points_of_different_groups_make_no_thread(office: Office, bo: Thing) -> None:
    other = replace(office, group=office.api.post("/groups", name="Styrgruppen", reminders="on"))
    day: Thing = {"due_kind": "date", "due_date": "2026-04-17"}
    office.point("Boka lokal", bo, **day)
    (first,) = office.mails(at("2026-04-10"))
    other.point("Skriv svaret", bo, **day | {"due_date": "2026-04-24"})

    mails = other.mails(at("2026-04-17"))

    assert [mail["In-Reply-To"] for mail in mails if "Styrgruppen" in mail["List-Id"]] == [None]
    assert first["In-Reply-To"] is None
