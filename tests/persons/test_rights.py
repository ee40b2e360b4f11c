"""Who sees a person's address and changes what of a person."""

from typing import Any

import pytest

from tests.asking import Api, Thing
from tests.people import calling, join, member_of

ADDRESS = {"email": "lova@example.org", "phone": "070-000 00 00", "email_state": "good"}
HIDDEN = {"email": None, "phone": None, "email_state": None}
PERSONAL = {"name": "Annat Namn", "email": "annan@example.org", "active": False}


@pytest.fixture
def group(api: Api) -> Thing:
    return api.post("/groups", name="Gruppen")


@pytest.fixture
def person(api: Api, group: Thing) -> Thing:
    """A member of the group."""
    return member_of(api, group, email=ADDRESS["email"], phone=ADDRESS["phone"])


def _address(caller: Api, person: Thing) -> Thing:
    one = caller.get(f"/persons/{person['id']}")
    (listed,) = [found for found in caller.items("/persons") if found["id"] == person["id"]]
    assert one == listed
    return {name: one[name] for name in ADDRESS}


def _changes(caller: Api, person: Thing, change: Thing) -> bool:
    """True if the change is taken; 403 otherwise."""
    answer = caller.call("PATCH", f"/persons/{person['id']}", change, If_Match="*")
    assert answer.status_code in {200, 403}, answer.text
    return answer.status_code == 200


def test_an_address_is_seen_by_leads_the_person_and_administrators(
    api: Api, group: Thing, person: Thing
) -> None:
    for caller in (
        api,
        api.as_(person["id"]),
        *(calling(api, group, role) for role in ("chair", "coordinator")),
    ):
        assert _address(caller, person) == ADDRESS


@pytest.mark.parametrize("role", ["member", "observer", "substitute", "treasurer"])
def test_an_address_is_not_seen_by_others_of_the_group(
    api: Api, group: Thing, person: Thing, role: str
) -> None:
    assert _address(calling(api, group, role), person) == HIDDEN


def test_an_address_is_not_seen_by_a_lead_of_another_group(api: Api, group: Thing, person: Thing) -> None:
    lead = calling(api, api.post("/groups", name="Annan"))
    join(api, group, lead.get("/me"), "observer")

    assert _address(lead, person) == HIDDEN


def test_an_address_is_not_seen_by_a_lead_of_a_group_that_the_person_has_left(api: Api, group: Thing) -> None:
    left = api.post("/persons", name="Ada A", email="a@example.org")
    join(api, group, left, valid_to="2026-03-01")
    staying = api.post("/persons", name="Bo B", email="b@example.org")
    join(api, group, staying, valid_to="2026-03-02")
    lead = calling(api, group)

    assert _address(lead, left) == HIDDEN
    assert _address(lead, staying)["email"] == "b@example.org"


def test_whoever_introduced_a_person_still_sees_the_address_when_a_point_is_theirs(
    api: Api, group: Thing
) -> None:
    lead, member = calling(api, group), calling(api, group, "member")
    official = lead.post("/persons", name="Ada A", email="a@example.org")
    owner = {"kind": "person", "person_id": official["id"]}
    lead.post("/action-points", group_id=group["id"], task="Skicka underlaget", owners=[owner])

    assert _address(lead, official)["email"] == "a@example.org"
    assert _address(member, official) == HIDDEN
    assert _changes(lead, official, {"email": "ada@example.org"})

    join(api, api.post("/groups", name="Annan"), official)

    assert _address(lead, official) == HIDDEN
    assert not _changes(lead, official, {"phone": "1"})


def test_a_lead_changes_a_person_of_the_group(api: Api, group: Thing, person: Thing) -> None:
    organization = api.post("/organizations", name="Kommunen")
    lead = calling(api, group)

    for change in ({"name": "Annat"}, {"email": None}, {"phone": "1"}, {"title": "PR"}, {"active": False}):
        assert _changes(lead, person, change), change
    assert _changes(lead, person, {"organization_id": organization["id"], "language": "en"})


@pytest.mark.parametrize("field", PERSONAL)
def test_what_is_personal_is_not_changed_by_a_lead_of_one_group_of_several(
    api: Api, group: Thing, person: Thing, field: str
) -> None:
    lead = calling(api, group)
    join(api, api.post("/groups", name="Annan"), person, valid_from="2026-04-01")

    assert not _changes(lead, person, {field: PERSONAL[field]})
    assert not _changes(lead, person, {field: PERSONAL[field], "title": "PR"})
    assert _changes(lead, person, {field: person[field], "title": "PR"})
    assert _changes(api, person, {field: PERSONAL[field]})


def test_what_is_personal_is_changed_by_a_lead_of_all_the_groups(
    api: Api, group: Thing, person: Thing
) -> None:
    other, past = api.post("/groups", name="Annan"), api.post("/groups", name="Förra")
    join(api, other, person)
    join(api, past, person, valid_to="2026-03-01")
    lead = calling(api, group)
    join(api, other, lead.get("/me"), "secretary")

    assert _changes(lead, person, PERSONAL)


def test_one_who_leads_through_the_office_of_another_group_is_in_it(api: Api, group: Thing) -> None:
    office = api.post("/organizations", name="Kontoret", kind="office")
    api.post("/groups", name="Annan", office_id=office["id"])
    official = member_of(api, group, organization_id=office["id"])
    lead = calling(api, group)

    assert not _changes(lead, official, {"email": "x@example.org"})
    assert _changes(lead, official, {"title": "PR"})


def test_a_person_changes_what_is_their_own(api: Api, group: Thing, person: Thing) -> None:
    join(api, api.post("/groups", name="Annan"), person)
    self = api.as_(person["id"])

    assert _changes(
        self, person, {"name": "Nytt Namn", "email": "ny@example.org", "phone": None, "language": "en"}
    )
    for change in ({"title": "Chef"}, {"active": False}, {"organization_id": None, "title": "Chef"}):
        assert not _changes(self, person, change), change


@pytest.mark.parametrize("change", [{}, {"name": "X"}, {"title": "X"}, {"external_id": "7"}])
def test_others_of_the_group_change_nothing(
    api: Api, group: Thing, person: Thing, change: dict[str, Any]
) -> None:
    for role in ("member", "observer"):
        assert not _changes(calling(api, group, role), person, change)
    assert api.get(f"/persons/{person['id']}") == person


def test_outsiders_cannot_tell_a_person_from_none(api: Api, person: Thing) -> None:
    outsider = calling(api, api.post("/groups", name="Annan"))

    for method, body in (("GET", None), ("PATCH", {"name": "X"})):
        unseen, absent = (
            outsider.refused(method, f"/persons/{id}", body, If_Match="*")
            for id in (person["id"], "00000000-0000-4000-8000-000000000000")
        )
        assert unseen["status"] == 404
        assert unseen | {"instance": ""} == absent | {"instance": ""}


def test_a_refused_guess_at_an_address_says_nothing(api: Api, group: Thing, person: Thing) -> None:
    member = calling(api, group, "member")

    right, wrong = (
        member.refused("PATCH", f"/persons/{person['id']}", {"email": email}, If_Match="*")
        for email in (person["email"], "fel@example.org")
    )

    assert right == wrong


def test_a_lead_is_not_told_whose_address_it_is(api: Api, group: Thing, person: Thing) -> None:
    api.post("/persons", name="Ada A", email="ada@example.org")
    lead = calling(api, group)

    problem = lead.refused("PATCH", f"/persons/{person['id']}", {"email": "Ada@example.org"}, If_Match="*")

    assert problem["status"] == 422
    assert problem["errors"] == [{"pointer": "#/email", "detail": "Adressen går inte att använda."}]
    assert "id" not in problem


def test_only_administrators_put_people_in_an_office(api: Api, group: Thing, person: Thing) -> None:
    office = api.post("/organizations", name="Kontoret", kind="office")
    unit = api.post("/organizations", name="Enheten", parent_id=office["id"])
    api.post("/groups", name="Annan", office_id=office["id"])
    lead = calling(api, group)

    for organization in (office, unit):
        assert not _changes(lead, person, {"organization_id": organization["id"]})
        body = {"name": "Ada A", "organization_id": organization["id"]}
        assert lead.refused("POST", "/persons", body)["status"] == 403
    assert _changes(api, person, {"organization_id": unit["id"]})
    assert _changes(lead, person, {"organization_id": unit["id"], "title": "PR"})
    assert _changes(lead, person, {"organization_id": None})


def test_members_introduce_nobody(api: Api, group: Thing) -> None:
    for role in ("member", "observer"):
        assert calling(api, group, role).refused("POST", "/persons", {"name": "Ada A"})["status"] == 403
    nobody = api.as_(api.post("/persons", name="Utan Grupp")["id"])
    assert nobody.refused("POST", "/persons", {"name": "Ada A"})["status"] == 403


def test_a_new_address_is_good(api: Api, person: Thing) -> None:
    assert api.patch(f"/persons/{person['id']}", email="ny@example.org")["email_state"] == "good"
