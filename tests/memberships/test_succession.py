"""Somebody takes over what another was in a group."""

from typing import Any
from uuid import uuid4

import pytest

from tests import bad_input
from tests.asking import Api, Thing
from tests.people import calling, join

BAD: dict[str, tuple[Any, ...]] = {
    "person_id": (None, *bad_input.NO_ID, str(uuid4())),
    "from": (None, *bad_input.NO_DAY),
    "from_": ("2026-04-01",),
    "valid_to": ("2026-04-01",),
}


@pytest.fixture
def group(api: Api) -> Thing:
    return api.post("/groups", name="Gruppen")


@pytest.fixture
def leaving(api: Api, group: Thing) -> Thing:
    """The membership of one who leaves."""
    organization = api.post("/organizations", name="Kommunen")
    person = api.post("/persons", name="Thore Testsson")
    return join(
        api,
        group,
        person,
        "vice_chair",
        role_title="SAMO",
        title="Skolchef",
        on_behalf_of_id=organization["id"],
        email="samo@example.org",
        valid_from="2026-01-01",
        external_id="m",
    )


@pytest.fixture
def successor(api: Api) -> Thing:
    return api.post("/persons", name="Elsa Exempelsson")


def _succession(leaving: Thing) -> str:
    return f"/memberships/{leaving['id']}/succession"


def _of(api: Api, person: Thing) -> list[Thing]:
    return api.items(f"/memberships?person_id={person['id']}&sort=valid_from")


def test_the_leaver_ends_the_day_before_the_successor_begins(
    api: Api, leaving: Thing, successor: Thing
) -> None:
    body = {"person_id": successor["id"], "from": "2026-04-01"}

    answer = api.call("POST", _succession(leaving), body, If_Match='"1"')

    assert answer.status_code == 200
    assert answer.headers["ETag"].startswith('"2-')
    left = leaving | {"version": 2, "valid_to": "2026-03-31", "successor_id": successor["id"]}
    assert answer.json() == left == api.get(f"/memberships/{leaving['id']}")
    (begun,) = _of(api, successor)
    own = {"id", "created_at", "modified_at"}
    other = {"person_id": successor["id"], "valid_from": "2026-04-01", "email": None, "external_id": None}
    assert begun == leaving | other | {name: begun[name] for name in own}


def test_a_successor_who_is_a_member_already_stays_what_they_are(
    api: Api, group: Thing, leaving: Thing, successor: Thing
) -> None:
    there = join(api, group, successor, "member", valid_to="2026-04-01")

    api.act(_succession(leaving), **{"person_id": successor["id"], "from": "2026-04-01"})

    assert _of(api, successor) == [there]


def test_a_successor_who_becomes_a_member_later_takes_over_until_then(
    api: Api, group: Thing, leaving: Thing, successor: Thing
) -> None:
    join(api, group, successor, "member", valid_from="2026-01-01", valid_to="2026-03-31")
    later = join(api, group, successor, "member", valid_from="2026-06-01")

    api.act(_succession(leaving), **{"person_id": successor["id"], "from": "2026-04-01"})

    _, between, last = _of(api, successor)
    assert (between["valid_from"], between["valid_to"]) == ("2026-04-01", "2026-05-31")
    assert (between["roles"], last) == (["vice_chair"], later)


def test_a_successor_who_becomes_a_member_on_that_day_stays_what_they_are(
    api: Api, group: Thing, leaving: Thing, successor: Thing
) -> None:
    there = join(api, group, successor, "member", valid_from="2026-04-01")

    api.act(_succession(leaving), **{"person_id": successor["id"], "from": "2026-04-01"})

    assert _of(api, successor) == [there]


@pytest.mark.parametrize(
    ("valid_to", "first", "taken"),
    [
        ("2026-03-31", "2026-04-01", True),
        ("2026-12-31", "2026-04-01", True),
        ("2026-03-30", "2026-04-01", False),
        (None, "2026-01-02", True),
    ],
)
def test_one_who_has_left_before_has_ended(
    api: Api, leaving: Thing, successor: Thing, valid_to: str | None, first: str, taken: bool
) -> None:
    left = api.patch(f"/memberships/{leaving['id']}", valid_to=valid_to)
    body = {"person_id": successor["id"], "from": first}

    answer = api.call("POST", _succession(leaving), body, If_Match="*")

    assert answer.status_code == (200 if taken else 409)
    if not taken:
        assert answer.json()["type"] == "/problems/membership-ended"
        assert api.get(f"/memberships/{leaving['id']}") == left


def test_one_is_succeeded_once(api: Api, leaving: Thing, successor: Thing) -> None:
    api.act(_succession(leaving), **{"person_id": successor["id"], "from": "2026-04-01"})
    body = {"person_id": api.post("/persons", name="Annan")["id"], "from": "2026-03-01"}

    problem = api.refused("POST", _succession(leaving), body, If_Match="*")

    assert (problem["status"], problem["type"]) == (409, "/problems/already-succeeded")
    assert problem["successor_id"] == successor["id"]


def test_one_who_stays_after_all_has_no_successor(api: Api, leaving: Thing, successor: Thing) -> None:
    api.act(_succession(leaving), **{"person_id": successor["id"], "from": "2026-04-01"})

    stays = api.patch(f"/memberships/{leaving['id']}", valid_to=None)

    assert (stays["valid_to"], stays["successor_id"]) == (None, None)


def test_a_change_of_role_before_the_succession_keeps_it(api: Api, leaving: Thing, successor: Thing) -> None:
    api.act(_succession(leaving), **{"person_id": successor["id"], "from": "2026-04-01"})

    now = api.patch(f"/memberships/{leaving['id']}", roles=["member"])

    assert (now["valid_to"], now["successor_id"]) == ("2026-03-31", successor["id"])
    was = api.get(f"/memberships/{leaving['id']}")
    assert (was["valid_to"], was["successor_id"]) == ("2026-03-01", None)


@pytest.mark.parametrize("first", ["2026-01-01", "2025-12-31"])
def test_nobody_is_succeeded_before_they_began(
    api: Api, leaving: Thing, successor: Thing, first: str
) -> None:
    body = {"person_id": successor["id"], "from": first}

    problem = api.refused("POST", _succession(leaving), body, If_Match="*")

    assert (problem["status"], problem["errors"][0]["pointer"]) == (422, "#/from")


def test_nobody_succeeds_themselves(api: Api, leaving: Thing) -> None:
    body = {"person_id": leaving["person_id"], "from": "2026-04-01"}

    problem = api.refused("POST", _succession(leaving), body, If_Match="*")

    assert (problem["status"], problem["errors"][0]["pointer"]) == (422, "#/person_id")


def test_what_no_field_takes_is_refused_at_the_field(api: Api, leaving: Thing, successor: Thing) -> None:
    body = {"person_id": successor["id"], "from": "2026-04-01"}

    bad_input.check(api, "POST", _succession(leaving), body, BAD)

    assert api.refused("POST", _succession(leaving), {"from": "2026-04-01"}, If_Match="*")["status"] == 422
    assert api.items("/memberships") == [leaving]


def test_it_is_about_the_present_version(api: Api, leaving: Thing, successor: Thing) -> None:
    body = {"person_id": successor["id"], "from": "2026-04-01"}

    assert api.refused("POST", _succession(leaving), body)["status"] == 428
    assert api.refused("POST", _succession(leaving), body, If_Match='"2"')["status"] == 412
    assert _of(api, successor) == []


def test_members_hand_nothing_over(api: Api, group: Thing, leaving: Thing, successor: Thing) -> None:
    body = {"person_id": successor["id"], "from": "2026-04-01"}

    assert calling(api, group, "member").refused("POST", _succession(leaving), body)["status"] == 403
