"""What a listed proxy says of whom a request is from is heeded, and of nobody else."""

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from tests.asking import Api
from tests.conftest import ADMINISTRATOR

PROXY, CLIENT = "10.1.2.3", "203.0.113.9"
LISTED = "10.1.2.0/24, 192.0.2.1, fd00::1"
SetUp = Callable[..., TestClient]


def seen(client: TestClient, *forwarded: str) -> str:
    """The address that the audit keeps of a change."""
    api = Api(client, ADMINISTRATOR)
    headers = [("X-API-Key", ADMINISTRATOR), *(("X-Forwarded-For", each) for each in forwarded)]
    client.post("/api/v1/groups", json={"name": "a"}, headers=headers)
    events = api.items("/audit-events?act=addGroup")
    found: str = events[0]["from_address"]
    return found


@pytest.mark.parametrize(
    ("forwarded", "found"),
    [
        ([CLIENT], CLIENT),
        ([f"198.51.100.1, {CLIENT}"], CLIENT),
        ([f"{CLIENT}, 10.1.2.9, 192.0.2.1"], CLIENT),
        (["198.51.100.1", CLIENT], CLIENT),
        ([f"{CLIENT}:4711"], CLIENT),
        (["2001:db8::7"], "2001:db8::7"),
        (["[2001:db8::7]:443"], "2001:db8::7"),
        ([f"::ffff:{CLIENT}"], CLIENT),
        ([], PROXY),
        ([""], PROXY),
        (["unknown"], PROXY),
        (["x" * 5000], PROXY),
        (["203.0.113.9\t<script>"], PROXY),
    ],
)
def test_behind_a_listed_proxy_the_last_that_is_no_proxy_is_the_caller(
    set_up: SetUp, forwarded: list[str], found: str
) -> None:
    assert seen(set_up(PROXY, trusted_proxies=LISTED), *forwarded) == found


@pytest.mark.parametrize("peer", ["198.51.100.7", "10.1.3.1", "127.0.0.1"])
def test_what_others_say_is_not_heeded(set_up: SetUp, peer: str) -> None:
    assert seen(set_up(peer, trusted_proxies=LISTED), CLIENT) == peer


def test_unless_any_is_listed_nobody_is_heeded(set_up: SetUp) -> None:
    assert seen(set_up("127.0.0.1"), CLIENT) == "127.0.0.1"


@pytest.mark.parametrize(
    ("peer", "secure"), [(PROXY, True), ("fd00::1", True), ("::ffff:10.1.2.3", True), ("198.51.100.7", False)]
)
def test_that_a_call_came_by_https_is_believed_of_a_listed_proxy(
    set_up: SetUp, peer: str, secure: bool
) -> None:
    answer = set_up(peer, trusted_proxies=LISTED).get("/health/live", headers={"X-Forwarded-Proto": "https"})

    assert ("strict-transport-security" in answer.headers) == secure
