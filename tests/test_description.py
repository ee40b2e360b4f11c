"""The description of the API says what is so."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from fastapi.testclient import TestClient
from openapi_spec_validator import validate

from app import cli, main
from tests.asking import Api

Part = dict[str, Any]


@cache
def document() -> Part:
    made: Part = json.loads(json.dumps(main.create_api().openapi()))
    return made


# Links are made and ended, never changed: there is no version to match.
NOBODY_EDITS = {"endFollowUpLinks", "endAnswerLink", "nudgeOwners"}


def operations() -> Iterator[tuple[str, str, Part]]:
    for path, item in document()["paths"].items():
        for method, operation in item.items():
            yield method, path, operation


def within(part: Any) -> Iterator[Part]:
    if isinstance(part, dict):
        yield part
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from within(inner)


def header(operation: Part, status: str) -> set[str]:
    return set(operation["responses"][status].get("headers", {}))


def test_it_is_valid_and_open(client: TestClient) -> None:
    answer = client.get("/api/v1/openapi.json")

    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    assert "max-age" in answer.headers["cache-control"]
    assert answer.json()["openapi"].startswith("3.1.")
    validate(answer.json())


def test_the_command_prints_the_same(client: TestClient, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["openapi"]) == 0

    assert json.loads(capsys.readouterr().out) == client.get("/api/v1/openapi.json").json()


def test_it_says_whose_it_is_where_and_on_what_terms(client: TestClient) -> None:
    found = client.get("/api/v1/openapi.json").json()

    assert {"title", "version", "description", "license", "contact"} <= set(found["info"])
    assert found["info"]["license"]["name"] == "EUPL-1.2"
    assert "Det som bestäms" in found["info"]["description"]
    assert "What is agreed" in found["info"]["description"]
    assert [server["url"] for server in found["servers"]] == ["http://127.0.0.1:8000/api/v1"]


def test_no_path_has_an_underscore_or_a_slash_last() -> None:
    for path in document()["paths"]:
        assert re.fullmatch(r"(/([a-z0-9.-]+|\{[a-z]+\}))+", path), path


def test_every_operation_says_what_it_is_and_who_may_call() -> None:
    for method, path, operation in operations():
        assert {"tags", "summary", "description", "security", "responses"} <= set(operation), (
            f"{method} {path}"
        )
        open_to_all = path == "/openapi.json"
        assert operation["security"] == ([] if open_to_all else [{"apiKey": []}, {"bearer": []}])


def test_every_operation_says_what_it_answers() -> None:
    for method, path, operation in operations():
        answers = operation["responses"]
        success = {status for status in answers if status < "300"}
        assert len(success) == 1
        assert {"4XX", "5XX"} <= set(answers), f"{method} {path}"
        assert ("304" in answers) == (method == "get" and operation["security"] != [])
        for status in ("4XX", "5XX"):
            assert list(answers[status]["content"]) == ["application/problem+json"]
            assert "Retry-After" in header(operation, status)


def test_what_is_made_has_a_location_and_an_etag() -> None:
    for _, path, operation in operations():
        for status in {"200", "201"} & set(operation["responses"]):
            if path == "/openapi.json" or operation["operationId"] in {"addActionPoints", "nudgeOwners"}:
                continue
            assert "ETag" in header(operation, status)
            assert ("Location" in header(operation, status)) == (status == "201")
            assert ("Link" in header(operation, status)) == (
                "/PageOf_" in str(operation["responses"][status])
            )


def test_a_patch_is_a_merge_patch_but_for_the_attendance() -> None:
    for method, path, operation in operations():
        if method == "patch":
            kinds = set(operation["requestBody"]["content"])
            merged = {"application/json", "application/merge-patch+json"}
            assert kinds == ({"application/json"} if path.endswith("/attendance") else merged)


def test_a_change_is_said_to_need_if_match_exactly_where_it_does(api: Api) -> None:
    for method, path, operation in operations():
        named = {part["name"]: part for part in operation.get("parameters", [])}
        adds = operation["operationId"].startswith("add")
        acts = method == "post" and "{id}" in path and not adds
        changes = (method in {"patch", "delete"} or acts) and operation["operationId"] not in NOBODY_EDITS
        assert ("If-Match" in named) == changes, f"{method} {path}"
        assert not changes or named["If-Match"]["required"]


def test_bodies_in_are_closed_and_all_in_them_is_bounded() -> None:
    schemas = document()["components"]["schemas"]
    closed = [schema for schema in schemas.values() if schema.get("additionalProperties") is False]

    assert len(closed) > 15
    for _, _, operation in operations():
        for said in within(operation.get("requestBody", {})):
            if "$ref" in said:
                assert schemas[said["$ref"].rsplit("/", 1)[1]] in closed
    for part in within(closed):
        kind = part.get("type")
        if kind == "string" and not {"enum", "const", "format"} & set(part):
            assert "pattern" in part, part
        if kind == "array":
            assert "maxItems" in part, part
        if kind == "integer":
            assert {"minimum", "maximum"} <= set(part), part


def test_ids_days_and_instants_say_that_they_are() -> None:
    for schema in document()["components"]["schemas"].values():
        for name, part in schema.get("properties", {}).items():
            formats = {form.get("format") for form in within(part) if form.get("type") == "string"}
            if name == "id" or (name.endswith("_id") and name not in {"external_id", "message_id"}):
                assert formats == {"uuid"}, name
            if (name.endswith("_at") and name != "remind_at") or name == "at":
                assert formats == {"date-time"}, name
            if name.endswith("_on") or name in {"due_date", "valid_from", "valid_to", "rests_until"}:
                assert formats == {"date"}, name


def test_a_wall_time_is_not_said_to_have_a_zone() -> None:
    assert not [part for part in within(document()) if part.get("format") == "time"]


def test_the_problem_has_the_five_members_and_the_frameworks_own_is_not_there() -> None:
    schemas = document()["components"]["schemas"]

    assert {"type", "title", "status", "detail", "instance"} == set(schemas["Problem"]["required"])
    assert "ValidationError" not in json.dumps(document())


def test_every_id_given_leads_to_the_operations_that_take_it() -> None:
    paths = document()["paths"]
    takers = {operation["operationId"] for _, path, operation in operations() if "{id}" in path}
    answers = [answer for _, _, operation in operations() for answer in operation["responses"].values()]
    led_to = {name for answer in answers for name in answer.get("links", {})}

    assert led_to == takers
    assert "closeActionPoint" in paths["/action-points"]["post"]["responses"]["201"]["links"]
    assert "getMeetingAgenda" in paths["/meetings"]["get"]["responses"]["200"]["links"]


@pytest.mark.parametrize("value", [" ", "\u00a0", "a\u0085b", "\u0000"])
def test_a_pattern_refuses_what_the_service_refuses(api: Api, value: str) -> None:
    pattern = document()["components"]["schemas"]["OrganizationCreate"]["properties"]["name"]["pattern"]

    assert not re.search(pattern, value)
    api.refused("POST", "/organizations", {"name": value})


@pytest.mark.parametrize("value", ["a", " a ", "a\nb\tc", "Åsö", "\u200b"])
def test_a_pattern_takes_what_the_service_takes(api: Api, value: str) -> None:
    pattern = document()["components"]["schemas"]["OrganizationCreate"]["properties"]["name"]["pattern"]

    assert re.search(pattern, value)
    api.post("/organizations", name=value)


@pytest.mark.parametrize(
    ("sort", "taken"),
    [
        ("name", True),
        ("-name,created_at", True),
        ("name,-name", False),
        ("email", False),
        ("name,", False),
        (" name", False),
        ("", False),
    ],
)
def test_a_sort_is_described_as_it_is_taken(api: Api, sort: str, taken: bool) -> None:
    listed = document()["paths"]["/organizations"]["get"]["parameters"]
    pattern = next(part["schema"]["pattern"] for part in listed if part["name"] == "sort")

    assert bool(re.search(pattern, sort)) is taken
    assert (api.call("GET", f"/organizations?sort={sort}").status_code == 200) is taken
