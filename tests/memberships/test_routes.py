"""Memberships over HTTP."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest

from tests import bad_input
from tests.asking import Api, Thing
from tests.conftest import Time
from tests.people import calling, join, member_of

BAD: dict[str, tuple[Any, ...]] = {
    "roles": (None, [], "chair", ["king"], [None], ["chair", "chair"], [5], [["chair"]], ["chair"] * 11),
    "role_title": ("", "x" * 101, *bad_input.NO_TEXT),
    "on_behalf_of_id": (*bad_input.NO_ID, str(uuid4())),
    "title": ("", "x" * 201, *bad_input.NO_TEXT),
    "email": bad_input.NO_ADDRESS,
    "valid_from": bad_input.NO_DAY,
    "valid_to": bad_input.NO_DAY,
    "external_id": ("", "x" * 201, *bad_input.NO_TEXT),
    "successor_id": (str(uuid4()), None),
}


@pytest.fixture
def group(api: Api) -> Thing:
    return api.post("/groups", name="Gruppen")


@pytest.fixture
def person(api: Api) -> Thing:
    return api.post("/persons", name="Lova Exempelsson")


def test_a_membership_is_made_without_limit(api: Api, group: Thing, person: Thing) -> None:
    made = api.post(
        "/memberships", group_id=group["id"], person_id=person["id"], roles=["chair", "secretary"]
    )

    assert made == {
        "id": made["id"],
        "version": 1,
        "external_id": None,
        "created_at": "2026-03-02T09:00:00Z",
        "modified_at": "2026-03-02T09:00:00Z",
        "group_id": group["id"],
        "person_id": person["id"],
        "roles": ["chair", "secretary"],
        "role_title": None,
        "on_behalf_of_id": None,
        "title": None,
        "email": None,
        "valid_from": None,
        "valid_to": None,
        "successor_id": None,
    }
    assert api.get(f"/memberships/{made['id']}") == made


def test_every_field_can_be_said(api: Api, group: Thing, person: Thing) -> None:
    organization = api.post("/organizations", name="Kommunen")
    said = {
        "group_id": group["id"],
        "person_id": person["id"],
        "roles": ["co_opted"],
        "role_title": "SAMO",
        "on_behalf_of_id": organization["id"],
        "title": "Samordnare",
        "email": "samo@example.org",
        "valid_from": "2026-01-01",
        "valid_to": "2026-12-31",
        "external_id": "m-1",
    }

    answer = api.call("POST", "/memberships", said)

    assert answer.status_code == 201
    assert {name: answer.json()[name] for name in said} == said
    assert answer.headers["Location"].endswith(f"/api/v1/memberships/{answer.json()['id']}")
    known = api.call("GET", f"/memberships/{answer.json()['id']}", If_None_Match=answer.headers["ETag"])
    assert known.status_code == 304


def test_what_no_field_takes_is_refused_at_the_field(api: Api, group: Thing, person: Thing) -> None:
    made = join(api, group, person, valid_from="2026-03-02")
    body = {
        "group_id": group["id"],
        "person_id": api.post("/persons", name="Annan")["id"],
        "roles": ["member"],
    }
    others = {
        "group_id": (None, *bad_input.NO_ID, str(uuid4())),
        "person_id": (None, *bad_input.NO_ID, str(uuid4())),
    }

    bad_input.check(api, "POST", "/memberships", body, BAD | others)
    bad_input.check(api, "PATCH", f"/memberships/{made['id']}", {}, BAD | others)

    assert api.items("/memberships") == [made]


@pytest.mark.parametrize(
    ("mine", "other"),
    [
        ((None, None), (None, None)),
        ((None, "2026-03-02"), ("2026-03-02", None)),
        (("2026-03-02", None), (None, "2026-03-02")),
        (("2026-01-01", "2026-12-31"), ("2026-05-01", "2026-05-01")),
        (("2026-05-01", "2026-05-01"), ("2026-01-01", "2026-12-31")),
        ((None, None), ("2026-05-01", "2026-05-31")),
    ],
)
def test_nobody_is_a_member_twice_on_one_day(
    api: Api, group: Thing, person: Thing, mine: tuple[Any, Any], other: tuple[Any, Any]
) -> None:
    first = join(api, group, person, valid_from=mine[0], valid_to=mine[1])
    body = {"group_id": group["id"], "person_id": person["id"], "roles": ["chair"]}

    problem = api.refused("POST", "/memberships", {**body, "valid_from": other[0], "valid_to": other[1]})

    assert (problem["status"], problem["type"]) == (409, "/problems/already-member")
    assert problem["id"] == first["id"]
    assert api.items("/memberships") == [first]


def test_a_person_may_come_back_and_be_in_several_groups(api: Api, group: Thing, person: Thing) -> None:
    join(api, group, person, valid_to="2026-01-31")
    join(api, group, person, valid_from="2026-02-01", valid_to="2026-02-28")
    again = join(api, group, person, valid_from="2026-03-02")
    join(api, api.post("/groups", name="Annan"), person)
    join(api, group, api.post("/persons", name="Annan"))

    problem = api.refused("PATCH", f"/memberships/{again['id']}", {"valid_from": "2026-02-28"}, If_Match="*")
    assert (problem["status"], problem["type"]) == (409, "/problems/already-member")
    assert api.patch(f"/memberships/{again['id']}", valid_from="2026-03-01")["valid_from"] == "2026-03-01"


def test_two_who_let_the_same_person_in_at_once_are_not_both_heard(
    api: Api, group: Thing, person: Thing
) -> None:
    body = {"group_id": group["id"], "person_id": person["id"], "roles": ["member"]}

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: api.call("POST", "/memberships", body).status_code, range(4)))

    assert sorted(answers) == [201, 409, 409, 409]


def test_it_does_not_end_before_it_begins(api: Api, group: Thing, person: Thing) -> None:
    body = {"group_id": group["id"], "person_id": person["id"], "roles": ["member"]}
    made = api.refused("POST", "/memberships", {**body, "valid_from": "2026-03-03", "valid_to": "2026-03-02"})
    membership = join(api, group, person, valid_from="2026-03-03", valid_to="2026-03-03")
    path = f"/memberships/{membership['id']}"

    assert (made["status"], made["errors"][0]["pointer"]) == (422, "#/valid_to")
    for field, day in (("valid_to", "2026-03-02"), ("valid_from", "2026-03-04")):
        problem = api.refused("PATCH", path, {field: day}, If_Match="*")
        assert (problem["status"], problem["errors"][0]["pointer"]) == (422, f"#/{field}")
    assert api.get(path) == membership


def test_a_membership_is_ended_and_its_addresses_are_changed_in_place(
    api: Api, group: Thing, person: Thing
) -> None:
    made = join(api, group, person, role_title="PR")

    changed = api.patch(
        f"/memberships/{made['id']}",
        valid_to="2026-06-30",
        email="pr@example.org",
        external_id="m",
        role_title="PR",
    )

    said = {"valid_to": "2026-06-30", "email": "pr@example.org", "external_id": "m"}
    assert changed == made | said | {"version": 2, "modified_at": changed["modified_at"]}


@pytest.mark.parametrize(
    "change", [{"roles": ["chair"]}, {"role_title": "PR"}, {"title": "Chef"}, {"on_behalf_of_id": None}]
)
@pytest.mark.parametrize("begun", [None, "2026-03-01"])
def test_what_a_person_was_is_not_overwritten(
    api: Api, group: Thing, person: Thing, change: Thing, begun: str | None
) -> None:
    organization = api.post("/organizations", name="Kommunen")
    was = join(
        api,
        group,
        person,
        valid_from=begun,
        valid_to="2026-12-31",
        on_behalf_of_id=organization["id"],
        external_id="m",
    )

    answer = api.call("PATCH", f"/memberships/{was['id']}", change, If_Match='"1"')

    now = answer.json()
    assert answer.status_code == 200
    assert now["id"] != was["id"]
    assert answer.headers["Content-Location"].endswith(f"/api/v1/memberships/{now['id']}")
    assert answer.headers["ETag"].startswith('"1-')
    assert now == was | change | {"id": now["id"], "valid_from": "2026-03-02"}
    ended = {"valid_to": "2026-03-01", "external_id": None, "version": 2}
    assert api.get(f"/memberships/{was['id']}") == was | ended
    assert api.items("/memberships?external_id=m") == [now]
    assert [found["id"] for found in api.items("/memberships?on=2026-03-01")] == [was["id"]]
    assert [found["id"] for found in api.items("/memberships?on=2026-03-02")] == [now["id"]]


@pytest.mark.parametrize("begins", ["2026-03-02", "2026-04-01"])
def test_what_has_not_begun_is_changed_in_place(api: Api, group: Thing, person: Thing, begins: str) -> None:
    made = join(api, group, person, valid_from=begins)

    changed = api.patch(f"/memberships/{made['id']}", roles=["chair"], title="Chef", valid_from="2026-03-02")

    assert changed["id"] == made["id"]
    assert (changed["roles"], changed["title"], changed["version"]) == (["chair"], "Chef", 2)


def test_a_change_and_an_end_can_be_said_at_once(api: Api, group: Thing, person: Thing) -> None:
    made = join(api, group, person, valid_from="2026-01-01")
    path = f"/memberships/{made['id']}"

    refused = api.refused("PATCH", path, {"roles": ["chair"], "valid_to": "2026-03-01"}, If_Match="*")
    begun = api.refused("PATCH", path, {"roles": ["chair"], "valid_from": "2026-02-01"}, If_Match="*")
    changed = api.patch(path, roles=["chair"], valid_to="2026-03-02", external_id="ny")

    assert (refused["status"], refused["errors"][0]["pointer"]) == (422, "#/valid_to")
    assert (begun["status"], begun["errors"][0]["pointer"]) == (422, "#/valid_from")
    assert (changed["valid_from"], changed["valid_to"], changed["external_id"]) == (
        "2026-03-02",
        "2026-03-02",
        "ny",
    )


def test_an_external_id_said_with_a_change_is_the_callers_own(api: Api, group: Thing, person: Thing) -> None:
    made = join(api, group, person, external_id="7")
    lead = calling(api, group)

    now = lead.patch(f"/memberships/{made['id']}", roles=["chair"], external_id="8")

    other = lead.post("/persons", name="Ada A")
    body = {"group_id": group["id"], "person_id": other["id"], "roles": ["member"], "external_id": "8"}
    assert lead.refused("POST", "/memberships", body)["id"] == now["id"]
    assert api.post("/memberships", body)["external_id"] == "8"


def test_what_has_ended_stays_as_it_was(api: Api, group: Thing, person: Thing) -> None:
    ended = join(api, group, person, valid_to="2026-03-01")

    problem = api.refused("PATCH", f"/memberships/{ended['id']}", {"roles": ["chair"]}, If_Match="*")

    assert (problem["status"], problem["type"]) == (409, "/problems/membership-ended")
    assert problem["valid_to"] == "2026-03-01"
    assert api.items("/memberships") == [ended]


def test_yesterday_is_the_groups(api: Api, person: Thing, time: Time) -> None:
    far = api.post("/groups", name="Långt bort", time_zone="Pacific/Auckland")
    made = join(api, far, person)
    time.is_("2026-03-02T12:00:00+00:00")

    assert api.patch(f"/memberships/{made['id']}", roles=["chair"])["valid_from"] == "2026-03-03"


def test_a_change_is_about_the_present_version(api: Api, group: Thing, person: Thing) -> None:
    path = f"/memberships/{join(api, group, person)['id']}"

    assert api.refused("PATCH", path, {"roles": ["chair"]})["status"] == 428
    stale = api.refused("PATCH", path, {"roles": ["chair"]}, If_Match='"2"')
    assert (stale["status"], stale["version"]) == (412, 1)
    assert len(api.items("/memberships")) == 1


def test_a_change_of_nothing_is_no_new_version(api: Api, group: Thing, person: Thing) -> None:
    made = join(api, group, person, title="Chef")

    assert api.patch(f"/memberships/{made['id']}", title="Chef", roles=["member"], valid_from=None) == made


def test_members_make_and_change_no_memberships(api: Api, group: Thing, person: Thing) -> None:
    made = join(api, group, person)
    body = {
        "group_id": group["id"],
        "person_id": person["id"],
        "roles": ["chair"],
        "valid_from": "2030-01-01",
    }

    for role in ("member", "observer"):
        caller = calling(api, group, role)
        assert caller.refused("POST", "/memberships", body)["status"] == 403
        assert caller.refused("PATCH", f"/memberships/{made['id']}", {"roles": ["chair"]})["status"] == 403


def test_a_lead_lets_in_only_whom_the_lead_knows(api: Api, group: Thing, person: Thing) -> None:
    lead = calling(api, group)
    body = {"group_id": group["id"], "roles": ["member"]}

    unseen, absent = (
        lead.refused("POST", "/memberships", {**body, "person_id": id}) for id in (person["id"], str(uuid4()))
    )

    assert unseen == absent
    assert (unseen["status"], unseen["errors"][0]["pointer"]) == (422, "#/person_id")
    introduced = lead.post("/persons", name="Ada A")
    assert join(lead, group, introduced)["person_id"] == introduced["id"]


def test_a_group_that_is_not_seen_is_none(api: Api, group: Thing) -> None:
    below = api.post("/groups", name="Under", parent_id=group["id"])
    lead = calling(api, group)
    body = {"person_id": lead.get("/me")["id"], "roles": ["chair"]}

    unseen, absent = (
        lead.refused("POST", "/memberships", {**body, "group_id": id}) for id in (below["id"], str(uuid4()))
    )

    assert unseen == absent
    assert (unseen["status"], unseen["errors"][0]["pointer"]) == (422, "#/group_id")


def test_outsiders_cannot_tell_a_membership_from_none(api: Api, group: Thing, person: Thing) -> None:
    made = join(api, group, person)
    outsider = calling(api, api.post("/groups", name="Annan"))
    successor = {"person_id": person["id"], "from": "2026-04-01"}

    for method, path, body in (
        ("GET", "", None),
        ("PATCH", "", {"roles": ["chair"]}),
        ("POST", "/succession", successor),
    ):
        unseen, absent = (
            outsider.refused(method, f"/memberships/{id}{path}", body, If_Match="*")
            for id in (made["id"], uuid4())
        )
        assert unseen["status"] == 404
        assert unseen | {"instance": ""} == absent | {"instance": ""}
    assert api.get(f"/memberships/{made['id']}") == made
    assert outsider.get("/memberships")["total_records"] == 1


def test_an_address_is_seen_by_leads(api: Api, group: Thing, person: Thing) -> None:
    made = join(api, group, person, email="pr@example.org")

    for role, seen in (("chair", "pr@example.org"), ("member", None), ("observer", None)):
        assert calling(api, group, role).get(f"/memberships/{made['id']}") == made | {"email": seen}


def test_memberships_are_found_by_group_person_organization_and_day(
    api: Api, group: Thing, person: Thing
) -> None:
    principal = api.post("/organizations", name="Regionen")
    unit = api.post("/organizations", name="Kliniken", parent_id=principal["id"])
    one = join(api, group, person, on_behalf_of_id=unit["id"], valid_to="2026-03-02", external_id="m")
    other = join(api, api.post("/groups", name="Annan"), person)
    third = join(api, group, api.post("/persons", name="Ada A"))

    for query, found in (
        (f"group_id={group['id']}", [third, one]),
        (f"person_id={person['id']}&sort=-valid_from,created_at", [one, other]),
        (f"organization_id={principal['id']}", [one]),
        (f"group_id={group['id']}&on=2026-03-03", [third]),
        (f"group_id={group['id']}&on=2026-03-02", [third, one]),
        ("external_id=m", [one]),
        (f"group_id={uuid4()}", []),
    ):
        assert api.items(f"/memberships?{query}") == found, query


def test_me_is_the_caller(api: Api, group: Thing, person: Thing) -> None:
    mine = join(api, group, person, "chair")
    join(api, group, api.post("/persons", name="Ada A"))

    assert api.as_(person["id"]).items("/memberships?person_id=me") == [mine]
    problem = api.refused("GET", "/memberships?person_id=me")
    assert (problem["status"], problem["errors"][0]["parameter"]) == (422, "person_id")


def test_former_members_see_the_group_no_more(api: Api, group: Thing, person: Thing) -> None:
    join(api, group, person, valid_to="2026-03-01")

    assert api.as_(person["id"]).items("/memberships") == []


def test_an_external_id_belongs_to_one_membership(api: Api, group: Thing, person: Thing) -> None:
    first = join(api, group, person, external_id="7")
    body = {"group_id": group["id"], "roles": ["member"], "external_id": "7"}

    taken = api.refused(
        "POST", "/memberships", {**body, "person_id": api.post("/persons", name="Ada A")["id"]}
    )

    assert (taken["status"], taken["id"], taken["version"]) == (409, first["id"], 1)


@pytest.mark.parametrize(
    "query", ["group_id=x", "person_id=you", "organization_id=5", "on=x", "on=2026-3-2", "sort=title"]
)
def test_a_filter_that_cannot_be_read_is_refused_by_name(api: Api, query: str) -> None:
    problem = api.refused("GET", f"/memberships?{query}")

    assert problem["status"] == 422
    assert [fault["parameter"] for fault in problem["errors"]] == [query.partition("=")[0]]


def test_a_title_that_grows_when_folded_is_kept(api: Api, group: Thing, person: Thing) -> None:
    assert len(join(api, group, person, role_title="ﬄ" * 100)["role_title"]) == 100


def test_a_new_lead_leads_at_once_and_a_former_one_does_not(api: Api, group: Thing) -> None:
    person = member_of(api, group)
    caller = api.as_(person["id"])
    (mine,) = caller.items("/memberships?person_id=me")
    assert caller.get("/me")["groups"][0]["standing"] == "member"

    now = api.patch(f"/memberships/{mine['id']}", roles=["secretary"])
    assert caller.get("/me")["groups"][0]["standing"] == "lead"

    api.patch(f"/memberships/{now['id']}", roles=["observer"])
    assert caller.get("/me")["groups"][0]["standing"] == "observer"
