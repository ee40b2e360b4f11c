"""The description of the API says what is so."""

import json
import re

import pytest
from fastapi.testclient import TestClient
from openapi_spec_validator import validate

from app import cli, refusals
from app.schemas import within
from tests.asking import Api
from tests.describing import answer, document, header, is_open, operations

# Links are made and ended, never changed: there is no version to match.
NOBODY_EDITS = {"endFollowUpLinks", "endAnswerLink", "nudgeOwners"}


def test_it_is_valid_and_open(client: TestClient) -> None:
    got = client.get("/api/v1/openapi.json")

    assert (got.status_code, got.headers["content-type"]) == (200, "application/json")
    assert "max-age" in got.headers["cache-control"]
    assert got.json()["openapi"].startswith("3.1.")
    validate(got.json())


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
        open_to_all = path in {"/openapi.json", "/api-info"}
        assert is_open(operation) == open_to_all
        assert open_to_all or {"apiKey": []} in operation["security"]


ALWAYS = {"405", "406", "414", "422", "429", "500", "503"}


def test_every_operation_says_what_it_answers() -> None:
    for method, path, operation in operations():
        statuses = set(operation["responses"])
        headers = {part["name"] for part in operation["parameters"] if part["in"] == "header"}
        wanted = ALWAYS | ({"401", "403", "404"} if not is_open(operation) else set())
        wanted |= {"400", "413", "415"} if "requestBody" in operation else set()
        wanted |= {"412", "428"} if "If-Match" in headers else set()
        wanted |= {"409"} if method != "get" else set()
        assert len({status for status in statuses if status < "300"}) == 1
        assert wanted <= statuses, f"{method} {path} lacks {wanted - statuses}"
        assert ("304" in statuses) == (method == "get" and not is_open(operation))
        assert {"traceparent", "Accept-Language"} <= headers


def test_every_refusal_is_a_problem_with_its_headers() -> None:
    for method, path, operation in operations():
        for status in {status for status in operation["responses"] if status >= "400"}:
            assert list(answer(operation, status)["content"]) == ["application/problem+json"]
            said = header(operation, status)
            assert {"Content-Language", "Cache-Control", "traceparent"} <= said, f"{method} {path} {status}"
        assert {"Retry-After"} <= header(operation, "429") & header(operation, "503")
        assert "Allow" in header(operation, "405")
        assert is_open(operation) or "WWW-Authenticate" in header(operation, "401")
        assert method != "patch" or "Accept-Patch" in header(operation, "415")


def test_a_refusal_that_no_operation_gives_is_not_described() -> None:
    given = {status for _, _, operation in operations() for status in operation["responses"]}

    assert set(document()["components"]["responses"]) == {
        refusal.name for status, refusal in refusals.REFUSALS.items() if status in given
    }


def test_every_path_and_tag_is_described() -> None:
    tags = {tag["name"] for tag in document()["tags"] if tag["description"]}

    assert all(item["description"] for item in document()["paths"].values())
    assert tags == {tag for _, _, operation in operations() for tag in operation["tags"]}


def test_what_is_made_has_a_location_and_an_etag() -> None:
    for _, _, operation in operations():
        for status in {"200", "201"} & set(operation["responses"]):
            if is_open(operation) or operation["operationId"] in {"addActionPoints", "nudgeOwners"}:
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
    answers = [said for _, _, operation in operations() for said in operation["responses"].values()]
    led_to = {name for said in answers for name in said.get("links", {})}

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
