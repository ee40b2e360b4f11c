"""Decisions over HTTP."""

import json
from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import Session

from app.groups.models import Group
from app.meetings.models import Meeting
from tests import make
from tests.asking import Api


@pytest.fixture
def group(session: Session) -> Group:
    made = make.group(session)
    session.commit()
    return made


@pytest.fixture
def meeting(session: Session, group: Group) -> Meeting:
    made = make.meeting(session, group, "2026-03-02", status="held")
    session.commit()
    return made


def numbers(api: Api, query: str = "") -> list[str]:
    return [decision["number"] for decision in api.items(f"/decisions?{query}")]


def test_one_is_recorded_read_and_corrected(api: Api, session: Session, meeting: Meeting) -> None:
    item = make.agenda_item(session, meeting)
    session.commit()
    said = {
        "meeting_id": str(meeting.id),
        "agenda_item_id": str(item.id),
        "text": "Lokalen bokas.",
        "external_id": "B 1",
    }

    made = api.call("POST", "/decisions", said)
    decision = made.json()
    url = f"/decisions/{decision['id']}"
    read = api.call("GET", url)
    changed = api.call(
        "PATCH", url, {"text": "Båda bokas.", "agenda_item_id": None}, If_Match=made.headers["etag"]
    )

    assert made.status_code == 201
    assert made.headers["location"] == f"http://127.0.0.1:8000/api/v1{url}"
    assert (
        decision
        == read.json()
        == {
            **said,
            "id": decision["id"],
            "version": 1,
            "created_at": "2026-03-02T09:00:00Z",
            "modified_at": "2026-03-02T09:00:00Z",
            "group_id": str(meeting.group_id),
            "number": "2026-1",
        }
    )
    assert read.headers["etag"] == made.headers["etag"]
    assert changed.json() == decision | {"text": "Båda bokas.", "agenda_item_id": None, "version": 2}
    assert api.items("/decisions?q=bada") == [changed.json()]


def test_a_decision_is_not_taken_away(api: Api, meeting: Meeting) -> None:
    decision = api.post("/decisions", meeting_id=str(meeting.id), text="Lokalen bokas.")

    answer = api.call("DELETE", f"/decisions/{decision['id']}", If_Match="*")

    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, PATCH")


def test_the_list_is_by_year_and_number_and_has_filters(
    api: Api, session: Session, group: Group, meeting: Meeting
) -> None:
    item = make.agenda_item(session, meeting)
    make.decision(session, meeting, "Hyran betalas.", sequence=10, agenda_item_id=item.id)
    make.decision(session, meeting, "100 % närvaro.", sequence=9, external_id="B 9")
    make.decision(session, make.meeting(session, group, "2025-12-08"), "Skjuts bokas.", sequence=11)
    make.decision(session, make.meeting(session, make.group(session), "2026-01-12"), sequence=1)
    session.commit()

    assert numbers(api) == ["2025-11", "2026-1", "2026-9", "2026-10"]
    assert numbers(api, f"group_id={group.id}&sort=-number") == ["2026-10", "2026-9", "2025-11"]
    assert numbers(api, f"meeting_id={meeting.id}") == ["2026-9", "2026-10"]
    assert numbers(api, f"agenda_item_id={item.id}") == ["2026-10"]
    assert numbers(api, "external_id=B 9") == ["2026-9"]
    assert numbers(api, "q=HYRAN") == ["2026-10"]
    assert numbers(api, "q=%25") == ["2026-9"]
    assert numbers(api, f"group_id={uuid4()}") == []


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("group_id=7", "group_id"),
        ("sort=text", "sort"),
        ("limit=101", "limit"),
        ("colour=red", "colour"),
        ("q=%00", "q"),
    ],
)
def test_a_bad_query_is_refused_by_name(api: Api, query: str, parameter: str) -> None:
    problem = api.refused("GET", f"/decisions?{query}")

    assert (problem["status"], problem["errors"][0]["parameter"]) == (422, parameter)


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"text": ""}, "#/text"),
        ({"text": " \n"}, "#/text"),
        ({"text": None}, "#/text"),
        ({"text": 7}, "#/text"),
        ({"text": "x" * 10_001}, "#/text"),
        ({"text": "a\0"}, "#/text"),
        ({"agenda_item_id": "x"}, "#/agenda_item_id"),
        ({"agenda_item_id": 2**70}, "#/agenda_item_id"),
        ({"agenda_item_id": str(uuid4())}, "#/agenda_item_id"),
        ({"external_id": "x" * 201}, "#/external_id"),
        ({"number": "2026-1"}, "#/number"),
        ({"group_id": str(uuid4())}, "#/group_id"),
        ({"colour": "red"}, "#/colour"),
    ],
)
def test_bad_input_is_refused_by_name_and_nothing_is_stored(
    api: Api, meeting: Meeting, fields: dict[str, Any], pointer: str
) -> None:
    decision = api.post("/decisions", meeting_id=str(meeting.id), text="Lokalen bokas.")

    new = api.refused("POST", "/decisions", {"meeting_id": str(meeting.id), "text": "Ny", **fields})
    old = api.refused("PATCH", f"/decisions/{decision['id']}", fields, If_Match="*")

    assert [problem["errors"][0]["pointer"] for problem in (new, old)] == [pointer, pointer]
    assert {new["status"], old["status"]} == {422}
    assert api.items("/decisions") == [decision]


def test_half_a_letter_is_refused_by_name(api: Api, meeting: Meeting) -> None:
    body = json.dumps({"meeting_id": str(meeting.id), "text": "\ud800"})

    answer = api.client.post(
        "/api/v1/decisions", content=body, headers={"X-API-Key": api.key, "Content-Type": "application/json"}
    )

    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "#/text")


@pytest.mark.parametrize(
    "said", [{}, {"meeting_id": None}, {"meeting_id": "x"}, {"meeting_id": str(uuid4())}]
)
def test_a_meeting_is_needed(api: Api, said: dict[str, Any]) -> None:
    problem = api.refused("POST", "/decisions", {"text": "Lokalen bokas.", **said})

    assert (problem["status"], problem["errors"][0]["pointer"]) == (422, "#/meeting_id")


def test_its_meeting_is_not_changed(api: Api, meeting: Meeting) -> None:
    decision = api.post("/decisions", meeting_id=str(meeting.id), text="Lokalen bokas.")

    problem = api.refused(
        "PATCH", f"/decisions/{decision['id']}", {"meeting_id": str(meeting.id)}, If_Match="*"
    )

    assert problem["errors"][0]["pointer"] == "#/meeting_id"


def test_an_item_of_another_meeting_is_refused(
    api: Api, session: Session, group: Group, meeting: Meeting
) -> None:
    item = make.agenda_item(session, make.meeting(session, group, "2026-02-02"))
    session.commit()
    decision = api.post("/decisions", meeting_id=str(meeting.id), text="Lokalen bokas.")
    said = {"agenda_item_id": str(item.id)}

    new = api.refused("POST", "/decisions", {"meeting_id": str(meeting.id), "text": "Ny", **said})
    old = api.refused("PATCH", f"/decisions/{decision['id']}", said, If_Match="*")

    assert [problem["errors"][0]["pointer"] for problem in (new, old)] == ["#/agenda_item_id"] * 2
    assert api.items("/decisions") == [decision]


def test_a_number_is_not_used_up_by_what_is_refused(api: Api, meeting: Meeting) -> None:
    api.post("/decisions", meeting_id=str(meeting.id), text="Lokalen bokas.", external_id="B 1")

    taken = api.refused(
        "POST", "/decisions", {"meeting_id": str(meeting.id), "text": "Ny", "external_id": "B 1"}
    )

    assert (taken["status"], taken["type"]) == (409, "/problems/external-id-taken")
    assert api.post("/decisions", meeting_id=str(meeting.id), text="Ny")["number"] == "2026-2"


def test_corrections_are_about_the_version_that_was_read(api: Api, meeting: Meeting) -> None:
    decision = api.post("/decisions", meeting_id=str(meeting.id), text="Lokalen bokas.")
    url = f"/decisions/{decision['id']}"

    assert api.refused("PATCH", url, {"text": "Ny"})["status"] == 428
    assert api.refused("PATCH", url, {"text": "Ny"}, If_Match='"2"')["version"] == 1
    assert api.get(url) == decision


def test_outsiders_cannot_tell_that_it_exists(
    api: Api, session: Session, group: Group, meeting: Meeting
) -> None:
    decision = make.decision(session, meeting)
    item = make.agenda_item(session, meeting)
    own_group = make.group(session, "Styrgruppen")
    outsider = make.member(session, own_group, "secretary")
    mine = make.meeting(session, own_group, "2026-03-02")
    key = make.key(session, outsider)
    session.commit()
    other = Api(api.client, key)

    def refusals(decision_id: Any, meeting_id: Any, item_id: Any) -> list[dict[str, Any]]:
        problems = [
            other.refused("GET", f"/decisions/{decision_id}"),
            other.refused("PATCH", f"/decisions/{decision_id}", {"text": "x"}),
            other.refused("POST", "/decisions", {"text": "x", "meeting_id": str(meeting_id)}),
            other.refused(
                "POST",
                "/decisions",
                {"text": "x", "meeting_id": str(mine.id), "agenda_item_id": str(item_id)},
            ),
        ]
        return [
            {name: value for name, value in problem.items() if name != "instance"} for problem in problems
        ]

    assert refusals(decision.id, meeting.id, item.id) == refusals(uuid4(), uuid4(), uuid4())
    assert other.items(f"/decisions?group_id={group.id}") == other.items("/decisions") == []


def test_members_read_and_do_not_write(api: Api, session: Session, group: Group, meeting: Meeting) -> None:
    decision = make.decision(session, meeting)
    member = make.member(session, group, "observer")
    key = make.key(session, member)
    session.commit()
    reader = Api(api.client, key)

    assert [shown["id"] for shown in reader.items("/decisions")] == [str(decision.id)]
    assert reader.refused("POST", "/decisions", {"meeting_id": str(meeting.id), "text": "x"})["status"] == 403
    assert reader.refused("PATCH", f"/decisions/{decision.id}", {"text": "x"})["status"] == 403
