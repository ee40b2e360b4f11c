"""The numbers of decisions."""

import json
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

from sqlmodel import Session

from app import database
from app.decisions import service
from app.decisions.models import DecisionCreate
from app.meetings.models import Meeting
from tests import make
from tests.conftest import NOW


def recorded(session: Session, meeting: Meeting, text: str = "Lokalen bokas.") -> str:
    made = service.add(session, make.administrator(), DecisionCreate(meeting_id=meeting.id, text=text), NOW)
    return f"{made.year}-{made.sequence}"


def test_each_group_and_year_has_its_own_series(session: Session) -> None:
    group = make.group(session)
    last_year, early, late = (
        make.meeting(session, group, day) for day in ("2025-12-08", "2026-01-12", "2026-03-02")
    )
    elsewhere = make.meeting(session, make.group(session, "Styrgruppen"), "2026-03-02")

    numbers = [recorded(session, meeting) for meeting in (late, last_year, early, elsewhere, last_year)]

    assert numbers == ["2026-1", "2025-1", "2026-2", "2026-1", "2025-2"]


def test_a_meetings_decisions_are_by_number(session: Session) -> None:
    meeting = make.meeting(session, make.group(session), "2026-03-02")
    for sequence in (10, 9):
        make.decision(session, meeting, sequence=sequence)

    found = service.of_meeting(session, make.administrator(), meeting.id, NOW)

    assert [json.loads(decision)["number"] for decision in found] == ["2026-9", "2026-10"]


def test_of_meeting_shows_nothing_to_outsiders(session: Session) -> None:
    meeting = make.meeting(session, make.group(session), "2026-03-02")
    make.decision(session, meeting)
    outsider = make.caller(make.person(session), (make.group(session, "Styrgruppen"), "secretary"))

    assert service.of_meeting(session, outsider, meeting.id, NOW) == []


def test_a_decision_keeps_its_number_when_its_meeting_is_moved_to_another_year(session: Session) -> None:
    meeting = make.meeting(session, make.group(session), "2026-12-14")
    recorded(session, meeting)
    meeting.held_on = meeting.held_on.replace(year=2027, month=1)
    session.flush()

    assert recorded(session, meeting) == "2027-1"
    found = service.of_meeting(session, make.administrator(), meeting.id, NOW)
    assert [json.loads(decision)["number"] for decision in found] == ["2026-1", "2027-1"]


def test_many_at_once_never_get_one_number(session: Session) -> None:
    meeting = make.meeting(session, make.group(session), "2026-03-02")
    session.commit()

    def record(_: int) -> UUID:
        with database.transaction() as own:
            return service.add(
                own, make.administrator(), DecisionCreate(meeting_id=meeting.id, text="Ja."), NOW
            ).id

    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(record, range(24)))

    found = [json.loads(row) for row in service.of_meeting(session, make.administrator(), meeting.id, NOW)]
    assert [decision["number"] for decision in found] == [f"2026-{number}" for number in range(1, 25)]
    assert {decision["id"] for decision in found} == {str(id) for id in made}
