"""Agenda items added, moved, parked, taken up again and removed."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import Session, col, func, select

from app import database
from app.agenda import service
from app.agenda.continuing import AlreadyContinued, NotParked
from app.agenda.models import AgendaItem, AgendaItemCreate, AgendaItemUpdate, AgendaOutcome
from app.agenda.presenters import put
from app.agenda.service import AgendaFull, AgendaItemInUse
from app.errors import InvalidRequest, NotFound, Problem, Refused
from app.meetings.models import Meeting
from app.responses import PreconditionNeeded, Stale
from tests import make
from tests.agenda.reading import agenda, numbered
from tests.conftest import NOW


def added(session: Session, meeting: Meeting, **fields: Any) -> AgendaItem:
    body = AgendaItemCreate(meeting_id=meeting.id, **fields)
    return service.add(session, make.administrator(), body, NOW)


def changed(session: Session, item: AgendaItem, **fields: Any) -> AgendaItem:
    change = AgendaItemUpdate(**fields)
    return service.update(session, make.administrator(), item.id, change, "*", NOW)


def removed(session: Session, item: AgendaItem) -> None:
    service.remove(session, make.administrator(), item.id, "*", NOW)


def pointer(fault: pytest.ExceptionInfo[InvalidRequest]) -> tuple[str, str]:
    [said] = fault.value.members["errors"]
    return said["pointer"], said["code"]


@pytest.fixture
def meeting(session: Session) -> Meeting:
    return make.meeting(session, make.group(session), "2026-03-02")


@pytest.fixture
def abcd(session: Session, meeting: Meeting) -> dict[str, AgendaItem]:
    """Four items, by title."""
    return {title: added(session, meeting, title=title) for title in "ABCD"}


def places(session: Session, items: dict[str, AgendaItem]) -> dict[str, tuple[int, int]]:
    """Position and version of each."""
    session.flush()
    for item in items.values():
        session.refresh(item)
    return {title: (item.position, item.version) for title, item in items.items()}


def test_a_new_one_comes_last(session: Session, abcd: dict[str, AgendaItem]) -> None:
    assert places(session, abcd) == {"A": (1, 1), "B": (2, 1), "C": (3, 1), "D": (4, 1)}


def test_one_with_a_place_takes_it_and_those_after_move_on(
    session: Session, meeting: Meeting, abcd: dict[str, AgendaItem]
) -> None:
    new = added(session, meeting, title="Ny", position=2)

    assert places(session, abcd) == {"A": (1, 1), "B": (3, 2), "C": (4, 2), "D": (5, 2)}
    assert new.position == 2


def test_a_place_beyond_the_end_is_the_last(
    session: Session, meeting: Meeting, abcd: dict[str, AgendaItem]
) -> None:
    assert added(session, meeting, title="Ny", position=99).position == 5


@pytest.mark.parametrize(
    ("title", "to", "order"),
    [("A", 3, "BCAD"), ("D", 1, "DABC"), ("B", 99, "ACDB"), ("C", 2, "ACBD"), ("B", 2, "ABCD")],
)
def test_one_is_moved_and_those_between_make_way(
    session: Session, meeting: Meeting, abcd: dict[str, AgendaItem], title: str, to: int, order: str
) -> None:
    before = places(session, abcd)

    changed(session, abcd[title], position=to)

    after = places(session, abcd)
    assert "".join(name for _, name in numbered(session, meeting)) == order
    assert sorted(place for place, _ in after.values()) == [1, 2, 3, 4]
    for name, (place, version) in after.items():
        assert version == (1 if before[name][0] == place else 2)


def test_removing_one_closes_the_gap(session: Session, meeting: Meeting, abcd: dict[str, AgendaItem]) -> None:
    removed(session, abcd.pop("B"))

    assert places(session, abcd) == {"A": (1, 1), "C": (2, 2), "D": (3, 2)}


def test_one_goes_under_another_and_up_again(
    session: Session, meeting: Meeting, abcd: dict[str, AgendaItem]
) -> None:
    changed(session, abcd["B"], parent_id=abcd["A"].id)
    changed(session, abcd["D"], parent_id=abcd["A"].id, position=1)
    below = numbered(session, meeting)

    changed(session, abcd["B"], parent_id=None, position=1)

    assert below == [("1", "A"), ("1.1", "D"), ("1.2", "B"), ("2", "C")]
    assert numbered(session, meeting) == [("1", "B"), ("2", "A"), ("2.1", "D"), ("3", "C")]
    assert [item["position"] for item in agenda(session, meeting)] == [1, 2, 1, 3]


def test_there_are_two_levels(session: Session, meeting: Meeting, abcd: dict[str, AgendaItem]) -> None:
    changed(session, abcd["B"], parent_id=abcd["A"].id)

    with pytest.raises(InvalidRequest) as new:
        added(session, meeting, title="Ny", parent_id=abcd["B"].id)
    with pytest.raises(InvalidRequest) as with_sub_items:
        changed(session, abcd["A"], parent_id=abcd["C"].id)
    with pytest.raises(InvalidRequest) as itself:
        changed(session, abcd["C"], parent_id=abcd["C"].id)

    assert pointer(new) == ("#/parent_id", "not_top_level")
    assert pointer(with_sub_items) == ("#/parent_id", "has_sub_items")
    assert pointer(itself) == ("#/parent_id", "circular")


def test_a_parent_is_of_the_same_meeting(session: Session, meeting: Meeting) -> None:
    other = make.agenda_item(session, make.meeting(session, make.group(session), "2026-03-02"))

    with pytest.raises(InvalidRequest) as refused:
        added(session, meeting, title="Ny", parent_id=other.id)

    assert pointer(refused) == ("#/parent_id", "other_meeting")


def test_an_agenda_has_an_end(session: Session, meeting: Meeting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "MOST_ITEMS", 2)
    for title in ("Ett", "Två"):
        added(session, meeting, title=title)

    with pytest.raises(AgendaFull):
        added(session, meeting, title="Tre")


@pytest.mark.parametrize(
    ("fields", "where", "code"),
    [
        ({"parked_until": "våren"}, "#/parked_until", "only_when_parked"),
        ({"parked_until": "våren", "outcome": "handled"}, "#/parked_until", "only_when_parked"),
        ({"outcome": "referred"}, "#/referred_to_id", "needed_when_referred"),
        ({"referred_to_id": uuid4()}, "#/referred_to_id", "only_when_referred"),
        ({"referred_to_id": uuid4(), "outcome": "parked"}, "#/referred_to_id", "only_when_referred"),
        ({"referred_to_id": uuid4(), "outcome": "referred"}, "#/referred_to_id", "unknown_reference"),
    ],
)
def test_each_outcome_has_its_own_fields(
    session: Session, meeting: Meeting, fields: dict[str, Any], where: str, code: str
) -> None:
    item = added(session, meeting, title="Lokaler")

    with pytest.raises(InvalidRequest) as new:
        added(session, meeting, title="Ny", **fields)
    with pytest.raises(InvalidRequest) as old:
        changed(session, item, **fields)

    assert pointer(new) == pointer(old) == (where, code)


def test_another_outcome_empties_what_went_with_the_old_one(session: Session, meeting: Meeting) -> None:
    other = make.group(session, "Styrgruppen")
    item = added(session, meeting, title="Lokaler", outcome="parked", parked_until="våren")

    referred = changed(session, item, outcome="referred", referred_to_id=other.id)
    assert (referred.parked_until, referred.referred_to_id) == (None, other.id)

    handled = changed(session, item, outcome="handled")
    assert (handled.parked_until, handled.referred_to_id, handled.version) == (None, None, 3)


def test_parking_says_what_it_waits_for(session: Session, meeting: Meeting) -> None:
    other = make.group(session, "Styrgruppen")
    item = added(session, meeting, title="Lokaler", outcome="referred", referred_to_id=other.id)

    service.park(session, make.administrator(), item.id, "skolchefen är med", "*", NOW)

    assert (item.outcome, item.parked_until, item.referred_to_id) == ("parked", "skolchefen är med", None)


def test_an_item_that_continues_another_is_as_the_other_unless_said(session: Session) -> None:
    group = make.group(session)
    presenter = make.person(session)
    old = make.agenda_item(
        session,
        make.meeting(session, group, "2026-02-02"),
        "Lokaler",
        kind="decision",
        notes="Två förslag.",
        outcome="parked",
        parked_until="våren",
    )
    put(session, old.id, [presenter.id])

    following = make.meeting(session, group, "2026-03-16")
    added(session, following, continues_id=old.id)

    [new] = agenda(session, following)
    said = {name: new[name] for name in ("number", "title", "kind", "notes", "outcome", "parked_until")}
    assert said == {
        "number": "1",
        "title": "Lokaler",
        "kind": "decision",
        "notes": "Två förslag.",
        "outcome": "parked",
        "parked_until": "våren",
    }
    assert new["presenter_ids"] == [str(presenter.id)]


def test_what_is_said_goes_before_what_is_continued(session: Session) -> None:
    group = make.group(session)
    old = make.agenda_item(
        session,
        make.meeting(session, group, "2026-02-02"),
        outcome="parked",
        parked_until="våren",
        notes="Gammalt",
    )

    new = added(
        session,
        make.meeting(session, group, "2026-03-16"),
        continues_id=old.id,
        title="Lokaler i vår",
        notes=None,
        outcome="handled",
    )

    assert (new.title, new.notes, new.outcome, new.parked_until) == ("Lokaler i vår", None, "handled", None)
    assert new.search_text == "lokaler i var"


@pytest.mark.parametrize("outcome", [outcome for outcome in AgendaOutcome if outcome != AgendaOutcome.parked])
def test_only_what_is_parked_is_continued(session: Session, outcome: AgendaOutcome) -> None:
    group = make.group(session)
    old = make.agenda_item(session, make.meeting(session, group, "2026-02-02"), outcome=outcome)

    with pytest.raises(NotParked):
        added(session, make.meeting(session, group, "2026-03-16"), continues_id=old.id)


def test_it_is_continued_once(session: Session) -> None:
    group = make.group(session)
    old = make.agenda_item(session, make.meeting(session, group, "2026-02-02"), outcome="parked")
    later = make.meeting(session, group, "2026-03-16")
    added(session, later, continues_id=old.id)

    with pytest.raises(AlreadyContinued):
        added(session, later, continues_id=old.id)


def test_what_was_taken_up_at_a_meeting_since_cancelled_can_be_taken_up_anew(session: Session) -> None:
    group = make.group(session)
    old = make.agenda_item(session, make.meeting(session, group, "2026-02-02"), outcome="parked")
    lost = make.agenda_item(
        session,
        make.meeting(session, group, "2026-03-09", status="cancelled"),
        outcome="parked",
        continues_id=old.id,
    )

    new = added(session, make.meeting(session, group, "2026-03-16"), continues_id=old.id)

    session.refresh(lost)
    assert (new.continues_id, lost.continues_id, lost.version) == (old.id, None, 2)


@pytest.mark.parametrize("day", ["2026-02-02", "2026-01-12"])
def test_it_is_continued_at_a_later_meeting(session: Session, day: str) -> None:
    group = make.group(session)
    earlier = make.meeting(session, group, day)
    old = make.agenda_item(session, make.meeting(session, group, "2026-02-02", "08:00"), outcome="parked")
    here = session.get_one(Meeting, old.meeting_id) if day == "2026-02-02" else earlier

    with pytest.raises(InvalidRequest) as refused:
        added(session, here, continues_id=old.id)

    assert pointer(refused) == ("#/meeting_id", "not_later_meeting")


def test_it_is_continued_in_its_own_group(session: Session, meeting: Meeting) -> None:
    elsewhere = make.meeting(session, make.group(session, "Styrgruppen"), "2026-02-02")
    old = make.agenda_item(session, elsewhere, outcome="parked")

    with pytest.raises(InvalidRequest) as refused:
        added(session, meeting, continues_id=old.id)

    assert pointer(refused) == ("#/continues_id", "other_group")


def test_a_title_is_needed_unless_another_is_continued(session: Session, meeting: Meeting) -> None:
    with pytest.raises(InvalidRequest) as refused:
        added(session, meeting)

    assert pointer(refused) == ("#/title", "missing")


@pytest.mark.parametrize("sub_item", [False, True])
@pytest.mark.parametrize("by", ["decision", "point", "continuing"])
def test_what_is_pointed_at_is_not_removed(
    session: Session, meeting: Meeting, by: str, sub_item: bool
) -> None:
    item = make.agenda_item(session, meeting, outcome="parked")
    used = (
        make.agenda_item(session, meeting, "Hyran", parent_id=item.id, outcome="parked") if sub_item else item
    )
    group = session.get_one(type(make.group(session)), meeting.group_id)
    if by == "decision":
        make.decision(session, meeting, agenda_item_id=used.id)
    elif by == "point":
        make.action_point(session, group, meeting, agenda_item_id=used.id)
    else:
        make.agenda_item(session, make.meeting(session, group, "2026-03-16"), continues_id=used.id)

    with pytest.raises(AgendaItemInUse):
        removed(session, item)

    assert session.get(AgendaItem, item.id, populate_existing=True) is not None
    assert session.get(AgendaItem, used.id, populate_existing=True) is not None


def test_removing_one_takes_its_sub_items_and_presenters_with_it(session: Session, meeting: Meeting) -> None:
    item = make.agenda_item(session, meeting)
    put(session, make.agenda_item(session, meeting, "Hyran", parent_id=item.id).id, [make.person(session).id])
    make.agenda_item(session, meeting, "Övrigt")

    removed(session, item)

    assert numbered(session, meeting) == [("1", "Övrigt")]


def test_what_a_removed_item_continued_waits_again(session: Session) -> None:
    group = make.group(session)
    old = make.agenda_item(session, make.meeting(session, group, "2026-02-02"), outcome="parked")
    following = make.meeting(session, group, "2026-03-16")
    new = added(session, following, continues_id=old.id)

    removed(session, new)

    assert [item["id"] for item in agenda(session, following)] == [str(old.id)]


def test_nothing_changes_without_the_present_version(session: Session, meeting: Meeting) -> None:
    item = added(session, meeting, title="Lokaler")
    caller, change = make.administrator(), AgendaItemUpdate(title="Skjuts")

    with pytest.raises(PreconditionNeeded):
        service.update(session, caller, item.id, change, None, NOW)
    with pytest.raises(Stale):
        service.park(session, caller, item.id, None, '"2"', NOW)
    with pytest.raises(Stale):
        service.remove(session, caller, item.id, '"2"', NOW)

    assert numbered(session, meeting) == [("1", "Lokaler")]


def test_what_becomes_nothing_else_is_no_change(session: Session, meeting: Meeting) -> None:
    presenter = make.person(session).id
    item = added(session, meeting, title="Lokaler")
    put(session, item.id, [presenter])

    changed(session, item, title="Lokaler", presenter_ids=[presenter], position=1, outcome="none", notes=None)

    assert item.version == 1


def test_presenters_are_changed_with_the_rest_as_one_change(session: Session, meeting: Meeting) -> None:
    vera, ali = make.person(session, "Vera Påhittson").id, make.person(session, "Ali Exempelsson").id
    item = added(session, meeting, title="Lokaler", presenter_ids=[vera])

    changed(session, item, title="Skjuts", presenter_ids=[ali, vera])
    together = item.version
    changed(session, item, presenter_ids=[ali])

    assert (together, item.version) == (2, 3)
    assert agenda(session, meeting)[0]["presenter_ids"] == [str(ali)]


def test_members_read_leads_write_and_outsiders_see_nothing(session: Session) -> None:
    group, elsewhere = make.group(session), make.group(session, "Styrgruppen")
    meeting = make.meeting(session, group, "2026-03-16")
    item = make.agenda_item(session, meeting)
    someone = make.person(session)
    change = AgendaItemUpdate(title="Skjuts")

    with pytest.raises(Refused):
        service.update(session, make.caller(someone, (group, "member")), item.id, change, "*", NOW)
    with pytest.raises(NotFound):
        service.update(session, make.caller(someone, (elsewhere, "secretary")), item.id, change, "*", NOW)
    service.update(session, make.caller(someone, (group, "secretary")), item.id, change, "*", NOW)

    assert [
        shown["title"] for shown in agenda(session, meeting, make.caller(someone, (group, "observer")))
    ] == ["Skjuts"]
    assert agenda(session, meeting, make.caller(someone, (elsewhere, "secretary"))) == []


def test_a_refused_item_leaves_nothing(
    session: Session, abcd: dict[str, AgendaItem], meeting: Meeting
) -> None:
    with pytest.raises(InvalidRequest):
        added(session, meeting, title="Ny", position=1, presenter_ids=[uuid4()])

    assert session.exec(select(func.count(col(AgendaItem.id)))).one() == 4
    assert places(session, abcd)["A"] == (1, 1)


def at_once(count: int, act: Callable[[Session], Any]) -> list[Any]:
    """What each of several got who did the same at the same time: an answer or a refusal."""

    def one(_: int) -> Any:
        try:
            with database.transaction() as own:
                return act(own)
        except Problem as problem:
            return type(problem)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def test_many_added_at_once_get_a_place_each(session: Session, meeting: Meeting) -> None:
    session.commit()

    at_once(8, lambda own: added(own, meeting, title="Ny", position=1).id)

    assert sorted(item["position"] for item in agenda(session, meeting)) == list(range(1, 9))


def test_two_cannot_take_up_one_item_at_once(session: Session) -> None:
    group = make.group(session)
    old = make.agenda_item(session, make.meeting(session, group, "2026-02-02"), outcome="parked").id
    later = make.meeting(session, group, "2026-03-16")
    session.commit()

    answers = at_once(4, lambda own: added(own, later, continues_id=old).id)

    assert answers.count(AlreadyContinued) == 3
    assert len(agenda(session, later)) == 1
