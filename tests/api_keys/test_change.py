"""What a key may do, where and until when, is changed without a new key."""

from typing import Any
from uuid import uuid4

import pytest

from tests import bad_input
from tests.api_keys.test_routes import BAD
from tests.asking import Api, Thing


@pytest.fixture
def made(api: Api) -> Thing:
    return api.post("/api-keys", name="Ärendesystemet")


def test_what_is_said_is_changed_and_counted(api: Api, made: Thing) -> None:
    first, second = (api.post("/groups", name=name)["id"] for name in ("Ena", "Andra"))
    path = f"/api-keys/{made['id']}"
    steps: list[dict[str, Any]] = [
        {"group_ids": [first]},
        {"group_ids": sorted([first, second]), "name": "Ny"},
        {"group_ids": [second]},
        {"group_ids": None},
        {"group_ids": [], "scopes": ["read"]},
        {"expires_at": "2027-01-01T00:00:00Z", "external_id": "k", "administrator": True},
        {"expires_at": None, "external_id": None, "administrator": False},
    ]

    wanted = {name: value for name, value in made.items() if name != "key"}
    for version, said in enumerate(steps, 2):
        wanted |= said | {"version": version}
        assert api.patch(path, **said) == wanted
    assert api.patch(path, name="Ny", group_ids=[]) == wanted


def test_what_no_field_takes_is_refused_at_the_field(api: Api, made: Thing) -> None:
    path = f"/api-keys/{made['id']}"
    bad = {name: values for name, values in BAD.items() if name != "person_id"} | {"person_id": (None,)}
    bad_input.check(api, "PATCH", path, {"name": "Ny"}, bad)

    assert api.refused("PATCH", path, {"name": "Ny"})["status"] == 428
    assert api.refused("PATCH", f"/api-keys/{uuid4()}", {"name": "Ny"}, If_Match="*")["status"] == 404
    assert api.get(path)["version"] == 1


def test_a_persons_key_stays_one_for_all_that_the_person_may(api: Api) -> None:
    person, group = api.post("/persons", name="Ada A"), api.post("/groups", name="Gruppen")
    path = f"/api-keys/{api.post('/api-keys', name='Adas', person_id=person['id'])['id']}"

    for name, value in (("scopes", ["read"]), ("group_ids", [group["id"]]), ("group_ids", None)):
        problem = api.refused("PATCH", path, {name: value}, If_Match="*")
        assert (problem["status"], problem["errors"][0]["pointer"]) == (422, f"#/{name}")
    assert api.patch(path, administrator=True, scopes=["read", "write", "remind"])["version"] == 2
