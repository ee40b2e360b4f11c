"""Logging in with an OpenID provider that others have made, and calling the API with its tokens."""

from html import unescape
from pathlib import Path

import pytest

from tests.asking import Api, Thing
from tests.login.browsing import SESSION, Browser
from tests.login.test_wrong import refused
from tests.oidc import setting
from tests.oidc.test_tokens import calling
from tests.real_provider.clients import ORIGIN
from tests.real_provider.provider import Provider
from tests.real_provider.visitor import Visitor


def brought(browser: Browser, visitor: Visitor) -> dict[str, str]:
    """A log-in begun with us: what the browser brings back from the provider."""
    return visitor.sent(browser.get("/login/start?issuer=1").headers["location"])


def test_in_to_ones_page_and_out_again(browser: Browser, provider: Provider) -> None:
    assert "Kommunkontot</a>" in browser.get("/login").text

    answer = browser.back(**brought(browser, provider.visitor()))

    assert (answer.status_code, answer.headers["location"]) == (303, "/my-page")
    assert browser.cookies.keys() == {SESSION}
    shown = browser.get("/my-page").text
    assert "Inloggad som Lova Exempelsson" in shown
    out = browser.post("/logout", {"form": _between(shown, 'name="form" value="')}, Origin=ORIGIN)
    assert browser.get("/my-page").headers["location"] == "/login?to=%2Fmy-page"
    there = _between(browser.get(out.headers["location"]).text, f'href="{provider.issuer}')
    assert provider.visitor().shown(unescape(there)).status_code == 200


def _between(text: str, before: str) -> str:
    return text.partition(before)[2].partition('"')[0]


def test_a_token_of_the_same_provider_opens_the_api(api: Api, provider: Provider, lova: Thing) -> None:
    answer = calling(api, provider.access_token())

    assert (answer.status_code, answer.json()["id"]) == (200, lova["id"])


def test_the_level_that_is_demanded_is_said(
    browser: Browser, provider: Provider, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    setting.listing(monkeypatch, provider.file(tmp_path, acr_values=["loa4"]))
    refused(browser, browser.back(**brought(browser, provider.visitor())))

    setting.listing(monkeypatch, provider.file(tmp_path, acr_values=["loa3"]))
    assert browser.back(**brought(browser, provider.visitor())).status_code == 303


def test_an_address_that_it_has_verified_links(
    api: Api, provider: Provider, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    setting.listing(monkeypatch, provider.file(tmp_path, addresses_trusted=True))
    made = api.post("/persons", name="Elof Exempelsson", email="elof@example.org")
    browser = Browser(api.client)

    assert browser.back(**brought(browser, provider.visitor("elof"))).status_code == 303
    assert [link["person_id"] for link in api.items("/identities")] == [made["id"]]


def test_another_key_at_the_provider(api: Api, browser: Browser, provider: Provider) -> None:
    before = provider.access_token()
    assert calling(api, before).status_code == 200
    provider.rotate()
    setting.forget()

    assert calling(api, before).status_code == 401
    assert browser.back(**brought(browser, provider.visitor())).status_code == 303
    assert calling(api, provider.access_token()).status_code == 200
