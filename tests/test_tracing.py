"""A trace comes in, goes out and stands in every log line (W3C Trace Context)."""

import logging
import re

import pytest
from fastapi.testclient import TestClient
from sqlalchemy.exc import OperationalError

from app import migrating, pages, tracing
from tests.asking import Api

TRACE, PARENT = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
OURS = re.compile(r"00-([0-9a-f]{32})-([0-9a-f]{16})-0[01]")


def traced(client: TestClient, path: str, *said: str, **headers: str) -> re.Match[str]:
    """The parts of the answer's traceparent."""
    named = [*(("traceparent", one) for one in said), *headers.items()]
    found = OURS.fullmatch(client.get(path, headers=named).headers["traceparent"])
    assert found
    return found


@pytest.mark.parametrize("version", ["00", "01", "fe"])
def test_a_trace_is_carried_on_with_a_part_of_our_own(client: TestClient, version: str) -> None:
    found = traced(client, "/health/live", f"{version}-{TRACE}-{PARENT}-01")

    assert found[1] == TRACE and found[2] != PARENT
    assert found[0].endswith("-01")


def test_a_later_version_may_have_more_parts(client: TestClient) -> None:
    assert traced(client, "/health/live", f"01-{TRACE}-{PARENT}-01-what-comes-later")[1] == TRACE


@pytest.mark.parametrize(
    "said",
    [
        "",
        "x",
        f"ff-{TRACE}-{PARENT}-01",
        f"00-{'0' * 32}-{PARENT}-01",
        f"00-{TRACE}-{'0' * 16}-01",
        f"00-{TRACE.upper()}-{PARENT}-01",
        f"00-{TRACE}-{PARENT}-01-more",
        f"00-{TRACE}-{PARENT}",
        f"01-{TRACE}-{PARENT}-01more",
        f"00-{TRACE}-{PARENT}-01, 00-{TRACE}-{PARENT}-01",
    ],
)
def test_a_malformed_one_begins_a_new_trace(client: TestClient, said: str) -> None:
    first, second = (traced(client, "/health/live", said) for _ in range(2))

    assert TRACE != first[1] != second[1] != TRACE
    assert first[0].endswith("-00")


def test_two_of_them_are_none(client: TestClient) -> None:
    assert traced(client, "/health/live", *[f"00-{TRACE}-{PARENT}-01"] * 2)[1] != TRACE


@pytest.mark.parametrize(
    "path", ["/nothing", "/api/v1/me", "/api/v1/nothing", "/api/v1/openapi.json", "/docs", "/" + "x" * 3000]
)
def test_every_answer_carries_it(client: TestClient, path: str) -> None:
    assert traced(client, path, f"00-{TRACE}-{PARENT}-01")[1] == TRACE


def test_a_fault_at_the_host_root_carries_it_and_is_protected(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(pages, "_page", broken)
    answer = client.get("/docs", headers={"traceparent": f"00-{TRACE}-{PARENT}-01"})

    assert answer.status_code == 500 and answer.json()["type"] == "/problems/fault"
    assert TRACE in answer.headers["traceparent"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    """The log as it is written."""
    written = logging.Formatter(tracing.LINE)
    return [written.format(record) for record in caplog.records if record.name.startswith("app")]


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.handler.addFilter(tracing.stamp)
    caplog.set_level(logging.INFO)
    return caplog


def test_every_line_of_a_request_has_its_trace(
    client: TestClient, log: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*_: object) -> bool:
        raise OperationalError("SELECT 1", {}, Exception("gone"))

    monkeypatch.setattr(migrating, "is_current", lost)
    span = traced(client, "/health/ready", f"00-{TRACE}-{PARENT}-01")[2]

    written = lines(log)
    assert len(written) == 2 and all(f" {TRACE}/{span} " in line for line in written)
    assert "not ready" in written[0] and "GET /health/ready 503" in written[1]


def test_a_request_id_is_logged_and_nothing_else(client: TestClient, log: pytest.LogCaptureFixture) -> None:
    said = f"00-{TRACE}-{PARENT}-01"
    answer = client.get("/health/live", headers={"X-Request-ID": "ticket-7", "traceparent": said})

    assert " ticket-7 GET /health/live" in lines(log)[0]
    assert "x-request-id" not in answer.headers and TRACE in answer.headers["traceparent"]


@pytest.mark.parametrize("said", ["a b", "a\tb", "x" * 129, "å", "\x1b[2J"])
def test_a_request_id_that_could_spoil_a_line_is_left_out(
    client: TestClient, log: pytest.LogCaptureFixture, said: str
) -> None:
    client.get("/health/live", headers={b"X-Request-ID": said.encode()})

    assert re.search(r"[0-9a-f]{16} GET ", lines(log)[0])


def test_a_line_has_neither_query_nor_token_nor_line_breaks(api: Api, log: pytest.LogCaptureFixture) -> None:
    api.call("GET", "/persons?q=Lova")
    api.client.get("/answers/" + "t" * 43)
    api.client.get("/api/v1/a%0Ab")

    written = lines(log)
    assert [line.split(" ms")[0].split(" GET ")[1].split()[0] for line in written] == [
        "/api/v1/persons",
        "/answers/…",
        "/api/v1/a%0Ab",
    ]
    assert not [line for line in written if "Lova" in line or "ttt" in line or "\n" in line]


def test_what_is_logged_outside_requests_has_none(log: pytest.LogCaptureFixture) -> None:
    logging.getLogger("app.test").info("something")

    assert " app.test - something" in lines(log)[0]
