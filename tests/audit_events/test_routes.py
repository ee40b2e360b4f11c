"""The audit over HTTP: what an event says, what it does not, and who may read it."""

import json

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from app.auditing import watching
from tests.asking import Api, Thing
from tests.conftest import Time


@pytest.fixture(autouse=True)
def nothing_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "told", watching.Told())


def events(api: Api, act: str) -> list[Thing]:
    return api.items(f"/audit-events?act={act}")


def secretary(api: Api) -> tuple[str, Thing]:
    group = api.post("/groups", name="Arbetsgruppen")["id"]
    person = api.post("/persons", name="Majken Sundhage", email="majken@example.org")
    api.post("/memberships", group_id=group, person_id=person["id"], roles=["secretary"])
    return group, person


def test_a_change_says_who_when_from_where_and_the_fields_before_and_after(api: Api) -> None:
    group, person = secretary(api)
    caller = api.as_(person["id"])
    point = caller.post("/action-points", group_id=group, task="Ring Elof")

    caller.patch(f"/action-points/{point['id']}", due_kind="date", due_date="2026-05-04", task="Ring Siv")

    (event,) = events(api, "updateActionPoint")
    assert (event["actor_kind"], event["actor_id"]) == ("person", person["id"])
    assert (event["object_id"], event["group_id"]) == (point["id"], group)
    assert event["created_at"] == "2026-03-02T09:00:00Z"
    (changed,) = [each for each in event["changes"] if each["noun"] == "action_points"]
    assert changed["before"]["due_date"] is None
    assert changed["after"]["due_date"] == "2026-05-04"
    assert changed["before"]["task"] != changed["after"]["task"]


def test_no_name_no_address_and_no_sentence_stands_in_it(api: Api) -> None:
    group, _ = secretary(api)
    api.post("/action-points", group_id=group, task="Ring Elof")

    told = json.dumps(api.get("/audit-events?limit=99"), ensure_ascii=False)

    assert "text:" in told
    assert not [word for word in ("Majken", "majken@", "Arbetsgruppen", "Ring") if word in told]


def test_a_refused_write_leaves_no_change_and_a_refusal(api: Api) -> None:
    _, person = secretary(api)
    outsider = api.as_(api.post("/persons", name="Vera")["id"])
    point = api.post("/action-points", group_id=secretary(api)[0], task="Ring")

    outsider.refused("PATCH", f"/action-points/{point['id']}", {"task": "x"}, If_Match="*")
    outsider.refused("POST", "/groups", {"name": "x"})
    Api(api.client, "nasta_wrong").refused("GET", "/groups")
    Api(api.client, "nasta_wrong").refused("GET", "/groups")

    said = {(each["details"]["operation"], each["details"]["status"]) for each in events(api, "refused")}
    assert said == {("updateActionPoint", 404), ("addGroup", 403), ("listGroups", 401)}
    assert len(events(api, "refused")) == 3
    assert events(api, "updateActionPoint") == []
    assert person["id"] not in {each["actor_id"] for each in events(api, "refused")}


def test_a_key_used_is_told_of_once_a_day(api: Api, time: Time) -> None:
    _, person = secretary(api)
    caller = api.as_(person["id"])

    for instant in ("2026-03-02T10:00:00Z", "2026-03-02T11:00:00Z", "2026-03-03T12:00:00Z"):
        time.is_(instant)
        caller.get("/me")

    told = [each for each in events(api, "key_used") if each["actor_id"] == person["id"]]
    assert [each["created_at"] for each in told] == ["2026-03-03T12:00:00Z", "2026-03-02T10:00:00Z"]


def test_whoever_is_given_a_hundred_rows_is_told_of(api: Api) -> None:
    group, _ = secretary(api)
    api.post("/action-points", [{"group_id": group, "task": f"Punkt {n}"} for n in range(100)])

    api.get("/action-points?limit=99")
    assert events(api, "read_many") == []
    api.get("/action-points?limit=100")

    (event,) = events(api, "read_many")
    assert event["details"] == {"operation": "listActionPoints", "rows": 100}


def test_what_is_done_through_a_link_is_the_links(api: Api) -> None:
    group, person = secretary(api)
    meeting = api.post("/meetings", group_id=group, held_on="2026-05-04")["id"]
    page = api.post(f"/meetings/{meeting}/follow-up-link")

    (event,) = events(api, "addFollowUpLink")
    token = page["url"].rpartition("/")[2]
    assert token not in json.dumps(event)
    assert person["id"] != event["object_id"]


def test_only_administrators_read_it(api: Api) -> None:
    _, person = secretary(api)
    caller = api.as_(person["id"])
    (event,) = events(api, "addMembership")

    assert caller.refused("GET", "/audit-events")["status"] == 403
    assert caller.refused("GET", f"/audit-events/{event['id']}")["status"] == 403
    assert api.get(f"/audit-events/{event['id']}") == event


@pytest.mark.parametrize("statement", ["UPDATE audit_events SET act = 'x'", "DELETE FROM audit_events"])
def test_the_database_refuses_every_change_of_it(api: Api, session: Session, statement: str) -> None:
    api.post("/groups", name="a")

    with pytest.raises(DBAPIError, match="insert-only"):
        session.execute(text(statement))
