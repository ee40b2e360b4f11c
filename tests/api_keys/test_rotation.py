"""Another key for the same system, with or without a while in which both open; and when it was used last."""

from uuid import UUID, uuid4

import pytest
from sqlmodel import Session

from app.access import keys, secret
from app.api_keys.models import ApiKey
from app.auditing.watching import Told
from tests import bad_input
from tests.asking import Api, Thing
from tests.conftest import Time

BAD = {"former_until": (5, "", "2026-03-03", "2026-03-02T09:00:00Z", "2026-04-01T09:00:01Z"), "key": ("x",)}


@pytest.fixture(autouse=True)
def nothing_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process remembers of which keys it has noted that they are in use."""
    monkeypatch.setattr(keys, "noted", Told())


@pytest.fixture
def made(api: Api) -> Thing:
    return api.post("/api-keys", name="Ärendesystemet")


def _opens(api: Api, key: str) -> bool:
    return Api(api.client, key).call("GET", "/me").status_code == 200


def _rotated(api: Api, made: Thing, **said: str) -> Thing:
    return api.act(f"/api-keys/{made['id']}/rotation", **said)


def test_the_key_from_before_opens_nothing_more(api: Api, made: Thing) -> None:
    answer = api.call("POST", f"/api-keys/{made['id']}/rotation", If_Match='"1"')

    new = answer.json()
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert answer.headers["ETag"].startswith('"2-')
    assert (new["id"], new["version"], new["former_until"]) == (made["id"], 2, None)
    assert [_opens(api, key) for key in (made["key"], new["key"])] == [False, True]
    assert "key" not in api.get(f"/api-keys/{made['id']}")


def test_both_open_until_the_instant_said(api: Api, made: Thing, time: Time) -> None:
    new = _rotated(api, made, former_until="2026-03-09T09:00:00Z")
    assert new["former_until"] == "2026-03-09T09:00:00Z"

    time.is_("2026-03-09T08:59:59+00:00")
    assert [_opens(api, key) for key in (made["key"], new["key"])] == [True, True]
    time.is_("2026-03-09T09:00:00+00:00")
    assert [_opens(api, key) for key in (made["key"], new["key"])] == [False, True]


def test_only_the_last_two_open(api: Api, made: Thing) -> None:
    second = _rotated(api, made, former_until="2026-03-09T09:00:00Z")
    third = _rotated(api, made, former_until="2026-03-09T09:00:00Z")
    assert [_opens(api, each["key"]) for each in (made, second, third)] == [False, True, True]

    fourth = _rotated(api, made)
    assert [_opens(api, each["key"]) for each in (second, third, fourth)] == [False, False, True]


def test_an_ended_or_expired_key_is_so_with_both(api: Api, time: Time) -> None:
    made = api.post("/api-keys", name="x", expires_at="2026-03-03T09:00:00Z")
    new = _rotated(api, made, former_until="2026-03-09T09:00:00Z")
    time.is_("2026-03-03T09:00:00+00:00")
    assert [_opens(api, each["key"]) for each in (made, new)] == [False, False]

    time.is_("2026-03-03T08:00:00+00:00")
    assert _opens(api, made["key"])
    assert api.call("DELETE", f"/api-keys/{made['id']}", If_Match="*").status_code == 204
    assert [_opens(api, each["key"]) for each in (made, new)] == [False, False]


def test_no_secret_is_kept(api: Api, made: Thing, session: Session) -> None:
    new = _rotated(api, made, former_until="2026-03-09T09:00:00Z")

    row = session.get_one(ApiKey, UUID(made["id"]))
    secrets = [each["key"].removeprefix(f"nasta_{row.id.hex}_") for each in (made, new)]
    assert [row.former_hash, row.secret_hash] == [secret.hashed(each) for each in secrets]


def test_what_no_rotation_takes_is_refused(api: Api, made: Thing) -> None:
    path = f"/api-keys/{made['id']}/rotation"
    bad_input.check(api, "POST", path, {}, BAD)

    assert api.refused("POST", path)["status"] == 428
    assert api.refused("POST", path, If_Match='"7"')["status"] == 412
    assert api.refused("POST", f"/api-keys/{uuid4()}/rotation", If_Match="*")["status"] == 404
    assert _opens(api, made["key"])


def test_its_last_use_is_noted_once_an_hour_and_changes_nothing_else(
    api: Api, made: Thing, time: Time
) -> None:
    def shown() -> Thing:
        return api.get(f"/api-keys/{made['id']}")

    for instant, noted in (("09:00:00", "09:00:00"), ("09:59:59", "09:00:00"), ("10:00:00", "10:00:00")):
        time.is_(f"2026-03-02T{instant}+00:00")
        _opens(api, made["key"])
        assert shown()["last_used_at"] == f"2026-03-02T{noted}Z"
    assert shown()["version"] == 1
    assert {event["act"] for event in api.items("/audit-events")} == {"addApiKey", "key_used"}


def test_a_wrong_key_is_no_use(api: Api, made: Thing) -> None:
    assert not _opens(api, made["key"][:-1] + ("A" if made["key"][-1] != "A" else "B"))

    assert api.get(f"/api-keys/{made['id']}")["last_used_at"] is None
