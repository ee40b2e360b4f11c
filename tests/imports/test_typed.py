from app.imports import typed
from tests.asking import Api, Thing
from tests.imports.conftest import Group
from tests.people import calling, member_of

TYPED = """Tova redogör för läget.
- Lova bokar lokal till höstens utbildning senast den 9 mars.
- Till nästa möte funderar alla på vårens teman.
"""


def item_of(api: Api, group: Group, notes: str = TYPED, held_on: str = "2026-03-02") -> Thing:
    meeting = api.post("/meetings", group_id=group.id, held_on=held_on)
    return api.post("/agenda-items", meeting_id=meeting["id"], title="Utbildning", notes=notes)


def proposed(api: Api, item: Thing) -> list[Thing]:
    return api.items(f"/agenda-items/{item['id']}/proposed-points")


def test_what_is_typed_offers_points_with_owner_and_due(api: Api, group: Group) -> None:
    item = item_of(api, group)

    lokal, themes = proposed(group.secretary, item)

    assert "lokal" in lokal["task"]
    assert lokal["owners"][0]["person_id"] == group.people["Lova Exempelsson"]
    assert (lokal["due_kind"], lokal["due_date"]) == ("date", "2026-03-09")
    assert (themes["due_kind"], themes["owners"][0]["group_id"]) == ("next_meeting", group.id)
    for point in (lokal, themes):
        source = point["source"]
        assert item["notes"][source["start"] : source["end"]] == source["text"]


def test_each_is_taken_with_one_call_and_then_known(api: Api, group: Group) -> None:
    item = item_of(api, group)
    lokal, _ = proposed(group.secretary, item)

    made = group.secretary.post("/action-points", lokal["action_point"])

    assert (made["meeting_id"], made["agenda_item_id"]) == (item["meeting_id"], item["id"])
    assert made["owners"][0]["label"] == "Lova Exempelsson"
    assert [point["action_point_id"] for point in proposed(group.secretary, item)] == [made["id"], None]


def test_an_earlier_open_point_is_followed_up(api: Api, group: Group) -> None:
    earlier = api.post("/meetings", group_id=group.id, held_on="2026-01-12")
    before = api.post("/action-points", meeting_id=earlier["id"], task="Boka lokal till höstens utbildning")
    item = item_of(api, group)

    lokal, _ = proposed(group.secretary, item)

    assert (lokal["about_point_id"], lokal["action_point_id"]) == (before["id"], None)


def test_only_the_last_of_very_long_notes_is_read(api: Api, group: Group) -> None:
    item = item_of(api, group, "Ordet är fritt. " * 5_000 + "\n" + TYPED)

    found = proposed(group.secretary, item)

    assert len(item["notes"]) > typed.LONGEST
    assert len(found) == 2
    for point in found:
        source = point["source"]
        assert item["notes"][source["start"] : source["end"]] == source["text"]


def test_an_item_without_notes_offers_nothing(api: Api, group: Group) -> None:
    meeting = api.post("/meetings", group_id=group.id, held_on="2026-03-02")
    item = api.post("/agenda-items", meeting_id=meeting["id"], title="Utbildning")

    assert proposed(group.secretary, item) == []


def test_who_sees_the_group_sees_them_and_nobody_else(api: Api, group: Group) -> None:
    item = item_of(api, group)
    observer = api.as_(member_of(api, group.thing, "observer", "Ola Åhörare")["id"])
    outsider = calling(api, api.post("/groups", name="En annan grupp"))

    assert len(proposed(observer, item)) == 2
    assert outsider.refused("GET", f"/agenda-items/{item['id']}/proposed-points")["status"] == 404
