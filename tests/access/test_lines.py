"""Every route names its line of the policy, and what does not is not started."""

import pytest
from fastapi import APIRouter

from app import health, main
from app.access.policy import LINES, Act, Reach, RouteWithoutLine, named
from tests.asking import Api, Thing
from tests.people import member_of


def test_every_route_names_its_line_and_every_line_has_its_route() -> None:
    said = [named(route.endpoint) for _, route in main.routes_of(main.create_app())]

    assert {act for line in said for act in line.acts} == {*Act, *Reach} == set(LINES)


def test_a_route_without_a_line_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    router = APIRouter()

    @router.get("/in-between")
    def in_between() -> None: ...

    monkeypatch.setattr(health, "router", router)
    with pytest.raises(RouteWithoutLine, match="in_between"):
        main.create_app()


def test_a_route_of_the_api_without_a_line_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    router = APIRouter()

    @router.get("/everything", operation_id="getEverything")
    def everything() -> None: ...

    monkeypatch.setattr(main, "ROUTERS", (*main.ROUTERS, router))
    with pytest.raises(RouteWithoutLine, match="everything"):
        main.create_app()


@pytest.fixture
def group(api: Api) -> Thing:
    return api.post("/groups", name="Gruppen", reminders="on")


def _with(api: Api, group: Thing, *scopes: str) -> Api:
    made = api.post("/api-keys", name="Påminnaren", scopes=list(scopes), group_ids=[group["id"]])
    return Api(api.client, made["key"])


def test_a_key_that_may_remind_reads_the_ledger_and_nudges_and_does_nothing_else(
    api: Api, group: Thing
) -> None:
    owner = member_of(api, group, email="lova@example.org")
    said = [{"kind": "person", "person_id": owner["id"]}]
    point = api.post("/action-points", group_id=group["id"], task="Boka lokal", owners=said)
    meeting = api.post("/meetings", group_id=group["id"], held_on="2026-05-04")
    reminding = _with(api, group, "read", "remind")

    nudged = reminding.call("POST", f"/action-points/{point['id']}/nudge", Idempotency_Key="once")

    assert nudged.status_code == 201
    assert [row["kind"] for row in reminding.items(f"/reminders?group_id={group['id']}")] == ["nudge"]
    assert reminding.get(f"/meetings/{meeting['id']}/reminder-preview")["meeting_id"]
    assert reminding.get("/me")["groups"][0]["acts"] == ["see_group", "see_ledger", "nudge"]
    assert reminding.get(f"/persons/{owner['id']}")["email"] is None
    refused = reminding.refused("PATCH", f"/action-points/{point['id']}", {"task": "X"}, If_Match="*")
    assert refused["status"] == 403


def test_a_key_that_may_write_nudges_nobody(api: Api, group: Thing) -> None:
    point = api.post("/action-points", group_id=group["id"], task="Boka lokal")
    writing = _with(api, group, "read", "write")

    assert writing.refused("POST", f"/action-points/{point['id']}/nudge")["status"] == 403
    assert "nudge" not in writing.get("/me")["groups"][0]["acts"]
    assert writing.items(f"/reminders?group_id={group['id']}") == []


def test_a_key_that_may_remind_does_so_in_its_groups_only(api: Api, group: Thing) -> None:
    other = api.post("/groups", name="En annan", reminders="on")
    point = api.post("/action-points", group_id=other["id"], task="Boka lokal")

    refused = _with(api, group, "read", "remind").refused("POST", f"/action-points/{point['id']}/nudge")

    assert refused["status"] == 404
