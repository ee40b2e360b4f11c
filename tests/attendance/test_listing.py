"""Who is expected at a meeting, asked in SQL: what the list says of each person."""

import json
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Text, cast, select
from sqlmodel import Session, col

from app import names
from app.attendance.listing import LIST, expected
from app.attendance.models import Attendance
from app.groups.models import Group
from app.meetings.models import Meeting
from app.meetings.shapes import OF_MEETING
from app.persons.models import Person
from tests import make


@pytest.fixture
def group(session: Session) -> Group:
    return make.group(session)


def attends(session: Session, meeting: Meeting, person: Person, **said: Any) -> None:
    session.add(
        Attendance(
            meeting_id=meeting.id, person_id=person.id, created_at=make.MADE, modified_at=make.MADE, **said
        )
    )
    session.flush()


def are_expected(session: Session, meeting: Meeting) -> set[UUID]:
    found = select(col(Person.id)).join(Meeting, expected(Meeting, col(Person.id)))
    return set(session.execute(found.where(col(Meeting.id) == meeting.id)).scalars())


def listed_as_expected(session: Session, meeting: Meeting) -> set[UUID]:
    whole = select(cast(LIST.json, Text)).select_from(LIST.source).where(col(Meeting.id) == meeting.id)
    items = json.loads(session.execute(whole, {OF_MEETING.key: meeting.id}).scalar_one())["items"]
    return {UUID(item["person_id"]) for item in items if item["expected"]}


@pytest.mark.parametrize("status", ["proposed", "scheduled", "cancelled"])
def test_members_and_guests_are_expected_unless_they_said_no(
    session: Session, group: Group, status: str
) -> None:
    meeting = make.meeting(session, group, "2026-03-16", status=status)
    member, guest = make.member(session, group), make.person(session, "Gäst")
    attends(session, meeting, guest, response="tentative")
    attends(session, meeting, make.member(session, group), response="declined")
    attends(session, meeting, make.member(session, group), presence="excused")
    attends(session, meeting, make.person(session), presence="absent")

    assert are_expected(session, meeting) == listed_as_expected(session, meeting) == {member.id, guest.id}


def test_who_is_no_member_on_its_day_or_attends_another_is_not(session: Session, group: Group) -> None:
    meeting, other = make.meeting(session, group, "2026-03-16"), make.meeting(session, group, "2026-03-17")
    make.membership(session, group, make.person(session), valid_to="2026-03-15")
    make.membership(session, group, make.person(session), valid_from="2026-03-17")
    make.member(session, make.group(session, "Styrgruppen"))
    attends(session, other, make.person(session))

    assert are_expected(session, meeting) == listed_as_expected(session, meeting) == set()


def test_of_a_held_meeting_nobody_without_a_row_was(session: Session, group: Group) -> None:
    meeting = make.meeting(session, group, "2026-03-02", status="held")
    make.member(session, group)
    present = make.member(session, group)
    attends(session, meeting, present, presence="present")

    assert are_expected(session, meeting) == {present.id}


def test_copied_rows_stand_by_the_name_they_had(session: Session, group: Group) -> None:
    meeting = make.meeting(session, group, "2026-03-02", status="held")
    for name, then in (("Anna", "Örjan"), ("Bo", "Bo"), ("Cia", "Åsa")):
        copied = {"copied": True, "copied_name": then, "copied_name_order": names.order(then)}
        attends(session, meeting, make.person(session, name), roles=["member"], **copied)

    whole = select(cast(LIST.json, Text)).select_from(LIST.source).where(col(Meeting.id) == meeting.id)
    items = json.loads(session.execute(whole, {OF_MEETING.key: meeting.id}).scalar_one())["items"]

    assert [item["name"] for item in items] == ["Bo", "Åsa", "Örjan"]
