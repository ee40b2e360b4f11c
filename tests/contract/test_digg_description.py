"""What DIGG's REST API profile 2.0.0 asks of the description: one test per rule, named after it."""

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient

from app import release
from app.fitness import UnfitSettings, check
from app.schemas import within
from app.settings import Settings
from tests.contract.test_digg_calls import KEY
from tests.describing import document, is_open, operations

SWEDISH, ENGLISH = re.compile(r"\b(och|inte|eller|som)\b"), re.compile(r"\b(and|not|or|what)\b")
# The attributes of /api-info, and Problem's and JSON Schema's own, have their names from elsewhere.
NOT_OURS = {"ApiInfo"}


def info() -> dict[str, Any]:
    found: dict[str, Any] = document()["info"]
    return found


def fields() -> list[tuple[str, str, dict[str, Any]]]:
    """Each field of each body, with its schema's name."""
    schemas = {
        name: said for name, said in document()["components"]["schemas"].items() if name not in NOT_OURS
    }
    return [
        (name, field, said)
        for name, schema in schemas.items()
        for field, said in schema.get("properties", {}).items()
    ]


def segments() -> list[str]:
    """Each part of each path."""
    return [part for path in document()["paths"] for part in path.strip("/").split("/")]


def test_DOK_01_the_documentation_is_openly_online(client: TestClient) -> None:
    assert client.get("/docs").status_code == 200
    assert client.get("/api/v1/openapi.json").status_code == 200


def test_DOK_03_general_information_is_given() -> None:
    assert {"title", "version", "description", "termsOfService", "contact", "license"} <= set(info())
    assert {"name", "url"} <= set(info()["contact"]) and {"name", "url"} <= set(info()["license"])
    assert {"description", "url"} <= set(document()["externalDocs"])
    assert re.fullmatch(r"\d+\.\d+\.\d+", info()["version"])


def test_DOK_06_it_is_in_swedish_and_english() -> None:
    for told in (info()["description"], info()["x-limitations"]):
        assert SWEDISH.search(told) and ENGLISH.search(told)


def test_DOK_07_there_is_an_overview() -> None:
    assert len(info()["description"]) > 500
    assert all(tag["description"] for tag in document()["tags"])


def test_DOK_08_the_service_level_is_described() -> None:
    assert set(info()["x-sla"]) == {"availability", "responseTime", "support"}
    assert all(info()["x-sla"].values())


def test_DOK_09_known_limits_are_described() -> None:
    assert {"## Begränsningar", "## Known limits"} <= set(info()["description"].splitlines())


def test_DOK_11_purpose_and_behaviour_are_described() -> None:
    for method, path, operation in operations():
        assert len(operation["description"]) > 20 or operation["description"].endswith("."), (
            f"{method} {path}"
        )


def test_DOK_15_requests_and_answers_have_examples() -> None:
    for method, path, operation in operations():
        for body in (operation.get("requestBody", {}), *operation["responses"].values()):
            for kind, said in body.get("content", {}).items():
                assert "example" in said or not kind.endswith("json"), f"{method} {path}"


def test_DOK_17_it_is_openapi_3_1() -> None:
    assert document()["openapi"].startswith("3.1.")


def test_DOK_19_resources_and_operations_are_described() -> None:
    assert all(item["description"] for item in document()["paths"].values())
    assert all(one["summary"] and one["description"] and one["operationId"] for _, _, one in operations())


def test_DOK_20_all_codes_are_described() -> None:
    for method, path, operation in operations():
        said = set(operation["responses"])
        assert {"406", "422", "429", "500", "503"} <= said and said & {"200", "201", "202", "204"}
        assert is_open(operation) or {"401", "403"} <= said, f"{method} {path}"


def test_DOK_21_who_may_call_is_stated() -> None:
    schemes = document()["components"]["securitySchemes"]

    assert all("security" in operation for _, _, operation in operations())
    assert all(set(one) <= set(schemes) for _, _, said in operations() for one in said["security"])


def test_DOT_01_days_and_instants_are_of_rfc_3339() -> None:
    for name, field, said in fields():
        formats = {form.get("format") for form in within(said)}
        if field.endswith("_at") and field != "remind_at":
            assert "date-time" in formats, f"{name}.{field}"
        if field.endswith("_on"):
            assert formats & {"date", "date-time"} == {"date"}, f"{name}.{field}"


def test_DOT_03_instants_say_their_zone() -> None:
    told = [
        said["example"]
        for _, _, said in fields()
        if "date-time" in {one.get("format") for one in within(said)}
    ]

    assert told and all(example.endswith("Z") for example in told)


def test_RES_02_no_key_or_personal_data_is_in_an_address() -> None:
    for _, path, operation in operations():
        for said in operation["parameters"]:
            if said["in"] == "path":
                assert said["schema"]["format"] == "uuid", path
            if said["in"] == "query":
                assert not re.search("email|phone|personal|key|token|secret", said["name"]), path


def test_RES_06_resources_are_plural_nouns_in_lower_case() -> None:
    firsts = {path.split("/")[1] for path in document()["paths"]} - {"openapi.json", "api-info", "me"}

    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", one) and one.endswith("s") for one in firsts), firsts


def test_UFN_01_an_address_is_host_api_version_resource_id() -> None:
    server = urlsplit(document()["servers"][0]["url"])

    assert server.path == "/api/v1"
    assert all(
        re.match(r"/[a-z-]+(\.json)?(/(\{id\}|[a-z-]+)(/[a-z-]+)?)?$", path) for path in document()["paths"]
    )


@pytest.mark.parametrize("public", ["http://nasta.example.org", "https://127.0.0.1"])
def test_UFN_02_what_is_public_is_https(public: str) -> None:
    with pytest.raises(UnfitSettings, match="https"):
        check(served_at(public))
    check(served_at("https://nasta.example.org"))


def served_at(public: str) -> Settings:
    """A service that mails others and says that it is there."""
    return Settings(
        public_url=public,
        mail_url="smtp://mail.example.org:587?tls=starttls",
        mail_from="nasta@example.org",
        mail_bounce="studs@example.org",
        operator_email="drift@example.org",
        secret_key="s" * 40,
    )


def test_UFN_07_addresses_have_plain_characters() -> None:
    assert all(re.fullmatch(r"[a-z0-9.~-]+|\{[a-z]+\}", part) for part in segments())


def test_UFN_08_only_a_hyphen_stands_between_words() -> None:
    assert not [part for part in segments() if re.search(r"[_~]|--|^-|-$", part)]


def test_UFN_09_no_blank_or_underscore_is_in_a_path() -> None:
    assert not [path for path in document()["paths"] if re.search(r"[_\s]|%20", path)]


def test_AME_04_names_are_in_snake_case() -> None:
    assert not [
        f"{name}.{field}" for name, field, _ in fields() if not re.fullmatch("[a-z]+(_[a-z]+)*", field)
    ]


def test_AME_05_names_are_of_one_kind() -> None:
    queries = {
        part["name"] for _, _, said in operations() for part in said["parameters"] if part["in"] == "query"
    }

    assert all(re.fullmatch("[a-z]+(_[a-z]+)*", name) for name in queries)


# Words that are plural without an s, or lists of what has the group's own name in the domain.
PLURAL = {
    "attendance",
    "agenda",
    "cannot",
    "done",
    "due",
    "late",
    "parked",
    "reported",
    "undated",
    "unowned",
    "waiting",
}
QUEUES = {
    "bounced",
    "carried",
    "not_told",
    "stopped",
    "unbooked",
    "unconfirmed",
    "unheld",
    "unread",
    "unreachable",
}


def test_AME_06_lists_are_in_the_plural() -> None:
    lists = {
        field
        for _, field, said in fields()
        if "array" in {form.get("type") for form in (said, *said.get("anyOf", []))}
    }

    assert {one for one in lists if not one.endswith("s")} <= PLURAL | QUEUES | {
        "remind_days_before",
        "left_out",
    }


def test_AME_07_names_are_alphanumeric() -> None:
    assert not [field for _, field, _ in fields() if re.search(r"[^a-z_]|__|^_|_$", field)]


def test_VER_05_the_address_has_the_first_number_of_the_version() -> None:
    first = release.VERSION.split(".")[0]

    assert urlsplit(document()["servers"][0]["url"]).path == f"/api/v{first}"


def test_VER_06_api_info_tells_which_it_is(client: TestClient) -> None:
    answer = client.get("/api/v1/api-info")

    assert set(answer.json()) == {"apiName", "apiVersion", "apiReleased", "apiDocumentation", "apiStatus"}
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", answer.json()["apiReleased"])
    assert answer.json()["apiStatus"] in {"alpha", "beta", "active", "deprecated", "retired"}


def test_FNS_01_query_names_are_consistent() -> None:
    kinds: dict[str, set[str]] = {}
    for _, _, operation in operations():
        for said in operation["parameters"]:
            if said["in"] == "query" and said["name"] not in {"status", "kind", "sort"}:
                kinds.setdefault(said["name"], set()).add(
                    str(said["schema"].get("format", said["schema"].get("type")))
                )

    assert {name: found for name, found in kinds.items() if len(found) > 1} == {}


def test_FNS_03_query_names_begin_with_a_letter() -> None:
    names = {
        said["name"] for _, _, one in operations() for said in one["parameters"] if said["in"] == "query"
    }

    assert names and all(name[0].isalpha() for name in names)


def test_FNS_05_query_parameters_may_be_left_out() -> None:
    for _, path, operation in operations():
        assert not [
            one["name"] for one in operation["parameters"] if one["in"] == "query" and one["required"]
        ], path


def test_SAK_11_flows_have_refresh_tokens() -> None:
    schemes = document()["components"]["securitySchemes"].values()
    flows = [flow for scheme in schemes for flow in scheme.get("flows", {}).values()]

    assert all("refreshUrl" in flow for flow in flows)


def test_SAK_15_no_key_is_in_an_address(client: TestClient) -> None:
    schemes = document()["components"]["securitySchemes"].values()

    assert all(scheme.get("in") in {None, "header"} for scheme in schemes)
    assert client.get(f"/api/v1/me?api_key={KEY['X-API-Key']}").status_code == 401


def test_FOR_02_get_has_no_body() -> None:
    assert not [
        path for method, path, operation in operations() if method == "get" and "requestBody" in operation
    ]
