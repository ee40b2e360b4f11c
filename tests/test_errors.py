"""Every refusal is a problem, from whichever layer it comes, and the first of several is always the same."""

from collections.abc import Iterator
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from app import bodies, texts
from app.organizations import service as organizations
from tests import make
from tests.asking import Api
from tests.conftest import ADMINISTRATOR
from tests.describing import NO_OPERATION, document

KEY = {"X-API-Key": ADMINISTRATOR}
JSON = {"Content-Type": "application/json"}
OPEN = {"/openapi.json", "/api-info"}
SOME_ID = UUID("0195f000-0000-7000-8000-000000000000")


def problem(answer: Response, status: int, type: str) -> dict[str, Any]:
    """The problem that the answer is; fails if it is another or has another shape."""
    found: dict[str, Any] = answer.json()
    assert (answer.status_code, found["type"]) == (status, f"/problems/{type}"), answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["content-language"] in {"sv", "en"}
    assert "no-cache" in answer.headers["cache-control"]
    assert found["status"] == status
    assert found["instance"] == answer.request.url.path
    assert all(
        isinstance(found[name], str) and found[name] for name in ("type", "title", "detail", "instance")
    )
    return found


def post(client: TestClient, content: bytes | str, **headers: str) -> Response:
    return client.post("/api/v1/organizations", content=content, headers={**KEY, **JSON, **headers})


def described() -> Iterator[tuple[str, set[str]]]:
    """Each path with its methods."""
    for path, item in document()["paths"].items():
        methods = {method.upper() for method in item.keys() - NO_OPERATION}
        yield path.replace("{id}", str(SOME_ID)), methods


@pytest.mark.parametrize(
    "path",
    ["/nothing", "/api/v1/nothing", "/api/v2/groups", "/api/v1", "/health/nothing", "/problems/nothing"],
)
def test_what_is_not_there_is_404_without_a_key(client: TestClient, path: str) -> None:
    problem(client.get(path), 404, "not-found")


def test_a_slash_last_is_another_address(client: TestClient) -> None:
    for path, _ in described():
        problem(client.get(f"/api/v1{path}/", headers=KEY, follow_redirects=False), 404, "not-found")


def test_405_names_all_methods_of_the_path_and_asks_for_no_key(client: TestClient) -> None:
    for path, methods in described():
        allowed = methods | ({"HEAD"} if "GET" in methods else set())
        for method in {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"} - allowed:
            answer = client.request(method, f"/api/v1{path}", content=b"x")
            problem(answer, 405, "method-not-allowed")
            assert set(answer.headers["allow"].split(", ")) == allowed, path


def test_405_at_the_host_root_names_the_methods_too(client: TestClient) -> None:
    answer = client.post("/health/live")

    problem(answer, 405, "method-not-allowed")
    assert answer.headers["allow"] == "GET, HEAD"


def test_every_operation_but_the_description_asks_who_calls(client: TestClient) -> None:
    for path, methods in described():
        for method in methods if path not in OPEN else ():
            answer = client.request(
                method, f"/api/v1{path}?colour=red", content=b"{", headers={"Content-Type": "text/plain"}
            )
            problem(answer, 401, "not-logged-in")
            assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    "said", ["Basic YTpi", "Digest x", "Bearer", "Bearer nasta_x", "Bearer ", "bearer " + "å" * 5]
)
def test_what_proves_nothing_is_401(client: TestClient, said: str) -> None:
    problem(client.get("/api/v1/me", headers={b"Authorization": said.encode()}), 401, "not-logged-in")


def test_head_answers_as_get_without_the_body(api: Api, session: Session) -> None:
    group = make.group(session)
    session.commit()
    paths = [path for path, methods in described() if "GET" in methods]

    for path in [*paths, f"/groups/{group.id}"]:
        told = api.client.get(f"/api/v1{path}", headers=KEY)
        head = api.client.head(f"/api/v1{path}", headers=KEY)
        assert (head.status_code, head.content) == (told.status_code, b"")
        assert head.headers["content-type"] == told.headers["content-type"]
        assert head.headers.get("etag") == told.headers.get("etag")


@pytest.mark.parametrize(
    "content",
    [
        "{",
        "",
        "nothing",
        '{"name": "A",}',
        "{'name': 'A'}",
        '{"name": NaN}',
        '{"name": Infinity}',
        '{"name": -Infinity}',
        '{"name": "A", "name": "B"}',
        '{"name": {"a": 1, "a": 2}}',
        '{"name": "\t"}',
        b"\xff",
        b"\xef\xbb\xbf{}",
        "[" * 100_000,
    ],
)
def test_what_is_no_json_is_400(client: TestClient, api: Api, content: str | bytes) -> None:
    if content == "":
        assert problem(post(client, content), 422, "invalid-request")["errors"][0]["pointer"] == "#"
    else:
        problem(post(client, content), 400, "malformed-body")

    assert api.items("/organizations") == []


@pytest.mark.parametrize(
    ("content", "pointer"),
    [
        ('{"name": "a\\u0000b"}', "#/name"),
        ('{"name": "a\\ud800b"}', "#/name"),
        ('{"na\\u0000me": 1}', "#"),
        ('{"a/b~c": "\\u0001"}', "#/a~1b~0c"),
        ('{"name": 9007199254740993}', "#/name"),
        ('{"name": ' + "9" * 4000 + "}", "#/name"),
        ("[" * 22 + "]" * 22, "#" + "/0" * 21),
        ('{"name": 1e999}', "#/name"),
        ("[]", "#"),
        ("null", "#"),
        ("7", "#"),
        ('"A"', "#"),
        ('{"name": "A", "colour": "red"}', "#/colour"),
        ("{}", "#/name"),
    ],
)
def test_what_no_field_takes_is_422_at_it(client: TestClient, api: Api, content: str, pointer: str) -> None:
    found = problem(post(client, content), 422, "invalid-request")

    assert pointer in [fault["pointer"] for fault in found["errors"]]
    assert api.items("/organizations") == []


@pytest.mark.parametrize(
    "kind",
    ["text/plain", "application/xml", "application/merge-patch+json", "", "application/json-patch+json", "x"],
)
def test_another_content_type_is_415_before_the_content_is_read(client: TestClient, kind: str) -> None:
    problem(post(client, "{", **{"Content-Type": kind}), 415, "unsupported-media-type")


def test_415_of_a_patch_says_what_it_takes(client: TestClient) -> None:
    answer = client.patch(
        f"/api/v1/groups/{SOME_ID}", content=b"<a/>", headers={**KEY, "Content-Type": "text/xml"}
    )

    problem(answer, 415, "unsupported-media-type")
    assert answer.headers["accept-patch"] == "application/merge-patch+json, application/json"


@pytest.mark.parametrize("kind", ["application/json", "application/json; charset=utf-8", "APPLICATION/JSON"])
def test_json_is_taken_however_it_is_said(client: TestClient, kind: str) -> None:
    assert post(client, '{"name": "A"}', **{"Content-Type": kind}).status_code == 201


def test_what_is_too_large_is_413(client: TestClient) -> None:
    problem(post(client, b" " * bodies.LARGEST + b"{}"), 413, "too-large")
    problem(post(client, iter([b"x" * 600_000, b"x" * 600_000])), 413, "too-large")  # type: ignore[arg-type]


def test_what_is_just_not_too_large_is_read(client: TestClient) -> None:
    body = b'{"name": "A"}'

    assert post(client, b" " * (bodies.LARGEST - len(body)) + body).status_code == 201


@pytest.mark.parametrize("accept", ["text/html", "image/*", "application/xml, text/plain;q=0.5"])
def test_an_answer_in_another_form_is_406(client: TestClient, accept: str) -> None:
    problem(client.get("/api/v1/me", headers={**KEY, "Accept": accept}), 406, "not-acceptable")


@pytest.mark.parametrize(
    "accept",
    ["*/*", "application/json", "application/*", "text/html, */*;q=0.1", "application/problem+json", ""],
)
def test_json_is_acceptable_however_it_is_said(client: TestClient, accept: str) -> None:
    assert client.get("/api/v1/me", headers={**KEY, "Accept": accept}).status_code == 200


@pytest.mark.parametrize("path", ["/groups", f"/groups/{SOME_ID}"])
@pytest.mark.parametrize(
    ("query", "parameter"), [("colour=red", "colour"), ("api_key=x", "api_key"), ("%00=1", "\u0000")]
)
def test_an_unknown_parameter_is_422(client: TestClient, path: str, query: str, parameter: str) -> None:
    found = problem(client.get(f"/api/v1{path}?{query}", headers=KEY), 422, "invalid-request")

    assert found["errors"][0]["parameter"] == parameter


@pytest.mark.parametrize("id", ["x", "5", "00000000-0000-0000-0000-00000000000", "%00", "null", "å"])
def test_what_is_no_id_is_422(client: TestClient, id: str) -> None:
    found = problem(client.get(f"/api/v1/groups/{id}", headers=KEY), 422, "invalid-request")

    assert [fault["parameter"] for fault in found["errors"]] == ["id"]


def patch(client: TestClient, path: str, content: str, key: str, **headers: str) -> Response:
    named = {"X-API-Key": key, **JSON, **{name.replace("_", "-"): value for name, value in headers.items()}}
    return client.patch(f"/api/v1{path}", content=content, headers=named)


def test_of_several_faults_the_first_in_order_is_told(client: TestClient, session: Session) -> None:
    group, principal = make.group(session), make.organization(session)
    reader = make.key(session, make.member(session, group, "observer"))
    session.commit()
    there, nowhere = f"/groups/{group.id}", f"/groups/{SOME_ID}"
    unknown = f'{{"parent_id": "{SOME_ID}"}}'
    above = f'{{"parent_id": "{principal.id}"}}'

    problem(patch(client, nowhere, '{"colour": 1}', "x", Content_Type="text/plain"), 401, "not-logged-in")
    problem(
        patch(client, nowhere, '{"colour": 1}', reader, Content_Type="text/plain"),
        415,
        "unsupported-media-type",
    )
    problem(patch(client, nowhere, '{"colour": 1}', reader), 422, "invalid-request")
    problem(patch(client, nowhere, unknown, reader), 404, "not-found")
    problem(patch(client, there, unknown, reader), 403, "forbidden")
    problem(patch(client, there, '{"name": "B"}', reader), 403, "forbidden")
    problem(patch(client, there, unknown, ADMINISTRATOR), 428, "precondition-needed")
    problem(patch(client, there, unknown, ADMINISTRATOR, If_Match='"7"'), 412, "stale")
    problem(patch(client, there, unknown, ADMINISTRATOR, If_Match='"1"'), 422, "invalid-request")
    problem(patch(client, there, above, ADMINISTRATOR, If_Match="*"), 422, "invalid-request")


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("sv", "sv"),
        ("en", "en"),
        ("en-GB,sv;q=0.5", "en"),
        ("sv;q=0.1, en;q=0.9", "en"),
        ("de", "sv"),
        ("", "sv"),
        ("*", "sv"),
        (";;,q=", "sv"),
        ("en;q=x", "sv"),
        ("en;q=0, sv;q=0", "sv"),
        ("x" * 5000, "sv"),
    ],
)
@pytest.mark.parametrize("path", ["/nothing", "/api/v1/nothing", "/api/v1/me", "/api/v1/groups?limit=x"])
def test_problems_are_in_the_language_asked_for(
    client: TestClient, path: str, said: str, language: str
) -> None:
    answer = client.get(path, headers={"Accept-Language": said})

    assert answer.headers["content-language"] == language
    assert "Accept-Language" in answer.headers["vary"]


def test_a_title_is_written_in_either_language(client: TestClient) -> None:
    titles = {
        client.get("/nothing", headers={"Accept-Language": said}).json()["title"] for said in ("sv", "en")
    }

    assert len(titles) == 2


def test_a_fault_of_ours_is_500_with_a_reference_and_nothing_else(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError("a secret")

    monkeypatch.setattr(organizations, "hits", broken)

    found = problem(client.get("/api/v1/organizations", headers=KEY), 500, "fault")

    assert set(found) == {"type", "title", "status", "detail", "instance", "reference"}
    assert found["reference"] in caplog.text
    assert "secret" not in str(found)


def test_a_database_that_does_not_answer_is_503_with_retry_after(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: Any) -> None:
        raise OperationalError("SELECT secret", {}, Exception("locked"))

    monkeypatch.setattr(organizations, "hits", locked)

    answer = client.get("/api/v1/organizations", headers=KEY)

    assert "secret" not in str(problem(answer, 503, "try-again"))
    assert int(answer.headers["retry-after"]) > 0


@pytest.mark.parametrize("code", sorted(texts.catalogue("sv")["problem"]))
def test_every_problem_has_a_page_of_its_own_in_both_languages(client: TestClient, code: str) -> None:
    for language in texts.LANGUAGES:
        answer = client.get(f"/problems/{code}", headers={"Accept-Language": language})

        assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert f'<html lang="{language}">' in answer.text
        assert texts.text(f"problem.{code}", language) in unescape(answer.text)
        assert "{" not in answer.text.partition("</style>")[2]
