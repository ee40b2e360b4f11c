"""Which items wait, and on whose agenda they are shown."""

from datetime import timedelta

import pytest
from sqlmodel import Session, col, select

from app.agenda.carrying import carry
from app.agenda.models import AgendaItem, AgendaOutcome
from app.agenda.waiting import waits
from app.meetings.models import Meeting, MeetingStatus
from tests import make
from tests.agenda.reading import agenda, numbered


def waiting(session: Session) -> list[str]:
    found = select(AgendaItem.title).join(Meeting, col(Meeting.id) == col(AgendaItem.meeting_id))
    return list(session.exec(found.where(waits(AgendaItem, Meeting)).order_by(AgendaItem.title)))


@pytest.mark.parametrize("outcome", list(AgendaOutcome))
def test_only_what_is_parked_waits(session: Session, outcome: AgendaOutcome) -> None:
    meeting = make.meeting(session, make.group(session), "2026-02-02", status="held")

    make.agenda_item(session, meeting, "Lokaler", outcome=outcome)

    assert waiting(session) == (["Lokaler"] if outcome == AgendaOutcome.parked else [])


@pytest.mark.parametrize("status", list(MeetingStatus))
def test_nothing_waits_at_a_cancelled_meeting(session: Session, status: MeetingStatus) -> None:
    meeting = make.meeting(session, make.group(session), "2026-02-02", status=status)

    make.agenda_item(session, meeting, "Lokaler", outcome="parked")

    assert waiting(session) == ([] if status == MeetingStatus.cancelled else ["Lokaler"])


@pytest.mark.parametrize("status", list(MeetingStatus))
def test_what_is_continued_waits_no_more_unless_it_is_continued_at_a_cancelled_meeting(
    session: Session, status: MeetingStatus
) -> None:
    group = make.group(session)
    old = make.agenda_item(session, make.meeting(session, group, "2026-02-02"), "Lokaler", outcome="parked")
    later = make.meeting(session, group, "2026-03-16", status=status)

    make.agenda_item(session, later, "Lokaler igen", continues_id=old.id)

    assert waiting(session) == (["Lokaler"] if status == MeetingStatus.cancelled else [])


def test_what_waited_before_a_meeting_is_asked_as_if_neither_it_nor_a_later_one_had_taken_it_up(
    session: Session,
) -> None:
    group = make.group(session)
    first, second, third = (
        make.meeting(session, group, day) for day in ("2026-01-12", "2026-02-02", "2026-03-02")
    )
    old = make.agenda_item(session, first, "Lokaler", outcome="parked")
    make.agenda_item(session, second, continues_id=old.id)

    def waited(before: Meeting) -> list[str]:
        rule = waits(AgendaItem, Meeting, before.order_key)
        item = select(AgendaItem.title).join(Meeting, col(Meeting.id) == col(AgendaItem.meeting_id))
        return list(session.exec(item.where(rule)))

    assert (waited(second), waited(third)) == (["Lokaler"], [])


def test_the_next_meetings_agenda_ends_with_what_waits_without_number(session: Session) -> None:
    group = make.group(session)
    first, second = (make.meeting(session, group, day, status="held") for day in ("2026-01-12", "2026-02-02"))
    make.agenda_item(session, second, "Skjuts", outcome="parked")
    make.agenda_item(session, first, "Handlat", outcome="handled")
    make.agenda_item(session, first, "Lokaler", outcome="parked", parked_until="hyresvärden är med")
    following = make.meeting(session, group, "2026-03-16")
    make.agenda_item(session, following, "Öppnande")

    shown = agenda(session, following)

    assert [(item["number"], item["title"]) for item in shown] == [
        ("1", "Öppnande"),
        (None, "Lokaler"),
        (None, "Skjuts"),
    ]
    assert [item["meeting_id"] for item in shown] == [
        str(meeting.id) for meeting in (following, first, second)
    ]
    assert shown[1]["parked_until"] == "hyresvärden är med"


def test_only_the_next_meeting_of_those_to_come_shows_what_waits(session: Session) -> None:
    group = make.group(session)
    make.agenda_item(session, make.meeting(session, group, "2026-02-02", status="held"), outcome="parked")
    following = make.meeting(session, group, "2026-03-16", status="proposed")
    later = make.meeting(session, group, "2026-04-13")

    assert numbered(session, following) == [(None, "Lokaler")]
    assert numbered(session, later) == []


@pytest.mark.parametrize("status", list(MeetingStatus))
def test_a_meeting_that_has_begun_shows_what_waits_until_it_is_held_or_cancelled(
    session: Session, status: MeetingStatus
) -> None:
    group = make.group(session)
    make.agenda_item(session, make.meeting(session, group, "2026-02-02", status="held"), outcome="parked")
    make.agenda_item(
        session, make.meeting(session, group, "2026-03-03", status="held"), "Skjuts", outcome="parked"
    )
    begun = make.meeting(session, group, "2026-03-02", "09:00", status=status)

    going_on = status in {MeetingStatus.proposed, MeetingStatus.scheduled}
    assert numbered(session, begun) == ([(None, "Lokaler")] if going_on else [])


def test_what_waits_never_leaves_the_agenda_from_before_the_meeting_until_it_is_held(
    session: Session,
) -> None:
    group = make.group(session)
    make.agenda_item(session, make.meeting(session, group, "2026-02-02", status="held"), outcome="parked")
    meeting = make.meeting(session, group, "2026-03-02", "11:00")
    make.meeting(session, group, "2026-03-16")
    begins, moment = meeting.begins_at, timedelta(microseconds=1)

    shown = [agenda(session, meeting, now=at) for at in (begins - moment, begins, begins + timedelta(days=9))]

    assert [[item["title"] for item in items] for items in shown] == [["Lokaler"]] * 3
    meeting.status = MeetingStatus.held
    carry(session, meeting, begins)
    assert numbered(session, meeting) == [("1", "Lokaler")]


def test_what_is_parked_at_the_meeting_itself_or_later_is_not_shown_twice(session: Session) -> None:
    group = make.group(session)
    following = make.meeting(session, group, "2026-03-16")
    make.agenda_item(session, following, "Lokaler", outcome="parked")
    make.agenda_item(session, make.meeting(session, group, "2026-04-13"), "Skjuts", outcome="parked")

    assert numbered(session, following) == [("1", "Lokaler")]


def test_what_waits_in_another_group_is_not_shown(session: Session) -> None:
    following = make.meeting(session, make.group(session), "2026-03-16")
    elsewhere = make.group(session, "Styrgruppen")

    make.agenda_item(session, make.meeting(session, elsewhere, "2026-02-02"), outcome="parked")

    assert agenda(session, following) == []
