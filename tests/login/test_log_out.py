"""Logging out, by a form of our own page and by no other."""

import re

import pytest

from tests.asking import Api
from tests.login.browsing import Browser
from tests.login.test_routes import events, is_in
from tests.oidc.issuer import Issuer
from tests.oidc.test_tokens import person

OURS = "http://127.0.0.1:8000"


@pytest.fixture
def browser(api: Api, issuer: Issuer) -> Browser:
    person(api, issuer)
    made = Browser(api.client)
    made.log_in(issuer)
    return made


def _form(browser: Browser) -> dict[str, str]:
    return {"form": re.findall('name="form" value="([^"]+)"', browser.get("/my-page").text)[0]}


def test_who_logs_out_is_out_and_shown_the_way_out_of_the_issuer(
    api: Api, browser: Browser, issuer: Issuer
) -> None:
    before = Browser(browser.client, dict(browser.cookies))

    answer = browser.post("/logout", _form(browser), Origin=OURS, Sec_Fetch_Site="same-origin")

    assert (answer.status_code, browser.cookies) == (303, {})
    assert f'href="{issuer.issuer}/end?client_id=' in browser.get(answer.headers["location"]).text
    assert not is_in(before)
    assert len(events(api, "logged_out")) == 1


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Sec_Fetch_Site": "cross-site"}, {"Sec_Fetch_Site": "same-site"}],
)
def test_a_form_of_another_site_does_nothing(browser: Browser, headers: dict[str, str]) -> None:
    assert browser.post("/logout", _form(browser), **headers).status_code == 403
    assert is_in(browser)


def test_a_form_without_the_sessions_token_does_nothing(browser: Browser, issuer: Issuer) -> None:
    other = Browser(browser.client)
    other.log_in(issuer)

    for form in ({}, {"form": "x"}, _form(other)):
        assert browser.post("/logout", form, Origin=OURS).status_code == 403
    assert is_in(browser)
