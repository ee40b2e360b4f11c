"""Action points over HTTP: shape, status, reach."""

from dataclasses import dataclass
from typing import Any

import pytest
from sqlmodel import Session

from app.groups.models import Group
from app.meetings.models import Meeting
from app.persons.models import Person
from tests import make
from tests.asking import Api, Thing
from tests.conftest import Time

FIELDS = [
    "id",
    "version",
    "external_id",
    "created_at",
    "modified_at",
    "group_id",
    "meeting_id",
    "agenda_item_id",
    "number",
    "task",
    "details",
    "owners",
    "completion",
    "due_kind",
    "due_date",
    "due_meeting_id",
    "due_event",
    "due_on",
    "due_at_id",
    "due_group",
    "due_preliminary",
    "first_due_on",
    "overdue",
    "times_carried",
    "status",
    "rests_until",
    "closed_at",
    "closed_meeting_id",
    "outcome",
    "report_to_id",
    "links",
]


@dataclass
class Place:
    """A group with a secretary, a member and an observer, a held meeting and one to come."""

    group: Group
    held: Meeting
    coming: Meeting
    secretary: Person
    member: Person
    observer: Person


@pytest.fixture
def place(session: Session) -> Place:
    group = make.group(session)
    made = Place(
        group,
        make.meeting(session, group, "2026-03-02", "09:00", status="held"),
        make.meeting(session, group, "2026-04-17"),
        make.member(session, group, "secretary", name="Sara Sekreterare", email="sara@example.org"),
        make.member(session, group, "member", name="Maja Medlem", email="maja@example.org"),
        make.member(session, group, "observer", name="Olle Observatör"),
    )
    session.commit()
    return made


def of(person: Person) -> dict[str, str]:
    return {"person_id": str(person.id)}


def test_a_meeting_and_a_task_are_enough(api: Api, place: Place) -> None:
    point = api.post("/action-points", meeting_id=str(place.held.id), task="Boka lokal")

    assert list(point) == FIELDS
    assert (point["group_id"], point["number"], point["due_kind"]) == (str(place.group.id), 1, "none")
    assert (point["owners"], point["status"], point["completion"]) == ([], "open", "any")


def test_the_groups_default_due_is_taken(api: Api, session: Session) -> None:
    group = make.group(session, default_due="next_meeting")
    session.commit()

    assert api.post("/action-points", group_id=str(group.id), task="Boka lokal")["due_kind"] == "next_meeting"


def test_both_rules_answer_in_lists_too(api: Api, place: Place) -> None:
    api.post(
        "/action-points",
        meeting_id=str(place.held.id),
        task="Boka lokal",
        due_kind="next_meeting",
        owners=[of(place.member), {"role": "secretary"}, {"name": "en mindre grupp"}],
    )

    point = api.items(f"/action-points?group_id={place.group.id}")[0]

    assert (point["due_on"], point["due_at_id"]) == ("2026-04-17", str(place.coming.id))
    assert [owner["kind"] for owner in point["owners"]] == ["person", "role", "named"]
    assert [owner["label"] for owner in point["owners"]] == ["Maja Medlem", "sekreterare", "en mindre grupp"]
    assert point["owners"][1]["persons"] == [
        {"id": str(place.secretary.id), "name": "Sara Sekreterare", "left": False, "unreachable": None}
    ]
    assert [owner["unreachable"] for owner in point["owners"]] == [None, None, "named"]


def test_a_list_is_all_or_nothing_in_the_order_sent(api: Api, place: Place) -> None:
    one = {"meeting_id": str(place.held.id), "task": "A"}

    problem = api.refused("POST", "/action-points", [one, one, {**one, "due_kind": "date"}])
    assert problem["errors"][0]["pointer"] == "#/2/due_date"
    assert api.items("/action-points") == []

    answer = api.call("POST", "/action-points", [{**one, "task": word} for word in ("B", "A", "C")])
    assert [point["task"] for point in answer.json()["items"]] == ["B", "A", "C"]
    assert "location" not in answer.headers and "etag" not in answer.headers


def test_an_owner_by_name_is_found_among_the_groups_people(api: Api, place: Place) -> None:
    point = api.post(
        "/action-points", meeting_id=str(place.held.id), task="A", owners=[{"name": "MAJA  medlém"}]
    )

    assert point["owners"][0]["person_id"] == str(place.member.id)


def test_a_name_that_several_have_is_refused_with_candidates(
    api: Api, session: Session, place: Place
) -> None:
    office = make.organization(session, "Kontoret")
    twin = make.member(session, place.group, name="Maja Medlem", organization_id=office.id)
    session.commit()

    problem = api.refused(
        "POST",
        "/action-points",
        [{"meeting_id": str(place.held.id), "task": "A", "owners": [{"name": "Maja Medlem"}]}],
    )

    assert problem["type"] == "/problems/ambiguous-name"
    assert problem["errors"][0]["pointer"] == "#/0/owners/0/name"
    assert {"id": str(twin.id), "name": "Maja Medlem", "organization": "Kontoret"} in problem["candidates"]


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"task": None}, "#/task"),
        ({"task": ""}, "#/task"),
        ({"task": "x" * 301}, "#/task"),
        ({"task": 5}, "#/task"),
        ({"task": "a\0b"}, "#/task"),
        ({"task": "\ud800"}, "#/task"),
        ({"tusk": "a"}, "#/tusk"),
        ({"details": "x" * 10_001}, "#/details"),
        ({"due_kind": "date"}, "#/due_date"),
        ({"due_kind": "meeting"}, "#/due_meeting_id"),
        ({"due_kind": "event"}, "#/due_event"),
        ({"due_kind": "next_meeting", "due_date": "2026-04-01"}, "#/due_date"),
        ({"due_date": "2026-04-01T10:00:00Z"}, "#/due_date"),
        ({"due_date": 20260401}, "#/due_date"),
        ({"due_date": "2026-02-30"}, "#/due_date"),
        ({"due_meeting_id": "0197aaaa-0000-7000-8000-000000000000"}, "#/due_meeting_id"),
        ({"meeting_id": "nothing"}, "#/meeting_id"),
        ({"meeting_id": "0197aaaa-0000-7000-8000-000000000000"}, "#/meeting_id"),
        ({"status": "done"}, "#/status"),
        ({"completion": "some"}, "#/completion"),
        ({"report_to_id": "0197aaaa-0000-7000-8000-000000000000"}, "#/report_to_id"),
        ({"agenda_item_id": "0197aaaa-0000-7000-8000-000000000000"}, "#/agenda_item_id"),
        ({"owners": [{}]}, "#/owners/0/kind"),
        ({"owners": [{"kind": "somebody"}]}, "#/owners/0/kind"),
        ({"owners": [{"kind": "person"}]}, "#/owners/0/person_id"),
        ({"owners": [{"kind": "role"}]}, "#/owners/0/role"),
        ({"owners": [{"role": "king"}]}, "#/owners/0/role"),
        ({"owners": [{"kind": "organization", "name": "Kontoret"}]}, "#/owners/0/name"),
        ({"owners": [{"person_id": "0197aaaa-0000-7000-8000-000000000000"}]}, "#/owners/0/person_id"),
        (
            {"owners": [{"organization_id": "0197aaaa-0000-7000-8000-000000000000"}]},
            "#/owners/0/organization_id",
        ),
        ({"owners": [{"kind": "group"}, {"kind": "group"}]}, "#/owners/1"),
        ({"owners": "everybody"}, "#/owners"),
        ({"links": [{"title": "x", "url": "javascript:alert(1)"}]}, "#/links/0/url"),
        ({"rests_until": "soon"}, "#/rests_until"),
        ({"version": 7}, "#/version"),
    ],
)
def test_bad_input_names_the_field_and_stores_nothing(
    api: Api, place: Place, fields: dict[str, Any], pointer: str
) -> None:
    problem = api.refused("POST", "/action-points", {"meeting_id": str(place.held.id), "task": "A", **fields})

    assert pointer in [fault["pointer"] for fault in problem["errors"]], problem
    assert api.items("/action-points") == []


def test_a_huge_integer_is_refused(api: Api, place: Place) -> None:
    body = f'{{"meeting_id": "{place.held.id}", "task": "A", "version": {10**400}}}'

    answer = api.client.post(
        "/api/v1/action-points",
        content=body,
        headers={"X-API-Key": api.key, "Content-Type": "application/json"},
    )

    assert answer.status_code == 422


class TestReach:
    """Who sees and does what (domain 6)."""

    @pytest.fixture
    def point(self, api: Api, place: Place) -> Thing:
        outside = api.post("/persons", name="Vera Utanför", email="vera@example.org")
        return api.post(
            "/action-points", meeting_id=str(place.held.id), task="A", owners=[{"person_id": outside["id"]}]
        )

    def test_an_outsider_cannot_tell_it_exists(self, api: Api, session: Session, point: Thing) -> None:
        outsider = make.member(session, make.group(session))
        session.commit()
        them = api.as_(str(outsider.id))

        hidden = them.refused("GET", f"/action-points/{point['id']}")
        absent = them.refused("GET", "/action-points/0197aaaa-0000-7000-8000-000000000000")

        assert {**hidden, "instance": ""} == {**absent, "instance": ""}
        assert hidden["status"] == 404
        assert them.items("/action-points") == []
        assert them.refused("PATCH", f"/action-points/{point['id']}", {"task": "B"})["status"] == 404

    def test_an_owner_from_outside_sees_and_answers_it_only(
        self, api: Api, place: Place, point: Thing
    ) -> None:
        vera = api.as_(point["owners"][0]["person_id"])

        seen = vera.items("/action-points?person_id=me")

        assert [one["id"] for one in seen] == [point["id"]]
        assert (seen[0]["due_group"], seen[0]["due_at_id"]) == (place.group.name, None)
        assert (seen[0]["meeting_id"], seen[0]["agenda_item_id"]) == (None, None)
        assert vera.items(f"/action-points?meeting_id={place.held.id}") == []
        assert (
            vera.refused("PATCH", f"/action-points/{point['id']}", {"task": "B"}, If_Match="*")["status"]
            == 403
        )
        assert vera.refused("GET", f"/groups/{place.group.id}")["status"] == 404
        assert (
            vera.post(f"/action-points/{point['id']}/answers", answer="done")["person_id"]
            == vera.get("/me")["id"]
        )
        assert vera.get(f"/action-points/{point['id']}")["status"] == "done"

    def test_history_is_for_those_who_see_the_group(self, api: Api, place: Place, point: Thing) -> None:
        vera = api.as_(point["owners"][0]["person_id"])
        api.patch(f"/action-points/{point['id']}", owners=[of(place.member)])
        api.patch(
            f"/action-points/{point['id']}",
            owners=[of(place.secretary), {"person_id": vera.get("/me")["id"]}],
        )

        changes = api.items(f"/action-points/{point['id']}/history")[1:]

        assert [len(change["before"]["owners"]) for change in changes] == [1, 1]
        assert [len(change["after"]["owners"]) for change in changes] == [1, 2]
        assert vera.refused("GET", f"/action-points/{point['id']}/history")["status"] == 403
        api.post(f"/action-points/{point['id']}/answers", answer="in_progress", **of(place.secretary))
        assert vera.items(f"/action-points/{point['id']}/answers") == []

    def test_a_member_adds_but_does_not_change(self, api: Api, place: Place, point: Thing) -> None:
        maja = api.as_(str(place.member.id))

        assert maja.post("/action-points", meeting_id=str(place.held.id), task="B")["number"] == 2
        assert (
            maja.refused("PATCH", f"/action-points/{point['id']}", {"task": "B"}, If_Match="*")["status"]
            == 403
        )

    def test_an_observer_reads(self, api: Api, place: Place, point: Thing) -> None:
        olle = api.as_(str(place.observer.id))

        assert olle.get(f"/action-points/{point['id']}")["task"] == "A"
        assert (
            olle.refused("POST", "/action-points", {"meeting_id": str(place.held.id), "task": "B"})["status"]
            == 403
        )

    def test_a_lead_changes(self, api: Api, place: Place, point: Thing) -> None:
        sara = api.as_(str(place.secretary.id))

        assert sara.patch(f"/action-points/{point['id']}", task="B")["version"] == 2


class TestChange:
    @pytest.fixture
    def point(self, api: Api, place: Place) -> Thing:
        return api.post("/action-points", meeting_id=str(place.held.id), task="A", owners=[of(place.member)])

    def test_two_clients_change_it_at_once(self, api: Api, point: Thing) -> None:
        url = f"/action-points/{point['id']}"

        first = api.call("PATCH", url, {"task": "B"}, If_Match='"1"')
        second = api.call("PATCH", url, {"task": "C"}, If_Match='"1"')

        assert (first.status_code, second.status_code, second.json()["version"]) == (200, 412, 2)
        assert api.get(url)["task"] == "B"

    def test_without_a_version_it_is_refused(self, api: Api, point: Thing) -> None:
        assert api.refused("PATCH", f"/action-points/{point['id']}", {"task": "B"})["status"] == 428

    def test_another_due_kind_empties_what_belonged_to_the_old_one(self, api: Api, point: Thing) -> None:
        url = f"/action-points/{point['id']}"
        dated = api.patch(url, due_date="2026-04-13")

        event = api.patch(url, due_kind="event", due_event="när folkhälsan har svarat")

        assert (dated["due_kind"], dated["due_on"]) == ("date", "2026-04-13")
        assert (event["due_date"], event["due_on"], event["due_event"]) == (
            None,
            None,
            "när folkhälsan har svarat",
        )

    def test_nothing_changed_is_no_new_version(self, api: Api, point: Thing) -> None:
        same = api.patch(f"/action-points/{point['id']}", task="A", owners=[of_owner(point)])

        assert same["version"] == 1

    def test_a_closed_one_refuses_changes_until_opened(self, api: Api, point: Thing, place: Place) -> None:
        url = f"/action-points/{point['id']}"
        closed = api.act(f"{url}/closing", outcome="Klart", meeting_id=str(place.held.id))

        assert (closed["status"], closed["closed_meeting_id"]) == ("done", str(place.held.id))
        assert (
            api.refused("PATCH", url, {"task": "B"}, If_Match="*")["type"] == "/problems/action-point-closed"
        )
        assert api.refused("POST", f"{url}/closing", {}, If_Match="*")["status"] == 409
        assert api.act(f"{url}/reopening")["status"] == "open"
        assert [event["act"] for event in api.items(f"{url}/history")] == ["added", "closed", "reopened"]

    def test_the_same_external_id_twice_is_refused_with_the_first(self, api: Api, place: Place) -> None:
        first = api.post("/action-points", meeting_id=str(place.held.id), task="A", external_id="x-1")

        problem = api.refused(
            "POST", "/action-points", {"meeting_id": str(place.held.id), "task": "B", "external_id": "x-1"}
        )

        assert (problem["status"], problem["id"], problem["version"]) == (409, first["id"], 1)
        assert [found["id"] for found in api.items("/action-points?external_id=x-1")] == [first["id"]]


def of_owner(point: Thing) -> dict[str, Any]:
    return {"person_id": point["owners"][0]["person_id"]}


class TestAnswers:
    @pytest.fixture
    def everybodys(self, api: Api, place: Place) -> Thing:
        return api.post(
            "/action-points",
            meeting_id=str(place.held.id),
            task="Alla funderar",
            completion="each",
            owners=[{"kind": "group"}],
            due_kind="next_meeting",
        )

    def test_an_each_point_is_done_when_every_reachable_one_has_answered(
        self, api: Api, place: Place, everybodys: Thing
    ) -> None:
        url = f"/action-points/{everybodys['id']}"

        api.post(f"{url}/answers", answer="done", **of(place.member))
        half = api.get(url)["status"]
        api.post(f"{url}/answers", answer="done", **of(place.secretary))

        assert (half, api.get(url)["status"]) == ("open", "done")

    def test_taking_done_back_opens_it_until_the_meeting(self, api: Api, place: Place, time: Time) -> None:
        point = api.post("/action-points", meeting_id=str(place.held.id), task="A", owners=[of(place.member)])
        url, maja = f"/action-points/{point['id']}", api.as_(str(place.member.id))
        maja.post(f"{url}/answers", answer="done", comment="Bokat")
        assert (api.get(url)["status"], api.get(url)["outcome"]) == ("done", "Bokat")

        maja.post(f"{url}/answers", answer="in_progress")
        assert (api.get(url)["status"], api.get(url)["closed_at"]) == ("in_progress", None)

        maja.post(f"{url}/answers", answer="done")
        time.is_("2026-04-18T00:00:00+02:00")
        assert maja.refused("POST", f"{url}/answers", {"answer": "waiting"})["status"] == 409
        assert [one["current"] for one in api.items(f"{url}/answers")] == [False, False, True]

    def test_cannot_changes_no_status(self, api: Api, place: Place) -> None:
        point = api.post("/action-points", meeting_id=str(place.held.id), task="A", owners=[of(place.member)])
        url = f"/action-points/{point['id']}"

        api.post(f"{url}/answers", answer="cannot", comment="Hinner inte", **of(place.member))

        assert (api.get(url)["status"], api.get(url)["version"]) == ("open", 1)

    def test_an_unowned_point_is_taken_once(self, api: Api, place: Place) -> None:
        point = api.post("/action-points", meeting_id=str(place.held.id), task="A")
        url, maja = f"/action-points/{point['id']}", api.as_(str(place.member.id))
        assert [one["id"] for one in api.items("/action-points?unowned=true")] == [point["id"]]

        maja.post(f"{url}/answers", answer="took")

        assert api.get(url)["owners"][0]["person_id"] == str(place.member.id)
        assert (
            api.refused("POST", f"{url}/answers", {"answer": "took", **of(place.secretary)})["status"] == 409
        )

    def test_only_an_owner_answers(self, api: Api, place: Place) -> None:
        point = api.post(
            "/action-points", meeting_id=str(place.held.id), task="A", owners=[of(place.secretary)]
        )
        url, maja = f"/action-points/{point['id']}", api.as_(str(place.member.id))

        assert maja.refused("POST", f"{url}/answers", {"answer": "done"})["status"] == 403
        problem = api.refused("POST", f"{url}/answers", {"answer": "done", **of(place.member)})
        assert problem["type"] == "/problems/not-an-owner"


@pytest.mark.parametrize(
    ("query", "tasks"),
    [
        ("", ["A", "B", "C"]),
        ("sort=due_on,number", ["B", "A", "C"]),
        ("sort=-due_on", ["A", "B", "C"]),
        ("due_from=2026-04-13&due_to=2026-04-13", ["B"]),
        ("due_kind=next_meeting", ["A"]),
        ("due_kind=next_meeting&due_kind=none", ["A", "C"]),
        ("status=waiting", ["C"]),
        ("closed=true", []),
        ("closed=false&overdue=false", ["A", "B", "C"]),
        ("unowned=true", ["A", "B"]),
        ("q=BÖKA", ["A"]),
        ("q=100%25", []),
        ("limit=1&page=2", ["B"]),
    ],
)
def test_lists_are_narrowed_and_sorted(api: Api, place: Place, query: str, tasks: list[str]) -> None:
    base = {"meeting_id": str(place.held.id)}
    api.post("/action-points", {**base, "task": "A", "details": "Boka lokal", "due_kind": "next_meeting"})
    api.post("/action-points", {**base, "task": "B", "due_date": "2026-04-13"})
    api.post("/action-points", {**base, "task": "C", "status": "waiting", "owners": [of(place.member)]})

    assert [point["task"] for point in api.items(f"/action-points?{query}")] == tasks


def test_due_at_a_meeting_and_owned_by_a_person(api: Api, place: Place) -> None:
    base = {"meeting_id": str(place.held.id)}
    api.post("/action-points", {**base, "task": "A", "due_kind": "next_meeting"})
    api.post("/action-points", {**base, "task": "B", "owners": [{"role": "secretary"}]})

    assert [one["task"] for one in api.items(f"/action-points?due_at_id={place.coming.id}")] == ["A"]
    assert [one["task"] for one in api.items(f"/action-points?person_id={place.secretary.id}")] == ["B"]


@pytest.mark.parametrize(
    "query", ["sort=task", "colour=red", "limit=101", "page=0", "due_from=soon", "person_id=him", "q=%00"]
)
def test_a_bad_parameter_is_named(api: Api, query: str) -> None:
    problem = api.refused("GET", f"/action-points?{query}")

    assert problem["errors"][0]["parameter"] == query.split("=", maxsplit=1)[0]
