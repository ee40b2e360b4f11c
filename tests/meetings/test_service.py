"""What a meeting remembers of its days, and who reaches it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import Session

from app.errors import NotFound, Unknown
from app.groups.models import Group
from app.meetings import service
from app.meetings.models import Meeting, MeetingCreate, MeetingUpdate
from tests import make

ANYBODY = make.administrator()
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def group(session: Session) -> Group:
    return make.group(session)


@pytest.fixture
def meeting(session: Session, group: Group) -> Meeting:
    return service.add(session, ANYBODY, MeetingCreate(group_id=group.id, held_on=date(2026, 4, 17)), NOW)


def change(session: Session, meeting: Meeting, **said: Any) -> Meeting:
    return service.update(session, ANYBODY, meeting.id, MeetingUpdate(**said), "*", LATER)


def test_a_new_meeting_has_its_first_day_since_it_was_made(meeting: Meeting) -> None:
    assert (meeting.day_revision, meeting.day_set_at) == (1, NOW)


def test_a_day_given_back_is_a_third_one(session: Session, meeting: Meeting) -> None:
    change(session, meeting, held_on=date(2026, 4, 24))
    change(session, meeting, held_on=date(2026, 4, 17))

    assert (meeting.day_revision, meeting.day_set_at) == (3, LATER)


@pytest.mark.parametrize("said", [{"held_on": date(2026, 4, 17)}, {"start_time": "13:00"}, {"note": "Fika"}])
def test_what_is_no_other_day_leaves_it(session: Session, meeting: Meeting, said: dict[str, Any]) -> None:
    change(session, meeting, **said)

    assert (meeting.day_revision, meeting.day_set_at) == (1, NOW)


def test_it_moves_in_the_order_with_its_day_and_start(
    session: Session, group: Group, meeting: Meeting
) -> None:
    other = service.add(session, ANYBODY, MeetingCreate(group_id=group.id, held_on=date(2026, 4, 17)), LATER)
    assert meeting.order_key < other.order_key

    change(session, other, start_time="13:00")
    assert other.order_key < meeting.order_key

    change(session, meeting, held_on=date(2026, 4, 16))
    assert meeting.order_key < other.order_key


def test_who_is_in_its_group_reaches_it(session: Session, group: Group, meeting: Meeting) -> None:
    observer = make.caller(make.person(session), (group, "observer"))

    for caller in (ANYBODY, observer):
        assert service.get(session, caller, meeting.id) is meeting
        assert service.get(session, caller, meeting.id, lock=True) is meeting
        assert service.known(session, caller, meeting.id, "#/meeting_id") is meeting


def test_for_others_it_is_not_there(session: Session, meeting: Meeting) -> None:
    elsewhere = make.caller(make.person(session), (make.group(session, "Styrgruppen"), "chair"))

    for caller, id in ((elsewhere, meeting.id), (ANYBODY, uuid4())):
        with pytest.raises(NotFound):
            service.get(session, caller, id)
        with pytest.raises(NotFound):
            service.get(session, caller, id, lock=True)
        with pytest.raises(Unknown) as refusal:
            service.known(session, caller, id, "#/meeting_id")
        assert refusal.value.members["errors"][0]["pointer"] == "#/meeting_id"
