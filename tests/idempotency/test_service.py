"""Doing it once: keys, seals, what is kept and for how long."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select, text
from sqlmodel import Session, col

from app import database, keyring, settings
from app.errors import InvalidRequest
from app.idempotency import service
from app.idempotency.models import KeptAnswer
from app.idempotency.service import Answer, RequestInProgress, asked
from app.sealing import opened, sealed
from tests.asking import Api
from tests.conftest import NOW, POSTGRESQL, Time

ONE, OTHER = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize("header", ["", '""', "x" * 65, '"' + "x" * 65 + '"', "två", "a b"])
def test_a_key_is_short_and_printable(header: str) -> None:
    with pytest.raises(InvalidRequest):
        asked(ONE, "/a", header, b"")


def test_quoted_or_bare_it_is_the_same_key() -> None:
    assert asked(ONE, "/a", '"abc"', b"x") == asked(ONE, "/a", "abc", b"x")


@pytest.mark.parametrize(
    ("caller", "route", "key"), [(OTHER, "/a", "abc"), (ONE, "/b", "abc"), (ONE, "/a", "abd")]
)
def test_another_caller_route_or_key_is_another_request(caller: UUID, route: str, key: str) -> None:
    assert asked(caller, route, key, b"").id != asked(ONE, "/a", "abc", b"").id


def test_a_seal_opens_with_its_secret_and_its_asker_only() -> None:
    kept = sealed(b"nasta_secret", keyring.read("s" * 40), "me")

    assert b"nasta_secret" not in kept
    assert opened(kept, keyring.read("s" * 40), "me") == b"nasta_secret"
    assert opened(kept, keyring.read("t" * 40), "me") is None
    assert opened(kept, keyring.read("s" * 40), "you") is None


def test_a_new_key_is_shown_again_and_kept_nowhere_in_clear(api: Api, session: Session) -> None:
    first, again = (api.call("POST", "/api-keys", {"name": "a"}, Idempotency_Key="k") for _ in range(2))

    assert first.content == again.content
    (answer,) = session.execute(select(col(KeptAnswer.answer))).scalars()
    secret = first.json()["key"].rpartition("_")[2]
    assert secret.encode() not in answer
    assert len(api.items("/api-keys")) == 1


def test_an_answer_sealed_with_a_secret_that_is_gone_is_told_of(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    api.call("POST", "/groups", {"name": "a"}, Idempotency_Key="k")
    monkeypatch.setenv("NASTA_SECRET_KEY", "t" * 40)
    settings.get.cache_clear()

    problem = api.refused("POST", "/groups", {"name": "a"}, Idempotency_Key="k")

    assert (problem["status"], problem["type"]) == (409, "/problems/answer-not-kept")
    assert api.get("/groups")["total_records"] == 1


def test_a_refusal_is_not_kept(api: Api) -> None:
    api.refused("POST", "/meetings", {"group_id": str(ONE), "held_on": "2026-04-17"}, Idempotency_Key="k")
    group = api.post("/groups", name="a")["id"]

    made = api.call("POST", "/meetings", {"group_id": group, "held_on": "2026-04-17"}, Idempotency_Key="k")

    assert made.status_code == 201


def test_what_was_asked_on_a_condition_is_another_request_without_it(api: Api) -> None:
    group = api.post("/groups", name="a")["id"]
    meeting = api.post("/meetings", group_id=group, held_on="2026-04-17")["id"]
    path = f"/meetings/{meeting}/cancellation"
    assert api.call("POST", path, {}, Idempotency_Key="k", If_Match="*").status_code == 200

    problem = api.refused("POST", path, {}, Idempotency_Key="k")

    assert (problem["status"], problem["type"]) == (422, "/problems/idempotency-key-reused")


def test_what_has_been_kept_long_enough_is_cleared_in_batches(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "BATCH", 2)
    for hours in range(6):
        said = asked(ONE, "/a", str(hours), b"")
        service.keep(session, said, Answer(200, [], b""), NOW - timedelta(hours=hours))
    session.commit()

    assert service.clear(NOW - timedelta(hours=1)) == 4
    assert session.scalar(select(func.count()).select_from(KeptAnswer)) == 2


@pytest.mark.skipif(not POSTGRESQL, reason="on SQLite the second waits until the first is done")
def test_while_the_first_is_in_progress_the_second_is_told_to_wait(api: Api, time: Time) -> None:
    said = asked(ONE, "/a", "k", b"")
    with database.transaction() as first, database.transaction() as second:
        service.begin(first.connection(), said)

        with pytest.raises(RequestInProgress):
            service.begin(second.connection(), said)
        assert first.execute(text("SELECT 1")).scalar() == 1
