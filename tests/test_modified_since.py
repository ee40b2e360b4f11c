"""`modified_since` on every list of nouns: what became another since, in that order, and stubs of what is gone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from app.api_keys.models import ApiKey, Scope
from app.groups.models import Group
from app.identities.models import Identity, LinkedBy
from app.imports.models import Import
from app.meetings.models import Meeting
from app.tables import Noun
from tests import make
from tests.asking import Api
from tests.conftest import Time

BEFORE, SINCE, LATER = (datetime(2026, 2, day, 12, tzinfo=UTC) for day in (1, 10, 20))
ASKED = "2026-02-10T13:00:00%2B01:00"


def identity(session: Session, subject: str, **fields: Any) -> Identity:
    row = Identity(
        person_id=make.person(session, subject).id,
        issuer="https://login.example.org",
        subject=subject,
        linked_by=LinkedBy.administrator,
        created_at=make.MADE,
        **fields,
    )
    session.add(row)
    session.flush()
    return row


def note(session: Session, group: Group, text: str, **fields: Any) -> Import:
    empty: dict[str, Any] = {
        key: []
        for key in ("attendance", "agenda_items", "decisions", "action_points", "next_meetings", "unread")
    }
    row = Import(
        group_id=group.id,
        fingerprint=text,
        text=text,
        meeting={},
        created_at=make.MADE,
        **empty,
        **fields,
    )
    session.add(row)
    session.flush()
    return row


def a_key(session: Session, name: str, **fields: Any) -> Noun:

    row = ApiKey(name=name, secret_hash=name, scopes=list(Scope), created_at=make.MADE, **fields)
    session.add(row)
    session.flush()
    return row


@dataclass(frozen=True)
class In:
    """Where things are made."""

    session: Session
    group: Group
    meeting: Meeting


Made = Callable[[In, str, dict[str, Any]], Noun]
LISTS: dict[str, Made] = {
    "organizations": lambda to, name, at: make.organization(to.session, name, **at),
    "persons": lambda to, name, at: make.person(to.session, name, **at),
    "groups": lambda to, name, at: make.group(to.session, name, **at),
    "memberships": lambda to, name, at: make.membership(
        to.session, to.group, make.person(to.session, name), **at
    ),
    "meetings": lambda to, name, at: make.meeting(to.session, to.group, "2026-06-01", note=name, **at),
    "agenda-items": lambda to, name, at: make.agenda_item(to.session, to.meeting, name, **at),
    "decisions": lambda to, name, at: make.decision(to.session, to.meeting, name, **at),
    "action-points": lambda to, name, at: make.action_point(to.session, to.group, task=name, **at),
    "api-keys": lambda to, name, at: a_key(to.session, name, **at),
    "identities": lambda to, name, at: identity(to.session, name, **at),
    "imports": lambda to, name, at: note(to.session, to.group, name, **at),
}
GOING = ("agenda-items", "api-keys", "identities", "imports")


@pytest.fixture
def group(session: Session) -> Group:
    return make.group(session)


@pytest.fixture
def meeting(session: Session, group: Group) -> Meeting:
    return make.meeting(session, group, "2026-03-30")


def rows(session: Session, group: Group, meeting: Meeting, noun: str, *instants: datetime) -> list[str]:
    """The ids of new things that became what they are at these instants."""
    names = ("Abborre", "Björn", "Citronfjäril", "Dopping")
    made = [
        LISTS[noun](In(session, group, meeting), name, {"modified_at": instant})
        for name, instant in zip(names, instants, strict=False)
    ]
    session.commit()
    return [str(row.id) for row in made]


def ids(found: list[dict[str, Any]], among: list[str]) -> list[str]:
    return [one["id"] for one in found if one["id"] in among]


def test_no_list_of_things_with_an_instant_is_without_it(api: Api) -> None:
    document = api.get("/openapi.json")
    schemas = document["components"]["schemas"]
    nouns = {
        name
        for name, schema in schemas.items()
        if {"modified_at", "version"} <= {*schema.get("properties", ())}
    }
    lists = {}
    for path, item in document["paths"].items():
        answer = item.get("get", {}).get("responses", {}).get("200", {}).get("content", {})
        said = str(
            schemas.get(
                answer.get("application/json", {}).get("schema", {}).get("$ref", "").split("/")[-1], {}
            )
        )
        if "total_pages" in said and any(f"/{name}'" in said for name in nouns):
            lists[path] = [parameter["name"] for parameter in item["get"]["parameters"]]

    assert {path.strip("/") for path in lists} == LISTS.keys()
    assert [path for path, names in lists.items() if "modified_since" not in names] == []


@pytest.mark.parametrize("noun", LISTS)
def test_what_became_another_since_comes_in_that_order(
    api: Api, session: Session, group: Group, meeting: Meeting, noun: str
) -> None:
    late, _, edge = made = rows(session, group, meeting, noun, LATER, BEFORE, SINCE)

    assert ids(api.items(f"/{noun}?modified_since={ASKED}&limit=100"), made) == [edge, late]
    assert api.get(f"/{noun}?modified_since={ASKED}&limit=1")["items"][0]["id"] == edge


@pytest.mark.parametrize("noun", GOING)
def test_of_what_is_gone_there_is_a_stub(
    api: Api, session: Session, time: Time, group: Group, meeting: Meeting, noun: str
) -> None:
    there, gone, gone_before = rows(session, group, meeting, noun, LATER, BEFORE, BEFORE)
    for id, day in ((gone_before, "05"), (gone, "15")):
        time.is_(f"2026-02-{day}T12:00:00Z")
        assert api.call("DELETE", f"/{noun}/{id}", If_Match="*").status_code == 204
    stub = {"id": gone, "deleted": True, "modified_at": "2026-02-15T12:00:00Z"}

    page = api.get(f"/{noun}?modified_since={ASKED}")
    assert ids(page["items"], [there, gone, gone_before]) == [gone, there]
    assert page["items"][0] == stub
    assert page["total_records"] == page["count"]
    assert api.get(f"/{noun}?modified_since={ASKED}&limit=1&page=1")["items"] == [stub]
    assert ids(api.items(f"/{noun}?modified_since=2026-02-16T00:00:00Z"), [gone]) == []
    assert ids(api.items(f"/{noun}"), [gone]) == []


def test_what_goes_with_another_is_told_as_well(
    api: Api, session: Session, group: Group, meeting: Meeting
) -> None:
    item = make.agenda_item(session, meeting)
    below = make.agenda_item(session, meeting, "Under", parent_id=item.id)
    session.commit()
    assert api.call("DELETE", f"/agenda-items/{item.id}", If_Match="*").status_code == 204

    gone = api.items(f"/agenda-items?modified_since={ASKED}")
    assert {one["id"] for one in gone if one["deleted"]} == {str(item.id), str(below.id)}


def test_a_removal_that_is_undone_leaves_no_stub(
    api: Api, session: Session, group: Group, meeting: Meeting
) -> None:
    item = make.agenda_item(session, meeting)
    make.decision(session, meeting, agenda_item_id=item.id)
    session.commit()
    assert api.refused("DELETE", f"/agenda-items/{item.id}", If_Match="*")["status"] == 409

    assert api.items(f"/agenda-items?modified_since={ASKED}") == []


def test_stubs_are_of_what_the_reader_could_see(
    api: Api, session: Session, group: Group, meeting: Meeting
) -> None:
    others = make.group(session, "En annan")
    chair, member, stranger = (
        str(make.member(session, where, role).id)
        for where, role in ((group, "chair"), (group, "member"), (others, "chair"))
    )
    (item,) = rows(session, group, meeting, "agenda-items", BEFORE)
    (sent,) = rows(session, group, meeting, "imports", BEFORE)
    for path in (f"/agenda-items/{item}", f"/imports/{sent}"):
        assert api.call("DELETE", path, If_Match="*").status_code == 204

    def gone(reader: str, noun: str, more: str = "") -> list[str]:
        return [one["id"] for one in api.as_(reader).items(f"/{noun}?modified_since={ASKED}{more}")]

    assert [gone(reader, "agenda-items") for reader in (chair, member, stranger)] == [[item], [item], []]
    assert [gone(reader, "imports") for reader in (chair, member, stranger)] == [[sent], [], []]
    assert gone(chair, "agenda-items", f"&group_id={group.id}") == [item]
    assert gone(stranger, "agenda-items", f"&group_id={group.id}") == []
    assert api.items(f"/agenda-items?modified_since={ASKED}&group_id={others.id}") == []
    assert [one["id"] for one in api.items(f"/imports?modified_since={ASKED}")] == [sent]


def test_by_another_order_stubs_come_last(
    api: Api, session: Session, time: Time, group: Group, meeting: Meeting
) -> None:
    first, second, gone = rows(session, group, meeting, "agenda-items", LATER, LATER, BEFORE)
    time.is_("2026-02-15T12:00:00Z")
    assert api.call("DELETE", f"/agenda-items/{gone}", If_Match="*").status_code == 204
    url = f"/agenda-items?modified_since={ASKED}&sort="

    for sort, wanted in (
        ("number", [first, second]),
        ("-number", [second, first]),
        ("-meeting,number", [first, second]),
    ):
        pages = [api.items(f"{url}{sort}&limit=1&page={page}")[0]["id"] for page in (1, 2, 3)]
        assert pages == [*wanted, gone]


def test_of_what_is_shown_in_part_it_says_nothing(
    api: Api, session: Session, group: Group, meeting: Meeting
) -> None:
    """When a group near one's own, a meeting of it or a person one has only introduced was changed is not shown."""
    above = make.group(session, "Styrgruppen", modified_at=LATER)
    make.meeting(session, above, "2026-05-05", modified_at=LATER)
    group.parent_id = above.id
    session.add(group)
    known = make.person(session, "Ada", email="ada@example.org", modified_at=LATER)
    chair = api_of(api, session, group)
    assert chair.post("/persons", name="Ada A", email="ada@example.org")["id"] == str(known.id)

    assert str(above.id) in {one["id"] for one in chair.items("/groups")}
    for path in ("/groups?", "/persons?", f"/meetings?group_id={above.id}&"):
        told = {one["id"] for one in chair.items(f"{path}modified_since={ASKED}")}
        assert not told & {str(above.id), str(known.id)}
    assert chair.items(f"/meetings?group_id={above.id}&modified_since={ASKED}") == []


def api_of(api: Api, session: Session, group: Group) -> Api:
    chair = make.member(session, group, "chair", name="Cia")
    session.commit()
    return api.as_(str(chair.id))


@pytest.mark.parametrize("instant", ["2026-02-10", "2026-02-10T12:00:00", "1770000000", "snart"])
def test_only_instants_with_a_zone_are_taken(api: Api, instant: str) -> None:
    problem = api.refused("GET", f"/action-points?modified_since={instant}")

    assert (problem["status"], problem["errors"][0]["parameter"]) == (422, "modified_since")


def test_links_to_other_pages_ask_the_same(
    api: Api, session: Session, group: Group, meeting: Meeting
) -> None:
    rows(session, group, meeting, "agenda-items", *[SINCE + timedelta(minutes=n) for n in range(3)])

    answer = api.call("GET", f"/agenda-items?modified_since={ASKED}&limit=2")
    assert f"modified_since={ASKED.replace(':', '%3A')}&page=2" in answer.headers["link"]
