"""Who asks too often or guesses is held back, and nobody else behind the same address is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session

from app import brakes, clock
from app.access import secret
from app.brakes import Counted
from app.rates import REMEMBERED, Rate
from tests.asking import Api
from tests.conftest import ADMINISTRATOR

SetUp = Callable[..., TestClient]
OURS, OTHERS = "203.0.113.9", "198.51.100.7"
NOBODYS = "t" * 43


@dataclass
class Seconds:
    """What the clock of the brakes shows."""

    now: float = 1000.0

    def pass_(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def seconds(monkeypatch: pytest.MonkeyPatch) -> Seconds:
    """It stands still until the test moves it, and nothing has been counted."""
    made = Seconds()
    monkeypatch.setattr(clock, "elapsed", lambda: made.now)
    monkeypatch.setattr(brakes, "counted", Counted())
    return made


def braked(answer: Any, code: str, wait: int) -> bool:
    """A problem that says when to come again."""
    assert answer.status_code == 429, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    return (answer.json()["type"], answer.headers["retry-after"]) == (f"/problems/{code}", str(wait))


def test_so_many_at_once_and_then_one_for_each_share_of_the_period() -> None:
    rate = Rate(60)

    assert [rate.take("a", 3, 0) for _ in range(4)] == [0, 0, 0, 20]
    assert [rate.take("a", 3, 20), rate.take("a", 3, 20)] == [0, 20]
    assert rate.take("b", 3, 20) == 0
    assert [rate.take("a", 3, 200) for _ in range(4)] == [0, 0, 0, 20]
    assert not any(rate.take("a", 0, 200) for _ in range(100))


def test_in_any_window_no_more_than_twice_the_number_and_no_less_than_it_over_time() -> None:
    rate = Rate(60)
    taken = [now for now in range(600) if rate.take("a", 30, now) == 0]

    assert 300 <= len(taken) <= 330


def test_no_more_are_remembered_than_there_is_room_for() -> None:
    rate = Rate(60)
    for number in range(REMEMBERED + 10):
        rate.take(number, 1, 0)

    assert len(rate._free_at) == REMEMBERED
    assert (rate.take(REMEMBERED, 1, 0) > 0, rate.take(0, 1, 0)) == (True, 0)


def test_one_key_is_held_back_and_another_is_not(set_up: SetUp, seconds: Seconds) -> None:
    api = Api(set_up(OURS, requests_per_key="4"), ADMINISTRATOR)
    other = Api(api.client, api.post("/api-keys", name="another", group_ids=None)["key"])
    for _ in range(3):
        api.get("/me")

    assert braked(api.call("GET", "/me"), "too-many-requests", 15)
    assert braked(api.call("POST", "/groups", {"name": "a"}), "too-many-requests", 15)
    assert other.get("/groups")["total_records"] == 0
    seconds.pass_(14)
    assert braked(api.call("GET", "/me", Accept_Language="en"), "too-many-requests", 1)
    seconds.pass_(1)
    assert api.get("/groups")["total_records"] == 0


def test_a_key_held_back_does_nothing_once_and_is_carried_out_later(set_up: SetUp, seconds: Seconds) -> None:
    api = Api(set_up(OURS, requests_per_key="1"), ADMINISTRATOR)
    api.get("/me")
    body, key = {"name": "a"}, {"Idempotency_Key": "k"}

    assert braked(api.call("POST", "/groups", body, **key), "too-many-requests", 60)
    seconds.pass_(60)
    assert api.call("POST", "/groups", body, **key).status_code == 201


def test_who_says_nothing_is_counted_by_address(set_up: SetUp, seconds: Seconds) -> None:
    client = set_up("10.1.2.3", trusted_proxies="10.1.2.3", requests_per_address="5")
    paths = ["/api/v1/openapi.json", "/docs", "/api/v1/groups", "/nothing", "/api/v1/api-info"]
    ours = [client.get(path, headers={"X-Forwarded-For": OURS}).status_code for path in paths]

    assert ours == [200, 200, 401, 404, 200]
    for path in paths:
        assert braked(client.get(path, headers={"X-Forwarded-For": OURS}), "too-many-requests", 12)
        assert client.get(path, headers={"X-Forwarded-For": OTHERS}).status_code != 429
    said = {"X-Forwarded-For": OURS, "X-API-Key": ADMINISTRATOR}
    assert client.get("/api/v1/me", headers=said).status_code == 200
    assert client.get("/health/live", headers={"X-Forwarded-For": OURS}).status_code == 200


def test_of_ipv6_a_whole_subscriber_is_counted_as_one(set_up: SetUp, seconds: Seconds) -> None:
    client = set_up("10.1.2.3", trusted_proxies="10.1.2.3", requests_per_address="1")

    said = [
        client.get("/docs", headers={"X-Forwarded-For": address}).status_code
        for address in ("2001:db8::1", "2001:db8::ffff:1", "2001:db8:0:1::1")
    ]
    assert said == [200, 429, 200]


def guesses(client: TestClient) -> list[Any]:
    """One of each kind, all wrong."""
    wrong = secret.written(UUID_OF_NOTHING, "x" * 43)
    api = "/api/v1/me"
    return [
        client.get(api, headers={"X-API-Key": "guess"}),
        client.get(api, headers={"X-API-Key": wrong}),
        client.get(api, headers={"Authorization": f"Bearer {wrong}"}),
        client.get(api, headers={"Authorization": "Bearer a.b.c"}),
        client.get("/health/sender", headers={"X-API-Key": "guess"}),
        client.get(f"/answers/{NOBODYS}"),
        client.get(f"/answers/{NOBODYS}/thanks"),
        client.post(f"/answers/{NOBODYS}"),
        client.get(f"/stops/{NOBODYS}"),
        client.post(f"/stops/{NOBODYS}"),
        client.get(f"/follow-ups/{NOBODYS}"),
    ]


UUID_OF_NOTHING = UUID(int=7)


def test_whoever_guesses_is_told_so_whatever_they_guess_at(set_up: SetUp, seconds: Seconds) -> None:
    client = set_up(OURS, guesses_per_minute="11")

    assert {answer.status_code for answer in guesses(client)} == {401, 404}
    for answer in guesses(client):
        assert braked(answer, "too-many-guesses", 6)
    seconds.pass_(60)
    assert {answer.status_code for answer in guesses(client)} == {401, 404}


def test_who_has_what_is_right_is_let_in_though_others_guess_behind_the_same_address(
    set_up: SetUp, seconds: Seconds, session: Session
) -> None:
    api = Api(set_up(OURS, guesses_per_minute="1"), ADMINISTRATOR)
    group = api.post("/groups", name="a")["id"]
    meeting = api.post("/meetings", group_id=group, held_on="2026-05-04")["id"]
    page = api.call("POST", f"/meetings/{meeting}/follow-up-link").json()["url"]
    guesses(api.client)

    assert api.get("/me")
    assert api.client.get(page).status_code == 200
    api.call("DELETE", f"/meetings/{meeting}/follow-up-link")
    assert [api.client.get(page).status_code for _ in range(3)] == [404, 404, 404]


def test_a_page_says_it_as_a_page(set_up: SetUp, seconds: Seconds) -> None:
    client = set_up(OURS, guesses_per_minute="1")
    asked = {"Accept": "text/html", "Accept-Language": "en"}
    client.get(f"/answers/{NOBODYS}", headers=asked)
    answer = client.get(f"/answers/{NOBODYS}", headers=asked)

    assert (answer.status_code, answer.headers["retry-after"]) == (429, "60")
    assert "<h1>Too many attempts</h1>" in answer.text and NOBODYS not in answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_one_link_is_held_back_and_another_is_not(set_up: SetUp, seconds: Seconds) -> None:
    api = Api(set_up(OURS, requests_per_link="2"), ADMINISTRATOR)
    group = api.post("/groups", name="a")["id"]
    meeting = api.post("/meetings", group_id=group, held_on="2026-05-04")["id"]
    one, other = (api.call("POST", f"/meetings/{meeting}/follow-up-link").json()["url"] for _ in range(2))

    assert [api.client.get(one).status_code for _ in range(3)] == [200, 200, 429]
    assert api.client.get(other).status_code == 200


def test_the_defaults_are_far_above_what_a_system_or_a_person_asks(set_up: SetUp, seconds: Seconds) -> None:
    names = ("requests_per_key", "requests_per_link", "requests_per_address", "guesses_per_minute")
    api = Api(set_up(OURS, **dict.fromkeys(names, "")), ADMINISTRATOR)

    assert {api.call("GET", "/me").status_code for _ in range(300)} == {200}
    assert {api.client.get("/api/v1/api-info").status_code for _ in range(100)} == {200}
    assert {api.client.get(f"/answers/{NOBODYS}").status_code for _ in range(20)} == {404}


def test_that_somebody_is_held_back_is_told_of(set_up: SetUp, seconds: Seconds) -> None:
    api = Api(set_up(OURS, requests_per_key="1"), ADMINISTRATOR)
    api.get("/me")
    api.call("GET", "/groups")
    seconds.pass_(60)

    told = [event["details"] for event in api.items("/audit-events?act=refused")]
    assert {"operation": "listGroups", "status": 429, "code": "too-many-requests"} in told
