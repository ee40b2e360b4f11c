"""No write escapes the audit: every route that writes leaves an event that says who did it, and to what."""

from itertools import count
from pathlib import Path

import pytest

from app import main
from tests.asking import Api
from tests.audit_events.changes import CHANGES
from tests.idempotency.posts import ISSUERS, POSTS, Place, Sent
from tests.oidc.setting import listing

WRITES = {*POSTS, *CHANGES}
marks = count()


def _writes() -> set[str]:
    paths = main.create_api().openapi()["paths"].values()
    return {
        operation["operationId"]
        for item in paths
        for method, operation in item.items()
        if method in {"post", "put", "patch", "delete"}
    }


@pytest.fixture(autouse=True)
def issuers_listed(api: Api, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "issuers.toml"
    file.write_text(ISSUERS, encoding="utf-8")
    listing(monkeypatch, file)


def test_every_write_is_tried_here() -> None:
    assert _writes() == WRITES, "a new PATCH or DELETE takes its place in tests/audit_events/changes.py"


@pytest.mark.parametrize("name", sorted(WRITES))
def test_it_leaves_one_event(api: Api, name: str) -> None:
    method, (path, body, headers) = _prepared(api, name)
    before = api.get("/audit-events?limit=1")["total_records"]

    done = api.call(method, path, body, **headers, Idempotency_Key="k")

    assert done.status_code < 300, done.text
    events = api.get("/audit-events?limit=1")
    assert events["total_records"] == before + 1
    (event,) = events["items"]
    assert (event["act"], event["actor_kind"], event["number"]) == (name, "system", before + 1)
    assert event["changes"]
    assert event["from_address"] == "testclient"
    if method == "POST" and done.json().get("id") and "{id}" not in path:
        assert event["object_id"] == done.json()["id"] or event["object_id"] in path


def _prepared(api: Api, name: str) -> tuple[str, Sent]:
    place = Place(api, f"m{next(marks)}")
    return ("POST", POSTS[name](place)) if name in POSTS else CHANGES[name](place)
