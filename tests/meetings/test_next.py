"""A group's next meeting, asked in SQL."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from app.groups.models import Group
from app.meetings.next import next_id, next_id_after
from tests import make

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # 10.00 in Stockholm


@pytest.fixture
def group(session: Session) -> Group:
    return make.group(session)


def asked(session: Session, group: Group, after: date | None = None) -> UUID | None:
    answer: Any = next_id(col(Group.id)) if after is None else next_id_after(col(Group.id), after)
    found: UUID | None = session.execute(
        select(answer).where(col(Group.id) == group.id), {"now": NOW}
    ).scalar_one()
    return found


def test_there_is_none_without_meetings(session: Session, group: Group) -> None:
    make.meeting(session, make.group(session, "Styrgruppen"), "2026-03-16")

    assert asked(session, group) is None


@pytest.mark.parametrize("status", ["proposed", "scheduled"])
def test_it_is_the_first_that_is_booked(session: Session, group: Group, status: str) -> None:
    make.meeting(session, group, "2026-04-13", status=status)
    first = make.meeting(session, group, "2026-03-16", status=status)

    assert asked(session, group) == first.id


@pytest.mark.parametrize("status", ["held", "cancelled"])
def test_others_are_passed_over(session: Session, group: Group, status: str) -> None:
    make.meeting(session, group, "2026-03-16", status=status)
    booked = make.meeting(session, group, "2026-04-13")

    assert asked(session, group) == booked.id


def test_one_that_has_begun_is_not_next_though_nobody_marked_it_held(session: Session, group: Group) -> None:
    make.meeting(session, group, "2026-02-02")
    make.meeting(session, group, "2026-03-02", "10:00")
    booked = make.meeting(session, group, "2026-03-02", "10:01")

    assert asked(session, group) == booked.id


def test_one_without_a_start_is_next_all_its_day_after_those_with_one(session: Session, group: Group) -> None:
    whole_day = make.meeting(session, group, "2026-03-02")
    assert asked(session, group) == whole_day.id

    evening = make.meeting(session, group, "2026-03-02", "19:00")
    assert asked(session, group) == evening.id


def test_of_those_after_a_day_the_day_itself_is_not_one(session: Session, group: Group) -> None:
    make.meeting(session, group, "2026-03-16")
    booked = make.meeting(session, group, "2026-03-17")

    assert asked(session, group, date(2026, 3, 16)) == booked.id
    assert asked(session, group, date(2026, 3, 17)) is None


def test_the_order_is_that_of_the_wall_whatever_the_zone(session: Session, group: Group) -> None:
    make.meeting(session, group, "2026-03-16", "10:00")
    far_away = make.meeting(session, group, "2026-03-16", "09:00", time_zone="America/New_York")

    assert asked(session, group) == far_away.id
