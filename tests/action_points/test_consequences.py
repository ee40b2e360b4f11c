"""What a write to meetings and memberships does to open points is a change of each of them, in the same transaction."""

from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlmodel import Session

from tests import make
from tests.asking import Api, Thing
from tests.conftest import Time
from tests.people import join, member_of

DUE, OWNERS = "action_point.due_changed", "action_point.owners_changed"


@pytest.fixture
def group(api: Api) -> Thing:
    return api.post("/groups", name="Gruppen", default_due="next_meeting")


class Told:
    """Of one type, from here on."""

    def __init__(self, api: Api, type: str) -> None:
        self.api, self.path = api, f"/changes?limit=100&type={type}"
        self.cursor = api.get(self.path)["next"]

    def now(self) -> set[str]:
        """The things told of since the last time, each once."""
        found = self.api.get(f"{self.path}&cursor={self.cursor}")
        self.cursor = found["next"]
        ids = [one["thing_id"] for one in found["items"]]
        assert len(ids) == len(set(ids))
        return set(ids)


def test_whatever_becomes_of_a_meeting_the_points_due_there_are_told_of(api: Api, group: Thing) -> None:
    point = api.post("/action-points", group_id=group["id"], task="Ring")["id"]
    api.post("/action-points", group_id=group["id"], task="En dag", due_date="2026-05-01")
    api.post("/action-points", group_id=group["id"], task="Ingen dag", due_kind="none")
    closed = api.post("/action-points", group_id=group["id"], task="Klar")["id"]
    api.act(f"/action-points/{closed}/closing")
    told = Told(api, DUE)

    meeting = api.post("/meetings", group_id=group["id"], held_on="2026-05-04", status="proposed")
    path = f"/meetings/{meeting['id']}"
    assert told.now() == {point}, "booked"
    api.patch(path, status="scheduled")
    assert told.now() == {point}, "confirmed"
    api.patch(path, held_on="2026-05-11")
    assert told.now() == {point}, "moved"
    api.patch(path, place="Salen")
    assert told.now() == set(), "another place"
    api.act(f"{path}/cancellation")
    assert told.now() == {point}, "cancelled"
    api.act(f"{path}/reopening")
    assert told.now() == {point}, "reopened"


def test_holding_moves_what_was_due_there_to_the_next(api: Api, group: Thing) -> None:
    today, later = (
        api.post("/meetings", group_id=group["id"], held_on=day) for day in ("2026-03-02", "2026-04-13")
    )
    point = api.post("/action-points", group_id=group["id"], task="Ring", due_meeting_id=today["id"])["id"]
    told = Told(api, DUE)

    api.act(f"/meetings/{today['id']}/holding")

    assert told.now() == {point}
    assert api.get(f"/action-points/{point}")["due_at_id"] == later["id"]


def test_a_point_due_at_another_groups_meeting_follows_it(api: Api, group: Thing) -> None:
    board = api.post("/groups", name="Styrgruppen")
    meeting = api.post("/meetings", group_id=board["id"], held_on="2026-09-13")
    point = api.post("/action-points", group_id=group["id"], task="Redovisa", due_meeting_id=meeting["id"])[
        "id"
    ]
    member = api.as_(member_of(api, group)["id"])
    told = Told(member, DUE)

    api.patch(f"/meetings/{meeting['id']}", held_on="2026-09-20")

    assert told.now() == {point}


@pytest.mark.parametrize("first", ["2026-03-02", "2026-06-01"])
def test_who_succeeds_takes_over_each_open_point_of_the_leaver(
    api: Api, time: Time, group: Thing, first: str
) -> None:
    leaver, heir = member_of(api, group), api.post("/persons", name="Siv Ny")
    owners = [{"person_id": leaver["id"]}]
    membership = api.items(f"/memberships?person_id={leaver['id']}")[0]["id"]
    time.is_("2026-02-02T09:00:00+00:00")
    points = {api.post("/action-points", group_id=group["id"], task=t, owners=owners)["id"] for t in "ab"}
    api.post("/action-points", group_id=group["id"], task="Utan ansvarig")
    time.is_("2026-03-02T09:00:00+00:00")
    told = Told(api, OWNERS)

    api.act(f"/memberships/{membership}/succession", **{"person_id": heir["id"], "from": first})

    assert told.now() == points


def test_a_role_that_somebody_comes_to_hold_is_answered_for_by_them(api: Api, group: Thing) -> None:
    board = api.post("/groups", name="Styrgruppen")
    api.patch(f"/groups/{group['id']}", parent_id=board["id"])
    here = api.post("/action-points", group_id=group["id"], task="Här", owners=[{"role": "chair"}])["id"]
    scope = [{"role": "chair", "scope": "child_groups"}]
    above = api.post("/action-points", group_id=board["id"], task="Där uppe", owners=scope)["id"]
    told = Told(api, OWNERS)

    join(api, group, api.post("/persons", name="Siv Ny"), "chair")

    assert told.now() == {here, above}


@pytest.mark.parametrize("number", [5, 500])
def test_any_number_of_points_is_asked_for_in_as_many_statements(
    api: Api, engine: Engine, session: Session, number: int
) -> None:
    group = make.group(session)
    meeting = make.meeting(session, group, "2026-05-04")
    for _ in range(number):
        make.action_point(session, group)
    session.commit()
    told = Told(api, DUE)
    statements: list[Any] = []
    event.listen(engine, "before_cursor_execute", lambda *said: statements.append(said[2]))

    api.patch(f"/meetings/{meeting.id}", held_on="2026-05-11")

    assert 10 < len(statements) < 40, len(statements)
    assert len(told.now()) == min(number, 100)
