"""Which persons a caller sees."""

import json
from typing import Any

import pytest
from sqlmodel import Session

from app import reading
from app.access.caller import Caller
from app.agenda.models import AgendaPresenter
from app.attendance.models import Attendance
from app.errors import Unknown
from app.groups.models import Group
from app.paging import Page
from app.persons import service
from app.persons.service import Filters
from app.persons.shapes import READ
from tests import make


def _seen(session: Session, caller: Caller) -> list[str]:
    """The names of those whom the list shows; the same as may be named in a body."""
    hits, by_name = service.hits(caller, Filters()), [(service.sorts(caller)["name"], False)]
    listed = reading.page(session, READ, hits, by_name, Page(1, 100), caller.params(make.MADE))
    return [json.loads(item)["name"] for item in listed.items]


@pytest.fixture
def group(session: Session) -> Group:
    return make.group(session)


@pytest.fixture
def caller(session: Session, group: Group) -> Caller:
    """An observer of the group."""
    return make.caller(make.person(session, "Jag Själv"), (group, "observer"))


def test_oneself_and_nobody_else(session: Session, caller: Caller) -> None:
    make.member(session, make.group(session), name="Annan")

    assert _seen(session, caller) == ["Jag Själv"]


@pytest.mark.parametrize(("first", "last"), [(None, None), (None, "2020-01-01"), ("2030-01-01", None)])
def test_members_past_and_coming(
    session: Session, group: Group, caller: Caller, first: str | None, last: str | None
) -> None:
    make.membership(session, group, make.person(session, "Ada A"), valid_from=first, valid_to=last)

    assert _seen(session, caller) == ["Ada A", "Jag Själv"]


def test_those_who_own_a_point_there(session: Session, group: Group, caller: Caller) -> None:
    for name, where in (("Ada A", group), ("Bo B", make.group(session))):
        point = make.action_point(session, where)
        make.owner(session, point, "person", person_id=make.person(session, name).id)

    assert _seen(session, caller) == ["Ada A", "Jag Själv"]


def test_those_who_attend_or_present_there(session: Session, group: Group, caller: Caller) -> None:
    stamped: dict[str, Any] = {"created_at": make.MADE, "modified_at": make.MADE}
    for names, where in ((("Ada A", "Bo B"), group), (("Cy C", "Di D"), make.group(session))):
        guest, presenter = (make.person(session, name) for name in names)
        meeting = make.meeting(session, where, "2026-03-02")
        item = make.agenda_item(session, meeting)
        session.add(Attendance(meeting_id=meeting.id, person_id=guest.id, **stamped))
        session.add(AgendaPresenter(agenda_item_id=item.id, person_id=presenter.id, position=1))
    session.flush()

    assert _seen(session, caller) == ["Ada A", "Bo B", "Jag Själv"]


def test_everybody_for_those_who_see_everything(session: Session) -> None:
    make.person(session, "Ada A")

    assert _seen(session, make.administrator()) == ["Ada A"]
    assert _seen(session, Caller("system", make.person(session, "Bo B").id, "s", everywhere=True)) == [
        "Ada A",
        "Bo B",
    ]


def test_whoever_is_seen_may_be_named_and_nobody_else(session: Session, group: Group, caller: Caller) -> None:
    seen, unseen = make.member(session, group), make.person(session)

    assert service.known(session, caller, seen.id, "#/person_id") is seen
    with pytest.raises(Unknown) as refused:
        service.known(session, caller, unseen.id, "#/person_id")
    assert refused.value.members["errors"][0]["pointer"] == "#/person_id"


def test_a_system_without_groups_sees_nobody(session: Session) -> None:
    make.person(session)

    assert _seen(session, Caller("system", make.organization(session).id, "s")) == []
