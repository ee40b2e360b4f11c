"""API keys over HTTP."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlmodel import Session

from app.access import secret
from app.api_keys.models import ApiKey
from tests import bad_input
from tests.asking import Api
from tests.conftest import Time
from tests.people import calling

BAD: dict[str, tuple[Any, ...]] = {
    "name": (None, "", " ", "x" * 201, *bad_input.NO_TEXT),
    "person_id": (*bad_input.NO_ID, str(uuid4())),
    "administrator": bad_input.NO_TRUTH,
    "scopes": (None, [], "read", ["all"], ["read", "read"], [5], [None]),
    "group_ids": (5, "x", [5], ["x"], [None], [str(uuid4())], [str(UUID(int=n)) for n in range(101)]),
    "expires_at": (
        5,
        "",
        "2027-01-01",
        "2027-01-01T00:00:00",
        "1893456000",
        "2026-03-02T09:00:00Z",
        "9999-12-31T23:59:59Z",
    ),
    "external_id": ("", "x" * 201, *bad_input.NO_TEXT),
    "key": ("nasta_x",),
    "all_groups": (True,),
}


def _with(api: Api, **fields: Any) -> Api:
    """The API by a new key."""
    return Api(api.client, api.post("/api-keys", {"name": "Ärendesystemet", **fields})["key"])


def test_a_key_is_shown_once(api: Api, session: Session) -> None:
    answer = api.call("POST", "/api-keys", {"name": "Ärendesystemet"})

    made = answer.json()
    assert answer.status_code == 201
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Location"].endswith(f"/api/v1/api-keys/{made['id']}")
    key = made.pop("key")
    assert made == {
        "id": made["id"],
        "version": 1,
        "external_id": None,
        "created_at": "2026-03-02T09:00:00Z",
        "modified_at": "2026-03-02T09:00:00Z",
        "name": "Ärendesystemet",
        "person_id": None,
        "administrator": False,
        "scopes": ["read", "write", "remind"],
        "group_ids": [],
        "expires_at": None,
        "former_until": None,
        "last_used_at": None,
    }
    assert api.get(f"/api-keys/{made['id']}") == made
    assert api.items("/api-keys") == [made]
    kept = session.get_one(ApiKey, UUID(made["id"]))
    assert kept.secret_hash == secret.hashed(key.removeprefix(f"nasta_{UUID(made['id']).hex}_"))


def test_every_field_can_be_said(api: Api) -> None:
    groups = sorted(api.post("/groups", name=name)["id"] for name in ("Ena", "Andra"))
    said = {
        "name": "Ärendesystemet",
        "administrator": True,
        "scopes": ["read"],
        "group_ids": groups,
        "expires_at": "2027-01-01T00:00:00+01:00",
        "external_id": "k",
    }

    made = api.post("/api-keys", said)

    assert {name: made[name] for name in said} == said | {"expires_at": "2026-12-31T23:00:00Z"}
    assert api.items("/api-keys?external_id=k")[0]["id"] == made["id"]
    assert api.post("/api-keys", name="Alla", group_ids=None)["group_ids"] is None


def test_what_no_field_takes_is_refused_at_the_field(api: Api) -> None:
    bad_input.check(api, "POST", "/api-keys", {"name": "Ärendesystemet"}, BAD)

    assert api.items("/api-keys") == []


def test_a_persons_key_is_for_one_who_is_there_and_for_all_that_the_person_may(api: Api) -> None:
    gone = api.post("/persons", name="Ada A", active=False)
    there = api.post("/persons", name="Bo B")
    group = api.post("/groups", name="Gruppen")

    for field, body in (
        ("person_id", {"person_id": gone["id"]}),
        ("scopes", {"person_id": there["id"], "scopes": ["read"]}),
        ("group_ids", {"person_id": there["id"], "group_ids": [group["id"]]}),
        ("group_ids", {"person_id": there["id"], "group_ids": None}),
    ):
        problem = api.refused("POST", "/api-keys", {"name": "x", **body})
        assert (problem["status"], problem["errors"][0]["pointer"]) == (422, f"#/{field}")


def test_only_administrators_make_see_and_end_keys(api: Api) -> None:
    group = api.post("/groups", name="Gruppen")
    key = api.post("/api-keys", name="Ärendesystemet")
    lead, system = calling(api, group), _with(api, group_ids=None)

    for caller in (lead, system):
        assert caller.refused("POST", "/api-keys", {"name": "Egen", "administrator": True})["status"] == 403
        assert caller.refused("GET", "/api-keys")["status"] == 403
        for id in (key["id"], uuid4()):
            assert caller.refused("GET", f"/api-keys/{id}")["status"] == 403
            assert caller.refused("DELETE", f"/api-keys/{id}", If_Match="*")["status"] == 403


def test_an_administrators_key_makes_keys(api: Api) -> None:
    person = api.post("/persons", name="Ada A")
    administrator = Api(
        api.client, api.post("/api-keys", name="x", person_id=person["id"], administrator=True)["key"]
    )

    assert _with(administrator, administrator=True).get("/me")["administrator"] is True


def test_an_ended_key_opens_nothing_at_once(api: Api) -> None:
    made = api.post("/api-keys", name="Ärendesystemet", group_ids=[api.post("/groups", name="Gruppen")["id"]])
    caller = Api(api.client, made["key"])
    path = f"/api-keys/{made['id']}"
    caller.get("/me")

    assert api.refused("DELETE", path)["status"] == 428
    assert api.refused("DELETE", path, If_Match='"7"')["status"] == 412
    ended = api.call("DELETE", path, If_Match='"1"')

    assert (ended.status_code, ended.content) == (204, b"")
    assert caller.refused("GET", "/me")["status"] == 401
    assert api.refused("DELETE", path, If_Match="*")["status"] == 404
    assert api.refused("GET", path)["status"] == 404


def test_a_key_opens_nothing_from_the_instant_it_expires(api: Api, time: Time) -> None:
    caller = _with(api, expires_at="2026-03-02T10:00:00Z")

    time.is_("2026-03-02T09:59:59+00:00")
    assert caller.call("GET", "/me").status_code == 200
    time.is_("2026-03-02T10:00:00+00:00")
    assert caller.refused("GET", "/me")["status"] == 401


def test_a_persons_key_opens_nothing_when_the_person_is_gone(api: Api) -> None:
    person = api.post("/persons", name="Ada A")
    caller = api.as_(person["id"])
    caller.get("/me")

    api.patch(f"/persons/{person['id']}", active=False)

    assert caller.refused("GET", "/me")["status"] == 401


def test_keys_are_found_by_person(api: Api) -> None:
    person = api.post("/persons", name="Ada A")
    key = api.post("/api-keys", name="Adas", person_id=person["id"])
    api.post("/api-keys", name="Ärendesystemet")

    assert [found["id"] for found in api.items(f"/api-keys?person_id={person['id']}")] == [key["id"]]
    assert [found["name"] for found in api.items("/api-keys?sort=-id")] == ["Ärendesystemet", "Adas"]


@pytest.mark.parametrize("scopes", [["read"], ["read", "remind"], ["remind"]])
@pytest.mark.parametrize("administrator", [True, False])
def test_a_key_without_write_changes_nothing(api: Api, scopes: list[str], administrator: bool) -> None:
    group = api.post("/groups", name="Gruppen")
    caller = _with(api, scopes=scopes, group_ids=None, administrator=administrator)

    for method, path, body in (
        ("POST", "/persons", {"name": "Ada A"}),
        ("PATCH", f"/groups/{group['id']}", {"name": "X"}),
        ("DELETE", f"/api-keys/{uuid4()}", None),
    ):
        problem = caller.refused(method, path, body, If_Match="*")
        assert (problem["status"], problem["type"]) == (403, "/problems/forbidden")
    assert api.get(f"/groups/{group['id']}") == group


def test_a_key_without_read_reads_nothing(api: Api) -> None:
    caller = _with(api, scopes=["write"], group_ids=None)

    assert caller.refused("GET", "/groups")["status"] == 403
    assert caller.post("/persons", name="Ada A")["name"] == "Ada A"


def test_a_system_works_in_its_groups_and_no_others(api: Api) -> None:
    mine, other = api.post("/groups", name="Min"), api.post("/groups", name="Annan")
    caller = _with(api, group_ids=[mine["id"]])

    assert caller.items("/groups") == [mine]
    assert caller.patch(f"/groups/{mine['id']}", name="Vår")["name"] == "Vår"
    assert caller.refused("GET", f"/groups/{other['id']}")["status"] == 404
    assert _with(api).items("/groups") == []


def test_a_system_of_all_groups_leads_everywhere_if_it_may_write(api: Api) -> None:
    group = api.post("/groups", name="Gruppen")
    person = api.post("/persons", name="Ada A", email="a@example.org")
    writing, reading = _with(api, group_ids=None), _with(api, group_ids=None, scopes=["read"])

    assert writing.patch(f"/groups/{group['id']}", name="Vår")["name"] == "Vår"
    assert writing.get(f"/persons/{person['id']}")["email"] == "a@example.org"
    assert writing.refused("POST", "/groups", {"name": "Egen"})["status"] == 403
    assert (
        writing.refused("PATCH", f"/groups/{group['id']}", {"parent_id": group["id"]}, If_Match="*")["status"]
        == 403
    )
    assert reading.get(f"/groups/{group['id']}")["name"] == "Vår"
    assert reading.get(f"/persons/{person['id']}")["email"] is None


@pytest.mark.parametrize("headers", ["X-API-Key", "Authorization"])
def test_a_wrong_key_is_told_nothing(api: Api, headers: str) -> None:
    made = api.post("/api-keys", name="Ärendesystemet")
    id = UUID(made["id"]).hex
    other = secret.new()
    answers = [
        api.client.get(
            "/api/v1/me", headers={headers: ("Bearer " if headers == "Authorization" else "") + key}
        )
        for key in (
            "x",
            f"nasta_{id}_{other}",
            f"nasta_{uuid4().hex}_{other}",
            made["key"] + "x",
            made["key"].upper(),
        )
    ]

    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.content for answer in answers}) == 1
    assert answers[0].headers["WWW-Authenticate"] == "Bearer"


def test_a_key_is_taken_as_bearer_too(api: Api) -> None:
    key = api.post("/api-keys", name="Ärendesystemet")["key"]

    answer = api.client.get("/api/v1/me", headers={"Authorization": f"bearer {key}"})

    assert answer.json()["name"] == "Ärendesystemet"
