"""Attendance over HTTP."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session

from app.attendance.models import AttendanceList
from app.groups.models import Group
from app.meetings.models import Meeting
from app.organizations.models import Organization
from app.persons.models import Person
from tests import make
from tests.asking import Api, Thing

ABSENT = "0190a8d2-0000-7000-8000-000000000000"


@dataclass
class Scene:
    """A group with a chair (Östen), a member (Anna), an observer (Bo) and a meeting; Gun is elsewhere."""

    group: Group
    meeting: Meeting
    office: Organization
    chair: Person
    member: Person
    observer: Person
    elsewhere: Person

    @property
    def url(self) -> str:
        return f"/meetings/{self.meeting.id}/attendance"


@pytest.fixture
def scene(session: Session) -> Scene:
    group, office = make.group(session), make.organization(session, "Närvårdskontoret")
    made = Scene(
        group,
        make.meeting(session, group, "2026-03-02", "13:00"),
        office,
        make.member(session, group, "chair", "secretary", name="Östen Exempelsson"),
        make.member(session, group, name="Anna Exempelsson", organization_id=office.id, title="Rektor"),
        make.member(session, group, "observer", name="Bo Exempelsson"),
        make.person(session, "Gun Exempelsson"),
    )
    session.commit()
    return made


@pytest.fixture
def as_(api: Api, session: Session) -> Callable[[Person], Api]:
    """The API as a person made in this session."""

    def caller(person: Person) -> Api:
        key = make.key(session, person)
        session.commit()
        return Api(api.client, key)

    return caller


def rows(*said: Thing, **others: Any) -> Thing:
    return {"rows": list(said), **({"others": others} if others else {})}


def of(person: Person, **said: Any) -> Thing:
    return {"person_id": str(person.id), **said}


def put(api: Api, scene: Scene, *said: Thing, **others: Any) -> list[Thing]:
    """The whole list after a change, whatever version it was."""
    items: list[Thing] = api.patch(scene.url, **rows(*said, **others))["items"]
    return items


def row(items: list[Thing], person: Person | Organization) -> Thing:
    [found] = [item for item in items if str(person.id) in {item["person_id"], item["organization_id"]}]
    return found


def hold(api: Api, scene: Scene, **said: Any) -> list[Thing]:
    api.act(f"/meetings/{scene.meeting.id}/holding", **said)
    return api.items(scene.url)


def version(api: Api, scene: Scene) -> int:
    return int(api.call("GET", scene.url).headers["etag"].strip('"').split("-")[0])


def faults(problem: Thing) -> list[str]:
    return [fault["pointer"] for fault in problem["errors"]]


# Until the meeting is held


def test_every_member_is_asked_by_name(api: Api, scene: Scene) -> None:
    items = api.items(scene.url)

    assert [item["name"] for item in items] == ["Anna Exempelsson", "Bo Exempelsson", "Östen Exempelsson"]
    assert items[0] == {
        "id": None,
        "version": None,
        "external_id": None,
        "created_at": None,
        "modified_at": None,
        "person_id": str(scene.member.id),
        "organization_id": None,
        "name": "Anna Exempelsson",
        "roles": ["member"],
        "role_title": None,
        "on_behalf_of_id": str(scene.office.id),
        "on_behalf_of": "Närvårdskontoret",
        "title": "Rektor",
        "response": "needs_action",
        "presence": "unknown",
        "substitute_for_id": None,
        "note": None,
        "expected": True,
    }
    assert items[2]["roles"] == ["chair", "secretary"]
    assert AttendanceList.model_validate({"items": items})


def test_who_is_a_member_on_its_day_is_asked(api: Api, session: Session, scene: Scene) -> None:
    on_its_day = {"valid_from": "2026-03-02", "valid_to": "2026-03-02"}
    make.membership(session, scene.group, make.person(session, "Cia"), **on_its_day)
    make.membership(session, scene.group, make.person(session, "David"), valid_to="2026-03-01")
    make.membership(session, scene.group, make.person(session, "Eva"), valid_from="2026-03-03")
    make.membership(session, make.group(session, "Styrgruppen"), scene.elsewhere)
    session.commit()

    names = [item["name"].split()[0] for item in api.items(scene.url)]

    assert names == ["Anna", "Bo", "Cia", "Östen"]


def test_what_a_membership_says_goes_before_what_the_person_is(
    api: Api, session: Session, scene: Scene
) -> None:
    principal = make.organization(session, "Regionen")
    person = make.person(session, "Cia", title="Läkare", organization_id=scene.office.id)
    make.membership(
        session, scene.group, person, title="Ombud", on_behalf_of_id=principal.id, role_title="SAMO"
    )
    session.commit()

    item = row(api.items(scene.url), person)

    assert (item["title"], item["on_behalf_of"], item["role_title"]) == ("Ombud", "Regionen", "SAMO")


def test_a_row_that_is_touched_says_the_rest_as_asked(api: Api, session: Session, scene: Scene) -> None:
    items = put(api, scene, of(scene.member, presence="excused", note="Har förhinder", title="Vikarie"))

    item = row(items, scene.member)
    assert item["id"] is not None
    assert (item["version"], item["created_at"]) == (1, "2026-03-02T09:00:00Z")
    assert (item["roles"], item["on_behalf_of"]) == (["member"], "Närvårdskontoret")
    assert (item["presence"], item["note"], item["title"]) == ("excused", "Har förhinder", "Vikarie")
    assert [other["id"] for other in items if other is not item] == [None, None]


def test_fields_left_out_stay_and_null_empties(api: Api, scene: Scene) -> None:
    put(api, scene, of(scene.member, response="accepted", note="Sen", roles=["reporter"], role_title="PR"))

    item = row(put(api, scene, of(scene.member, note=None, roles=None)), scene.member)

    assert (item["response"], item["note"], item["roles"], item["role_title"]) == (
        "accepted",
        None,
        ["member"],
        "PR",
    )
    assert item["version"] == 2


def test_a_new_person_is_a_guest_unless_roles_are_given(api: Api, session: Session, scene: Scene) -> None:
    reporter = make.person(session, "Lena Exempelsson")
    session.commit()

    items = put(api, scene, of(scene.elsewhere), of(reporter, roles=["reporter", "co_opted"]))

    assert row(items, scene.elsewhere)["roles"] == ["guest"]
    assert row(items, reporter)["roles"] == ["reporter", "co_opted"]
    assert [item["name"].split()[0] for item in items] == ["Anna", "Bo", "Gun", "Lena", "Östen"]


def test_an_organization_of_which_nobody_is_named_attends(api: Api, scene: Scene) -> None:
    items = put(api, scene, {"organization_id": str(scene.office.id), "presence": "present"})

    item = row([each for each in items if each["organization_id"]], scene.office)
    assert (item["name"], item["person_id"], item["roles"]) == ("Närvårdskontoret", None, ["guest"])


def test_somebody_comes_in_the_place_of_another(api: Api, scene: Scene) -> None:
    said = of(scene.elsewhere, substitute_for_id=str(scene.member.id), on_behalf_of_id=str(scene.office.id))

    item = row(put(api, scene, said), scene.elsewhere)

    assert item["substitute_for_id"] == str(scene.member.id)
    assert item["on_behalf_of"] == "Närvårdskontoret"


@pytest.mark.parametrize(
    ("response", "presence", "expected"),
    [
        ("needs_action", "unknown", True),
        ("accepted", "unknown", True),
        ("tentative", "present", True),
        ("declined", "unknown", False),
        ("declined", "present", False),
        ("accepted", "absent", False),
        ("accepted", "excused", False),
    ],
)
def test_who_has_not_said_no_is_expected(
    api: Api, scene: Scene, response: str, presence: str, expected: bool
) -> None:
    items = put(api, scene, of(scene.member, response=response, presence=presence))

    assert row(items, scene.member)["expected"] is expected


def test_the_others_are_everybody_else_on_the_list(api: Api, scene: Scene) -> None:
    put(api, scene, of(scene.elsewhere), {"organization_id": str(scene.office.id)})

    items = put(api, scene, of(scene.chair, presence="present"), presence="absent", response="declined")

    assert {item["name"]: (item["presence"], item["response"]) for item in items} == {
        "Anna Exempelsson": ("absent", "declined"),
        "Bo Exempelsson": ("absent", "declined"),
        "Gun Exempelsson": ("absent", "declined"),
        "Närvårdskontoret": ("absent", "declined"),
        "Östen Exempelsson": ("present", "needs_action"),
    }


def test_without_others_everybody_else_stays(api: Api, scene: Scene) -> None:
    before = api.items(scene.url)

    items = put(api, scene, of(scene.chair, presence="present"))

    assert items[:2] == before[:2]


def test_who_is_removed_leaves_the_list_and_a_member_is_as_untouched(api: Api, scene: Scene) -> None:
    before = api.items(scene.url)
    put(api, scene, of(scene.elsewhere), of(scene.member, response="declined"))

    items = put(api, scene, of(scene.elsewhere, removed=True), of(scene.member, removed=True))

    assert items == before


def test_removing_who_is_not_there_changes_nothing(api: Api, scene: Scene) -> None:
    before = api.call("GET", scene.url)

    after = api.call("PATCH", scene.url, rows({"person_id": ABSENT, "removed": True}), If_Match="*")

    assert after.status_code == 200
    assert after.headers["etag"] == before.headers["etag"]


def test_a_new_time_sets_the_responses_back(api: Api, scene: Scene) -> None:
    put(api, scene, of(scene.member, response="accepted", presence="excused"), of(scene.elsewhere))

    api.patch(f"/meetings/{scene.meeting.id}", start_time="14:00")

    items = api.items(scene.url)
    assert [item["response"] for item in items] == ["needs_action"] * 4
    assert (row(items, scene.member)["presence"], row(items, scene.member)["version"]) == ("excused", 2)
    assert version(api, scene) == 3


@pytest.mark.parametrize(
    "said", [{"held_on": "2026-03-16"}, {"end_time": "15:00"}, {"time_zone": "UTC"}, {"start_time": None}]
)
def test_each_part_of_the_time_sets_them_back(api: Api, scene: Scene, said: Thing) -> None:
    put(api, scene, of(scene.member, response="accepted"))

    api.patch(f"/meetings/{scene.meeting.id}", **said)

    assert row(api.items(scene.url), scene.member)["response"] == "needs_action"


def test_another_place_or_the_same_time_leaves_them(api: Api, scene: Scene) -> None:
    put(api, scene, of(scene.member, response="accepted"))

    api.patch(f"/meetings/{scene.meeting.id}", place="Rådhuset", start_time="13:00", held_on="2026-03-02")

    assert row(api.items(scene.url), scene.member)["response"] == "accepted"
    assert version(api, scene) == 2


# One list, one version


def test_the_list_has_one_version_that_grows_with_every_change(api: Api, scene: Scene) -> None:
    first = api.call("GET", scene.url)
    changed = api.call(
        "PATCH", scene.url, rows(of(scene.member, response="accepted")), If_Match=first.headers["etag"]
    )
    same = api.call("PATCH", scene.url, rows(of(scene.member, response="accepted")), If_Match='"2"')
    stale = api.refused("PATCH", scene.url, rows(of(scene.chair)), If_Match=first.headers["etag"])

    assert first.headers["etag"].startswith('"1-')
    assert changed.headers["etag"].startswith('"2-')
    assert same.headers["etag"] == changed.headers["etag"]
    assert (stale["status"], stale["version"]) == (412, 2)
    assert api.call("GET", scene.url, If_None_Match=changed.headers["etag"]).status_code == 304
    assert api.get(f"/meetings/{scene.meeting.id}")["version"] == 1


def test_a_new_member_is_another_list_of_the_same_version(api: Api, session: Session, scene: Scene) -> None:
    first = api.call("GET", scene.url).headers["etag"]
    make.membership(session, scene.group, scene.elsewhere)
    session.commit()

    second = api.call("GET", scene.url, If_None_Match=first)

    assert second.status_code == 200
    assert second.headers["etag"].split("-")[0] == first.split("-")[0]


def test_a_change_says_which_version_it_is_about(api: Api, scene: Scene) -> None:
    assert api.refused("PATCH", scene.url, rows(of(scene.member)))["status"] == 428


def test_of_two_at_once_one_is_told_that_it_was_changed(api: Api, scene: Scene) -> None:
    def respond(word: str) -> int:
        return api.call("PATCH", scene.url, rows(of(scene.member, response=word)), If_Match='"1"').status_code

    with ThreadPoolExecutor(2) as pool:
        statuses = sorted(pool.map(respond, ["accepted", "declined"]))

    assert statuses == [200, 412]


def test_a_merge_patch_is_not_taken(api: Api, scene: Scene) -> None:
    kind = "application/merge-patch+json"

    assert api.refused("PATCH", scene.url, rows(), If_Match="*", Content_Type=kind)["status"] == 415


# When the meeting is held


def test_held_the_list_stays_as_it_was(api: Api, session: Session, scene: Scene) -> None:
    put(api, scene, of(scene.elsewhere), of(scene.member, presence="present"))
    before = hold(api, scene)

    api.patch(f"/persons/{scene.member.id}", name="Anna Annansson", title="Pensionär")
    api.patch(f"/persons/{scene.elsewhere.id}", name="Gun Annansson")
    api.patch(f"/organizations/{scene.office.id}", name="Kontoret")
    make.membership(session, scene.group, make.person(session, "Sen Person"))
    session.commit()

    assert api.items(scene.url) == before
    assert [item["name"].split()[0] for item in before] == ["Anna", "Bo", "Gun", "Östen"]
    assert all(item["id"] for item in before)


def test_held_those_about_whom_nothing_was_said_are_as_was_said(api: Api, scene: Scene) -> None:
    put(api, scene, of(scene.member, presence="present"), of(scene.elsewhere, note="Gäst"))

    items = hold(api, scene, unknown_as="absent")

    presences = {item["name"].split()[0]: (item["presence"], item["version"]) for item in items}
    assert presences == {
        "Anna": ("present", 1),
        "Bo": ("absent", 1),
        "Gun": ("absent", 2),
        "Östen": ("absent", 1),
    }


def test_held_without_a_word_they_stay_unknown(api: Api, scene: Scene) -> None:
    assert {item["presence"] for item in hold(api, scene)} == {"unknown"}


def test_made_as_held_everybody_of_that_day_has_a_row(api: Api, session: Session, scene: Scene) -> None:
    make.membership(session, scene.group, scene.elsewhere, valid_to="2026-02-02")
    session.commit()

    made = api.post("/meetings", group_id=str(scene.group.id), held_on="2026-02-02", status="held")

    items = api.items(f"/meetings/{made['id']}/attendance")
    assert len(items) == 4
    assert all(item["id"] for item in items)


def test_held_the_presence_is_corrected(api: Api, scene: Scene) -> None:
    hold(api, scene)

    items = put(api, scene, of(scene.member, presence="present"), presence="absent")

    assert [item["presence"] for item in items] == ["present", "absent", "absent"]


def test_held_a_change_that_changes_nothing_counts_as_none(api: Api, scene: Scene) -> None:
    hold(api, scene, unknown_as="absent")
    before = version(api, scene)

    put(api, scene, of(scene.member, presence="absent"), presence="absent")

    assert version(api, scene) == before


def test_held_a_new_row_is_copied_at_once(api: Api, session: Session, scene: Scene) -> None:
    hold(api, scene)
    late = make.person(session, "Cia Exempelsson")
    make.membership(session, scene.group, late, "substitute")
    session.commit()

    before = put(api, scene, of(scene.elsewhere, presence="present"), of(late))
    for person in (scene.elsewhere, late):
        api.patch(f"/persons/{person.id}", name="Någon Annan")

    assert api.items(scene.url) == before
    assert row(before, scene.elsewhere)["roles"] == ["guest"]
    assert row(before, late)["roles"] == ["substitute"]


def test_held_a_late_membership_adds_nobody(api: Api, session: Session, scene: Scene) -> None:
    hold(api, scene)
    make.membership(session, scene.group, scene.elsewhere)
    session.commit()

    items = put(api, scene, of(scene.chair, presence="present"), presence="absent")

    assert len(items) == 3


def test_held_what_a_row_says_is_corrected_by_itself(api: Api, session: Session, scene: Scene) -> None:
    region = make.organization(session, "Regionen")
    session.commit()
    hold(api, scene)
    api.patch(f"/persons/{scene.member.id}", name="Anna Annansson")

    said = of(scene.member, on_behalf_of_id=str(region.id), roles=["guest"], title=None)
    item = row(put(api, scene, said), scene.member)
    again = row(put(api, scene, of(scene.member, on_behalf_of_id=None, roles=None)), scene.member)

    assert (item["on_behalf_of"], item["roles"], item["title"]) == ("Regionen", ["guest"], None)
    assert (again["on_behalf_of"], again["on_behalf_of_id"], again["roles"]) == (None, None, ["member"])
    assert again["name"] == "Anna Exempelsson"


def test_held_who_is_removed_is_copied_anew_if_a_member(api: Api, scene: Scene) -> None:
    put(api, scene, of(scene.elsewhere))
    hold(api, scene, unknown_as="absent")
    api.patch(f"/persons/{scene.member.id}", name="Anna Annansson")

    items = put(api, scene, of(scene.elsewhere, removed=True), of(scene.member, removed=True))

    assert [item["name"] for item in items] == ["Anna Annansson", "Bo Exempelsson", "Östen Exempelsson"]
    assert row(items, scene.member)["presence"] == "unknown"
    assert row(items, scene.member)["id"]


def test_a_correction_of_its_time_leaves_the_responses(api: Api, scene: Scene) -> None:
    put(api, scene, of(scene.member, response="accepted"))
    before = hold(api, scene)

    api.patch(f"/meetings/{scene.meeting.id}", start_time="13:15")

    assert api.items(scene.url) == before


def test_reopened_it_keeps_what_was_copied_and_asks_the_rest(
    api: Api, session: Session, scene: Scene
) -> None:
    copied = hold(api, scene)
    api.act(f"/meetings/{scene.meeting.id}/reopening")
    api.patch(f"/persons/{scene.member.id}", name="Anna Annansson")
    make.membership(session, scene.group, scene.elsewhere)
    session.commit()

    asked = api.items(scene.url)
    again = hold(api, scene, unknown_as="absent")

    assert row(asked, scene.member) == row(copied, scene.member)
    assert row(asked, scene.elsewhere)["id"] is None
    assert row(again, scene.elsewhere)["id"] is not None
    assert row(again, scene.member)["name"] == "Anna Exempelsson"
    assert {item["presence"] for item in again} == {"absent"}


# Who may


def test_a_member_answers_for_themselves(scene: Scene, as_: Callable[[Person], Api]) -> None:
    member = as_(scene.member)

    items = put(member, scene, of(scene.member, response="declined", note="På tjänsteresa"))

    item = row(items, scene.member)
    assert (item["response"], item["note"], item["expected"]) == ("declined", "På tjänsteresa", False)


def test_a_member_says_nothing_else(
    api: Api, session: Session, scene: Scene, as_: Callable[[Person], Api]
) -> None:
    member, before = as_(scene.member), api.items(scene.url)
    bodies = [
        rows(),
        rows(of(scene.chair, response="declined")),
        rows(of(scene.member, presence="present")),
        rows(of(scene.member, response="accepted", roles=["chair"])),
        rows(of(scene.member, removed=True)),
        rows(of(scene.member, response="accepted"), of(scene.chair, response="declined")),
        rows(of(scene.member, response="accepted"), response="declined"),
        rows({"organization_id": str(scene.office.id), "response": "accepted"}),
    ]

    for body in bodies:
        assert member.refused("PATCH", scene.url, body, If_Match="*")["status"] == 403

    assert api.items(scene.url) == before


def test_a_member_who_is_none_on_its_day_does_not_invite_themselves(
    api: Api, session: Session, scene: Scene, as_: Callable[[Person], Api]
) -> None:
    make.membership(session, scene.group, scene.elsewhere, valid_from="2026-03-02", valid_to="2026-03-10")
    later = make.meeting(session, scene.group, "2026-03-16")
    leaving = as_(scene.elsewhere)
    url, body = f"/meetings/{later.id}/attendance", rows(of(scene.elsewhere, response="accepted"))

    assert leaving.refused("PATCH", url, body, If_Match="*")["status"] == 403
    api.patch(url, **rows(of(scene.elsewhere)))
    assert leaving.patch(url, **body)["items"][2]["response"] == "accepted"


@pytest.mark.parametrize("act", ["holding", "cancellation"])
def test_a_member_answers_as_long_as_they_are_asked(
    api: Api, scene: Scene, as_: Callable[[Person], Api], act: str
) -> None:
    member = as_(scene.member)
    api.act(f"/meetings/{scene.meeting.id}/{act}")

    problem = member.refused("PATCH", scene.url, rows(of(scene.member, response="accepted")), If_Match="*")

    assert problem["status"] == 409


def test_an_observer_reads(scene: Scene, as_: Callable[[Person], Api]) -> None:
    observer = as_(scene.observer)

    assert len(observer.items(scene.url)) == 3
    body = rows(of(scene.observer, response="accepted"))
    assert observer.refused("PATCH", scene.url, body)["status"] == 403


def test_a_lead_knows_whom_they_invite(
    api: Api, session: Session, scene: Scene, as_: Callable[[Person], Api]
) -> None:
    chair, before = as_(scene.chair), api.items(scene.url)

    for said in (of(scene.elsewhere), {"person_id": ABSENT}):
        problem = chair.refused("PATCH", scene.url, rows(said), If_Match="*")
        assert faults(problem) == ["#/rows/0/person_id"]
    unseen = of(scene.member, substitute_for_id=str(scene.elsewhere.id))
    assert faults(chair.refused("PATCH", scene.url, rows(unseen), If_Match="*")) == [
        "#/rows/0/substitute_for_id"
    ]

    assert api.items(scene.url) == before


def test_an_outsider_sees_nothing_and_cannot_tell(
    api: Api, session: Session, scene: Scene, as_: Callable[[Person], Api]
) -> None:
    above = make.group(session, "Styrgruppen")
    scene.group.parent_id = above.id
    session.add(scene.group)
    near = as_(make.member(session, above, "chair", name="Nils"))
    outsider = as_(make.member(session, make.group(session, "En annan"), "chair", name="Olga"))

    for caller in (near, outsider):
        for method, body in (("GET", None), ("PATCH", rows(of(scene.chair))), ("PATCH", rows())):
            there = caller.refused(method, scene.url, body, If_Match="*")
            absent = caller.refused(method, f"/meetings/{ABSENT}/attendance", body, If_Match="*")
            assert there["status"] == 404
            assert there | {"instance": ""} == absent | {"instance": ""}


# Bad bodies


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("person_id", "1"),
        ("person_id", 1),
        ("external_id", ""),
        ("external_id", "x" * 201),
        ("roles", "guest"),
        ("roles", []),
        ("roles", ["guest", "guest"]),
        ("roles/1", ["guest", "king"]),
        ("roles", ["guest"] * 13),
        ("role_title", "x" * 101),
        ("role_title", ""),
        ("on_behalf_of_id", ABSENT),
        ("on_behalf_of_id", "kommunen"),
        ("substitute_for_id", ABSENT),
        ("title", "x" * 201),
        ("title", "a\u0000b"),
        ("title", "a\ud800b"),
        ("response", None),
        ("response", "maybe"),
        ("presence", None),
        ("presence", "late"),
        ("presence", 1),
        ("note", "x" * 1001),
        ("note", ["Hej"]),
        ("note", 2**60),
        ("removed", "yes"),
        ("removed", None),
        ("name", "Anna"),
        ("copied", True),
        ("id", ABSENT),
    ],
)
def test_nothing_is_changed_by_a_bad_field(api: Api, scene: Scene, field: str, value: Any) -> None:
    before = api.call("GET", scene.url)
    good, bad = (
        of(scene.chair, presence="present"),
        of(scene.member) | {field.split("/", maxsplit=1)[0]: value},
    )

    problem = api.refused("PATCH", scene.url, rows(good, bad), If_Match="*")

    assert problem["status"] == 422
    assert faults(problem) == [f"#/rows/1/{field}"]
    assert api.call("GET", scene.url).text == before.text


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"rows": None}, "#/rows"),
        ({"rows": {}}, "#/rows"),
        ({"rows": [1]}, "#/rows/0"),
        ({"rows": [{}]}, "#/rows/0/person_id"),
        ({"rows": [{"presence": "present"}]}, "#/rows/0/person_id"),
        ({"rows": [{"person_id": ABSENT, "organization_id": ABSENT}]}, "#/rows/0/organization_id"),
        ({"rows": [{"organization_id": ABSENT}]}, "#/rows/0/organization_id"),
        ({"rows": [{"person_id": ABSENT, "removed": True, "note": "Hej"}]}, "#/rows/0/removed"),
        ({"rows": [{"person_id": ABSENT, "removed": True}] * 2}, "#/rows/1/person_id"),
        ({"rows": [{"organization_id": ABSENT, "removed": True}] * 2}, "#/rows/1/organization_id"),
        ({"rows": [{"person_id": str(UUID(int=n)), "removed": True} for n in range(501)]}, "#/rows"),
        ({"others": {"note": "Hej"}}, "#/others/note"),
        ({"others": {"presence": None}}, "#/others/presence"),
        ({"others": []}, "#/others"),
        ({"presence": "absent"}, "#/presence"),
    ],
)
def test_a_bad_body_is_refused_where_it_is_bad(api: Api, scene: Scene, body: Thing, pointer: str) -> None:
    before = api.call("GET", scene.url)

    problem = api.refused("PATCH", scene.url, body, If_Match="*")

    assert problem["status"] == 422
    assert faults(problem) == [pointer]
    assert api.call("GET", scene.url).text == before.text


def test_an_empty_body_changes_nothing(api: Api, scene: Scene) -> None:
    before = api.call("GET", scene.url)

    after = api.call("PATCH", scene.url, {}, If_Match="*")

    assert (after.text, after.headers["etag"]) == (before.text, before.headers["etag"])


def test_an_external_id_is_taken_once(api: Api, scene: Scene) -> None:
    put(api, scene, of(scene.member, external_id="N 1"))

    said = rows(of(scene.chair, presence="present"), of(scene.observer, external_id="N 1"))
    problem = api.refused("PATCH", scene.url, said, If_Match="*")

    assert (problem["status"], problem["type"]) == (409, "/problems/external-id-taken")
    assert row(api.items(scene.url), scene.chair)["presence"] == "unknown"


def test_five_hundred_at_once_and_no_list_is_endless(api: Api, session: Session, scene: Scene) -> None:
    guests = [make.person(session, f"Gäst {number:04}") for number in range(1001)]
    session.commit()

    for some in (guests[:500], guests[500:1000]):
        items = put(api, scene, *(of(guest) for guest in some))
    problem = api.refused("PATCH", scene.url, rows(of(guests[1000])), If_Match="*")

    assert len(items) == 1003
    assert (problem["status"], problem["type"]) == (409, "/problems/attendance-full")
    assert len(hold(api, scene)) == 1003
