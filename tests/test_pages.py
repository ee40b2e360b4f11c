"""Pages at the host root that are nobody's own."""

import re

import pytest

from app import release, settings
from tests.asking import Api
from tests.conftest import Time


@pytest.mark.parametrize(("language", "title"), [("sv", "Tillgänglighet"), ("en", "Accessibility")])
def test_the_accessibility_statement_says_whom_to_tell(api: Api, language: str, title: str) -> None:
    answer = api.client.get("/accessibility", headers={"Accept-Language": language})

    assert answer.status_code == 200 and answer.headers["content-language"] == language
    assert f"<h1>{title}</h1>" in answer.text and "Digg" in answer.text


def test_every_page_leads_to_it(api: Api) -> None:
    answer = api.client.get("/follow-ups/" + "x" * 43)

    assert '<a href="/accessibility">' in answer.text


@pytest.mark.parametrize(("language", "title"), [("sv", "Begränsningar"), ("en", "Known limits")])
def test_the_api_is_told_of_in_words(api: Api, language: str, title: str) -> None:
    answer = api.client.get("/docs", headers={"Accept-Language": language})

    assert answer.headers["content-language"] == language
    assert f'<h2 id="limits">{title}</h2><ul><li>' in answer.text
    assert {'id="terms"', 'id="service"', 'href="/api/v1/openapi.json"'} <= set(
        re.findall(r'\w+="[^"]+"', answer.text)
    )


def test_whom_to_tell_of_a_weakness(api: Api, time: Time, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.get.cache_clear()
    monkeypatch.setenv("NASTA_OPERATOR_EMAIL", "drift@example.org")
    time.is_("2026-12-01T23:30:00+00:00")

    answer = api.client.get("/.well-known/security.txt")

    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.text.splitlines() == [
        "Contact: mailto:drift@example.org",
        "Expires: 2027-05-30T00:00:00Z",
        "Preferred-Languages: sv, en",
        "Canonical: http://127.0.0.1:8000/.well-known/security.txt",
    ]
    settings.get.cache_clear()


def test_which_api_it_is(api: Api) -> None:
    answer = api.client.get("/api/v1/api-info")

    assert answer.json() == {
        "apiName": "Nästa",
        "apiVersion": release.VERSION,
        "apiReleased": release.RELEASED.isoformat(),
        "apiDocumentation": "http://127.0.0.1:8000/docs",
        "apiStatus": release.STATUS,
    }
    assert api.client.get("/api/v1/openapi.json").json()["info"]["version"] == release.VERSION
