"""Logging in, as the person sees it."""

import base64
import hashlib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest

from app import settings
from app.fitness import UnfitSettings
from app.oidc import provider
from tests.asking import Api, Thing
from tests.conftest import Time
from tests.login.browsing import SESSION, WAITING, Browser, id_token
from tests.oidc import setting
from tests.oidc.issuer import CLIENT, Issuer
from tests.oidc.test_tokens import person


@pytest.fixture
def lova(api: Api, issuer: Issuer) -> Thing:
    return person(api, issuer)


@pytest.fixture
def browser(api: Api, lova: Thing) -> Browser:
    return Browser(api.client)


def events(api: Api, act: str) -> list[Thing]:
    return [event for event in api.items("/audit-events?limit=100") if event["act"] == act]


def is_in(browser: Browser) -> bool:
    return bool(browser.get("/my-page").status_code == 200)


def test_the_issuer_is_asked_as_the_standards_say(browser: Browser, issuer: Issuer) -> None:
    answer = browser.get("/login/start?issuer=1")
    asked = browser.begin()

    assert answer.headers["location"].startswith(f"{issuer.issuer}/authorize?")
    assert answer.headers["cache-control"] == "no-store"
    fixed = {"response_type": "code", "client_id": CLIENT, "scope": "openid profile email"}
    assert fixed.items() <= asked.items()
    assert asked["redirect_uri"] == "http://127.0.0.1:8000/login/return"
    assert asked["code_challenge_method"] == "S256"
    assert len({len(asked[name]) for name in ("state", "nonce", "code_challenge")}) == 1


def test_the_code_is_exchanged_with_our_secret_and_the_verifier(browser: Browser, issuer: Issuer) -> None:
    asked = browser.begin()
    issuer.codes["code"] = id_token(issuer, asked)
    browser.back(code="code", state=asked["state"])

    (form,) = issuer.exchanged
    digest = hashlib.sha256(form["code_verifier"].encode()).digest()
    assert base64.urlsafe_b64encode(digest).decode().rstrip("=") == asked["code_challenge"]
    assert (form["grant_type"], form["redirect_uri"]) == ("authorization_code", asked["redirect_uri"])
    both = base64.b64decode(form["authorization"].removeprefix("Basic ")).decode()
    assert both == f"{CLIENT}:a+secret+that+both+know"
    assert "client_secret" not in form


@pytest.mark.parametrize(
    ("methods", "secret", "sent"),
    [(["client_secret_post"], "a secret that both know", "a secret that both know"), (["none"], None, None)],
)
def test_other_ways_to_say_who_we_are(
    browser: Browser,
    issuer: Issuer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    methods: list[str],
    secret: str | None,
    sent: str | None,
) -> None:
    issuer.metadata["token_endpoint_auth_methods_supported"] = methods
    listed = issuer.file(tmp_path)
    if secret is None:
        lines = [line for line in listed.read_text().splitlines() if "client_secret" not in line]
        listed.write_text("\n".join(lines))
    setting.listing(monkeypatch, listed)

    assert browser.log_in(issuer).status_code == 303
    (form,) = issuer.exchanged
    assert (form["client_id"], form.get("client_secret"), form["authorization"]) == (CLIENT, sent, "")


def test_somebody_linked_is_let_in_and_told_of(
    api: Api, browser: Browser, issuer: Issuer, lova: Thing
) -> None:
    answer = browser.log_in(issuer)

    assert (answer.status_code, answer.headers["location"]) == (303, "/my-page")
    assert browser.cookies.keys() == {SESSION}
    shown = browser.get("/my-page")
    assert "Inloggad som Lova Exempelsson" in shown.text
    assert shown.headers["cache-control"] == "no-store"
    (event,) = events(api, "logged_in")
    assert (event["actor_kind"], event["actor_id"]) == ("person", lova["id"])
    (link,) = api.items("/identities")
    assert event["details"] == {"issuer": issuer.issuer, "identity_id": link["id"]}


def test_each_log_in_has_a_session_of_its_own_and_ends_the_one_before(
    browser: Browser, issuer: Issuer
) -> None:
    browser.log_in(issuer)
    first = dict(browser.cookies)
    browser.log_in(issuer)

    assert browser.cookies[SESSION] != first[SESSION]
    assert is_in(browser)
    assert not is_in(Browser(browser.client, first))


def test_a_session_that_somebody_brings_along_is_never_taken_over(browser: Browser, issuer: Issuer) -> None:
    browser.cookies[SESSION] = "x" * 43
    browser.log_in(issuer)

    assert browser.cookies[SESSION] != "x" * 43


def test_a_session_opens_pages_and_no_api(browser: Browser, issuer: Issuer) -> None:
    browser.log_in(issuer)

    assert browser.get("/api/v1/me").status_code == 401


def test_a_browser_left_alone_is_logged_out(browser: Browser, issuer: Issuer, time: Time) -> None:
    browser.log_in(issuer)

    time.is_("2026-03-02T09:29:00+00:00")
    assert is_in(browser)
    time.is_("2026-03-02T09:58:00+00:00")
    assert is_in(browser)
    time.is_("2026-03-02T10:28:01+00:00")
    assert not is_in(browser)


def test_no_log_in_lasts_longer_than_a_working_day(browser: Browser, issuer: Issuer, time: Time) -> None:
    browser.log_in(issuer)

    for minute in range(20, 600, 20):
        time.is_(f"2026-03-02T{9 + minute // 60:02}:{minute % 60:02}:00+00:00")
        assert is_in(browser)
    time.is_("2026-03-02T19:00:00+00:00")
    assert not is_in(browser)


def test_somebody_made_inactive_is_out_at_once_and_for_good(
    api: Api, browser: Browser, issuer: Issuer, lova: Thing
) -> None:
    browser.log_in(issuer)

    api.patch(f"/persons/{lova['id']}", active=False)
    assert not is_in(browser)
    api.patch(f"/persons/{lova['id']}", active=True)
    assert not is_in(browser)


def test_an_ended_link_lets_nobody_stay(api: Api, browser: Browser, issuer: Issuer) -> None:
    browser.log_in(issuer)
    (link,) = api.items("/identities")

    assert api.call("DELETE", f"/identities/{link['id']}", If_Match="*").status_code == 204

    assert not is_in(browser)


@pytest.mark.parametrize("told", ["drift@nasta.example", None])
def test_somebody_not_linked_is_told_what_to_send_whom(
    api: Api, issuer: Issuer, monkeypatch: pytest.MonkeyPatch, told: str | None
) -> None:
    if told:
        monkeypatch.setenv("NASTA_OPERATOR_EMAIL", told)
        settings.get.cache_clear()
    browser = Browser(api.client)

    answer = browser.log_in(issuer, sub="<elof>")

    assert answer.status_code == 403
    assert issuer.issuer in answer.text
    assert "&lt;elof&gt;" in answer.text
    assert ("mailto:drift@nasta.example" in answer.text) == bool(told)
    assert browser.cookies == {}
    (event,) = events(api, "log_in_refused")
    assert (event["actor_kind"], event["details"]) == ("nobody", {"why": "not-linked"})


def test_somebody_inactive_is_told_so(api: Api, browser: Browser, issuer: Issuer, lova: Thing) -> None:
    api.patch(f"/persons/{lova['id']}", active=False)

    answer = browser.log_in(issuer)

    assert (answer.status_code, browser.cookies) == (403, {})
    assert "inte längre är aktiv" in answer.text


def test_a_trusted_address_links_at_the_first_log_in(
    api: Api, issuer: Issuer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    setting.listing(monkeypatch, issuer.file(tmp_path, addresses_trusted=True))
    made = api.post("/persons", name="Lova Exempelsson", email="lova@example.org")
    browser = Browser(api.client)

    browser.log_in(issuer, email="lova@example.org", email_verified=True)

    assert is_in(browser)
    assert [link["person_id"] for link in api.items("/identities")] == [made["id"]]


def test_failed_log_ins_are_told_of_with_what_was_wrong(api: Api, browser: Browser, issuer: Issuer) -> None:
    browser.log_in(issuer, nonce="another")
    browser.log_in(issuer, nonce="another")
    browser.back(code="code")

    told = [event["details"] for event in events(api, "log_in_refused")]
    assert sorted(told, key=str) == [{"why": "id_token"}, {"why": "not_begun"}]


def test_an_issuer_that_does_not_answer_is_said_to(browser: Browser, issuer: Issuer) -> None:
    issuer.metadata["issuer"] = "https://login.example.com"

    answer = browser.get("/login/start?issuer=1")

    assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")
    assert "Kommunkontot svarar inte" in answer.text


def test_an_issuer_that_stops_answering_on_the_way(browser: Browser, issuer: Issuer) -> None:
    asked = browser.begin()
    issuer.metadata["issuer"] = "https://login.example.com"
    provider.of.cache_clear()

    assert browser.back(code="code", state=asked["state"]).status_code == 503
    assert browser.cookies == {}


def test_one_chooses_among_the_issuers_in_swedish_or_english(
    browser: Browser, issuer: Issuer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = issuer.file(tmp_path)
    other = {"issuer": '"https://login.example.org"', "title": '"Freja <3"', "client_id": '"nasta"'}
    more = "\n".join(["", "[[issuers]]", *(f"{name} = {value}" for name, value in other.items())])
    listed.write_text(listed.read_text() + more)
    setting.listing(monkeypatch, listed)

    swedish = browser.get("/login?to=/my-page")
    english = browser.get("/login?language=en", Accept_Language="sv")

    assert "Kommunkontot</a>" in swedish.text
    assert "Freja &lt;3</a>" in swedish.text
    assert 'href="/login/start?issuer=2&amp;to=%2Fmy-page"' in swedish.text
    assert '<html lang="en">' in english.text
    assert english.headers["content-language"] == "en"
    assert "Set-Cookie" not in swedish.headers


@pytest.mark.parametrize("number", ["0", "2", "-1"])
def test_an_issuer_that_is_not_listed_leads_back_to_those_that_are(browser: Browser, number: str) -> None:
    answer = browser.get(f"/login/start?issuer={number}")

    assert (answer.status_code, answer.headers["location"]) == (303, "/login")
    assert browser.cookies == {}


def test_without_issuers_the_page_says_so(client: Any) -> None:
    answer = Browser(client).get("/login")

    assert answer.status_code == 200
    assert "inget sätt att logga in" in answer.text


def test_the_page_one_wanted_is_where_one_comes(browser: Browser, issuer: Issuer) -> None:
    wanted = f"/meetings/{UUID(int=1)}/follow-up"

    assert browser.log_in(issuer, wanted).headers["location"] == wanted


def test_a_long_answer_of_an_issuer_is_read(browser: Browser) -> None:
    browser.begin()

    assert browser.back(code="c" * 5000, state="x").status_code == 400
    assert browser.get(f"/login?to={'c' * 5000}").status_code == 414


def test_a_log_in_over_plain_http_is_not_set_up(monkeypatch: pytest.MonkeyPatch, issuer: Issuer) -> None:
    monkeypatch.setenv("NASTA_PUBLIC_URL", "http://nasta.example.org")
    settings.get.cache_clear()

    with pytest.raises(UnfitSettings, match="https"):
        settings.get()


def test_what_waits_in_the_cookie_says_nothing(browser: Browser) -> None:
    asked = browser.begin()

    opened = base64.urlsafe_b64decode(browser.cookies[WAITING] + "==")
    assert asked["state"].encode() not in opened
    assert urlsplit("/my-page").path.encode() not in opened
