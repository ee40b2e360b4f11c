"""A letter that went to the wrong address: whoever leads the group ends its links."""

import re
from email.message import EmailMessage

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


@pytest.fixture
def mail(office: Office, bo: Thing) -> EmailMessage:
    office.meeting("2026-04-17")
    office.point("Boka lokal", bo)
    (mail,) = office.mails(at("2026-04-10"))
    return mail


def paths(mail: EmailMessage) -> tuple[str, str]:
    """Where one answers, and where one stops."""
    body = mail.get_body(("plain",))
    assert body is not None
    answers = re.search(r"/answers/[A-Za-z0-9_-]{43}", body.get_content())
    stops = re.search(r"/stops/[A-Za-z0-9_-]{43}", str(mail["List-Unsubscribe"]))
    assert answers and stops
    return answers[0], stops[0]


def test_its_links_open_nothing_more(office: Office, mail: EmailMessage) -> None:
    (row,) = office.api.items("/reminders?kind=digest")
    before = [office.api.client.get(path).status_code for path in paths(mail)]

    assert office.api.call("DELETE", f"/reminders/{row['id']}/answer-link").status_code == 204

    assert before == [200, 200]
    assert [office.api.client.get(path).status_code for path in paths(mail)] == [404, 404]
    assert office.api.refused("DELETE", f"/reminders/{row['id']}/answer-link")["status"] == 404


def test_those_who_do_not_lead_see_no_such_letter(office: Office, bo: Thing, mail: EmailMessage) -> None:
    (row,) = office.api.items("/reminders?kind=digest")
    lead = office.person("Ada Alm", "secretary")
    path = f"/reminders/{row['id']}/answer-link"

    assert office.api.as_(bo["id"]).refused("DELETE", path)["status"] == 404
    assert office.api.as_(lead["id"]).call("DELETE", path).status_code == 204
