"""Each way that is not the one the provider and we agreed on: refused, by it or by us."""

import logging
from pathlib import Path

import pytest

from tests.conftest import Time
from tests.login.browsing import Browser
from tests.login.test_wrong import refused
from tests.oidc import setting
from tests.oidc.issuer import CLIENT
from tests.real_provider.clients import OTHER_PAGES, SHARED, SHARED_SECRET
from tests.real_provider.provider import Provider
from tests.real_provider.test_whole_way import brought


def test_somebody_unknown_and_somebody_who_turned_back(browser: Browser, provider: Provider) -> None:
    refused(browser, browser.back(**brought(browser, provider.visitor("elof"))), 403)
    refused(browser, browser.back(**brought(browser, provider.visitor(""))))


def test_a_code_is_taken_once(browser: Browser, provider: Provider, caplog: pytest.LogCaptureFixture) -> None:
    said, kept = brought(browser, provider.visitor()), dict(browser.cookies)
    assert browser.back(**said).status_code == 303

    browser.cookies = kept
    with caplog.at_level(logging.INFO, "app.login.routes"):
        answer = browser.back(**said)

    refused(browser, answer)
    assert "redan ha använts" in answer.text
    assert "invalid_grant" in caplog.text


def test_a_code_that_another_client_got(browser: Browser, provider: Provider) -> None:
    said = brought(browser, provider.visitor())

    refused(browser, browser.back(**{**said, "code": provider.code(OTHER_PAGES)}))


def test_a_code_of_a_log_in_that_another_browser_began(browser: Browser, provider: Provider) -> None:
    """PKCE (RFC 7636 1): the verifier is that browser's."""
    theirs = brought(Browser(browser.client), provider.visitor())
    said = brought(browser, provider.visitor())

    refused(browser, browser.back(**{**said, "code": theirs["code"]}))


@pytest.mark.parametrize("wrong", [{"state": "another"}, {"iss": "https://x.example"}, {"iss": None}])
def test_an_answer_to_another_question_or_of_another(
    browser: Browser, provider: Provider, wrong: dict[str, str | None]
) -> None:
    refused(browser, browser.back(**{**brought(browser, provider.visitor()), **wrong}))


def test_a_foreign_page_to_come_back_to(browser: Browser, provider: Provider) -> None:
    there = browser.get("/login/start?issuer=1").headers["location"]
    foreign = there.replace("127.0.0.1%3A8000", "evil.example")
    assert foreign != there

    answer = provider.visitor().shown(foreign)

    assert answer.status_code == 400
    assert "redirect_uri" in answer.text
    assert "location" not in answer.headers


def test_a_code_for_another_page(
    browser: Browser, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = brought(browser, provider.visitor())
    monkeypatch.setenv("NASTA_PUBLIC_URL", "http://localhost:8000")
    setting.forget()

    refused(browser, browser.back(**said))


def test_an_id_token_that_comes_too_late(browser: Browser, provider: Provider, time: Time) -> None:
    said = brought(browser, provider.visitor())
    time.is_("2026-03-02T09:06:00+00:00")

    refused(browser, browser.back(**said))


def test_an_id_token_that_is_also_for_another(browser: Browser, provider: Provider) -> None:
    assert browser.back(**brought(browser, provider.visitor(azp=CLIENT))).status_code == 303
    browser.cookies.clear()

    refused(browser, browser.back(**brought(browser, provider.visitor(azp="another"))))


def test_an_id_token_signed_with_a_secret_that_we_know_too(
    browser: Browser, provider: Provider, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = {"client_id": SHARED, "client_secret": SHARED_SECRET}
    setting.listing(monkeypatch, provider.file(tmp_path, **shared))

    refused(browser, browser.back(**brought(browser, provider.visitor())))


def test_another_tenant_with_the_same_keys(
    browser: Browser, provider: Provider, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = brought(browser, provider.visitor())
    setting.listing(monkeypatch, provider.other_tenant.file(tmp_path))

    refused(browser, browser.back(**said))
