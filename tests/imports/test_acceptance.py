from datetime import timedelta

import pytest

from tests.asking import Api, Thing
from tests.conftest import Time
from tests.imports.conftest import NOTE, Group
from tests.people import member_of

pytestmark = pytest.mark.usefixtures("read_here")
LATER = """Anteckningar Arbetsgruppen 2026-03-01

Närvarande
Lova Exempelsson, ordförande
Åke Provberg

1. Mötets öppnande
Lova hälsar alla välkomna.

2. Höstens utbildning
Lova bokar lokal till utbildningen.
Åke hämtar in offerter på fika.

3. Övriga frågor
Inga övriga frågor.
"""


def by_task(group: Group) -> dict[str, Thing]:
    return {point["task"]: point for point in group.secretary.items(f"/action-points?group_id={group.id}")}


def test_a_note_becomes_a_meeting_that_was_held_with_all_that_belongs_to_it(group: Group) -> None:
    accepted = group.accept(group.send())

    made = accepted["made"]
    screen = group.secretary.get(
        f"/meetings/{accepted['meeting_id']}?include=attendance,agenda,decisions,action_points"
    )
    assert accepted["status"] == "accepted"
    assert accepted["accepted_at"] == "2026-03-02T09:00:00Z"
    assert (screen["status"], screen["held_on"], screen["start_time"]) == ("held", "2026-02-23", "13:00:00")
    assert screen["place"] == "Stadshuset, rum 4"
    presence = {row["name"]: row["presence"] for row in screen["attendance"]}
    assert presence == {"Lova Exempelsson": "present", "Åke Provberg": "present", "Ida Utkast": "absent"}
    assert [item["title"] for item in screen["agenda"]] == [
        "Mötets öppnande",
        "Höstens utbildning",
        "Övriga frågor",
    ]
    assert [item["id"] for item in screen["agenda"]] == made["agenda_item_ids"]
    assert "utbildningen hålls i oktober" in screen["decisions"][0]["text"]
    assert {point["id"] for point in screen["action_points"]} == set(made["action_point_ids"])
    assert made["left_out"] == ["Tova Mallmark"]


def test_points_have_their_owners_dues_and_places(group: Group) -> None:
    accepted = group.accept(group.send())

    points = by_task(group)
    lokal = next(point for task, point in points.items() if "lokal" in task)
    mail = next(point for task, point in points.items() if "inbjudan" in task)
    themes = next(point for task, point in points.items() if "teman" in task)
    assert [owner["label"] for owner in lokal["owners"]] == ["Lova Exempelsson"]
    assert lokal["agenda_item_id"] == accepted["made"]["agenda_item_ids"][1]
    assert (mail["due_kind"], mail["due_date"]) == ("date", "2026-03-09")
    assert [owner["kind"] for owner in themes["owners"]] == ["group"]
    assert (themes["completion"], themes["due_kind"], themes["due_on"]) == (
        "each",
        "next_meeting",
        "2026-04-17",
    )


def test_a_coming_meeting_is_booked_and_a_past_one_is_not(group: Group) -> None:
    past = group.accept(group.send(NOTE.replace("2026-04-17", "2026-02-27")))
    group_next = [
        row["held_on"] for row in group.secretary.items(f"/meetings?group_id={group.id}&status=scheduled")
    ]

    assert (past["made"]["next_meeting_ids"], group_next) == ([], [])
    assert "2026-02-27" in past["made"]["left_out"]


def test_accepted_again_nothing_more_is_made(group: Group) -> None:
    note = group.send()
    first = group.accept(note)

    again = group.secretary.call("POST", f"/imports/{note['id']}/acceptance", If_Match='"1"')

    assert again.status_code == 200
    assert again.json()["made"] == first["made"]
    assert len(by_task(group)) == len(first["made"]["action_point_ids"])


def test_the_same_meeting_in_another_writing_makes_nothing_twice(group: Group) -> None:
    first = group.accept(group.send())
    note = group.send(NOTE.replace("Plats: Stadshuset, rum 4\n", ""))

    again = group.accept(note)

    assert note["id"] != first["id"]
    assert note["meeting"]["meeting_id"] == first["meeting_id"]
    assert [point["action_point_id"] for point in note["action_points"]] == first["made"]["action_point_ids"]
    for name in ("meeting_id", "agenda_item_ids", "decision_ids", "action_point_ids", "next_meeting_ids"):
        assert again["made"][name] == first["made"][name], name


def test_what_is_said_of_an_open_point_follows_it_up(group: Group) -> None:
    group.accept(group.send())
    lokal = next(point for task, point in by_task(group).items() if "lokal" in task)
    note = group.send(LATER)
    said = next(point for point in note["action_points"] if "lokal" in point["task"])

    accepted = group.accept(note)

    assert said["about_point_id"] == lokal["id"]
    assert 0.6 <= said["about_likeness"] <= 1
    assert accepted["made"]["followed_up_ids"] == [lokal["id"]]
    history = group.secretary.items(f"/action-points/{lokal['id']}/history")
    assert (history[-1]["act"], history[-1]["meeting_id"]) == ("noted", accepted["meeting_id"])
    assert "lokal" in history[-1]["comment"]
    assert len(group.secretary.items(f"/action-points?group_id={group.id}&q=lokal")) == 1


def test_a_reviewer_may_make_a_new_point_of_it_all_the_same(group: Group) -> None:
    group.accept(group.send())
    note = group.send(LATER)
    points = [{**point, "about_point_id": None, "about_likeness": None} for point in note["action_points"]]

    group.secretary.patch(f"/imports/{note['id']}", action_points=points)
    accepted = group.accept(note)

    assert accepted["made"]["followed_up_ids"] == []
    assert len(group.secretary.items(f"/action-points?group_id={group.id}&q=lokal")) == 2


def test_a_booked_meeting_of_that_day_is_the_one_and_is_held(api: Api, group: Group) -> None:
    booked = api.post("/meetings", group_id=group.id, held_on="2026-02-23")

    accepted = group.accept(group.send())

    assert accepted["meeting_id"] == booked["id"]
    assert group.secretary.get(f"/meetings/{booked['id']}")["status"] == "held"


def test_names_become_persons_only_when_somebody_asks(group: Group) -> None:
    note = group.send()
    rows = [{**row, "new_person": row["person_id"] is None} for row in note["attendance"]]
    group.secretary.patch(f"/imports/{note['id']}", attendance=rows)

    accepted = group.accept(note)

    [made] = accepted["made"]["person_ids"]
    assert group.secretary.get(f"/persons/{made}")["name"] == "Tova Mallmark"
    presence = {
        row["name"]: row["presence"]
        for row in group.secretary.items(f"/meetings/{accepted['meeting_id']}/attendance")
    }
    assert presence["Tova Mallmark"] == "present"


def test_who_stands_there_twice_is_there_once(api: Api, group: Group) -> None:
    twice = NOTE.replace("Tova Mallmark, Provköping", "Tova Mallmark, Provköping\nExempelsson Lova")

    accepted = group.accept(group.send(twice))

    assert len(group.secretary.items(f"/meetings/{accepted['meeting_id']}/attendance")) == 3


def test_a_note_without_a_day_says_what_is_missing(group: Group) -> None:
    note = group.send(NOTE.replace(" 2026-02-23", ""))
    path = f"/imports/{note['id']}/acceptance"

    refused = group.secretary.refused("POST", path, If_Match="*")

    assert (refused["type"], refused["lacking"]) == ("/problems/import-incomplete", "meeting.held_on")
    group.secretary.patch(f"/imports/{note['id']}", meeting={"held_on": "2026-02-23"})
    assert group.accept(note)["status"] == "accepted"


def test_all_or_nothing(api: Api, group: Group) -> None:
    note = group.send()
    gone = member_of(api, group.thing, name="Snart Borta")
    owner = {"kind": "person", "name": "Snart", "person_id": gone["id"]}
    point = {
        **note["action_points"][0],
        "owners": [owner, {**owner, "name": "Snart Borta"}],
        "due_kind": "date",
    }
    point |= {"due_date": None, "due_text": None, "task": "x" * 300}
    group.secretary.patch(
        f"/imports/{note['id']}", action_points=[point], meeting={"start_time": "15:00", "end_time": "13:00"}
    )

    accepted = group.accept(note)

    meeting = group.secretary.get(f"/meetings/{accepted['meeting_id']}")
    assert (meeting["start_time"], meeting["end_time"]) == ("15:00:00", None)
    [made] = by_task(group).values()
    assert len(made["owners"]) == 1
    assert made["due_kind"] == "none"


def test_an_accepted_note_is_changed_no_more(group: Group) -> None:
    note = group.send()
    accepted = group.accept(note)

    refused = group.secretary.refused("PATCH", f"/imports/{note['id']}", {"attendance": []}, If_Match="*")

    assert (refused["status"], refused["meeting_id"]) == (409, accepted["meeting_id"])


def test_what_was_made_is_known_when_the_note_is_gone(group: Group) -> None:
    note = group.send()
    first = group.accept(note)
    group.secretary.call("DELETE", f"/imports/{note['id']}", If_Match="*")

    again = group.accept(group.send())

    assert again["made"]["action_point_ids"] == first["made"]["action_point_ids"]
    assert len(by_task(group)) == len(first["made"]["action_point_ids"])


def test_a_meeting_that_is_to_come_is_booked_and_not_held(group: Group, time: Time) -> None:
    coming = (time.now + timedelta(days=7)).date().isoformat()

    accepted = group.accept(group.send(NOTE.replace("2026-02-23", coming)))

    assert group.secretary.get(f"/meetings/{accepted['meeting_id']}")["status"] == "scheduled"
