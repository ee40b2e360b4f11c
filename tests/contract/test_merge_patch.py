"""RFC 7396: the examples of its appendix A, told with the fields of a group and a meeting."""

import json
from typing import Any

import pytest

from tests.asking import Api

A, B = "short_name", "email"


@pytest.mark.parametrize(
    ("was", "patch", "becomes"),
    [
        ({A: "b"}, {A: "c"}, {A: "c", B: None}),
        ({A: "b"}, {B: "c@example.org"}, {A: "b", B: "c@example.org"}),
        ({A: "b"}, {A: None}, {A: None, B: None}),
        ({A: "b", B: "c@example.org"}, {A: None}, {A: None, B: "c@example.org"}),
        ({"remind_days_before": [7, 1]}, {"remind_days_before": [3]}, {"remind_days_before": [3]}),
        ({B: None}, {A: "1"}, {A: "1", B: None}),
        ({A: "b"}, {}, {A: "b"}),
    ],
)
def test_a_patch_changes_what_it_says_and_nothing_else(
    api: Api, was: dict[str, Any], patch: dict[str, Any], becomes: dict[str, Any]
) -> None:
    made = api.post("/groups", name="Gruppen", **was)
    merged = {"If-Match": "*", "Content-Type": "application/merge-patch+json", "X-API-Key": api.key}
    answer = api.client.patch(f"/api/v1/groups/{made['id']}", content=json.dumps(patch), headers=merged)

    assert answer.status_code == 200
    assert becomes.items() <= answer.json().items()
    touched = {*becomes, *patch, "version", "modified_at"}
    assert {k: v for k, v in made.items() if k not in touched} == {
        k: v for k, v in answer.json().items() if k not in touched
    }


def test_a_list_of_objects_is_replaced_whole(api: Api) -> None:
    group = api.post("/groups", name="Gruppen")["id"]
    one, other = ({"title": name, "url": f"https://example.org/{name}"} for name in "ab")
    meeting = api.post("/meetings", group_id=group, held_on="2030-06-01", links=[one])

    assert api.patch(f"/meetings/{meeting['id']}", links=[other])["links"] == [other]


@pytest.mark.parametrize("patch", [["c", "d"], None, "bar", 7])
def test_what_is_no_object_replaces_nothing(api: Api, patch: Any) -> None:
    group = api.post("/groups", name="Gruppen")["id"]
    content = json.dumps(patch)
    said = {"If-Match": "*", "Content-Type": "application/json", "X-API-Key": api.key}

    assert api.client.patch(f"/api/v1/groups/{group}", content=content, headers=said).status_code == 422
    assert api.get(f"/groups/{group}")["version"] == 1


@pytest.mark.parametrize(
    "patch", [{A: ["b"]}, {A: {"b": "c"}}, {"remind_days_before": 7}, {"a": 1}, {"name": None}]
)
def test_what_a_field_does_not_take_changes_nothing(api: Api, patch: dict[str, Any]) -> None:
    group = api.post("/groups", name="Gruppen")["id"]

    api.refused("PATCH", f"/groups/{group}", {B: "c@example.org", **patch}, If_Match="*")
    assert (api.get(f"/groups/{group}")["version"], api.get(f"/groups/{group}")[B]) == (1, None)
