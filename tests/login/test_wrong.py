"""Each answer of an issuer that is in one way wrong: nobody is let in, and the page says how to go on."""

import base64
import hashlib
import hmac
import json
from pathlib import Path
from typing import Any

import pytest
from joserfc.jwk import ECKey

from tests.asking import Api
from tests.conftest import NOW, Time
from tests.login.browsing import SESSION, WAITING, Browser, id_token
from tests.oidc import setting
from tests.oidc.issuer import CLIENT, Issuer, at, key
from tests.oidc.test_tokens import person

HALF = base64.urlsafe_b64encode(hashlib.sha256(b"opaque").digest()[:16]).decode().rstrip("=")
WRONG: dict[str, dict[str, Any]] = {
    "iss of another": {"iss": "https://login.example.com"},
    "no iss": {"iss": None},
    "aud of another": {"aud": "another"},
    "aud of another too": {"aud": [CLIENT, "another"], "azp": CLIENT},
    "no aud": {"aud": None},
    "azp of another": {"azp": "another"},
    "azp that is no text": {"azp": 7},
    "nonce of another": {"nonce": "another"},
    "no nonce": {"nonce": None},
    "a nonce that is a number": {"nonce": 7},
    "expired": {"exp": at(NOW) - 61},
    "no exp": {"exp": None},
    "not yet": {"nbf": at(NOW) + 61},
    "from the time to come": {"iat": at(NOW) + 61},
    "no iat": {"iat": None},
    "about nobody": {"sub": None},
    "kid unknown": {"kid": "third"},
    "of another access token": {"at_hash": HALF[::-1]},
}


@pytest.fixture
def browser(api: Api, issuer: Issuer) -> Browser:
    """Of somebody who is linked."""
    person(api, issuer)
    return Browser(api.client)


def refused(browser: Browser, answer: Any, status: int = 400) -> None:
    """Nobody is let in, and the log-in is over."""
    assert answer.status_code == status
    assert answer.headers["cache-control"] == "no-store"
    assert SESSION not in browser.cookies
    assert WAITING not in browser.cookies
    assert browser.get("/my-page").headers["location"] == "/login?to=%2Fmy-page"


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_id_token_lets_nobody_in(browser: Browser, issuer: Issuer, wrong: str) -> None:
    refused(browser, browser.log_in(issuer, **WRONG[wrong]))
    assert browser.log_in(issuer).status_code == 303


@pytest.mark.parametrize(
    "right", [{"azp": CLIENT}, {"aud": [CLIENT]}, {"at_hash": HALF}, {"exp": at(NOW) - 59}]
)
def test_what_may_be_said_besides(browser: Browser, issuer: Issuer, right: dict[str, Any]) -> None:
    assert browser.log_in(issuer, **right).status_code == 303


def _unsigned(issuer: Issuer, asked: dict[str, str], **header: str) -> str:
    claims = {"iss": issuer.issuer, "sub": "lova", "aud": CLIENT, "nonce": asked["nonce"]}
    said = [{"kid": "first", **header}, {**claims, "iat": at(NOW), "exp": at(NOW) + 300}]
    return ".".join(base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in said)


@pytest.mark.parametrize("alg", ["none", "None", "NONE"])
def test_an_id_token_that_nobody_has_signed(browser: Browser, issuer: Issuer, alg: str) -> None:
    asked = browser.begin()
    issuer.codes["code"] = f"{_unsigned(issuer, asked, alg=alg)}."

    refused(browser, browser.back(code="code", state=asked["state"]))


@pytest.mark.parametrize("secret", ["public key", "client secret"])
def test_an_id_token_signed_with_what_is_no_key_of_the_issuers(
    browser: Browser, issuer: Issuer, secret: str
) -> None:
    """The algorithm switched: RFC 8725 2.1."""
    asked = browser.begin()
    known = key("first").as_pem(private=False) if secret == "public key" else b"a secret that both know"
    signed = _unsigned(issuer, asked, alg="HS256")
    digest = hmac.digest(known, signed.encode(), "sha256")
    issuer.codes["code"] = f"{signed}.{base64.urlsafe_b64encode(digest).decode().rstrip('=')}"

    refused(browser, browser.back(code="code", state=asked["state"]))


def test_an_algorithm_that_is_not_listed(
    browser: Browser, issuer: Issuer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    setting.listing(monkeypatch, issuer.file(tmp_path, algorithms=["RS256"]))

    refused(browser, browser.log_in(issuer))


def test_another_key_of_the_same_name(browser: Browser, issuer: Issuer) -> None:
    issuer.published = [ECKey.generate_key("P-256", {"kid": "first", "use": "sig"})]

    refused(browser, browser.log_in(issuer))


@pytest.mark.parametrize(("acr", "status"), [(None, 400), ("loa2", 400), ("loa3", 303)])
def test_how_somebody_was_recognised_is_asked_for_and_demanded(
    browser: Browser,
    issuer: Issuer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    acr: str | None,
    status: int,
) -> None:
    setting.listing(monkeypatch, issuer.file(tmp_path, acr_values=["loa3", "loa4"]))

    assert browser.begin()["acr_values"] == "loa3 loa4"
    assert browser.log_in(issuer, acr=acr).status_code == status


def test_a_code_is_taken_once(browser: Browser, issuer: Issuer) -> None:
    asked = browser.begin()
    issuer.codes["code"] = id_token(issuer, asked)
    kept = dict(browser.cookies)
    assert browser.back(code="code", state=asked["state"]).status_code == 303

    browser.cookies = dict(kept)
    refused(browser, browser.back(code="code", state=asked["state"]))


def test_a_log_in_is_taken_once_though_the_issuer_takes_the_code_again(
    browser: Browser, issuer: Issuer
) -> None:
    asked = browser.begin()
    kept = dict(browser.cookies)
    for status in (303, 400):
        browser.cookies = dict(kept)
        issuer.codes["code"] = id_token(issuer, asked)
        answer = browser.back(code="code", state=asked["state"])
        assert answer.status_code == status

    refused(browser, answer)


@pytest.mark.parametrize(
    "said",
    [{"code": "code"}, {"state": None}, {"state": "another"}, {"code": None}, {"iss": "https://x.example"}],
)
def test_an_answer_to_another_question(browser: Browser, issuer: Issuer, said: dict[str, str | None]) -> None:
    asked = browser.begin()
    issuer.codes["code"] = id_token(issuer, asked)
    whole = {"state": asked["state"], "code": "code", **said}
    whole = {"code": "code"} if said == {"code": "code"} else whole

    refused(browser, browser.back(**whole))


def test_who_says_that_it_names_itself_must(browser: Browser, issuer: Issuer) -> None:
    """RFC 9207 2.4."""
    issuer.metadata["authorization_response_iss_parameter_supported"] = True
    refused(browser, browser.log_in(issuer))

    asked = browser.begin()
    issuer.codes["code"] = id_token(issuer, asked)
    assert browser.back(code="code", state=asked["state"], iss=issuer.issuer).status_code == 303


def test_an_answer_in_another_browser(browser: Browser, issuer: Issuer) -> None:
    asked = browser.begin()
    issuer.codes["code"] = id_token(issuer, asked)
    other = Browser(browser.client)

    refused(other, other.back(code="code", state=asked["state"]))
    other.begin()
    refused(other, other.back(code="code", state=asked["state"]))


def test_a_cookie_that_is_not_ours(browser: Browser, issuer: Issuer) -> None:
    asked = browser.begin()
    issuer.codes["code"] = id_token(issuer, asked)

    for made in ("", "x", "å", "e30", browser.cookies[WAITING][:-4]):
        browser.cookies = {WAITING: made} if made.isascii() else {}
        refused(browser, browser.back(code="code", state=asked["state"]))


def test_an_answer_that_comes_too_late(browser: Browser, issuer: Issuer, time: Time) -> None:
    asked = browser.begin()
    issuer.codes["code"] = id_token(issuer, asked, exp=at(NOW) + 3600)
    time.is_("2026-03-02T09:15:00+00:00")

    refused(browser, browser.back(code="code", state=asked["state"]))


def test_somebody_who_turned_back(browser: Browser, issuer: Issuer) -> None:
    asked = browser.begin()

    refused(browser, browser.back(error="access_denied", state=asked["state"]))


def test_a_token_endpoint_that_says_nothing_of_use(
    browser: Browser, issuer: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing: tuple[Any, ...] = ({}, [], {"id_token": 7}, "x")
    for said in nothing:
        monkeypatch.setattr(issuer, "post", lambda _, said=said: (200, said))
        asked = browser.begin()
        refused(browser, browser.back(code="code", state=asked["state"]))


@pytest.mark.parametrize(
    "to",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "/my-page@evil.example", "/docs", "x"],
)
def test_nobody_is_sent_to_a_foreign_page(browser: Browser, issuer: Issuer, to: str) -> None:
    assert browser.log_in(issuer, to).headers["location"] == "/my-page"
