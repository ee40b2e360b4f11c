"""Meetings over HTTP."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import Session

from app.groups.models import Group
from app.meetings.models import MeetingRead
from app.persons.models import Person
from tests import make
from tests.asking import Api, Thing
from tests.conftest import Time

ABSENT = "0190a8d2-0000-7000-8000-000000000000"
ACTS = ("holding", "cancellation", "reopening")


@pytest.fixture
def group(session: Session) -> Group:
    made = make.group(session)
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


def book(api: Api, group: Group, held_on: str = "2026-03-16", **said: Any) -> Thing:
    return api.post("/meetings", group_id=str(group.id), held_on=held_on, **said)


def url(meeting: Thing) -> str:
    return f"/meetings/{meeting['id']}"


def faults(problem: Thing) -> list[str]:
    return [fault.get("pointer") or fault["parameter"] for fault in problem["errors"]]


# Made and read


def test_one_is_made_read_and_changed(api: Api, group: Group) -> None:
    said = {
        "held_on": "2026-03-16",
        "start_time": "13:00:00",
        "end_time": "15:30:00",
        "place": "Rådhuset",
        "online_url": "https://example.org/video",
        "note": "Fika kl. 14",
        "links": [{"title": "Underlag", "url": "https://example.org/underlag"}],
        "external_id": "M 1",
    }

    made = api.call("POST", "/meetings", {"group_id": str(group.id), **said})
    meeting = made.json()
    read = api.call("GET", url(meeting))
    changed = api.call("PATCH", url(meeting), {"place": None}, If_Match=made.headers["etag"])

    assert made.status_code == 201
    assert made.headers["location"] == f"http://127.0.0.1:8000/api/v1{url(meeting)}"
    assert meeting == read.json()
    assert meeting == {
        **said,
        "id": meeting["id"],
        "version": 1,
        "created_at": "2026-03-02T09:00:00Z",
        "modified_at": "2026-03-02T09:00:00Z",
        "group_id": str(group.id),
        "status": "scheduled",
        "status_reason": None,
        "time_zone": "Europe/Stockholm",
        "starts_at": "2026-03-16T12:00:00Z",
        "ends_at": "2026-03-16T14:30:00Z",
        "sequence": 0,
    }
    assert MeetingRead.model_validate(meeting)
    assert changed.json() == meeting | {"place": None, "version": 2, "sequence": 1}
    assert changed.headers["etag"].startswith('"2-')
    assert api.call("GET", url(meeting), If_None_Match=changed.headers["etag"]).status_code == 304


def test_a_day_is_enough_and_the_zone_is_the_groups(api: Api, session: Session) -> None:
    group = make.group(session, time_zone="Europe/Helsinki")
    session.commit()

    meeting = book(api, group)

    assert meeting["time_zone"] == "Europe/Helsinki"
    assert meeting["starts_at"] is meeting["ends_at"] is meeting["start_time"] is None


@pytest.mark.parametrize("status", ["proposed", "scheduled"])
def test_one_to_come_is_made_proposed_or_scheduled(api: Api, group: Group, status: str) -> None:
    assert book(api, group, status=status)["status"] == status


def test_old_notes_are_made_as_held_of_today_at_the_latest(api: Api, group: Group, time: Time) -> None:
    time.is_("2026-03-02T22:59:00+00:00")
    assert book(api, group, "2026-03-02", status="held")["status"] == "held"
    body = {"group_id": str(group.id), "held_on": "2026-03-03", "status": "held"}
    assert faults(api.refused("POST", "/meetings", body)) == ["#/status"]

    time.is_("2026-03-02T23:00:00+00:00")
    assert book(api, group, "2026-03-03", status="held")["status"] == "held"


BAD_FIELDS: list[tuple[str, Any]] = [
    ("held_on", "2026-02-30"),
    ("held_on", "2026-03-16T00:00:00"),
    ("held_on", "1773619200"),
    ("held_on", 20260316),
    ("held_on", "0001-01-01"),
    ("held_on", "9999-12-31"),
    ("held_on", None),
    ("held_on", ["2026-03-16"]),
    ("start_time", "25:00"),
    ("start_time", "13:00:00.5"),
    ("start_time", "13:00Z"),
    ("start_time", 46800),
    ("end_time", "13:00"),
    ("status", "cancelled"),
    ("status", "moved"),
    ("status", 1),
    ("status", None),
    ("time_zone", "Europe/Gnesta"),
    ("time_zone", "../etc/passwd"),
    ("time_zone", 2),
    ("place", ""),
    ("place", "x" * 301),
    ("place", "a\u0000b"),
    ("place", "a\ud800b"),
    ("place", 7),
    ("online_url", "javascript:alert(1)"),
    ("online_url", "https://example.org/" + "x" * 2000),
    ("note", "x" * 10_001),
    ("external_id", ""),
    ("external_id", "x" * 201),
    ("links", None),
    ("links", {}),
    ("links", [{"title": "Underlag", "url": "https://example.org"}] * 51),
    ("links/0/url", [{"title": "Underlag", "url": "ftp://example.org"}]),
    ("links/0/title", [{"url": "https://example.org"}]),
    ("links/0/other", [{"title": "Underlag", "url": "https://example.org", "other": 1}]),
    ("id", ABSENT),
    ("starts_at", "2026-03-16T12:00:00Z"),
    ("sequence", 9),
    ("other", 2**60),
]


@pytest.mark.parametrize(("field", "value"), BAD_FIELDS)
def test_nothing_is_made_of_a_bad_field(api: Api, group: Group, field: str, value: Any) -> None:
    body = {"group_id": str(group.id), "held_on": "2026-03-16", field.split("/", maxsplit=1)[0]: value}

    problem = api.refused("POST", "/meetings", body)

    assert problem["status"] == 422
    assert faults(problem) == [f"#/{field}"]
    assert api.items("/meetings") == []


@pytest.mark.parametrize(
    ("field", "value"),
    [(field, value) for field, value in BAD_FIELDS if (field, value) != ("status", "cancelled")]
    + [
        ("status", "held"),
        ("status", "cancelled"),
        ("time_zone", None),
        ("group_id", ABSENT),
    ],
)
def test_nothing_is_changed_by_a_bad_field(api: Api, group: Group, field: str, value: Any) -> None:
    meeting = book(api, group)

    problem = api.refused("PATCH", url(meeting), {field.split("/", maxsplit=1)[0]: value}, If_Match="*")

    assert problem["status"] == 422
    assert faults(problem) == [f"#/{field}"]
    assert api.get(url(meeting)) == meeting


@pytest.mark.parametrize("missing", ["group_id", "held_on"])
def test_group_and_day_are_needed(api: Api, group: Group, missing: str) -> None:
    body = {"group_id": str(group.id), "held_on": "2026-03-16"}

    problem = api.refused("POST", "/meetings", {name: body[name] for name in body if name != missing})

    assert faults(problem) == [f"#/{missing}"]


@pytest.mark.parametrize("body", [[], "möte", 1, [{"held_on": "2026-03-16"}]])
def test_a_body_that_is_no_object_is_refused(api: Api, body: Any) -> None:
    assert api.refused("POST", "/meetings", body)["status"] == 422


def test_an_external_id_is_taken_once(api: Api, group: Group) -> None:
    first = book(api, group, external_id="M 1")
    second = book(api, group, "2026-04-13")

    problem = api.refused("PATCH", url(second), {"external_id": "M 1"}, If_Match="*")

    assert problem["status"] == 409
    assert (problem["id"], problem["version"]) == (first["id"], 1)
    assert [found["id"] for found in api.items("/meetings?external_id=M%201")] == [first["id"]]


# Changed


def test_a_change_that_changes_nothing_counts_as_none(api: Api, group: Group) -> None:
    meeting = book(api, group, start_time="13:00", place="Rådhuset")

    same = api.patch(
        url(meeting), start_time="13:00:00", place=" Rådhuset ", held_on="2026-03-16", status="scheduled"
    )

    assert same == meeting


@pytest.mark.parametrize(
    ("said", "grows"),
    [
        ({"held_on": "2026-03-17"}, True),
        ({"start_time": "14:00"}, True),
        ({"end_time": None}, True),
        ({"time_zone": "Europe/Helsinki"}, True),
        ({"place": "Biblioteket"}, True),
        ({"online_url": "https://example.org/annan"}, True),
        ({"status": "proposed"}, True),
        ({"status": "proposed", "held_on": "2026-03-17", "place": None}, True),
        ({"note": "Fika"}, False),
        ({"links": [{"title": "Underlag", "url": "https://example.org"}]}, False),
        ({"external_id": "M 2"}, False),
    ],
)
def test_the_sequence_grows_with_time_place_link_and_status(
    api: Api, group: Group, said: Thing, grows: bool
) -> None:
    meeting = book(api, group, start_time="13:00", end_time="15:00", place="Rådhuset")

    changed = api.patch(url(meeting), **said)

    assert changed["version"] == 2
    assert changed["sequence"] == (1 if grows else 0)


def test_a_time_must_fit_the_one_that_stands(api: Api, group: Group) -> None:
    meeting = book(api, group, start_time="13:00", end_time="15:00")

    for said in ({"start_time": "15:01"}, {"end_time": "12:59"}, {"start_time": None}):
        problem = api.refused("PATCH", url(meeting), said, If_Match="*")
        assert faults(problem) == ["#/end_time"]

    assert api.get(url(meeting)) == meeting
    assert api.patch(url(meeting), start_time=None, end_time=None)["starts_at"] is None


def test_a_new_zone_moves_the_instants(api: Api, group: Group) -> None:
    meeting = book(api, group, start_time="13:00", end_time="15:00")

    changed = api.patch(url(meeting), time_zone="UTC")

    assert (changed["starts_at"], changed["ends_at"]) == ("2026-03-16T13:00:00Z", "2026-03-16T15:00:00Z")


@pytest.mark.parametrize("method_and_path", [("PATCH", ""), *(("POST", f"/{act}") for act in ACTS)])
def test_a_change_says_which_version_it_is_about(
    api: Api, group: Group, method_and_path: tuple[str, str]
) -> None:
    meeting = book(api, group)
    method, path = method_and_path
    meeting = api.patch(url(meeting), note="Fika")

    assert api.refused(method, url(meeting) + path, {})["status"] == 428
    stale = api.refused(method, url(meeting) + path, {}, If_Match='"1"')

    assert (stale["status"], stale["version"]) == (412, 2)
    assert api.get(url(meeting)) == meeting


# The life of a meeting


def test_a_meeting_is_held_once(api: Api, group: Group) -> None:
    meeting = book(api, group, "2026-03-02", start_time="13:00")

    held = api.call("POST", f"{url(meeting)}/holding", If_Match='"1"')

    assert held.status_code == 200
    assert held.json() == meeting | {"status": "held", "version": 2, "sequence": 1}
    assert held.headers["etag"].startswith('"2-')
    again = api.refused("POST", f"{url(meeting)}/holding", {}, If_Match="*")
    assert (again["status"], again["type"]) == (409, "/problems/meeting-held")


def test_it_is_held_on_its_day_at_the_earliest(api: Api, group: Group, time: Time) -> None:
    meeting = book(api, group, "2026-03-03")
    time.is_("2026-03-02T22:59:59+00:00")

    early = api.refused("POST", f"{url(meeting)}/holding", {}, If_Match="*")
    time.is_("2026-03-02T23:00:00+00:00")

    assert (early["status"], early["type"]) == (409, "/problems/meeting-not-yet")
    assert "2026-03-03" in early["detail"]
    assert api.act(f"{url(meeting)}/holding")["status"] == "held"


def test_a_meeting_is_cancelled_with_a_reason_and_reopened_with_another(api: Api, group: Group) -> None:
    meeting = book(api, group, status="proposed")

    cancelled = api.act(f"{url(meeting)}/cancellation", reason="Krock med budgeten")
    reopened = api.act(f"{url(meeting)}/reopening", reason="Budgeten flyttades")

    assert (cancelled["status"], cancelled["status_reason"]) == ("cancelled", "Krock med budgeten")
    assert (reopened["status"], reopened["status_reason"]) == ("proposed", "Budgeten flyttades")
    assert (reopened["version"], reopened["sequence"]) == (3, 2)
    assert api.patch(url(meeting), status="scheduled")["status_reason"] is None


@pytest.mark.parametrize(
    ("made_as", "act", "given_back"),
    [
        ("proposed", "holding", "proposed"),
        ("scheduled", "holding", "scheduled"),
        ("held", None, "scheduled"),
        ("proposed", "cancellation", "proposed"),
        ("scheduled", "cancellation", "scheduled"),
    ],
)
def test_reopening_gives_back_the_status_it_had(
    api: Api, group: Group, made_as: str, act: str | None, given_back: str
) -> None:
    meeting = book(api, group, "2026-03-02", status=made_as)
    if act:
        api.act(f"{url(meeting)}/{act}")

    assert api.act(f"{url(meeting)}/reopening")["status"] == given_back


@pytest.mark.parametrize(
    ("status", "act", "code"),
    [
        ("proposed", "reopening", "meeting-open"),
        ("scheduled", "reopening", "meeting-open"),
        ("held", "holding", "meeting-held"),
        ("held", "cancellation", "meeting-held"),
        ("cancelled", "holding", "meeting-cancelled"),
        ("cancelled", "cancellation", "meeting-cancelled"),
    ],
)
def test_other_acts_are_refused(
    api: Api, session: Session, group: Group, status: str, act: str, code: str
) -> None:
    meeting = make.meeting(session, group, "2026-03-02", status=status)
    session.commit()
    before = api.get(f"/meetings/{meeting.id}")

    problem = api.refused("POST", f"/meetings/{meeting.id}/{act}", {}, If_Match="*")

    assert (problem["status"], problem["type"]) == (409, f"/problems/{code}")
    assert api.get(f"/meetings/{meeting.id}") == before


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("body", [None, {}])
def test_an_act_needs_no_body(api: Api, session: Session, group: Group, act: str, body: Thing | None) -> None:
    status = "cancelled" if act == "reopening" else "scheduled"
    meeting = make.meeting(session, group, "2026-03-02", status=status)
    session.commit()

    assert api.call("POST", f"/meetings/{meeting.id}/{act}", body, If_Match="*").status_code == 200


@pytest.mark.parametrize(
    ("act", "field", "value"),
    [
        ("holding", "unknown_as", "excused"),
        ("holding", "unknown_as", 1),
        ("holding", "reason", "Hej"),
        ("cancellation", "reason", "x" * 1001),
        ("cancellation", "reason", ""),
        ("cancellation", "reason", 5),
        ("cancellation", "reason", "a\u0000"),
        ("cancellation", "unknown_as", None),
        ("reopening", "reason", ["Hej"]),
        ("reopening", "status", "held"),
    ],
)
def test_an_act_refuses_what_it_does_not_know(
    api: Api, group: Group, act: str, field: str, value: Any
) -> None:
    meeting = book(api, group, "2026-03-02")

    problem = api.refused("POST", f"{url(meeting)}/{act}", {field: value}, If_Match="*")

    assert faults(problem) == [f"#/{field}"]
    assert api.get(url(meeting)) == meeting


def test_what_was_held_is_corrected(api: Api, group: Group) -> None:
    meeting = book(api, group, "2026-03-01", status="held")
    said = {
        "held_on": "2026-03-02",
        "start_time": "13:00:00",
        "end_time": "15:00:00",
        "place": "Biblioteket",
        "online_url": "https://example.org/video",
        "note": "Fika",
        "links": [{"title": "Underlag", "url": "https://example.org"}],
        "external_id": "M 1",
    }

    assert api.patch(url(meeting), **said) | said == api.get(url(meeting))
    assert faults(api.refused("PATCH", url(meeting), {"held_on": "2026-03-03"}, If_Match="*")) == [
        "#/held_on"
    ]


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("held", {"status": "scheduled"}),
        ("held", {"status": "cancelled"}),
        ("held", {"time_zone": "UTC"}),
        ("held", {"note": "Fika", "status": "proposed"}),
        *(
            ("cancelled", said)
            for said in (
                {"status": "scheduled"},
                {"status": "held"},
                {"held_on": "2026-03-17"},
                {"start_time": "13:00"},
                {"end_time": "13:00"},
                {"time_zone": "UTC"},
                {"place": "Biblioteket"},
                {"online_url": "https://example.org"},
            )
        ),
    ],
)
def test_the_rest_of_what_was_held_or_cancelled_stays(
    api: Api, session: Session, group: Group, status: str, said: Thing
) -> None:
    meeting = make.meeting(session, group, "2026-03-02", status=status)
    session.commit()
    before = api.get(f"/meetings/{meeting.id}")

    problem = api.refused("PATCH", f"/meetings/{meeting.id}", said, If_Match="*")

    assert (problem["status"], problem["type"]) == (409, f"/problems/meeting-{status}")
    assert api.get(f"/meetings/{meeting.id}") == before


def test_a_cancelled_meeting_is_noted_and_linked(api: Api, session: Session, group: Group) -> None:
    meeting = make.meeting(session, group, "2026-03-16", status="cancelled")
    session.commit()
    links = [{"title": "Underlag", "url": "https://example.org"}]

    changed = api.patch(
        f"/meetings/{meeting.id}",
        note="Fika",
        links=links,
        external_id="M 1",
        status="cancelled",
        held_on="2026-03-16",
    )

    assert (changed["note"], changed["links"], changed["external_id"]) == ("Fika", links, "M 1")


def test_of_two_who_hold_it_at_once_one_is_told_that_it_was_changed(api: Api, group: Group) -> None:
    meeting = book(api, group, "2026-03-02")

    with ThreadPoolExecutor(4) as pool:
        hold = [
            pool.submit(api.call, "POST", f"{url(meeting)}/holding", {}, If_Match='"1"') for _ in range(4)
        ]

    assert sorted(each.result().status_code for each in hold) == [200, 412, 412, 412]
    assert api.get(url(meeting))["version"] == 2


# Found


def test_meetings_stand_by_day_then_start_then_when_made(api: Api, group: Group, time: Time) -> None:
    whole_day = book(api, group, "2026-03-16")
    late = book(api, group, "2026-04-13")
    time.is_("2026-03-02T09:01:00+00:00")
    later_made = book(api, group, "2026-03-16", start_time="10:00")
    time.is_("2026-03-02T09:00:30+00:00")
    earlier_made = book(api, group, "2026-03-16", start_time="10:00")
    order = [earlier_made, later_made, whole_day, late]

    assert api.items("/meetings") == order
    assert api.items("/meetings?sort=-held_on") == order[::-1]
    made = [each["created_at"] for each in api.items("/meetings?sort=-created_at")]
    assert made == sorted(made, reverse=True)


def test_meetings_are_filtered(api: Api, session: Session, group: Group) -> None:
    for day, status in (("2026-02-02", "held"), ("2026-03-16", "proposed"), ("2026-04-13", "scheduled")):
        make.meeting(session, group, day, status=status)
    make.meeting(session, make.group(session, "Styrgruppen"), "2026-03-16", status="cancelled")
    session.commit()

    def days(query: str) -> list[str]:
        return [each["held_on"] for each in api.items(f"/meetings?{query}")]

    assert days(f"group_id={group.id}") == ["2026-02-02", "2026-03-16", "2026-04-13"]
    assert days("status=held") == ["2026-02-02"]
    assert days("status=held&status=scheduled") == ["2026-02-02", "2026-04-13"]
    assert days("held_from=2026-03-16&held_to=2026-04-12") == ["2026-03-16", "2026-03-16"]
    assert days(f"group_id={group.id}&held_from=2026-04-13&held_to=2026-04-13") == ["2026-04-13"]
    assert days(f"group_id={uuid4()}") == days("external_id=M%201") == []


@pytest.mark.parametrize(
    "query",
    [
        "status=moved",
        "status=held&status=moved",
        "held_from=2026-3-1",
        "held_to=nu",
        "group_id=1",
        "sort=place",
        "sort=held_on,held_on",
        "external_id=" + "x" * 201,
        "q=hej",
        "limit=101",
    ],
)
def test_a_bad_query_is_refused_at_its_parameter(api: Api, query: str) -> None:
    problem = api.refused("GET", f"/meetings?{query}")

    assert problem["status"] == 422
    assert faults(problem) == [query.rsplit("&", maxsplit=1)[-1].split("=", maxsplit=1)[0]]


# The next one


def test_the_next_meeting_is_asked(api: Api, group: Group, time: Time) -> None:
    next_one = f"/groups/{group.id}/next-meeting"
    none = api.refused("GET", next_one)
    first = book(api, group, "2026-03-02", start_time="13:00")
    second = book(api, group, "2026-03-02")
    third = book(api, group, "2026-03-16", status="proposed")

    assert (none["status"], none["type"]) == (404, "/problems/no-meeting-booked")
    assert api.get(next_one) == first
    assert api.get(f"{next_one}?after=2026-03-02") == third
    assert api.refused("GET", f"{next_one}?after=2026-03-16")["type"] == "/problems/no-meeting-booked"
    time.is_("2026-03-02T12:00:00+00:00")
    assert api.get(next_one) == second
    assert api.get(f"{next_one}?after=2026-03-01") == second


def test_the_next_meeting_of_a_group_that_is_not_there_is_not_found(api: Api) -> None:
    assert api.refused("GET", f"/groups/{uuid4()}/next-meeting")["type"] == "/problems/not-found"
    assert faults(api.refused("GET", "/groups/1/next-meeting")) == ["id"]


# Who may


def test_an_outsider_sees_nothing_and_cannot_tell(
    api: Api, session: Session, group: Group, as_: Callable[[Person], Api]
) -> None:
    outsider = as_(make.member(session, make.group(session, "Styrgruppen"), "chair"))
    meeting = book(api, group)

    def same(method: str, path: str, body: Any = None, **headers: str) -> None:
        there = outsider.refused(method, path.format(meeting["id"], group.id), body, **headers)
        absent = outsider.refused(method, path.format(uuid4(), uuid4()), body, **headers)
        assert there["status"] == absent["status"] == 404
        assert there | {"instance": ""} == absent | {"instance": ""}

    same("GET", "/meetings/{0}")
    same("PATCH", "/meetings/{0}", {"note": "Hej"}, If_Match="*")
    for act in ACTS:
        same("POST", f"/meetings/{{0}}/{act}", {}, If_Match="*")
        same("POST", f"/meetings/{{0}}/{act}", {})
    same("GET", "/groups/{1}/next-meeting")
    assert outsider.items("/meetings") == outsider.items(f"/meetings?group_id={group.id}") == []
    there = outsider.refused("POST", "/meetings", {"group_id": str(group.id), "held_on": "2026-03-16"})
    absent = outsider.refused("POST", "/meetings", {"group_id": str(uuid4()), "held_on": "2026-03-16"})
    assert there == absent
    assert faults(there) == ["#/group_id"]
    assert api.get(url(meeting)) == meeting


@pytest.mark.parametrize("role", ["member", "observer"])
def test_only_leads_change_meetings(
    api: Api, session: Session, group: Group, as_: Callable[[Person], Api], role: str
) -> None:
    reader = as_(make.member(session, group, role))
    meeting = book(api, group, "2026-03-02")

    assert reader.get(url(meeting)) == meeting
    assert reader.items("/meetings") == [meeting]
    body = {"group_id": str(group.id), "held_on": "2026-03-16"}
    assert reader.refused("POST", "/meetings", body)["status"] == 403
    assert reader.refused("PATCH", url(meeting), {"note": "Hej"})["status"] == 403
    for act in ACTS:
        assert reader.refused("POST", f"{url(meeting)}/{act}", {})["status"] == 403
    assert api.items("/meetings") == [meeting]


@pytest.mark.parametrize("role", ["chair", "vice_chair", "secretary", "coordinator"])
def test_leads_change_meetings(
    session: Session, group: Group, as_: Callable[[Person], Api], role: str
) -> None:
    lead = as_(make.member(session, group, role))

    meeting = book(lead, group, "2026-03-02")

    assert lead.act(f"{url(meeting)}/holding")["status"] == "held"


@pytest.mark.parametrize("near", ["parent", "child"])
def test_a_lead_sees_the_days_of_the_groups_above_and_below(
    api: Api, session: Session, group: Group, as_: Callable[[Person], Api], near: str
) -> None:
    parent = group if near == "parent" else make.group(session, "Över")
    own = make.group(session, "Egen", parent_id=parent.id)
    if near == "child":
        group = make.group(session, "Under", parent_id=own.id)
    lead, member = as_(make.member(session, own, "secretary")), as_(make.member(session, own))
    session.commit()
    meeting = book(api, group, start_time="13:00", external_id="M 1")
    api.patch(url(meeting), place="Rådhuset")
    day = {name: meeting[name] for name in ("id", "group_id", "held_on")}

    answer = lead.call("GET", url(meeting))
    assert answer.json() == day
    assert answer.headers["etag"].startswith('"1-')
    assert lead.items(f"/meetings?group_id={group.id}") == [day]
    assert lead.items(f"/meetings?group_id={group.id}&held_from=2026-03-16") == [day]
    assert lead.items(f"/meetings?group_id={group.id}&status=scheduled") == []
    assert lead.items(f"/meetings?group_id={group.id}&external_id=M%201") == []
    assert lead.items("/meetings") == []
    assert lead.refused("PATCH", url(meeting), {"note": "Hej"}, If_Match="*")["status"] == 403
    assert lead.refused("GET", f"/groups/{group.id}/next-meeting")["status"] == 404
    assert member.refused("GET", url(meeting))["status"] == 404
    assert member.items(f"/meetings?group_id={group.id}") == []


def test_a_list_of_meetings_says_how_many_the_caller_sees(
    api: Api, session: Session, group: Group, as_: Callable[[Person], Api]
) -> None:
    other = make.group(session, "Styrgruppen")
    member = as_(make.member(session, group))
    book(api, group)
    book(api, other)

    listed = json.loads(member.call("GET", "/meetings").text)

    assert listed["total_records"] == listed["count"] == 1
