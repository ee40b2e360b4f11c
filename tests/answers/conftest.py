"""A group on its way to a meeting, whose letters have links."""

import pytest

from tests.asking import Api, Thing
from tests.conftest import Time
from tests.reminders.posting import Office, Post


@pytest.fixture
def office(api: Api, time: Time) -> Office:
    return Office(api, time, Post(), api.post("/groups", name="Arbetsgruppen", reminders="on"))


@pytest.fixture
def meeting(office: Office) -> Thing:
    return office.meeting("2026-04-17", "14:00", place="Sal B", online_url="https://video.example.org/rum")


@pytest.fixture
def ada(office: Office, meeting: Thing) -> Thing:
    """The secretary."""
    return office.person("Ada Alm", "secretary")


@pytest.fixture
def bo(office: Office, meeting: Thing) -> Thing:
    """A member."""
    return office.person("Bo Berg", "member")
