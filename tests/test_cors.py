"""Pages of listed front ends may call the API from a browser, and nobody else's (Fetch 3.2)."""

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from tests.asking import Api
from tests.conftest import ADMINISTRATOR

FRONT, OTHER = "https://front.example.org", "https://other.example.org"
SetUp = Callable[..., TestClient]


def asked(
    client: TestClient, origin: str, path: str = "/api/v1/groups", method: str = "POST"
) -> dict[str, str]:
    """The answer to a browser's question beforehand."""
    answer = client.options(
        path,
        headers={
            "Origin": origin,
            "Access-Control-Request-Method": method,
            "Access-Control-Request-Headers": "idempotency-key,x-api-key",
        },
    )
    assert answer.status_code == 204
    return {name: value for name, value in answer.headers.items() if name.startswith("access-control")}


def test_a_listed_origin_is_told_beforehand_what_it_may_send(set_up: SetUp) -> None:
    client = set_up(cors_origins=f"{FRONT}, https://third.example.org")

    for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
        said = asked(client, FRONT, method=method)
        assert said["access-control-allow-origin"] == FRONT
        assert method in said["access-control-allow-methods"].split(", ")
    taken = said["access-control-allow-headers"].lower().split(", ")
    needed = {
        "x-api-key",
        "authorization",
        "content-type",
        "if-match",
        "if-none-match",
        "idempotency-key",
        "traceparent",
    }
    assert needed <= set(taken)
    assert "access-control-allow-credentials" not in said


@pytest.mark.parametrize(
    "origin",
    [OTHER, "null", "http://front.example.org", "https://front.example.org.evil.example", f"{FRONT}:444"],
)
def test_an_origin_that_is_not_listed_is_told_nothing(set_up: SetUp, origin: str) -> None:
    client = set_up(cors_origins=FRONT)
    answer = client.get("/api/v1/api-info", headers={"Origin": origin})

    assert asked(client, origin) == {}
    assert "access-control-allow-origin" not in answer.headers
    assert "Origin" in answer.headers["vary"]


def test_every_answer_may_be_read_by_a_listed_origin_refusals_too(set_up: SetUp) -> None:
    api = Api(set_up(cors_origins=FRONT), ADMINISTRATOR)
    made = api.call("POST", "/groups", {"name": "a"}, Origin=FRONT, Idempotency_Key="k")
    refused = api.call("GET", "/groups/nothing", Origin=FRONT)
    too_long = api.call("GET", "/groups?q=" + "y" * 3000, Origin=FRONT)

    assert [answer.status_code for answer in (made, refused, too_long)] == [201, 422, 414]
    for answer in (made, refused, too_long):
        assert answer.headers["access-control-allow-origin"] == FRONT
        assert "Origin" in answer.headers["vary"]
        shown = answer.headers["access-control-expose-headers"].lower()
        for name in (
            "etag",
            "link",
            "location",
            "retry-after",
            "idempotency-replayed",
            "traceparent",
            "deprecation",
        ):
            assert name in shown.split(", ")


def test_pages_behind_links_are_nobody_elses_to_read(set_up: SetUp) -> None:
    client = set_up(cors_origins=FRONT)

    for path in ("/answers/x", "/stops/x", "/follow-ups/x", "/docs"):
        assert "access-control-allow-origin" not in client.get(path, headers={"Origin": FRONT}).headers


def test_unless_any_is_listed_nobody_is(client: TestClient) -> None:
    answer = client.get("/api/v1/api-info", headers={"Origin": FRONT})
    question = client.options(
        "/api/v1/groups", headers={"Origin": FRONT, "Access-Control-Request-Method": "GET"}
    )

    assert "access-control-allow-origin" not in {**answer.headers, **question.headers}
    assert question.status_code == 405
