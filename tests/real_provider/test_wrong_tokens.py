"""Tokens of the provider that are for something else, and such as somebody without its keys makes of them."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from app import outward
from app.outward import Answer
from tests.asking import Api, Thing
from tests.conftest import Time
from tests.login.browsing import Browser
from tests.login.test_wrong import refused
from tests.oidc.issuer import CLIENT, FRONT_END, SECRET
from tests.oidc.test_tokens import calling
from tests.real_provider import forging
from tests.real_provider.clients import OTHER_FRONT_END, OTHER_PAGES
from tests.real_provider.provider import Provider
from tests.real_provider.test_whole_way import brought

Forgery = Callable[[Provider, str], str]


def _with_the_public_key(provider: Provider, token: str) -> str:
    (known,) = provider.client.get(f"{provider.issuer}/jwks").json()["keys"]
    return forging.hashed(token, json.dumps(known).encode())


FORGED: dict[str, Forgery] = {
    "alg none": lambda _, token: forging.unsigned(token),
    "alg switched, with the public key": _with_the_public_key,
    "alg switched, with our secret": lambda _, token: forging.hashed(token, SECRET.encode()),
    "kid unknown": lambda _, token: forging.with_kid(token, "unknown"),
    "about another": lambda _, token: forging.about(token, "elof"),
}


def _nonce(token: str) -> str:
    return str(forging.part(token, 1)["nonce"])


SWAPPED: dict[str, Forgery] = {
    **FORGED,
    "iss of another tenant": lambda provider, token: provider.other_tenant.id_token(CLIENT, _nonce(token)),
    "aud of another client": lambda provider, token: provider.id_token(OTHER_PAGES, _nonce(token)),
    "nonce of another log-in": lambda provider, _: provider.id_token(CLIENT, "another"),
}


def _swapping(monkeypatch: pytest.MonkeyPatch, provider: Provider, swapped: Forgery) -> None:
    """From here on somebody stands between the token endpoint and us."""
    post = outward.post

    def between(*sent: Any) -> Answer:
        answer = post(*sent)
        told = json.loads(answer.body)
        told["id_token"] = swapped(provider, told["id_token"])
        return Answer(answer.status, json.dumps(told).encode())

    monkeypatch.setattr(outward, "post", between)


@pytest.mark.parametrize("how", SWAPPED)
def test_an_id_token_that_somebody_swaps_on_the_way(
    browser: Browser, provider: Provider, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    said = brought(browser, provider.visitor())
    _swapping(monkeypatch, provider, SWAPPED[how])

    refused(browser, browser.back(**said))


def test_one_that_is_as_good_is_taken(
    browser: Browser, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that it is what they say, and not that they were swapped, for which the others are refused."""
    said = brought(browser, provider.visitor())
    _swapping(monkeypatch, provider, lambda _, token: provider.id_token(CLIENT, _nonce(token)))

    assert browser.back(**said).status_code == 303


WRONG: dict[str, Callable[[Provider], str]] = {
    "iss of another tenant": lambda provider: provider.other_tenant.access_token(),
    "aud of another api": lambda provider: provider.access_token(audience="https://other.example.org"),
    "got by another front end": lambda provider: provider.access_token(OTHER_FRONT_END),
    "an ID token": lambda provider: provider.id_token(CLIENT, "any"),
    "for UserInfo": lambda provider: str(provider.tokens(FRONT_END)["access_token"]),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_token_that_is_for_something_else(api: Api, provider: Provider, lova: Thing, wrong: str) -> None:
    assert calling(api, WRONG[wrong](provider)).status_code == 401


@pytest.mark.parametrize("how", FORGED)
def test_a_token_that_somebody_has_changed(api: Api, provider: Provider, lova: Thing, how: str) -> None:
    right = provider.access_token()

    assert calling(api, FORGED[how](provider, right)).status_code == 401
    assert calling(api, right).status_code == 200


def test_a_token_that_has_expired(api: Api, provider: Provider, lova: Thing, time: Time) -> None:
    token = provider.access_token()
    time.is_("2026-03-02T09:05:59+00:00")
    assert calling(api, token).status_code == 200

    time.is_("2026-03-02T09:06:00+00:00")
    assert calling(api, token).status_code == 401
