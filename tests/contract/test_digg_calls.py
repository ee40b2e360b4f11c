"""What DIGG's REST API profile 2.0.0 asks of calls and answers: one test per rule, named after it."""

import re

import pytest
from fastapi.testclient import TestClient

from tests.asking import Api
from tests.conftest import ADMINISTRATOR
from tests.describing import document, operations

KEY = {"X-API-Key": ADMINISTRATOR}
TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
SOME_ID = "0195f000-0000-7000-8000-000000000000"


@pytest.mark.parametrize("zone", ["Z", "+02:00", "-11:30"])
def test_DOT_02_all_zones_are_taken_and_utc_given(api: Api, zone: str) -> None:
    made = api.post("/api-keys", name="Nyckel", expires_at=f"2030-06-01T12:00:00{zone}")

    hour = {"Z": "12:00", "+02:00": "10:00", "-11:30": "23:30"}[zone]
    assert re.fullmatch(rf"2030-06-01T{hour}:00(\.0+)?Z", made["expires_at"])


def test_DOT_04_a_day_has_no_time(api: Api) -> None:
    group = api.post("/groups", name="Gruppen")["id"]

    assert api.post("/meetings", group_id=group, held_on="2030-06-01")["held_on"] == "2030-06-01"
    api.refused("POST", "/meetings", {"group_id": group, "held_on": "2030-06-01T00:00:00Z"})


def test_UFN_05_an_address_is_2048_characters_at_most(client: TestClient) -> None:
    assert client.get(f"/api/v1/groups?q={'x' * 2100}", headers=KEY).status_code == 414


def test_SAK_01_no_answer_leads_from_https_to_http(api: Api) -> None:
    for path in document()["paths"]:
        assert "location" not in api.call("GET", path.replace("{id}", SOME_ID)).headers, path


def test_MOG_01_resources_are_read_and_written_by_methods() -> None:
    methods = {method for method, _, _ in operations()}

    assert {"get", "post", "patch", "delete"} <= methods <= {"get", "post", "put", "patch", "delete"}


def test_MOG_02_answers_lead_on(api: Api) -> None:
    for number in range(3):
        api.post("/groups", name=f"Grupp {number}")
    links = api.call("GET", "/groups?limit=1&page=2").headers["link"]

    assert set(re.findall(r'rel="(\w+)"', links)) == {"first", "prev", "next", "last"}


def test_HYP_01_links_are_described() -> None:
    headers = document()["components"]["headers"]

    assert "RFC 8288" in headers["Link"]["description"] and headers["Location"]["schema"]["format"] == "uri"


@pytest.mark.parametrize("accept", [None, "*/*", "application/json"])
def test_AME_01_answers_are_json(client: TestClient, accept: str | None) -> None:
    said = {"Accept": accept} if accept else {}

    assert client.get("/api/v1/me", headers={**KEY, **said}).headers["content-type"] == "application/json"


def test_AME_02_text_is_utf_8(api: Api) -> None:
    made = api.call("POST", "/organizations", {"name": "Åsö 🇸🇪"})

    assert "Åsö 🇸🇪".encode() in made.content


def test_ARQ_01_requests_are_json(client: TestClient) -> None:
    answer = client.post("/api/v1/groups", content="<a/>", headers={**KEY, "Content-Type": "application/xml"})

    assert answer.status_code == 415


def test_ARQ_02_authorization_and_content_type_are_heeded(client: TestClient) -> None:
    said = {"Authorization": f"Bearer {ADMINISTRATOR}", "Content-Type": "application/json"}

    assert client.post("/api/v1/groups", content='{"name": "A"}', headers=said).status_code == 201
    assert client.post("/api/v1/groups", content='{"name": "A"}').status_code == 401


def test_ARQ_03_accept_is_heeded(client: TestClient) -> None:
    assert client.get("/api/v1/me", headers={**KEY, "Accept": "text/csv"}).status_code == 406


def test_ARQ_04_what_is_unchanged_is_not_sent_again(api: Api) -> None:
    group = api.post("/groups", name="Gruppen")["id"]
    first = api.call("GET", f"/groups/{group}")
    again = api.call("GET", f"/groups/{group}", If_None_Match=first.headers["etag"])

    assert (again.status_code, again.content) == (304, b"")
    assert "no-cache" in again.headers["cache-control"]


def test_ARQ_05_no_header_carries_content() -> None:
    ours = {
        part["name"] for _, _, said in operations() for part in said["parameters"] if part["in"] == "header"
    }

    assert ours <= {"If-Match", "If-None-Match", "Idempotency-Key", "traceparent", "Accept-Language"}


def test_ARP_01_answers_have_the_usual_headers(api: Api) -> None:
    made = api.call("POST", "/groups", {"name": "Gruppen"})

    assert {"content-type", "content-length", "cache-control", "etag", "location", "traceparent"} <= set(
        made.headers
    )


def test_ARP_02_answers_have_the_usual_codes(api: Api) -> None:
    made = api.call("POST", "/groups", {"name": "Gruppen"})
    where = f"/groups/{made.json()['id']}"

    assert made.status_code == 201
    assert api.call("GET", where).status_code == 200
    assert api.call("GET", f"/groups/{SOME_ID}").status_code == 404
    assert api.call("PATCH", where, {"name": "B"}).status_code == 428
    assert api.call("PATCH", where, {"name": "B"}, If_Match='"9"').status_code == 412
    assert api.call("DELETE", where).status_code == 405


def test_FEL_01_a_refusal_has_the_five_members(api: Api) -> None:
    said = api.call("GET", f"/groups/{SOME_ID}").json()

    assert list(said) == ["type", "title", "status", "detail", "instance"]
    assert said["instance"] == f"/api/v1/groups/{SOME_ID}"


def test_FEL_02_a_refusal_is_problem_json(client: TestClient) -> None:
    for path in ("/api/v1/me", "/api/v1/nothing", "/nothing"):
        assert client.get(path).headers["content-type"] == "application/problem+json"


def test_SPA_02_a_trace_is_taken_and_carried_on(client: TestClient) -> None:
    said = client.get("/api/v1/me", headers={**KEY, "traceparent": TRACE}).headers["traceparent"]

    assert said.split("-")[1] == TRACE.split("-")[1] and said != TRACE


def test_SPA_04_every_answer_has_a_trace(client: TestClient) -> None:
    for path in ("/api/v1/me", "/api/v1/openapi.json", "/nothing"):
        assert re.fullmatch(r"00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]", client.get(path).headers["traceparent"])


def test_SPA_07_no_other_id_takes_its_place(client: TestClient) -> None:
    other = "x-request-id", "x-correlation-id"
    answer = client.get(
        "/api/v1/me", headers={**KEY, **dict.fromkeys(other, "0af7651916cd43dd8448eb211c80319c")}
    )

    assert not set(other) & set(answer.headers)
    assert "0af7651916cd43dd8448eb211c80319c" not in answer.headers["traceparent"]


def test_FNS_02_values_are_percent_encoded_utf_8(api: Api) -> None:
    api.post("/organizations", name="Åsö kommun")

    assert len(api.items("/organizations?q=%C3%85s%C3%B6")) == 1


def test_FNS_06_an_unknown_parameter_is_refused(api: Api) -> None:
    assert api.refused("GET", "/groups?colour=red")["errors"][0]["parameter"] == "colour"


def test_FNS_07_limit_and_page_cut_a_list(api: Api) -> None:
    for number in range(3):
        api.post("/groups", name=f"Grupp {number}")
    found = api.get("/groups?limit=2&page=2")

    assert [one["name"] for one in found["items"]] == ["Grupp 2"]
    assert (found["total_records"], found["total_pages"]) == (3, 2)


def test_FNS_08_pages_are_counted_from_one(api: Api) -> None:
    assert api.get("/groups")["page"] == 1
    api.refused("GET", "/groups?page=0")


def test_FNS_09_a_page_has_twenty_unless_said(api: Api) -> None:
    assert api.get("/groups")["limit"] == 20


@pytest.mark.parametrize("scheme", ["Basic", "Digest"])
def test_SAK_09_neither_basic_nor_digest_proves_anything(client: TestClient, scheme: str) -> None:
    answer = client.get("/api/v1/me", headers={"Authorization": f"{scheme} {ADMINISTRATOR}"})

    assert answer.status_code == 401 and scheme not in answer.headers["www-authenticate"]


def test_SAK_10_bearer_is_taken(client: TestClient) -> None:
    assert client.get("/api/v1/me", headers={"Authorization": f"Bearer {ADMINISTRATOR}"}).status_code == 200


def test_SAK_16_a_key_is_taken_in_a_header(client: TestClient) -> None:
    assert client.get("/api/v1/me", headers=KEY).status_code == 200
    assert {"type": "apiKey", "in": "header", "name": "X-API-Key"} in document()["components"][
        "securitySchemes"
    ].values()


def test_SAK_18_who_proves_nothing_is_told_how_by_oauth_2(client: TestClient) -> None:
    """RFC 6750 section 3."""
    assert client.get("/api/v1/me").headers["www-authenticate"].startswith("Bearer")


def test_SAK_29_an_unexpected_content_type_is_415(api: Api) -> None:
    for method in ("POST", "PATCH"):
        path = "/groups" if method == "POST" else f"/groups/{SOME_ID}"
        answer = api.call(method, path, {"name": "A"}, Content_Type="text/plain")
        assert answer.status_code == 415
        assert ("accept-patch" in answer.headers) == (method == "PATCH")
