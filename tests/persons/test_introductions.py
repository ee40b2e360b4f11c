"""Nobody learns who exists elsewhere: an address that somebody has is answered as for a new person."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from app.persons.models import Person
from tests.asking import Api, Thing
from tests.conftest import Time
from tests.people import calling, join, member_of

SENT = {"name": "Lova E", "email": "LOVA@example.org", "phone": "1", "title": "SAMO", "language": "en"}


@pytest.fixture
def lead(api: Api) -> Api:
    """A lead of a group that the persons here are not in."""
    return calling(api, api.post("/groups", name="Ledarens grupp"))


@pytest.fixture
def elsewhere(api: Api) -> Thing:
    """A person of another group."""
    return member_of(
        api, api.post("/groups", name="Annan grupp"), name="Elsa Bortersta", email="lova@example.org"
    )


def _alike(thing: Any) -> Any:
    return {name: value for name, value in thing.items() if name not in {"id", "email"}}


def test_one_who_exists_is_answered_as_a_new_one(lead: Api, elsewhere: Thing) -> None:
    new = lead.call("POST", "/persons", {**SENT, "email": "ny@example.org", "external_id": "1"})
    old = lead.call("POST", "/persons", {**SENT, "external_id": "1b"})

    assert (new.status_code, old.status_code) == (201, 201)
    assert old.json()["id"] == elsewhere["id"]
    assert _alike(old.json()) | {"external_id": "1"} == _alike(new.json())
    assert [*old.json()] == [*new.json()]
    assert old.headers["ETag"][:3] == new.headers["ETag"][:3] == '"1-'
    assert old.headers.keys() == new.headers.keys()
    for answer in (old, new):
        assert answer.headers["Location"].endswith(answer.json()["id"])


def test_one_who_exists_is_not_changed(api: Api, lead: Api, elsewhere: Thing) -> None:
    lead.post("/persons", SENT)

    assert api.get(f"/persons/{elsewhere['id']}") == elsewhere


def test_what_was_sent_is_all_that_is_seen(api: Api, lead: Api, elsewhere: Thing) -> None:
    sent = lead.post("/persons", SENT)
    api.patch(f"/persons/{elsewhere['id']}", title="Hemlig")

    assert lead.get(f"/persons/{sent['id']}") == sent
    assert lead.call("GET", f"/persons/{sent['id']}").headers["ETag"].startswith('"1-')
    assert sent in lead.items("/persons")


def test_what_was_not_sent_finds_nobody(api: Api, lead: Api, elsewhere: Thing) -> None:
    organization = api.post("/organizations", name="Kommunen")
    api.patch(f"/persons/{elsewhere['id']}", organization_id=organization["id"], active=False)

    lead.post("/persons", name="Ada A", email="lova@example.org")

    for query in (
        "q=bortersta",
        f"organization_id={organization['id']}",
        "active=false",
        "on=2026-03-02&q=ada",
    ):
        assert lead.items(f"/persons?{query}") == [], query
    assert [person["name"] for person in lead.items("/persons")] == ["Ada A", "Lova Exempelsson"]
    assert [person["name"] for person in lead.items("/persons?q=ada&active=true")] == ["Ada A"]


def test_what_was_sent_is_what_it_is_sorted_by(lead: Api, elsewhere: Thing) -> None:
    lead.post("/persons", name="Östen Ö", email="lova@example.org")
    lead.post("/persons", name="Mira M")

    assert [person["name"] for person in lead.items("/persons")] == ["Lova Exempelsson", "Mira M", "Östen Ö"]


def test_neither_new_nor_old_is_changed_before_they_meet_in_a_group(lead: Api, elsewhere: Thing) -> None:
    old, new = lead.post("/persons", SENT), lead.post("/persons", {**SENT, "email": "ny@example.org"})

    refusals = [
        lead.refused("PATCH", f"/persons/{person['id']}", {"phone": "2"}, If_Match="*") | {"instance": ""}
        for person in (old, new)
    ]

    assert refusals[0] == refusals[1]
    assert refusals[0]["status"] == 403


def test_the_id_does_not_tell_when_a_person_was_made(api: Api) -> None:
    made = api.post("/persons", name="Ada A")

    assert made["id"][14] == "4"


def test_sending_again_is_the_same_person_with_what_was_sent_last(lead: Api, time: Time) -> None:
    first = lead.post("/persons", SENT)
    time.is_("2026-03-02T10:00:00+00:00")

    again = lead.post("/persons", {**SENT, "email": "lova@EXAMPLE.org", "title": "PR", "external_id": "9"})

    assert again["id"] == first["id"]
    assert (again["title"], again["created_at"]) == ("PR", "2026-03-02T10:00:00Z")
    assert lead.get(f"/persons/{first['id']}") == again
    assert lead.items("/persons?external_id=9") == [again]


def test_an_external_id_is_the_senders_own(api: Api, lead: Api, elsewhere: Thing) -> None:
    api.patch(f"/persons/{elsewhere['id']}", external_id="7", title="Chef")

    mine = lead.post("/persons", {**SENT, "external_id": "7"})
    taken = lead.refused("POST", "/persons", {"name": "Ada A", "external_id": "7"})

    assert mine["external_id"] == "7"
    assert (taken["status"], taken["id"], taken["version"]) == (409, elsewhere["id"], 1)
    assert api.get(f"/persons/{elsewhere['id']}")["external_id"] == "7"


def test_others_do_not_see_who_was_introduced(api: Api, lead: Api, elsewhere: Thing) -> None:
    new = lead.post("/persons", name="Ada A")
    other = calling(api, api.post("/groups", name="Tredje gruppen"))

    for id in (new["id"], elsewhere["id"]):
        assert other.refused("GET", f"/persons/{id}")["status"] == 404
    assert len(other.items("/persons")) == 1


def test_the_person_is_seen_as_they_are_once_they_meet_in_a_group(api: Api, elsewhere: Thing) -> None:
    group = api.post("/groups", name="Ledarens grupp")
    lead = calling(api, group)
    lead.post("/persons", {**SENT, "external_id": "7"})

    join(lead, group, elsewhere)

    assert lead.get(f"/persons/{elsewhere['id']}") == elsewhere | {"external_id": "7"}


def test_an_administrator_is_answered_what_was_sent_too(api: Api, elsewhere: Thing) -> None:
    sent = api.post("/persons", SENT)

    assert (sent["id"], sent["name"], sent["version"]) == (elsewhere["id"], "Lova E", 1)
    assert api.get(f"/persons/{elsewhere['id']}") == elsewhere


def test_two_who_send_one_address_at_once_are_both_answered(api: Api, session: Session) -> None:
    leads = [calling(api, api.post("/groups", name=f"Grupp {n}")) for n in range(4)]

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda lead: lead.call("POST", "/persons", SENT), leads))

    assert [answer.status_code for answer in answers] == [201] * 4
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert len(session.execute(select(Person).where(col(Person.email_key).is_not(None))).all()) == 1


def test_who_is_seen_no_more_is_seen_as_sent_under_the_present_external_id(api: Api) -> None:
    group = api.post("/groups", name="Ledarens grupp")
    person = member_of(api, group, "chair")
    lead = api.as_(person["id"])
    sent = lead.post("/persons", {**SENT, "external_id": "7"})
    join(lead, group, sent)
    lead.patch(f"/persons/{sent['id']}", external_id="8", title="Chef")

    (mine,) = api.items(f"/memberships?person_id={person['id']}")
    api.patch(f"/memberships/{mine['id']}", valid_to="2026-03-01")

    assert lead.get(f"/persons/{sent['id']}") == sent | {"external_id": "8"}
    assert lead.items("/persons?external_id=8") == [sent | {"external_id": "8"}]
