"""What waits goes on to the meeting that is held."""

from uuid import UUID

from sqlmodel import Session

from app.agenda.carrying import carry
from app.agenda.models import AgendaItem, AgendaKind
from app.agenda.presenters import put
from app.groups.models import Group
from app.meetings.models import Meeting, MeetingStatus
from tests import make
from tests.agenda.reading import agenda, numbered
from tests.conftest import NOW


def held(session: Session, group: Group, day: str) -> Meeting:
    """A meeting that is held on a day: what waits is carried to it."""
    meeting = make.meeting(session, group, day, status="held")
    carry(session, meeting, NOW)
    return meeting


def test_a_parked_item_becomes_one_of_the_next_meeting_that_is_held(session: Session) -> None:
    group = make.group(session)
    first = make.meeting(session, group, "2026-02-02", status="held")
    old = make.agenda_item(
        session,
        first,
        "Lokaler",
        outcome="parked",
        parked_until="hyresvärden är med",
        kind=AgendaKind.decision,
        notes="Två förslag.",
    )
    presenter = make.person(session)
    put(session, old.id, [presenter.id])
    second = make.meeting(session, group, "2026-03-02", status="held")
    make.agenda_item(session, second, "Öppnande")

    carry(session, second, NOW)

    new = agenda(session, second)[1]
    assert new | {"id": None} == new | {
        "id": None,
        "number": "2",
        "title": "Lokaler",
        "kind": "decision",
        "notes": None,
        "outcome": "parked",
        "parked_until": "hyresvärden är med",
        "continues_id": str(old.id),
        "presenter_ids": [str(presenter.id)],
        "created_at": "2026-03-02T09:00:00Z",
        "version": 1,
    }


def test_the_old_item_stays_as_it_was(session: Session) -> None:
    group = make.group(session)
    first = make.meeting(session, group, "2026-02-02", status="held")
    make.agenda_item(session, first, outcome="parked", parked_until="våren", notes="Två förslag.")
    before = agenda(session, first)

    held(session, group, "2026-03-02")

    assert agenda(session, first) == before


def test_held_again_adds_only_what_is_missing(session: Session) -> None:
    group = make.group(session)
    first = make.meeting(session, group, "2026-02-02", status="held")
    make.agenda_item(session, first, "Lokaler", outcome="parked")
    second = held(session, group, "2026-03-02")
    make.agenda_item(session, first, "Skjuts", outcome="parked")

    carry(session, second, NOW)

    assert numbered(session, second) == [("1", "Lokaler"), ("2", "Skjuts")]


def test_it_goes_on_from_meeting_to_meeting_until_it_is_handled(session: Session) -> None:
    group = make.group(session)
    make.agenda_item(session, make.meeting(session, group, "2026-01-12", status="held"), outcome="parked")

    second, third = held(session, group, "2026-02-02"), held(session, group, "2026-03-02")

    assert [len(agenda(session, meeting)) for meeting in (second, third)] == [1, 1]
    assert agenda(session, third)[0]["continues_id"] == agenda(session, second)[0]["id"]


def test_a_handled_one_goes_no_further(session: Session) -> None:
    group = make.group(session)
    make.agenda_item(session, make.meeting(session, group, "2026-02-02", status="held"), outcome="handled")

    assert agenda(session, held(session, group, "2026-03-02")) == []


def test_a_meeting_entered_afterwards_takes_only_what_waits_from_before_it(session: Session) -> None:
    group = make.group(session)
    make.agenda_item(
        session, make.meeting(session, group, "2026-02-02", status="held"), "Senare", outcome="parked"
    )
    make.agenda_item(
        session, make.meeting(session, group, "2025-11-10", status="held"), "Tidigare", outcome="parked"
    )

    between = held(session, group, "2025-12-08")

    assert numbered(session, between) == [("1", "Tidigare")]


def test_what_a_later_meeting_has_taken_up_is_not_taken_again(session: Session) -> None:
    group = make.group(session)
    make.agenda_item(session, make.meeting(session, group, "2025-11-10", status="held"), outcome="parked")
    held(session, group, "2026-02-02")

    assert agenda(session, held(session, group, "2025-12-08")) == []


def test_sub_items_stay_under_what_they_belong_to(session: Session) -> None:
    group = make.group(session)
    first = make.meeting(session, group, "2026-02-02", status="held")
    budget = make.agenda_item(session, first, "Budget", outcome="parked")
    make.agenda_item(session, first, "Lokaler", parent_id=budget.id, outcome="parked")
    handled = make.agenda_item(session, first, "Övrigt", outcome="handled")
    make.agenda_item(session, first, "Skjuts", parent_id=handled.id, outcome="parked")

    second = held(session, group, "2026-03-02")

    assert numbered(session, second) == [("1", "Budget"), ("1.1", "Lokaler"), ("2", "Skjuts")]


def test_a_sub_item_parked_afterwards_comes_under_what_its_parent_became(session: Session) -> None:
    group = make.group(session)
    first = make.meeting(session, group, "2026-02-02", status="held")
    budget = make.agenda_item(session, first, "Budget", outcome="parked")
    second = held(session, group, "2026-03-02")
    make.agenda_item(session, first, "Lokaler", parent_id=budget.id, outcome="parked")

    carry(session, second, NOW)

    assert numbered(session, second) == [("1", "Budget"), ("1.1", "Lokaler")]


def test_what_was_taken_up_at_a_meeting_since_cancelled_is_carried_once(session: Session) -> None:
    group = make.group(session)
    old = make.agenda_item(
        session, make.meeting(session, group, "2026-01-12", status="held"), outcome="parked"
    )
    cancelled = make.meeting(session, group, "2026-02-02", status="cancelled")
    taken_up = make.agenda_item(session, cancelled, outcome="parked", continues_id=old.id)

    third = held(session, group, "2026-03-02")
    cancelled.status = MeetingStatus.scheduled
    session.flush()

    assert [item["continues_id"] for item in agenda(session, third)] == [str(old.id)]
    session.refresh(taken_up)
    assert (taken_up.continues_id, taken_up.version) == (None, 2)


def test_other_groups_items_stay_there(session: Session) -> None:
    elsewhere = make.meeting(session, make.group(session, "Styrgruppen"), "2026-02-02", status="held")
    make.agenda_item(session, elsewhere, outcome="parked")

    assert agenda(session, held(session, make.group(session), "2026-03-02")) == []


def test_what_is_carried_can_be_searched_and_has_its_presenters_in_order(session: Session) -> None:
    group = make.group(session)
    old = make.agenda_item(session, make.meeting(session, group, "2026-02-02"), "Lokaler", outcome="parked")
    vera, ali, bo = (
        make.person(session, name).id for name in ("Vera Påhittson", "Ali Exempelsson", "Bo Påhittson")
    )
    put(session, old.id, [ali, bo, vera])

    [new] = agenda(session, held(session, group, "2026-03-02"))

    assert new["presenter_ids"] == [str(ali), str(bo), str(vera)]
    assert session.get_one(AgendaItem, UUID(new["id"])).search_text == "lokaler"
