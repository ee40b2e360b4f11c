"""Asking the API in tests: `api.post("/groups", name="…")` says what went wrong when it is refused."""

import json
from dataclasses import dataclass
from typing import Any

from fastapi.testclient import TestClient
from httpx2 import Response

Thing = dict[str, Any]


@dataclass(frozen=True)
class Api:
    client: TestClient
    key: str

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Response:
        """The raw answer; header names with underscores for hyphens."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        url = path if path.startswith(("http", "/health", "/problems")) else f"/api/v1{path}"
        content = None if body is None else json.dumps(body)
        kind = {} if body is None else {"Content-Type": "application/json"}
        return self.client.request(
            method, url, content=content, headers={"X-API-Key": self.key, **kind, **named}
        )

    def get(self, path: str) -> Thing:
        return _ok(self.call("GET", path))

    def items(self, path: str) -> list[Thing]:
        listed: list[Thing] = self.get(path)["items"]
        return listed

    def post(self, path: str, body: Any = None, **fields: Any) -> Thing:
        """What was made."""
        return _ok(self.call("POST", path, body if body is not None else fields))

    def patch(self, path: str, **fields: Any) -> Thing:
        """The thing changed, whatever version it was."""
        return _ok(self.call("PATCH", path, fields, If_Match="*"))

    def act(self, path: str, **fields: Any) -> Thing:
        """An act on a noun (…/closing), whatever version it was."""
        return _ok(self.call("POST", path, fields, If_Match="*"))

    def refused(self, method: str, path: str, body: Any = None, **headers: str) -> Thing:
        """The problem, with its status; fails if the call is accepted or the answer is no problem."""
        answer = self.call(method, path, body, **headers)
        assert 400 <= answer.status_code < 500, f"{answer.status_code}: {answer.text}"
        assert answer.headers["content-type"] == "application/problem+json"
        problem: Thing = answer.json()
        assert {"type", "title", "status", "detail", "instance"} <= set(problem)
        assert problem["status"] == answer.status_code
        return problem

    def as_(self, person_id: str) -> "Api":
        """The same API as a person, with a key made for this."""
        made = self.post("/api-keys", name="test", person_id=person_id)
        return Api(self.client, made["key"])


def _ok(answer: Response) -> Thing:
    assert answer.status_code < 300, f"{answer.status_code}: {answer.text}"
    found: Thing = answer.json()
    return found
