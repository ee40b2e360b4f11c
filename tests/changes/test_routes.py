"""What happened, read from a cursor."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete
from sqlmodel import col

from app import database
from app.changes import service
from app.recording.models import Change
from tests.asking import Api, Thing
from tests.conftest import NOW
from tests.people import member_of


def start(api: Api) -> str:
    """The cursor of now."""
    return str(api.get("/changes")["next"])


def since(api: Api, cursor: str, more: str = "") -> list[Thing]:
    return api.items(f"/changes?limit=100&cursor={cursor}{more}")


def told(found: list[Thing]) -> list[tuple[str, str]]:
    return [(one["type"], one["thing_id"]) for one in found]


@pytest.fixture
def group(api: Api) -> Thing:
    return api.post("/groups", name="Gruppen")


def test_without_a_cursor_nothing_is_told_and_the_next_is_from_now_on(api: Api, group: Thing) -> None:
    first = api.get("/changes")
    meeting = api.post("/meetings", group_id=group["id"], held_on="2026-05-04")

    assert (first["items"], first["has_more"]) == ([], False)
    assert told(since(api, first["next"])) == [("meeting.created", meeting["id"])]


def test_a_change_says_where_the_thing_is_and_which_version_and_nothing_of_anybody(
    api: Api, group: Thing
) -> None:
    cursor = start(api)
    point = api.post("/action-points", group_id=group["id"], task="Ring Elof")
    answer = api.call("GET", f"/changes?cursor={cursor}")

    assert "Elof" not in answer.text
    (change,) = answer.json()["items"]
    assert change == {
        "id": change["id"],
        "at": "2026-03-02T09:00:00Z",
        "type": "action_point.created",
        "noun": "action_point",
        "thing_id": point["id"],
        "group_id": group["id"],
        "version": 1,
        "url": f"http://127.0.0.1:8000/api/v1/action-points/{point['id']}",
    }


def test_a_cursor_gives_the_same_again_and_each_page_goes_on_where_the_last_one_ended(
    api: Api, group: Thing
) -> None:
    cursor = start(api)
    points = [api.post("/action-points", group_id=group["id"], task=str(n))["id"] for n in range(5)]
    seen, more, at = [], True, cursor
    while more:
        page = api.get(f"/changes?limit=2&cursor={at}")
        again = api.get(f"/changes?limit=2&cursor={at}")
        assert page == again
        assert len(page["items"]) <= 2
        seen += [one["thing_id"] for one in page["items"]]
        at, more = page["next"], page["has_more"]

    assert seen == points
    assert api.get(f"/changes?cursor={at}")["items"] == []


def test_types_and_group_narrow_it_down_and_belong_to_the_cursor(api: Api, group: Thing) -> None:
    other = api.post("/groups", name="En annan")
    narrow = f"&type=meeting.created&group_id={group['id']}"
    cursor = str(api.get(f"/changes?{narrow[1:]}")["next"])
    for each in (group, other):
        api.post("/action-points", group_id=each["id"], task="Ring")
    meeting, _ = (api.post("/meetings", group_id=each["id"], held_on="2026-05-04") for each in (group, other))

    assert told(since(api, cursor, narrow)) == [("meeting.created", meeting["id"])]
    problem = api.refused("GET", f"/changes?cursor={cursor}")
    assert (problem["status"], problem["errors"][0]["parameter"]) == (422, "cursor")


def test_a_cursor_of_another_or_of_nobody_is_refused(api: Api, group: Thing) -> None:
    mine, theirs = start(api), start(api.as_(member_of(api, group)["id"]))

    for bad in (theirs, mine[:-2], mine[::-1], "x", "å"):
        assert api.refused("GET", f"/changes?cursor={bad}")["status"] == 422


def test_a_member_is_told_of_their_groups_alone(api: Api, group: Thing) -> None:
    other = api.post("/groups", name="En annan")
    member = api.as_(member_of(api, group)["id"])
    cursor = start(member)
    for each in (other, group):
        meeting = api.post("/meetings", group_id=each["id"], held_on="2026-05-04")
    api.patch(f"/groups/{other['id']}", name="Ett annat namn")
    api.post("/persons", name="Siv Okänd")
    stranger = member_of(api, other)
    api.patch(f"/persons/{stranger['id']}", name="Siv Annan")

    assert told(since(member, cursor)) == [("meeting.created", meeting["id"])]


def test_who_owns_a_point_elsewhere_is_told_of_it_and_of_nothing_else_there(api: Api, group: Thing) -> None:
    owner = api.post("/persons", name="Siv Utifrån")
    mine = api.post("/action-points", group_id=group["id"], task="Min", owners=[{"person_id": owner["id"]}])
    other = api.post("/action-points", group_id=group["id"], task="En annans")
    outside = api.as_(owner["id"])
    cursor = start(outside)

    for point in (mine, other):
        api.patch(f"/action-points/{point['id']}", details="Mer")

    assert told(since(outside, cursor)) == [("action_point.updated", mine["id"])]


def test_who_comes_to_see_other_things_makes_a_new_copy(api: Api, group: Thing) -> None:
    person = member_of(api, group)
    member, other = api.as_(person["id"]), api.post("/groups", name="En annan")
    cursor = start(member)
    api.post("/memberships", group_id=other["id"], person_id=person["id"], roles=["member"])

    problem = member.refused("GET", f"/changes?cursor={cursor}")

    assert (problem["status"], problem["type"]) == (410, "/problems/cursor-too-old")
    assert (problem["reason"], problem["start"]) == ("reach_changed", "http://127.0.0.1:8000/api/v1/changes")
    assert since(member, start(member)) == []


def test_who_owns_a_point_elsewhere_no_more_makes_a_new_copy(api: Api, group: Thing) -> None:
    owner = api.post("/persons", name="Siv Utifrån")
    point = api.post("/action-points", group_id=group["id"], task="Min", owners=[{"person_id": owner["id"]}])
    outside = api.as_(owner["id"])
    cursor = start(outside)

    api.patch(f"/action-points/{point['id']}", owners=[])

    assert outside.refused("GET", f"/changes?cursor={cursor}")["reason"] == "reach_changed"


def test_a_lead_is_told_of_near_groups_what_they_see_of_them(api: Api, group: Thing) -> None:
    below = api.post("/groups", name="Under", parent_id=group["id"])
    lead = api.as_(member_of(api, group, "chair")["id"])
    cursor = start(lead)
    meeting = api.post("/meetings", group_id=below["id"], held_on="2026-05-04")
    api.patch(f"/meetings/{meeting['id']}", place="Salen")
    api.patch(f"/meetings/{meeting['id']}", held_on="2026-05-11")
    api.patch(f"/groups/{below['id']}", name="Nedanför")
    api.post("/action-points", group_id=below["id"], task="Ring")

    found = since(lead, cursor)

    assert told(found) == [
        ("meeting.created", meeting["id"]), ("meeting.moved", meeting["id"]), ("group.renamed", below["id"]),
    ]  # fmt: skip
    assert {one["version"] for one in found} == {None}


def test_a_person_named_in_a_group_is_shown_there_and_hidden_when_named_no_more(
    api: Api, group: Thing
) -> None:
    member = api.as_(member_of(api, group)["id"])
    guest = api.post("/persons", name="Siv Gäst")
    cursor = start(member)
    owners = [{"person_id": guest["id"]}]
    point = api.post("/action-points", group_id=group["id"], task="Ring", owners=owners)
    assert ("person.shown", guest["id"]) in told(since(member, cursor))
    cursor = start(member)

    api.patch(f"/action-points/{point['id']}", owners=[*owners, {"name": "Någon"}])
    assert ("person.hidden", guest["id"]) not in told(since(member, cursor))
    api.patch(f"/action-points/{point['id']}", owners=[])

    assert ("person.hidden", guest["id"]) in told(since(member, cursor))
    assert member.refused("GET", f"/persons/{guest['id']}")["status"] == 404


def test_what_is_removed_is_told_with_all_that_went_with_it(api: Api, group: Thing) -> None:
    meeting = api.post("/meetings", group_id=group["id"], held_on="2026-05-04")
    item = api.post("/agenda-items", meeting_id=meeting["id"], title="Lokaler")
    below = api.post("/agenda-items", meeting_id=meeting["id"], title="Nycklar", parent_id=item["id"])
    after = api.post("/agenda-items", meeting_id=meeting["id"], title="Övrigt")
    cursor = start(api)

    api.call("DELETE", f"/agenda-items/{item['id']}", If_Match="*")

    assert sorted(told(since(api, cursor))) == sorted([
        ("agenda_item.deleted", item["id"]), ("agenda_item.deleted", below["id"]), ("agenda_item.updated", after["id"]),
    ])  # fmt: skip


def test_a_refused_write_is_no_change(api: Api, group: Thing) -> None:
    cursor = start(api)

    api.refused(
        "POST", "/action-points", [{"group_id": group["id"], "task": "Ring"}, {"group_id": group["id"]}]
    )

    assert since(api, cursor) == []


def test_what_is_older_than_is_kept_needs_a_new_copy_and_the_last_one_still_stands(
    api: Api, group: Thing
) -> None:
    first = start(api)
    api.post("/action-points", group_id=group["id"], task="Ring")
    last = start(api)

    assert service.clear(NOW + timedelta(days=1)) == 1
    problem = api.refused("GET", f"/changes?cursor={first}")

    assert (problem["status"], problem["reason"]) == (410, "not_kept")
    assert since(api, last) == []
    assert service.clear(NOW + timedelta(days=1)) == 0


def test_clearing_leaves_no_gap_where_a_younger_one_stands_before_an_older(
    api: Api, time: Any, group: Thing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "BATCH", 2)
    time.is_("2026-03-05T09:00:00+00:00")
    api.post("/action-points", group_id=group["id"], task="Yngre, men skriven först")
    young = start(api)
    time.is_("2026-03-02T09:00:00+00:00")
    old = [api.post("/action-points", group_id=group["id"], task=str(n))["id"] for n in range(3)]

    assert service.clear(NOW + timedelta(days=1)) == 1  # the group

    assert [id for _, id in told(since(api, young))] == old


def test_a_cursor_from_before_a_backup_was_put_back_needs_a_new_copy(api: Api, group: Thing) -> None:
    api.post("/action-points", group_id=group["id"], task="Efter säkerhetskopian")
    lost = start(api)
    with database.transaction() as session:
        session.execute(delete(Change).where(col(Change.type) == "action_point.created"))
    assert api.refused("GET", f"/changes?cursor={lost}")["reason"] == "not_kept"

    api.post("/action-points", group_id=group["id"], task="På samma plats")

    assert api.refused("GET", f"/changes?cursor={lost}")["reason"] == "not_kept"
