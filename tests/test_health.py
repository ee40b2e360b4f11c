"""Health of the sender: for administrators; to others it is not there."""

from fastapi.testclient import TestClient

from app import database
from app.outbox import holds
from app.outbox.models import HeldFor
from app.outbox.the_sender import locked
from tests import make
from tests.asking import Api
from tests.conftest import ADMINISTRATOR, NOW

PATH = "/health/sender"


def test_an_administrator_sees_how_the_sender_is(client: TestClient) -> None:
    with database.transaction() as session:
        make.delivery(session, next_at=NOW)
        holds.hold(locked(session), HeldFor.storm, "mycket", NOW)

    answer = client.get(PATH, headers={"X-API-Key": ADMINISTRATOR})

    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    told = answer.json()
    assert (told["state"], told["held_for"], told["words"]) == ("held", "storm", "mycket")
    assert told["since"] == "2026-03-02T09:00:00Z"
    assert (told["due"], told["oldest_due_age_seconds"]) == (1, 0)
    assert set(told) >= {
        *("oldest_due_at", "planned", "uncertain", "set_aside", "over_cap", "last_accepted_at", "last_run_at")
    }


def test_nobody_and_a_wrong_key_are_asked_who_they_are(client: TestClient) -> None:
    for headers in ({}, {"X-API-Key": "nasta_wrong"}):
        answer = client.get(PATH, headers=headers)
        assert (answer.status_code, answer.json()["type"]) == (401, "/problems/not-logged-in")


def test_to_others_it_is_not_there(api: Api) -> None:
    key = api.post("/api-keys", name="system", scopes=["read"], group_ids=None)["key"]

    answer = api.client.get(PATH, headers={"X-API-Key": key})

    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/not-found")
