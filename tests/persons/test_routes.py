"""Persons over HTTP, as administrators see them."""

from typing import Any
from uuid import uuid4

import pytest

from tests import bad_input
from tests.asking import Api
from tests.conftest import Time
from tests.people import calling, join, member_of

BAD: dict[str, tuple[Any, ...]] = {
    "name": (None, "", " \t", "x" * 201, *bad_input.NO_TEXT),
    "email": bad_input.NO_ADDRESS,
    "phone": ("", "0" * 51, *bad_input.NO_TEXT),
    "language": (None, "de", "", 5),
    "organization_id": (*bad_input.NO_ID, str(uuid4())),
    "title": ("", "x" * 201, *bad_input.NO_TEXT),
    "active": bad_input.NO_TRUTH,
    "external_id": ("", "x" * 201, *bad_input.NO_TEXT),
    "email_state": ("good",),
    "id": (str(uuid4()),),
}


def test_a_person_is_made_with_a_name_alone(api: Api) -> None:
    made = api.post("/persons", name="  Lova Exempelsson ")

    assert made == {
        "id": made["id"],
        "version": 1,
        "external_id": None,
        "created_at": "2026-03-02T09:00:00Z",
        "modified_at": "2026-03-02T09:00:00Z",
        "name": "Lova Exempelsson",
        "email": None,
        "phone": None,
        "language": "sv",
        "organization_id": None,
        "title": None,
        "active": True,
        "email_state": "good",
    }
    assert api.get(f"/persons/{made['id']}") == made


def test_a_new_person_says_where_it_is_and_which_version(api: Api) -> None:
    answer = api.call("POST", "/persons", {"name": "Lova Exempelsson", "email": "lova@example.org"})

    assert answer.status_code == 201
    assert answer.headers["Location"].endswith(f"/api/v1/persons/{answer.json()['id']}")
    known = api.call("GET", f"/persons/{answer.json()['id']}", If_None_Match=answer.headers["ETag"])
    assert known.status_code == 304


def test_every_field_can_be_said_and_changed(api: Api) -> None:
    organization = api.post("/organizations", name="Exempelköpings kommun")
    said = {
        "name": "Lova Exempelsson",
        "email": "Lova@Example.org",
        "phone": "070-000 00 00",
        "language": "en",
        "organization_id": organization["id"],
        "title": "Samordnare",
        "active": False,
        "external_id": "p-1",
    }

    made = api.post("/persons", said)
    emptied = {"email": None, "phone": None, "organization_id": None, "title": None, "external_id": None}
    changed = api.patch(f"/persons/{made['id']}", **emptied, name="Lova Påhittad", active=True)

    assert {name: made[name] for name in said} == said
    assert {name: changed[name] for name in emptied} == emptied
    assert (changed["name"], changed["active"], changed["version"]) == ("Lova Påhittad", True, 2)


def test_what_no_field_takes_is_refused_at_the_field(api: Api) -> None:
    made = api.post("/persons", name="Lova Exempelsson")

    bad_input.check(api, "POST", "/persons", {"name": "Annan Person"}, BAD)
    bad_input.check(api, "PATCH", f"/persons/{made['id']}", {}, BAD)

    assert api.items("/persons") == [made]


def test_a_name_that_grows_when_folded_is_kept(api: Api) -> None:
    made = api.post("/persons", name="ﬄ" * 200)

    assert [found["id"] for found in api.items("/persons?q=ffl")] == [made["id"]]


def test_a_change_is_about_the_present_version(api: Api) -> None:
    path = f"/persons/{api.post('/persons', name='Lova Exempelsson')['id']}"

    assert api.refused("PATCH", path, {"name": "A"})["status"] == 428
    assert api.refused("PATCH", path, {"name": "A"}, If_Match='"2"')["status"] == 412
    assert api.refused("PATCH", "/persons/" + str(uuid4()), {"name": "A"})["status"] == 404
    assert api.get(path)["version"] == 1


def test_names_are_found_without_case_accents_and_double_spaces(api: Api) -> None:
    made = api.post("/persons", name="Elvira Påhittén")

    for q in ("elvira  pahitten", "ÅHITT", "påhittén"):
        assert api.items(f"/persons?q={q}") == [made]
    assert api.items("/persons?q=%25") == []


def test_persons_are_sorted_as_in_swedish(api: Api, time: Time) -> None:
    for minute, name in enumerate(("Örjan B", "åsa B", "Zeb B", "Ärna B")):
        time.is_(f"2026-03-02T09:0{minute}:00+00:00")
        api.post("/persons", name=name)

    assert [person["name"] for person in api.items("/persons")] == ["Zeb B", "åsa B", "Ärna B", "Örjan B"]
    assert [person["name"] for person in api.items("/persons?sort=-created_at&limit=1")] == ["Ärna B"]


def test_namesakes_are_two(api: Api) -> None:
    first, second = (api.post("/persons", name="Lova Exempelsson") for _ in range(2))

    assert {person["id"] for person in api.items("/persons?q=lova")} == {first["id"], second["id"]}


def test_persons_are_found_by_where_they_work_units_included(api: Api) -> None:
    principal = api.post("/organizations", name="Regionen")
    unit = api.post("/organizations", name="Kliniken", parent_id=principal["id"])
    person = api.post("/persons", name="Lova Exempelsson", organization_id=unit["id"])
    api.post("/persons", name="Annan Person")

    assert api.items(f"/persons?organization_id={principal['id']}") == [person]
    assert api.items(f"/persons?organization_id={uuid4()}") == []


def test_persons_are_found_by_the_group_they_are_in_on_a_day(api: Api) -> None:
    group = api.post("/groups", name="Gruppen")
    left, stays, comes = (api.post("/persons", name=name) for name in ("Ada A", "Bo B", "Cy C"))
    join(api, group, left, valid_to="2026-03-01")
    join(api, group, stays)
    join(api, group, comes, valid_from="2026-03-03")

    def names(query: str) -> list[str]:
        return [person["name"] for person in api.items(f"/persons?{query}")]

    assert names(f"group_id={group['id']}") == ["Bo B"]
    assert names(f"group_id={group['id']}&on=2026-03-01") == ["Ada A", "Bo B"]
    assert names(f"group_id={group['id']}&on=2026-03-03") == ["Bo B", "Cy C"]
    assert names("on=2026-03-03") == ["Bo B", "Cy C"]
    assert names(f"group_id={uuid4()}") == []


def test_today_is_the_groups_day(api: Api, time: Time) -> None:
    far = api.post("/groups", name="Långt bort", time_zone="Pacific/Auckland")
    person = api.post("/persons", name="Ada A")
    join(api, far, person, valid_from="2026-03-03")

    time.is_("2026-03-02T12:00:00+00:00")

    assert api.items(f"/persons?group_id={far['id']}") == [person]


def test_persons_are_found_by_whether_they_are_active(api: Api) -> None:
    gone = api.post("/persons", name="Ada A", active=False)
    there = api.post("/persons", name="Bo B")

    assert api.items("/persons?active=false") == [gone]
    assert api.items("/persons?active=true") == [there]


def test_an_address_belongs_to_one_person_without_regard_to_case(api: Api) -> None:
    first = api.post("/persons", name="Ada A", email="ada@example.org")
    second = api.post("/persons", name="Bo B")

    problem = api.refused("PATCH", f"/persons/{second['id']}", {"email": "ADA@example.org"}, If_Match="*")

    assert (problem["status"], problem["type"], problem["id"]) == (
        409,
        "/problems/address-taken",
        first["id"],
    )
    assert api.get(f"/persons/{second['id']}") == second
    assert api.patch(f"/persons/{first['id']}", email="ADA@example.org")["email"] == "ADA@example.org"


def test_an_emptied_address_is_free_for_another(api: Api) -> None:
    first, second = (
        api.post("/persons", name="Ada A", email="a@example.org"),
        api.post("/persons", name="Bo B"),
    )

    api.patch(f"/persons/{first['id']}", email=None)

    assert api.patch(f"/persons/{second['id']}", email="a@example.org")["email"] == "a@example.org"


def test_an_external_id_belongs_to_one_person(api: Api) -> None:
    first, second = api.post("/persons", name="Ada A", external_id="7"), api.post("/persons", name="Bo B")

    for method, path in (("POST", "/persons"), ("PATCH", f"/persons/{second['id']}")):
        taken = api.refused(method, path, {"name": "Cy C", "external_id": "7"}, If_Match="*")
        assert (taken["status"], taken["type"]) == (409, "/problems/external-id-taken")
        assert (taken["id"], taken["version"]) == (first["id"], 1)
    assert [person["id"] for person in api.items("/persons?external_id=7")] == [first["id"]]
    assert len(api.items("/persons")) == 2


def test_an_external_id_can_be_given_later_and_taken_away(api: Api) -> None:
    person = api.post("/persons", name="Ada A")

    assert api.patch(f"/persons/{person['id']}", external_id="7")["external_id"] == "7"
    assert api.items("/persons?external_id=7")[0]["id"] == person["id"]
    assert api.patch(f"/persons/{person['id']}", external_id=None)["external_id"] is None
    assert api.items("/persons?external_id=7") == []


def test_each_writing_system_has_its_own_external_ids(api: Api) -> None:
    group = api.post("/groups", name="Gruppen")
    person = member_of(api, group, email="lova@example.org", external_id="ours")
    lead = calling(api, group)

    theirs = lead.patch(f"/persons/{person['id']}", external_id="theirs")

    assert theirs["external_id"] == "theirs"
    assert lead.items("/persons?external_id=theirs") == [theirs]
    assert lead.items("/persons?external_id=ours") == []
    assert api.get(f"/persons/{person['id']}")["external_id"] == "ours"


@pytest.mark.parametrize(
    "query",
    ["organization_id=x", "group_id=5", "on=x", "on=2026-02-30", "active=maybe", "sort=email", "email=a"],
)
def test_a_filter_that_cannot_be_read_is_refused_by_name(api: Api, query: str) -> None:
    problem = api.refused("GET", f"/persons?{query}")

    assert problem["status"] == 422
    assert problem["errors"][0]["parameter"] == query.partition("=")[0]
