"""Why somebody did or did not get a mail, as the operator reads it."""

from uuid import UUID

import pytest
from sqlmodel import Session

from app import clock
from app.meetings.models import Meeting
from app.outbox.transport import Outcome, OutcomeKind
from app.reminders.explaining import explained
from tests.asking import Api, Thing
from tests.conftest import Time
from tests.reminders.posting import Office, Post, at


@pytest.fixture
def office(api: Api, time: Time) -> Office:
    return Office(api, time, Post(), api.post("/groups", name="Arbetsgruppen", reminders="on"))


@pytest.fixture
def bo(office: Office) -> Thing:
    return office.person("Bo Berg", "member")


@pytest.fixture
def meeting(office: Office) -> Thing:
    return office.meeting("2026-04-17", "14:00")


def why(session: Session, person: Thing, meeting: Thing) -> str:
    row = session.get_one(Meeting, UUID(meeting["id"]))
    told = "\n".join(explained(session, UUID(person["id"]), row, clock.now()))
    session.rollback()
    return told


def test_a_mail_that_was_taken_is_told_with_the_servers_words(
    office: Office, session: Session, bo: Thing, meeting: Thing
) -> None:
    office.point("Boka lokal", bo)
    office.run(at("2026-04-10"))

    told = why(session, bo, meeting)

    assert "digest for 2026-04-17, on 2026-04-10" in told and ": accepted" in told
    assert "attempt 1" in told and "250 2.0.0 Ok" in told
    assert "occasion 2026-04-10 at 2026-04-10T08:00+02:00: closed" in told
    assert "occasion 2026-04-16 at 2026-04-16T08:00+02:00: open" in told
    assert "Boka lokal" not in told and "Bo Berg" not in told and "bo@example.org" not in told


def test_a_mail_that_could_not_leave_is_told_with_why(
    office: Office, session: Session, bo: Thing, meeting: Thing
) -> None:
    office.point("Boka lokal", bo)
    office.post.answers.append(Outcome(OutcomeKind.refused, "550 5.1.1 No such user"))
    office.run(at("2026-04-10"))

    told = why(session, bo, meeting)

    assert "failed (refused)" in told and "550 5.1.1 No such user" in told


def test_whoever_owes_nothing_is_told_of_as_such(
    office: Office, session: Session, bo: Thing, meeting: Thing
) -> None:
    told = why(session, bo, meeting)

    assert "nothing about this meeting has been planned" in told
    assert "answers for none of the group's open points" in told


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"rests_until": "2026-05-01"}, "rests until 2026-05-01"),
        ({"due_kind": "date", "due_date": "2026-05-20"}, "not in this mail: due 2026-05-20"),
        ({}, "in the mail: due 2026-04-17"),
    ],
)
def test_each_point_says_why_it_is_in_the_mail_or_not(
    office: Office, session: Session, bo: Thing, meeting: Thing, fields: Thing, sentence: str
) -> None:
    office.point("Boka lokal", bo, **fields)

    assert sentence in why(session, bo, meeting)


def test_an_answer_is_why_a_point_is_left_out(
    office: Office, session: Session, bo: Thing, meeting: Thing
) -> None:
    point = office.point("Boka lokal", bo)
    office.run(at("2026-04-10"))
    office.time.is_(at("2026-04-11"))
    office.api.post(f"/action-points/{point['id']}/answers", answer="in_progress", person_id=bo["id"])

    assert "answered since the last mail" in why(session, bo, meeting)


def test_settings_and_cancellation_are_told(
    office: Office, session: Session, bo: Thing, meeting: Thing
) -> None:
    office.api.act(f"/meetings/{meeting['id']}/cancellation")
    office.api.patch(f"/groups/{office.group['id']}", reminders="off")

    told = why(session, bo, meeting)

    assert "the group's reminders are off" in told
    assert "a meeting that is cancelled reminds nobody" in told
    assert "not the group's next meeting" in told


def test_explaining_leaves_nothing_behind(
    office: Office, session: Session, bo: Thing, meeting: Thing
) -> None:
    office.point("Boka lokal", bo)
    before = office.ledger()

    why(session, bo, meeting)

    assert office.ledger() == before


def test_a_meeting_booked_too_late_for_any_mail_says_so(office: Office, session: Session, bo: Thing) -> None:
    office.point("Boka lokal", bo)
    office.time.is_(at("2026-04-17", "12:00"))
    meeting = office.meeting("2026-04-17", "15:00")

    before = why(session, bo, meeting)
    office.run(at("2026-04-17", "15:01"))
    after = why(session, bo, meeting)

    too_late = "first contact 2026-04-17: too late, the meeting begins before the next time"
    assert too_late in before and too_late in after
    assert "next mail: none" in before
    assert "digest for 2026-04-17, on 2026-04-17" in after and ": too_late" in after


def test_a_first_contact_is_told_with_its_time_and_that_it_was_seen_to(
    office: Office, session: Session, bo: Thing
) -> None:
    office.point("Boka lokal", bo)
    office.time.is_(at("2026-04-16", "12:00"))
    meeting = office.meeting("2026-04-17", "15:00")

    assert "first contact 2026-04-17: open, at 2026-04-17T08:00+02:00" in why(session, bo, meeting)
    office.run(at("2026-04-17"))
    assert "first contact 2026-04-17: closed, a run has seen to it" in why(session, bo, meeting)
