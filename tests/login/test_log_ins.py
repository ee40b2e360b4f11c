"""Where somebody is logged in: seen and ended by themselves, and by the operator."""

import re
from datetime import timedelta

import pytest

from app.cli import main
from tests.asking import Api, Thing
from tests.conftest import Time
from tests.login.browsing import Browser
from tests.login.test_routes import events, is_in
from tests.oidc.issuer import Issuer
from tests.oidc.test_tokens import person

OURS = "http://127.0.0.1:8000"


@pytest.fixture
def lova(api: Api, issuer: Issuer) -> Thing:
    return person(api, issuer)


@pytest.fixture
def telephone(api: Api, lova: Thing, issuer: Issuer) -> Browser:
    made = Browser(api.client)
    made.log_in(issuer)
    return made


@pytest.fixture
def computer(telephone: Browser, time: Time, issuer: Issuer) -> Browser:
    """Where the same person logs in two minutes later."""
    time.now += timedelta(minutes=2)
    made = Browser(telephone.client)
    made.log_in(issuer)
    return made


def elsewhere(browser: Browser) -> list[str]:
    """The ids of the log-ins that the page offers to end."""
    return re.findall(r'action="/my-page/log-ins/([^/"]+)/end"', browser.get("/my-page").text)


def end(browser: Browser, id: str, **headers: str) -> int:
    form = {"form": re.findall('name="form" value="([^"]+)"', browser.get("/my-page").text)[0]}
    return int(browser.post(f"/my-page/log-ins/{id}/end", form, Origin=OURS, **headers).status_code)


def test_the_page_says_where_and_since_when_and_which_is_this_browser(
    telephone: Browser, computer: Browser
) -> None:
    page = computer.get("/my-page", Accept_Language="sv").text

    said = re.findall(r'id="log-in-\d">([^<]+)', page)
    assert said == [
        "Inloggad måndag 2 mars kl. 10.02, använd senast måndag 2 mars kl. 10.02.",
        "Inloggad måndag 2 mars kl. 10.00, använd senast måndag 2 mars kl. 10.00.",
    ]
    assert page.count("Det är den här webbläsaren.") == len(elsewhere(computer)) == 1


def test_a_log_in_elsewhere_is_ended_at_once_and_told_of(
    api: Api, telephone: Browser, computer: Browser
) -> None:
    (id,) = elsewhere(computer)

    assert end(computer, id) == 303

    assert (is_in(telephone), is_in(computer)) == (False, True)
    assert elsewhere(computer) == []
    assert len(events(api, "logged_out")) == 1


def test_another_site_ends_nothing(telephone: Browser, computer: Browser) -> None:
    (id,) = elsewhere(computer)

    assert end(computer, id, Sec_Fetch_Site="cross-site") == 403
    assert computer.post(f"/my-page/log-ins/{id}/end", {}, Origin=OURS).status_code == 403
    assert is_in(telephone)


def test_nobody_ends_or_sees_another_persons(
    api: Api, telephone: Browser, computer: Browser, issuer: Issuer
) -> None:
    siv = api.post("/persons", name="Siv Annan")
    api.post("/identities", person_id=siv["id"], issuer=issuer.issuer, subject="siv")
    other = Browser(api.client)
    other.log_in(issuer, sub="siv")
    (id,) = elsewhere(computer)

    assert elsewhere(other) == []
    assert end(other, id) == 303
    assert is_in(telephone)
    assert events(api, "logged_out") == []


def test_one_that_has_been_left_alone_is_listed_no_more(
    telephone: Browser, time: Time, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["log-ins", "list"]) == 0
    assert capsys.readouterr().out.count("\n") == 1
    time.now += timedelta(days=3)

    assert main(["log-ins", "list"]) == 0
    assert capsys.readouterr().out == ""


def test_the_operator_lists_and_ends(
    api: Api, lova: Thing, telephone: Browser, computer: Browser, capsys: pytest.CaptureFixture[str]
) -> None:
    (id,) = elsewhere(computer)
    assert main(["log-ins", "list", "--person", lova["id"]]) == 0
    listed = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert [(one[0], one[1]) for one in listed][1] == (id, f"person {lova['id']}")
    assert len(listed) == 2

    assert main(["log-ins", "end", id]) == 0

    assert (is_in(telephone), is_in(computer)) == (False, True)
    assert main(["log-ins", "end", id]) == 1
    assert "log-ins list" in capsys.readouterr().err
    assert main(["log-ins", "list", "--person", api.post("/persons", name="Nils")["id"]]) == 0
    assert capsys.readouterr().out == ""
