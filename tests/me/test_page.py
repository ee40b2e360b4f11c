"""One's own page, and the follow-up, for somebody who is logged in."""

import re
from typing import Any
from uuid import uuid4

import pytest

from tests.asking import Api, Thing
from tests.login.browsing import Browser
from tests.oidc.issuer import Issuer

NOT_HERE = "Mötet finns inte här"


@pytest.fixture
def lova(api: Api, issuer: Issuer) -> Thing:
    made = api.post("/persons", name="Lova Exempelsson", email="lova@example.org")
    api.post("/identities", person_id=made["id"], issuer=issuer.issuer, subject="lova")
    return made


@pytest.fixture
def browser(api: Api, issuer: Issuer, lova: Thing) -> Browser:
    made = Browser(api.client)
    made.log_in(issuer)
    return made


def _group(api: Api, name: str, lova: Thing, *roles: str) -> str:
    group = api.post("/groups", name=name)
    if roles:
        api.post("/memberships", group_id=group["id"], person_id=lova["id"], roles=list(roles))
    return str(group["id"])


def _shown(browser: Browser, **headers: str) -> str:
    """The page, its text on one line."""
    answer = browser.get("/my-page", **headers)
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    return " ".join(str(answer.text).split())


def _links(html: str) -> list[str]:
    return re.findall(r"/meetings/([0-9a-f-]+)/follow-up\?language=sv", html)


def test_what_waits_in_the_groups_that_one_leads_is_said(api: Api, browser: Browser, lova: Thing) -> None:
    led, other = _group(api, "Ledda", lova, "secretary"), _group(api, "Andra", lova, "member")
    passed = api.post("/meetings", group_id=led, held_on="2026-02-27")
    coming = api.post("/meetings", group_id=led, held_on="2026-03-20", start_time="14:00", status="proposed")
    api.post("/action-points", group_id=led, task="Hitta <en> lokal")
    api.post("/action-points", group_id=other, task="Är inte hennes sak")

    shown = _shown(browser)

    assert "Mötet fredag 27 februari har passerat." in shown
    assert "Mötet fredag 20 mars är preliminärt." in shown
    assert "Ingen har tagit den här punkten än." in shown
    assert "1. Hitta &lt;en&gt; lokal" in shown
    assert "hennes sak" not in shown
    assert shown.count("Andra") == 1
    assert "Inget möte är bokat.</p>" in shown
    assert _links(shown) == [passed["id"], coming["id"], coming["id"]]


def test_it_says_what_the_worklist_of_the_api_says(api: Api, browser: Browser, lova: Thing) -> None:
    """Each item of the list has a sentence or a line, and no name of a text is shown."""
    led = _group(api, "Ledda", lova, "secretary")
    api.post("/meetings", group_id=led, held_on="2026-02-02", status="held")
    bo = api.post("/persons", name="Bo Berg")
    api.post("/memberships", group_id=led, person_id=bo["id"], roles=["member"])
    owners: dict[str, Any] = {
        "Boka lokal": [{"person_id": bo["id"]}],
        "Ring rektorn": [{"kind": "role", "role": "treasurer"}],
        "Ses": [{"name": "En mindre grupp"}],
        "Skriv": [],
    }
    for task, of in owners.items():
        api.post("/action-points", group_id=led, task=task, owners=of)
    point = api.post("/action-points", group_id=led, task="Bygg", owners=[{"person_id": lova["id"]}])
    api.post(
        f"/action-points/{point['id']}/answers",
        person_id=lova["id"],
        answer="cannot",
        comment="Jag har semester",
    )

    listed = api.as_(lova["id"]).get("/me/worklist")
    shown = _shown(browser)

    items = [item for items in listed.values() for item in items]
    assert {item["action_point"]["task"] for item in items if item["action_point"]} == {*owners, "Bygg"}
    for item in items:
        assert not item["action_point"] or f"{item['action_point']['number']}. " in shown
    assert "Bo Berg har ingen mejladress här." in shown
    assert "5. Bygg – Jag har semester" in shown
    assert "Inget möte är bokat, och 5 öppna punkter väntar." in shown
    assert "summary." not in shown
    assert "my_page." not in shown


def test_what_has_been_carried_long_is_said_whether_there_is_a_chair_or_not(
    api: Api, browser: Browser, lova: Thing
) -> None:
    led = _group(api, "Ledda", lova, "chair")
    first = api.post("/meetings", group_id=led, held_on="2026-01-05", status="held")
    api.post(
        "/action-points",
        meeting_id=first["id"],
        task="Boka lokal",
        due_kind="none",
        owners=[{"person_id": lova["id"]}],
    )
    for day in ("2026-01-19", "2026-02-02"):
        api.post("/meetings", group_id=led, held_on=day, status="held")

    shown = _shown(browser)

    assert "De här punkterna har följt med länge. Ta upp på nästa möte" in shown
    assert "1. Boka lokal (har följt med från 2 möten)" in shown
    assert "ingen ordförande" not in shown


def test_a_group_in_which_nobody_gets_mail_says_so(api: Api, browser: Browser, lova: Thing) -> None:
    _group(api, "Ledda", lova, "chair")
    api.patch(f"/persons/{lova['id']}", email=None)

    assert "Ingen som sköter gruppens möten får mejl härifrån." in _shown(browser)


def test_with_nothing_to_take_care_of(api: Api, browser: Browser, lova: Thing) -> None:
    assert "Du är inte med i någon grupp just nu." in _shown(browser)
    _group(api, "Andra", lova, "observer")
    assert "Att ta hand om" not in _shown(browser)
    _group(api, "Ledda", lova, "coordinator")

    assert "Ingenting väntar just nu." in _shown(browser)
    assert "Nothing waits just now." in _shown(browser, Accept_Language="en")


@pytest.mark.parametrize("role", ["secretary", "observer"])
def test_whoever_sees_the_group_reads_the_follow_up(
    api: Api, browser: Browser, lova: Thing, role: str
) -> None:
    group = _group(api, "Gruppen", lova, role)
    meeting = api.post("/meetings", group_id=group, held_on="2026-03-20")
    api.post("/action-points", group_id=group, task="Hitta lokal", due_kind="next_meeting")

    answer = browser.get(f"/meetings/{meeting['id']}/follow-up")

    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert "1. Hitta lokal" in answer.text
    assert 'href="/my-page?language=sv"' in answer.text
    assert '<html lang="en">' in browser.get(f"/meetings/{meeting['id']}/follow-up?language=en").text


def test_whoever_does_not_see_the_group_is_told_no_more_than_of_no_meeting(
    api: Api, browser: Browser, lova: Thing
) -> None:
    meeting = api.post("/meetings", group_id=_group(api, "Hemliga", lova), held_on="2026-03-20")
    answers = [browser.get(f"/meetings/{id}/follow-up") for id in (meeting["id"], uuid4())]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert NOT_HERE in answers[0].text
    assert answers[0].content == answers[1].content


def test_whoever_knows_of_the_meeting_only_does_not_read_the_follow_up(
    api: Api, browser: Browser, lova: Thing
) -> None:
    """Who owns a point, and who leads the group that this one reports to."""
    group = _group(api, "Gruppen", lova)
    meeting = api.post("/meetings", group_id=group, held_on="2026-03-20")
    owners = [{"person_id": lova["id"]}]
    api.post("/action-points", group_id=group, task="Boka", owners=owners, due_kind="next_meeting")
    for parent in (None, _group(api, "Styrgruppen", lova, "chair")):
        api.patch(f"/groups/{group}", parent_id=parent)
        answer = browser.get(f"/meetings/{meeting['id']}/follow-up")
        assert NOT_HERE in answer.text
        assert "Boka" not in answer.text
        assert answer.status_code == 404


def test_an_address_that_is_no_meetings_is_a_page_too(browser: Browser) -> None:
    answer = browser.get("/meetings/x/follow-up", Accept="text/html")

    assert 400 <= answer.status_code < 500
    assert answer.headers["content-type"].startswith("text/html")


def test_whoever_is_not_logged_in_comes_back_to_the_follow_up(api: Api, issuer: Issuer, lova: Thing) -> None:
    group = _group(api, "Gruppen", lova, "member")
    wanted = f"/meetings/{api.post('/meetings', group_id=group, held_on='2026-03-20')['id']}/follow-up"
    browser = Browser(api.client)

    there = browser.get(wanted)
    assert (there.status_code, there.headers["location"]) == (303, f"/login?to={wanted.replace('/', '%2F')}")
    assert browser.log_in(issuer, wanted).headers["location"] == wanted
    assert browser.get(wanted).status_code == 200
