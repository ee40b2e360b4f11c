"""Agenda items over HTTP."""

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
    """The group's next meeting."""
    made = make.meeting(session, group, "2026-03-16")
    session.commit()
    return made


def titles(api: Api, query: str) -> list[str]:
    return [item["title"] for item in api.items(f"/agenda-items?{query}")]


def test_one_is_made_read_changed_and_removed(api: Api, session: Session, meeting: Meeting) -> None:
    presenter = str(make.person(session).id)
    session.commit()
    links = [{"title": "Underlag", "url": "https://example.org/underlag"}]
    said = {
        "title": "Lokaler",
        "kind": "decision",
        "notes": "Förslag",
        "presenter_ids": [presenter],
        "links": links,
    }

    made = api.call("POST", "/agenda-items", {"meeting_id": str(meeting.id), "external_id": "L 1", **said})
    item = made.json()
    url = f"/agenda-items/{item['id']}"
    read = api.call("GET", url)
    changed = api.call("PATCH", url, {"title": "Nya lokaler"}, If_Match=made.headers["etag"])
    searched = api.items("/agenda-items?q=nya lokaler forslag")
    gone = api.call("DELETE", url, If_Match=changed.headers["etag"])

    assert made.status_code == 201
    assert made.headers["location"] == f"http://127.0.0.1:8000/api/v1{url}"
    assert item | said == item
    assert (
        item
        == read.json()
        == {
            **said,
            "id": item["id"],
            "version": 1,
            "external_id": "L 1",
            "created_at": "2026-03-02T09:00:00Z",
            "modified_at": "2026-03-02T09:00:00Z",
            "meeting_id": str(meeting.id),
            "position": 1,
            "number": "1",
            "parent_id": None,
            "outcome": "none",
            "parked_until": None,
            "referred_to_id": None,
            "continues_id": None,
        }
    )
    assert read.headers["etag"] == made.headers["etag"]
    assert [changed.json()] == searched == [item | {"title": "Nya lokaler", "version": 2}]
    assert (gone.status_code, gone.content) == (204, b"")
    assert api.refused("DELETE", url, If_Match="*")["status"] == 404


def test_parking_is_an_act_on_the_version_that_was_read(api: Api, meeting: Meeting) -> None:
    item = api.post("/agenda-items", meeting_id=str(meeting.id), title="Lokaler")
    url = f"/agenda-items/{item['id']}/parking"

    assert api.refused("POST", url, {"until": "våren"})["status"] == 428
    assert api.refused("POST", url, {"until": "våren"}, If_Match='"7"')["version"] == 1
    parked = api.call("POST", url, {"until": "våren"}, If_Match='"1"')

    assert parked.status_code == 200
    assert parked.headers["etag"].startswith('"2-')
    assert parked.json() == item | {"outcome": "parked", "parked_until": "våren", "version": 2}


def test_the_next_meetings_agenda_is_whole_and_has_an_etag(
    api: Api, session: Session, group: Group, meeting: Meeting
) -> None:
    make.agenda_item(
        session, make.meeting(session, group, "2026-02-02", status="held"), "Skjuts", outcome="parked"
    )
    session.commit()
    api.post("/agenda-items", meeting_id=str(meeting.id), title="Lokaler")

    first = api.call("GET", f"/meetings/{meeting.id}/agenda")
    api.post("/agenda-items", meeting_id=str(meeting.id), title="Öppnande", position=1)
    second = api.call("GET", f"/meetings/{meeting.id}/agenda")
    again = api.call("GET", f"/meetings/{meeting.id}/agenda", If_None_Match=second.headers["etag"])

    def shown(answer: Any) -> list[tuple[str | None, str]]:
        return [(item["number"], item["title"]) for item in answer.json()["items"]]

    assert shown(first) == [("1", "Lokaler"), (None, "Skjuts")]
    assert shown(second) == [("1", "Öppnande"), ("2", "Lokaler"), (None, "Skjuts")]
    assert first.headers["etag"].startswith('"2-')
    assert second.headers["etag"].startswith('"4-')
    assert again.status_code == 304


def test_what_waits_comes_on_the_agenda_that_follows_when_a_meeting_begins_and_stays_on_its_own(
    api: Api, session: Session, group: Group, time: Any
) -> None:
    make.agenda_item(session, make.meeting(session, group, "2026-02-02", status="held"), outcome="parked")
    today, following = (make.meeting(session, group, day, "11:00") for day in ("2026-03-02", "2026-03-16"))
    session.commit()
    urls = [f"/meetings/{each.id}/agenda" for each in (today, following)]
    before = [api.call("GET", url) for url in urls]

    time.is_("2026-03-02T10:00:00+00:00")

    after = [
        api.call("GET", url, If_None_Match=was.headers["etag"]) for url, was in zip(urls, before, strict=True)
    ]
    assert [len(was.json()["items"]) for was in before] == [1, 0]
    assert (after[0].status_code, len(after[1].json()["items"])) == (304, 1)


def test_an_empty_agenda_is_an_empty_list(api: Api, meeting: Meeting) -> None:
    assert api.get(f"/meetings/{meeting.id}/agenda") == {"items": []}


def test_the_list_is_in_the_order_of_meetings_then_numbers(
    api: Api, session: Session, group: Group, meeting: Meeting
) -> None:
    later = make.agenda_item(session, meeting, "Senare")
    first = make.meeting(session, group, "2026-02-02")
    parent = make.agenda_item(session, first, "Tidigt", position=2)
    make.agenda_item(session, first, "Först", position=1)
    make.agenda_item(session, first, "Under", parent_id=parent.id)
    session.commit()

    assert titles(api, "") == ["Först", "Tidigt", "Under", "Senare"]
    assert titles(api, "sort=-meeting,number") == ["Senare", "Först", "Tidigt", "Under"]
    assert titles(api, f"sort=-id&limit=1&meeting_id={meeting.id}") == [later.title]
    assert [item["number"] for item in api.items("/agenda-items")] == ["1", "2", "2.1", "1"]


def test_the_list_has_filters(api: Api, session: Session, group: Group, meeting: Meeting) -> None:
    make.agenda_item(
        session, meeting, "Lokaler", notes="Hyran är för hög", external_id="L 1", outcome="parked"
    )
    make.agenda_item(session, meeting, "100 % närvaro", outcome="handled")
    make.agenda_item(session, make.meeting(session, make.group(session), "2026-03-16"), "Skjuts")
    session.commit()

    assert titles(api, f"group_id={group.id}") == ["Lokaler", "100 % närvaro"]
    assert titles(api, f"meeting_id={meeting.id}&outcome=parked&outcome=none") == ["Lokaler"]
    assert titles(api, "outcome=parked&outcome=none") == ["Lokaler", "Skjuts"]
    assert titles(api, "external_id=L 1") == ["Lokaler"]
    assert titles(api, "q=HYRAN  ar") == ["Lokaler"]
    assert titles(api, "q=%25") == ["100 % närvaro"]
    assert titles(api, f"group_id={uuid4()}") == []


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("outcome=other", "outcome"),
        ("group_id=7", "group_id"),
        ("sort=title", "sort"),
        ("page=0", "page"),
        ("colour=red", "colour"),
        ("q=%00", "q"),
        ("q=" + "a" * 201, "q"),
    ],
)
def test_a_bad_query_is_refused_by_name(api: Api, query: str, parameter: str) -> None:
    problem = api.refused("GET", f"/agenda-items?{query}")

    assert (problem["status"], problem["errors"][0]["parameter"]) == (422, parameter)


BAD: list[tuple[dict[str, Any], str]] = [
    ({"title": ""}, "#/title"),
    ({"title": "  "}, "#/title"),
    ({"title": None}, "#/title"),
    ({"title": 7}, "#/title"),
    ({"title": "x" * 301}, "#/title"),
    ({"title": "a\0"}, "#/title"),
    ({"kind": "other"}, "#/kind"),
    ({"kind": None}, "#/kind"),
    ({"notes": "x" * 100_001}, "#/notes"),
    ({"notes": ["x"]}, "#/notes"),
    ({"position": 0}, "#/position"),
    ({"position": 1001}, "#/position"),
    ({"position": 2**70}, "#/position"),
    ({"position": "first"}, "#/position"),
    ({"position": 1.5}, "#/position"),
    ({"presenter_ids": "x"}, "#/presenter_ids"),
    ({"presenter_ids": None}, "#/presenter_ids"),
    ({"presenter_ids": ["x"]}, "#/presenter_ids/0"),
    ({"presenter_ids": [str(uuid4())]}, "#/presenter_ids/0"),
    ({"presenter_ids": [str(uuid4()) for _ in range(21)]}, "#/presenter_ids"),
    ({"outcome": "done"}, "#/outcome"),
    ({"outcome": None}, "#/outcome"),
    ({"outcome": "parked", "parked_until": "x" * 301}, "#/parked_until"),
    ({"outcome": "parked", "parked_until": ""}, "#/parked_until"),
    ({"outcome": "referred", "referred_to_id": 7}, "#/referred_to_id"),
    ({"parent_id": str(uuid4())}, "#/parent_id"),
    ({"parent_id": "x"}, "#/parent_id"),
    ({"links": [{"title": "x", "url": "javascript:alert(1)"}]}, "#/links/0/url"),
    ({"links": [{"title": "x", "url": "https://example.org"}] * 51}, "#/links"),
    ({"links": {}}, "#/links"),
    ({"external_id": ""}, "#/external_id"),
    ({"number": "4"}, "#/number"),
    ({"version": 1}, "#/version"),
    ({"colour": "red"}, "#/colour"),
]


@pytest.mark.parametrize(("fields", "pointer"), BAD)
def test_bad_input_is_refused_by_name_and_nothing_is_stored(
    api: Api, meeting: Meeting, fields: dict[str, Any], pointer: str
) -> None:
    item = api.post("/agenda-items", meeting_id=str(meeting.id), title="Lokaler")

    new = api.refused("POST", "/agenda-items", {"meeting_id": str(meeting.id), "title": "Ny", **fields})
    old = api.refused("PATCH", f"/agenda-items/{item['id']}", fields, If_Match="*")

    assert [problem["errors"][0]["pointer"] for problem in (new, old)] == [pointer, pointer]
    assert {new["status"], old["status"]} == {422}
    assert api.items("/agenda-items") == [item]


def test_a_presenter_named_twice_is_refused_by_name(api: Api, session: Session, meeting: Meeting) -> None:
    presenter = str(make.person(session).id)
    session.commit()

    problem = api.refused(
        "POST",
        "/agenda-items",
        {"meeting_id": str(meeting.id), "title": "Ny", "presenter_ids": [presenter, presenter]},
    )

    assert (problem["status"], problem["errors"][0]["pointer"]) == (422, "#/presenter_ids/1")
    assert api.items("/agenda-items") == []


def test_half_a_letter_is_refused_by_name(api: Api, meeting: Meeting) -> None:
    body = json.dumps({"meeting_id": str(meeting.id), "title": "\ud800"})

    answer = api.client.post(
        "/api/v1/agenda-items",
        content=body,
        headers={"X-API-Key": api.key, "Content-Type": "application/json"},
    )

    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "#/title")


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"title": "Ny"}, "#/meeting_id"),
        ({"title": "Ny", "meeting_id": None}, "#/meeting_id"),
        ({"title": "Ny", "meeting_id": str(uuid4())}, "#/meeting_id"),
        ({"continues_id": str(uuid4())}, "#/continues_id"),
        ({"continues_id": 7}, "#/continues_id"),
        ({}, "#/title"),
    ],
)
def test_what_a_new_one_needs_is_asked_for_by_name(
    api: Api, meeting: Meeting, fields: dict[str, Any], pointer: str
) -> None:
    body = fields if "title" in fields else {"meeting_id": str(meeting.id), **fields}

    problem = api.refused("POST", "/agenda-items", body)

    assert (problem["status"], problem["errors"][0]["pointer"]) == (422, pointer)
    assert api.items("/agenda-items") == []


@pytest.mark.parametrize("field", ["meeting_id", "continues_id"])
def test_its_meeting_and_what_it_continues_are_not_changed(api: Api, meeting: Meeting, field: str) -> None:
    item = api.post("/agenda-items", meeting_id=str(meeting.id), title="Lokaler")

    problem = api.refused("PATCH", f"/agenda-items/{item['id']}", {field: str(uuid4())}, If_Match="*")

    assert problem["errors"][0]["pointer"] == f"#/{field}"


@pytest.mark.parametrize(
    "body", [{"until": ""}, {"until": "x" * 301}, {"until": 7}, {"when": "våren"}, {"until": "\0"}]
)
def test_bad_parking_is_refused(api: Api, meeting: Meeting, body: dict[str, Any]) -> None:
    item = api.post("/agenda-items", meeting_id=str(meeting.id), title="Lokaler")

    problem = api.refused("POST", f"/agenda-items/{item['id']}/parking", body, If_Match="*")

    assert (problem["status"], problem["errors"][0]["pointer"]) == (422, f"#/{next(iter(body))}")
    assert api.get(f"/agenda-items/{item['id']}") == item


def test_null_empties_what_may_be_empty(api: Api, meeting: Meeting) -> None:
    item = api.post(
        "/agenda-items",
        meeting_id=str(meeting.id),
        title="Lokaler",
        external_id="L 1",
        notes="Hyran",
        outcome="parked",
        parked_until="våren",
    )

    changed = api.patch(f"/agenda-items/{item['id']}", notes=None, parked_until=None, external_id=None)

    assert changed == item | {"notes": None, "parked_until": None, "external_id": None, "version": 2}


def test_a_taken_external_id_says_whose_it_is(api: Api, meeting: Meeting) -> None:
    item = api.post("/agenda-items", meeting_id=str(meeting.id), title="Lokaler", external_id="L 1")

    problem = api.refused(
        "POST",
        "/agenda-items",
        {"meeting_id": str(meeting.id), "title": "Ny", "position": 1, "external_id": "L 1"},
    )

    assert (problem["status"], problem["id"], problem["version"]) == (409, item["id"], 1)
    assert api.items("/agenda-items") == [item]


def test_what_is_continued_elsewhere_is_refused(
    api: Api, session: Session, group: Group, meeting: Meeting
) -> None:
    old = make.agenda_item(session, make.meeting(session, group, "2026-02-02"), outcome="parked")
    session.commit()
    new = api.post("/agenda-items", meeting_id=str(meeting.id), continues_id=str(old.id))

    twice = api.refused("POST", "/agenda-items", {"meeting_id": str(meeting.id), "continues_id": str(old.id)})
    in_use = api.refused("DELETE", f"/agenda-items/{old.id}", If_Match="*")

    assert new["continues_id"] == str(old.id)
    assert (twice["status"], twice["type"]) == (409, "/problems/already-continued")
    assert (in_use["status"], in_use["type"]) == (409, "/problems/agenda-item-in-use")


def test_outsiders_cannot_tell_that_it_exists(
    api: Api, session: Session, group: Group, meeting: Meeting
) -> None:
    item = make.agenda_item(session, meeting, outcome="parked")
    outsider = make.member(session, make.group(session, "Styrgruppen"), "secretary")
    mine = make.meeting(session, make.group(session, "Egna"), "2026-03-16")
    make.membership(session, session.get_one(Group, mine.group_id), outsider, "chair")
    key = make.key(session, outsider)
    session.commit()
    other = Api(api.client, key)

    def refusals(item_id: Any, meeting_id: Any) -> list[tuple[Any, ...]]:
        problems = [
            other.refused("GET", f"/agenda-items/{item_id}"),
            other.refused("PATCH", f"/agenda-items/{item_id}", {"title": "x"}, If_Match="*"),
            other.refused("DELETE", f"/agenda-items/{item_id}"),
            other.refused("POST", f"/agenda-items/{item_id}/parking", {}, If_Match='"9"'),
            other.refused("GET", f"/meetings/{meeting_id}/agenda"),
            other.refused("POST", "/agenda-items", {"meeting_id": str(meeting_id), "title": "x"}),
            other.refused(
                "POST", "/agenda-items", {"meeting_id": str(mine.id), "continues_id": str(item_id)}
            ),
            other.refused(
                "POST", "/agenda-items", {"meeting_id": str(mine.id), "title": "x", "parent_id": str(item_id)}
            ),
            other.refused(
                "POST",
                "/agenda-items",
                {
                    "meeting_id": str(mine.id),
                    "title": "x",
                    "outcome": "referred",
                    "referred_to_id": str(group.id),
                }
                if item_id == item.id
                else {
                    "meeting_id": str(mine.id),
                    "title": "x",
                    "outcome": "referred",
                    "referred_to_id": str(item_id),
                },
            ),
        ]
        return [tuple(value for name, value in problem.items() if name != "instance") for problem in problems]

    assert refusals(item.id, meeting.id) == refusals(uuid4(), uuid4())
    assert other.items(f"/agenda-items?group_id={group.id}") == other.items("/agenda-items") == []


def test_members_read_and_do_not_write(api: Api, session: Session, group: Group, meeting: Meeting) -> None:
    item = make.agenda_item(session, meeting)
    member = make.member(session, group)
    key = make.key(session, member)
    session.commit()
    reader = Api(api.client, key)

    assert [shown["id"] for shown in reader.items(f"/meetings/{meeting.id}/agenda")] == [str(item.id)]
    assert [shown["id"] for shown in reader.items("/agenda-items")] == [str(item.id)]
    assert (
        reader.refused("POST", "/agenda-items", {"meeting_id": str(meeting.id), "title": "x"})["status"]
        == 403
    )
    assert reader.refused("PATCH", f"/agenda-items/{item.id}", {"title": "x"})["status"] == 403
    assert reader.refused("DELETE", f"/agenda-items/{item.id}")["status"] == 403
    assert reader.refused("POST", f"/agenda-items/{item.id}/parking", {})["status"] == 403
