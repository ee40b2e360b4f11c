"""Organizations over HTTP."""

from tests.asking import Api


def test_one_is_made_found_and_changed(api: Api) -> None:
    made = api.post("/organizations", name="Exempelköpings kommun", kind="municipality")

    changed = api.patch(f"/organizations/{made['id']}", email="kontor@example.org")

    assert changed["version"] == 2
    assert [found["id"] for found in api.items("/organizations?q=exempelkoping")] == [made["id"]]


def test_a_unit_cannot_belong_to_its_own_unit(api: Api) -> None:
    principal = api.post("/organizations", name="Regionen")
    unit = api.post("/organizations", name="Barnkliniken", parent_id=principal["id"])

    problem = api.refused(
        "PATCH", f"/organizations/{principal['id']}", {"parent_id": unit["id"]}, If_Match='"1"'
    )

    assert problem["errors"][0]["pointer"] == "#/parent_id"
    assert api.get(f"/organizations/{principal['id']}")["parent_id"] is None


def test_names_sort_as_in_swedish(api: Api) -> None:
    for name in ("Örebro", "Zinkgruvan", "Ånge", "Ärla", "arboga"):
        api.post("/organizations", name=name)

    assert [found["name"] for found in api.items("/organizations")] == [
        "arboga",
        "Zinkgruvan",
        "Ånge",
        "Ärla",
        "Örebro",
    ]
