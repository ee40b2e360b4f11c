"""What a meeting has to look at, over HTTP."""

from typing import Any

import pytest

from tests.asking import Api, Thing
from tests.conftest import Time

KEYS = ["late", "due", "waiting", "undated", "unowned", "cannot", "done", "parked", "reported"]


@pytest.fixture
def group(api: Api) -> Thing:
    return api.post("/groups", name="Arbetsgruppen")


@pytest.fixture
def owner(api: Api, group: Thing) -> Thing:
    person = api.post("/persons", name="Maja Medlem", email="maja@example.org")
    api.post("/memberships", group_id=group["id"], person_id=person["id"], roles=["secretary"])
    return person


@pytest.fixture
def held(api: Api, group: Thing) -> Thing:
    return api.post("/meetings", group_id=group["id"], held_on="2026-02-02", status="held")


@pytest.fixture
def coming(api: Api, group: Thing, held: Thing) -> Thing:
    return api.post("/meetings", group_id=group["id"], held_on="2026-03-20", start_time="14:00")


def standing(api: Api, meeting: Thing) -> dict[str, list[str]]:
    """The tasks in each list."""
    found = api.get(f"/meetings/{meeting['id']}/follow-up")
    assert list(found) == KEYS
    return {key: [one.get("task", one.get("title")) for one in found[key]] for key in KEYS if found[key]}


def add(api: Api, meeting: Thing, task: str, owner: Thing | None = None, **fields: Any) -> Thing:
    owners = [{"person_id": owner["id"]}] if owner else []
    return api.post("/action-points", {"meeting_id": meeting["id"], "task": task, "owners": owners, **fields})


def test_a_point_stands_in_each_list_that_fits(api: Api, held: Thing, coming: Thing, owner: Thing) -> None:
    add(api, held, "late", owner, due_date="2026-03-01")
    add(api, held, "due", due_kind="next_meeting")
    add(api, held, "due that day", owner, due_date="2026-03-20")
    add(api, held, "later", owner, due_date="2026-03-21")
    add(api, held, "waiting", owner, due_event="när svaret har kommit", status="waiting")

    assert standing(api, coming) == {
        "late": ["late"],
        "due": ["due", "due that day"],
        "waiting": ["waiting"],
        "undated": ["waiting"],
        "unowned": ["due"],
    }


def test_points_given_at_the_meeting_or_later_are_not_in_it(
    api: Api, held: Thing, coming: Thing, owner: Thing, group: Thing
) -> None:
    add(api, coming, "given at it", owner)
    api.post(
        "/action-points", group_id=group["id"], task="made before it", owners=[{"person_id": owner["id"]}]
    )

    assert standing(api, coming) == {"undated": ["made before it"]}


def test_answers_come_with_the_points(api: Api, held: Thing, coming: Thing, owner: Thing) -> None:
    point = add(api, held, "A", owner, due_kind="next_meeting")
    for answer in ("in_progress", "cannot"):
        api.post(
            f"/action-points/{point['id']}/answers",
            answer=answer,
            person_id=owner["id"],
            comment="Hinner inte",
        )

    found = api.get(f"/meetings/{coming['id']}/follow-up")

    assert [one["task"] for one in found["cannot"]] == ["A"]
    assert [(one["answer"], one["name"]) for one in found["due"][0]["answers"]] == [("cannot", "Maja Medlem")]


def test_a_cannot_stands_until_the_point_is_somebody_elses(
    api: Api, held: Thing, coming: Thing, owner: Thing, group: Thing, time: Time
) -> None:
    point = add(api, held, "A", owner, due_kind="next_meeting")
    api.post(f"/action-points/{point['id']}/answers", answer="cannot", person_id=owner["id"])
    other = api.post("/persons", name="Eva Ek")
    api.post("/memberships", group_id=group["id"], person_id=other["id"], roles=["member"])
    assert standing(api, coming) == {"due": ["A"], "cannot": ["A"]}

    time.is_("2026-03-03T12:00:00+01:00")
    api.patch(f"/action-points/{point['id']}", owners=[{"person_id": other["id"]}])

    assert standing(api, coming) == {"due": ["A"]}


def test_a_successor_ends_a_cannot(api: Api, held: Thing, coming: Thing, owner: Thing, time: Time) -> None:
    point = add(api, held, "A", owner, due_kind="next_meeting")
    api.post(f"/action-points/{point['id']}/answers", answer="cannot", person_id=owner["id"])
    heir = api.post("/persons", name="Eva Ek")
    (membership,) = api.items(f"/memberships?person_id={owner['id']}")
    api.act(f"/memberships/{membership['id']}/succession", person_id=heir["id"], **{"from": "2026-03-03"})
    time.is_("2026-03-03T12:00:00+01:00")

    assert standing(api, coming) == {"due": ["A"]}


def test_done_since_last_time(api: Api, held: Thing, coming: Thing, owner: Thing, time: Time) -> None:
    before = add(api, held, "closed at the one before", owner)
    since = add(api, held, "closed since", owner)
    api.act(f"/action-points/{before['id']}/closing", meeting_id=held["id"])
    time.is_("2026-03-10T12:00:00+01:00")
    api.act(f"/action-points/{since['id']}/closing")

    assert standing(api, coming) == {"done": ["closed since"]}
    assert standing(api, held) == {}


def test_of_a_held_meeting_it_is_as_it_was_then(
    api: Api, held: Thing, coming: Thing, owner: Thing, group: Thing, time: Time
) -> None:
    first = add(api, held, "closed at it", owner, due_kind="next_meeting")
    carried = add(api, held, "carried", owner, due_kind="next_meeting")
    later = api.post("/meetings", group_id=group["id"], held_on="2026-04-20")
    time.is_("2026-03-20T17:00:00+01:00")
    api.act(f"/meetings/{coming['id']}/holding")
    api.act(f"/action-points/{first['id']}/closing", meeting_id=coming["id"])

    assert standing(api, coming) == {"due": ["carried"], "done": ["closed at it"]}
    assert standing(api, later) == {"due": ["carried"]}

    time.is_("2026-04-20T17:00:00+02:00")
    api.act(f"/meetings/{later['id']}/holding")
    api.act(f"/action-points/{carried['id']}/closing", meeting_id=later["id"])
    assert standing(api, coming) == {"due": ["carried"], "done": ["closed at it"]}


def test_what_other_groups_report(api: Api, group: Thing, held: Thing, coming: Thing) -> None:
    board = api.post("/groups", name="Styrgruppen")
    meeting = api.post("/meetings", group_id=board["id"], held_on="2026-04-01")
    api.patch(f"/groups/{group['id']}", parent_id=board["id"])
    add(api, held, "Samla in", report_to_id=board["id"], owners=[{"role": "chair"}])

    reported = api.get(f"/meetings/{meeting['id']}/follow-up")["reported"]

    assert [(one["group"], one["task"], one["owners"]) for one in reported] == [
        ("Arbetsgruppen", "Samla in", ["ordförande"])
    ]
    assert set(reported[0]) == {"id", "group", "number", "task", "owners", "due_on", "status", "outcome"}


def test_parked_items_wait(api: Api, held: Thing, coming: Thing) -> None:
    item = api.post("/agenda-items", meeting_id=held["id"], title="Skolnärvaro")
    api.act(f"/agenda-items/{item['id']}/parking", until="skolchef är närvarande")

    assert standing(api, coming) == {"parked": ["Skolnärvaro"]}
    assert [one["title"] for one in api.items(f"/meetings/{coming['id']}/agenda")] == ["Skolnärvaro"]


def test_an_outsider_sees_no_follow_up(api: Api, coming: Thing) -> None:
    outsider = api.post("/persons", name="Vera Utanför")

    assert api.as_(outsider["id"]).refused("GET", f"/meetings/{coming['id']}/follow-up")["status"] == 404


def test_a_meetings_screen_in_one_call(api: Api, held: Thing, coming: Thing, owner: Thing) -> None:
    add(api, held, "A", owner, due_kind="next_meeting")
    api.post("/decisions", meeting_id=held["id"], text="Vi kör")
    api.post("/agenda-items", meeting_id=held["id"], title="Öppnande")

    screen = api.get(f"/meetings/{held['id']}?include=attendance,agenda,decisions,action_points,follow_up")

    assert [one["name"] for one in screen["attendance"]] == []
    assert [one["title"] for one in screen["agenda"]] == ["Öppnande"]
    assert [one["text"] for one in screen["decisions"]] == ["Vi kör"]
    assert [one["task"] for one in screen["action_points"]] == ["A"]
    assert list(screen["follow_up"]) == KEYS
    assert api.get(f"/meetings/{coming['id']}?include=attendance")["attendance"][0]["name"] == "Maja Medlem"
    problem = api.refused("GET", f"/meetings/{held['id']}?include=minutes")
    assert problem["errors"][0]["parameter"] == "include"
