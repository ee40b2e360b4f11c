"""The follow-up as a page: whoever has the link reads it, and nothing else."""

from html.parser import HTMLParser

import pytest

from tests.asking import Api, Thing
from tests.conftest import Time


@pytest.fixture
def group(api: Api) -> Thing:
    return api.post("/groups", name="Arbetsgruppen")


@pytest.fixture
def maja(api: Api, group: Thing) -> Thing:
    person = api.post("/persons", name="Maja Medlem", email="maja@example.org")
    api.post("/memberships", group_id=group["id"], person_id=person["id"], roles=["member"])
    return person


@pytest.fixture
def coming(api: Api, group: Thing) -> Thing:
    api.post("/meetings", group_id=group["id"], held_on="2026-02-02", status="held")
    return api.post(
        "/meetings", group_id=group["id"], held_on="2026-03-20", start_time="14:00", place="Sal 2"
    )


def read(api: Api, url: str, status: int = 200) -> str:
    answer = api.client.get(url, headers={"Accept": "text/html"})
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "script-src" not in answer.headers["content-security-policy"]
    return answer.text


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)


def link(api: Api, meeting: Thing) -> str:
    url: str = api.post(f"/meetings/{meeting['id']}/follow-up-link")["url"]
    return url


def test_whoever_has_the_link_reads_what_is_open_with_the_answers(
    api: Api, group: Thing, maja: Thing, coming: Thing
) -> None:
    owner = [{"person_id": maja["id"]}]
    point = api.post(
        "/action-points", group_id=group["id"], task="Boka lokal", due_kind="next_meeting", owners=owner
    )
    url = link(api, coming)
    answered = {"answer": "waiting", "person_id": maja["id"], "comment": "På svar."}
    api.post(f"/action-points/{point['id']}/answers", answered)

    html = read(api, url)

    assert '<html lang="sv">' in html
    assert "Uppföljning till mötet fredag 20 mars" in html and "Plats: Sal 2" in html
    for said in ("Boka lokal", "Ansvarig: Maja Medlem", "Maja Medlem, måndag 2 mars: väntar", "På svar."):
        assert said in html
    assert "maja@example.org" not in html
    assert Tags(html).found.count("h1") == 1 and "script" not in Tags(html).found


def test_it_is_read_in_english_on_request(api: Api, coming: Thing) -> None:
    html = read(api, link(api, coming) + "?language=en")

    assert '<html lang="en">' in html and "There is nothing to follow up" in html


def test_hostile_words_are_words(api: Api, group: Thing, coming: Thing) -> None:
    task = "<script>alert(1)</script><a href='https://evil.example'>x</a>"
    api.post("/action-points", group_id=group["id"], task=task, due_kind="next_meeting")

    html = read(api, link(api, coming))

    assert "script" not in Tags(html).found and "&lt;script&gt;" in html
    assert "evil.example'>" not in html


def test_a_wrong_an_ended_and_an_expired_link_look_alike(api: Api, time: Time, coming: Thing) -> None:
    ended, wrong = link(api, coming), "http://127.0.0.1:8000/follow-ups/" + "x" * 43
    assert api.call("DELETE", f"/meetings/{coming['id']}/follow-up-link").status_code == 204
    expired = link(api, coming)
    time.is_("2026-04-04T00:00:00Z")

    pages = {read(api, url, 404) for url in (wrong, ended, expired)}

    assert len(pages) == 1 and "Länken visar inget längre" in pages.pop()


def test_it_can_be_read_until_two_weeks_after_the_meeting(api: Api, time: Time, coming: Thing) -> None:
    url = link(api, coming)
    time.is_("2026-04-03T12:00:00Z")

    assert "Uppföljning" in read(api, url)


def test_those_who_lead_the_group_make_links(api: Api, maja: Thing, coming: Thing) -> None:
    outsider = api.post("/persons", name="Olle Utanför", email="olle@example.org")
    path = f"/meetings/{coming['id']}/follow-up-link"

    for method in ("POST", "DELETE"):
        assert api.as_(maja["id"]).refused(method, path)["status"] == 403
        assert api.as_(outsider["id"]).refused(method, path)["status"] == 404


def test_a_link_made_is_shown_once_and_kept_by_nobody(api: Api, coming: Thing) -> None:
    answer = api.call("POST", f"/meetings/{coming['id']}/follow-up-link")

    assert answer.status_code == 201 and answer.headers["cache-control"] == "no-store"
    assert answer.headers["location"] == answer.json()["url"]
    assert answer.json()["expires_at"] == "2026-04-03T13:00:00Z"


def test_reading_changes_nothing_and_other_methods_are_refused(api: Api, coming: Thing) -> None:
    url = link(api, coming)

    assert api.client.head(url).status_code == 200
    assert api.client.post(url).status_code == 405


def test_it_shows_nothing_once_whoever_made_it_leads_no_more(api: Api, group: Thing, coming: Thing) -> None:
    lead = api.post("/persons", name="Sara Sekreterare", email="sara@example.org")
    held = api.post("/memberships", group_id=group["id"], person_id=lead["id"], roles=["secretary"])
    url = link(api.as_(lead["id"]), coming)
    read(api, url)

    api.patch(f"/memberships/{held['id']}", roles=["member"])

    read(api, url, 404)


def test_roles_are_said_in_the_language_of_the_page(api: Api, group: Thing, coming: Thing) -> None:
    above = api.post("/groups", name="Styrgruppen")
    api.patch(f"/groups/{group['id']}", parent_id=above["id"])
    owners = [{"role": "coordinator"}, {"role": "chair", "group_id": above["id"]}]
    api.post("/action-points", group_id=group["id"], task="Ring", owners=owners)
    url = link(api, coming)

    assert "samordnare och ordförande i Styrgruppen" in read(api, url)
    assert "coordinator and chair of Styrgruppen" in read(api, f"{url}?language=en")
