"""What surrounds every answer."""

import re
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from app.admission import LONGEST
from tests.asking import Api
from tests.describing import document, operations

ORIGIN = "http://127.0.0.1:8000"
SOME_ID = "0195f000-0000-7000-8000-000000000000"


def address(characters: int) -> str:
    """A path so long that the whole address has so many characters."""
    return "/health/live?x=" + "y" * (characters - len(ORIGIN) - len("/health/live?x="))


def test_an_address_may_be_2048_characters_and_no_more(client: TestClient) -> None:
    longest, longer = client.get(address(LONGEST)), client.get(address(LONGEST + 1))

    assert (longest.status_code, longer.status_code) == (200, 414)
    assert longer.json()["type"] == "/problems/address-too-long"
    assert longer.headers["content-type"] == "application/problem+json"


def test_every_answer_says_who_may_keep_it(api: Api) -> None:
    for method, path, _ in operations():
        answer = api.call(method.upper(), path.replace("{id}", SOME_ID), {} if method != "get" else None)
        assert answer.headers["cache-control"], path
        assert ("public" in answer.headers["cache-control"]) == (path in {"/openapi.json", "/api-info"})
        assert "charset" not in answer.headers.get("content-type", "application/json")
        if answer.status_code >= 400:
            assert answer.headers["content-language"] == "sv"
            assert answer.headers["vary"] == "Accept-Language"


@pytest.mark.parametrize("path", ["/health/live", "/docs", "/.well-known/security.txt", "/nothing"])
def test_every_answer_at_the_root_does_too(client: TestClient, path: str) -> None:
    assert client.get(path).headers["cache-control"]


def test_no_answer_leads_elsewhere(api: Api) -> None:
    for path in document()["paths"]:
        asked = path.replace("{id}", SOME_ID)
        for other in (f"{asked}/", asked.upper(), f"/{asked}"):
            if other != asked:
                assert api.call("GET", other).status_code == 404, other


PROTECTED = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
PAGES = ["/docs", "/accessibility", "/problems/not-found", "/answers/x", "/stops/x", "/follow-ups/x"]
OTHERS = [
    "/nothing",
    "/health/live",
    "/.well-known/security.txt",
    "/api/v1/groups",
    "/api/v1/api-info",
    address(9000),
]


@pytest.mark.parametrize("path", [*PAGES, *OTHERS])
def test_every_answer_protects_its_reader(client: TestClient, path: str) -> None:
    headers = client.get(path).headers

    assert {name: headers.get(name) for name in PROTECTED} == PROTECTED
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ") and "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy and "script" not in policy
    assert "strict-transport-security" not in headers


def test_a_fault_protects_its_reader_too(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.pages.about.service_level", lambda: 1 / 0)
    answer = client.get("/docs")

    assert answer.status_code == 500
    assert {name: answer.headers.get(name) for name in PROTECTED} == PROTECTED


def test_no_page_has_anything_that_its_policy_forbids(client: TestClient) -> None:
    for path in PAGES:
        page = client.get(path).text
        assert "<script" not in page and " style=" not in page and not re.search(r"<[^>]+ on[a-z]+=", page)


def test_where_what_is_public_is_https_browsers_shall_never_ask_otherwise(
    set_up: Callable[..., TestClient],
) -> None:
    client = set_up(public_url="https://nasta.example.org", mail_url="file:mail")

    for path in ("/docs", "/nothing", "/api/v1/api-info"):
        assert client.get(path).headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"
