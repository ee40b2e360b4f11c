"""The due rule (domain 2), asked of the database."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from app.action_points import closing
from app.action_points.due import AS_IF_NOT_HELD, AS_OF, AS_OF_BEGINS, POINT, PRESENT
from app.action_points.models import ActionPoint, ActionPointEvent, PointStatus
from app.groups.models import Group
from app.meetings.models import Meeting, MeetingStatus
from app.reading import NOW
from tests import make

JOB = {"kind": "job", "id": None, "name": None}
NOON = "2026-03-10T12:00:00+00:00"


def ask(session: Session, point: ActionPoint, now: str = NOON, as_of: Meeting | None = None) -> Any:
    """What the rule answers about a point at an instant."""
    session.flush()
    asked = AS_IF_NOT_HELD if as_of else PRESENT
    columns = {
        "on": asked.on,
        "at_id": asked.at_id,
        "preliminary": asked.preliminary,
        "first_on": asked.first_on,
        "overdue": asked.overdue,
        "carried": asked.times_carried,
    }
    statement = select(*[column.label(name) for name, column in columns.items()]).select_from(asked.source)
    then = {AS_OF.key: as_of.order_key, AS_OF_BEGINS.key: as_of.begins_at} if as_of else {}
    values = {NOW.key: datetime.fromisoformat(now), **then}
    row = session.execute(statement.where(col(POINT.id) == point.id), values).one()
    return SimpleNamespace(**row._mapping)


def move(session: Session, meeting: Meeting, **fields: Any) -> None:
    meeting.sqlmodel_update(fields)
    make.place(meeting)
    session.flush()


@pytest.fixture
def group(session: Session) -> Group:
    return make.group(session)


@pytest.fixture
def given(session: Session, group: Group) -> Meeting:
    """The meeting that points are given at: held on 2 March at 14."""
    return make.meeting(session, group, "2026-03-02", "14:00", status="held")


def test_next_meeting_is_the_first_after_the_one_it_was_given_at(
    session: Session, group: Group, given: Meeting
) -> None:
    april = make.meeting(session, group, "2026-04-17")
    make.meeting(session, group, "2026-05-04")

    answer = ask(session, make.action_point(session, group, given))

    assert (answer.on, answer.at_id, answer.preliminary) == (date(2026, 4, 17), april.id, False)
    assert (answer.first_on, answer.overdue, answer.carried) == (date(2026, 4, 17), False, 0)


def test_no_meeting_booked_gives_no_day(session: Session, group: Group, given: Meeting) -> None:
    answer = ask(session, make.action_point(session, group, given))

    assert (answer.on, answer.at_id, answer.first_on, answer.overdue, answer.preliminary) == (
        None,
        None,
        None,
        False,
        False,
    )


@pytest.mark.parametrize("kind", ["event", "none"])
def test_events_and_none_have_no_day(session: Session, group: Group, given: Meeting, kind: str) -> None:
    make.meeting(session, group, "2026-04-17")

    answer = ask(session, make.action_point(session, group, given, due_kind=kind))

    assert (answer.on, answer.at_id, answer.first_on, answer.overdue) == (None, None, None, False)


def test_a_date_is_that_day(session: Session, group: Group, given: Meeting) -> None:
    make.meeting(session, group, "2026-04-17")

    answer = ask(session, make.action_point(session, group, given, due_kind="date", due_date="2026-04-13"))

    assert (answer.on, answer.at_id, answer.first_on) == (date(2026, 4, 13), None, date(2026, 4, 13))


def test_a_cancelled_meeting_is_passed_over(session: Session, group: Group, given: Meeting) -> None:
    make.meeting(session, group, "2026-04-13", status="cancelled")
    make.meeting(session, group, "2026-05-04")

    assert ask(session, make.action_point(session, group, given)).on == date(2026, 5, 4)


def test_moved_over_each_other_the_first_is_the_next(session: Session, group: Group, given: Meeting) -> None:
    first = make.meeting(session, group, "2026-04-13")
    second = make.meeting(session, group, "2026-05-04")
    point = make.action_point(session, group, given)

    move(session, first, held_on=date(2026, 6, 1))

    answer = ask(session, point)
    assert (answer.on, answer.at_id) == (date(2026, 5, 4), second.id)


def test_moved_before_the_one_it_was_given_at_it_is_no_next(
    session: Session, group: Group, given: Meeting
) -> None:
    only = make.meeting(session, group, "2026-04-13")
    point = make.action_point(session, group, given)

    move(session, only, held_on=date(2026, 3, 1))

    assert ask(session, point).on is None


def test_of_two_on_one_day_the_earlier_is_the_next(session: Session, group: Group, given: Meeting) -> None:
    make.meeting(session, group, "2026-04-13")
    make.meeting(session, group, "2026-04-13", "15:00")
    morning = make.meeting(session, group, "2026-04-13", "09:00")

    assert ask(session, make.action_point(session, group, given)).at_id == morning.id


def test_given_at_the_first_of_two_on_one_day_it_is_due_at_the_second(session: Session, group: Group) -> None:
    morning = make.meeting(session, group, "2026-03-02", "09:00", status="held")
    afternoon = make.meeting(session, group, "2026-03-02", "15:00")

    assert ask(session, make.action_point(session, group, morning)).at_id == afternoon.id


def test_a_proposed_meeting_counts_until_its_day_has_passed(
    session: Session, group: Group, given: Meeting
) -> None:
    proposed = make.meeting(session, group, "2026-04-13", status="proposed")
    later = make.meeting(session, group, "2026-05-04")
    point = make.action_point(session, group, given)

    on_the_day = ask(session, point, "2026-04-13T21:59:59+00:00")
    let_pass = ask(session, point, "2026-04-13T22:00:00+00:00")

    assert (on_the_day.at_id, on_the_day.preliminary) == (proposed.id, True)
    assert (let_pass.at_id, let_pass.preliminary) == (later.id, False)


def test_a_proposed_meeting_confirmed_is_no_longer_preliminary(
    session: Session, group: Group, given: Meeting
) -> None:
    meeting = make.meeting(session, group, "2026-04-13", status="proposed")
    point = make.action_point(session, group, given)

    move(session, meeting, status=MeetingStatus.scheduled)

    assert ask(session, point).preliminary is False


def test_a_scheduled_meeting_that_nobody_marked_held_counts_until_it_is(
    session: Session, group: Group, given: Meeting
) -> None:
    passed = make.meeting(session, group, "2026-04-13")
    later = make.meeting(session, group, "2026-05-04")
    point = make.action_point(session, group, given)

    before = ask(session, point, "2026-04-20T12:00:00+00:00")
    move(session, passed, status=MeetingStatus.held)
    after = ask(session, point, "2026-04-20T12:00:00+00:00")

    assert (before.at_id, before.overdue, before.carried) == (passed.id, True, 0)
    assert (after.at_id, after.overdue, after.carried) == (later.id, False, 1)
    assert after.first_on == date(2026, 4, 13)


def test_held_in_the_wrong_order_the_next_is_after_the_last_held(
    session: Session, group: Group, given: Meeting
) -> None:
    skipped = make.meeting(session, group, "2026-04-13")
    ahead = make.meeting(session, group, "2026-05-04")
    after = make.meeting(session, group, "2026-06-01")
    point = make.action_point(session, group, given)

    move(session, ahead, status=MeetingStatus.held)

    answer = ask(session, point)
    assert answer.at_id == after.id
    assert answer.at_id != skipped.id


def test_a_meeting_reopened_is_the_next_again(session: Session, group: Group, given: Meeting) -> None:
    april = make.meeting(session, group, "2026-04-13", status="held")
    make.meeting(session, group, "2026-05-04")
    point = make.action_point(session, group, given)

    move(session, april, status=MeetingStatus.scheduled)

    answer = ask(session, point)
    assert (answer.at_id, answer.carried) == (april.id, 0)


def test_a_held_meeting_entered_afterwards_counts_as_carried(
    session: Session, group: Group, given: Meeting
) -> None:
    point = make.action_point(session, group, given)
    make.meeting(session, group, "2026-04-13", status="held")
    make.meeting(session, group, "2026-03-20", status="held")

    answer = ask(session, point, "2026-05-01T12:00:00+00:00")

    assert (answer.carried, answer.first_on, answer.on) == (2, date(2026, 3, 20), None)


def test_a_point_of_an_older_meeting_entered_afterwards_is_due_after_the_last_held(
    session: Session, group: Group, given: Meeting
) -> None:
    old = make.meeting(session, group, "2026-01-12", status="held")
    april = make.meeting(session, group, "2026-04-13")

    answer = ask(session, make.action_point(session, group, old))

    assert (answer.at_id, answer.carried) == (april.id, 1)


def test_without_a_meeting_it_is_due_after_the_day_it_was_made(session: Session, group: Group) -> None:
    make.meeting(session, group, "2026-03-10", "18:00")
    april = make.meeting(session, group, "2026-04-13")

    answer = ask(session, make.action_point(session, group, given_on="2026-03-10"))

    assert answer.at_id == april.id


class TestMeeting:
    """Due at a meeting that is named, of this or another group."""

    @pytest.fixture
    def board(self, session: Session) -> Group:
        return make.group(session, "Styrgruppen")

    def test_it_is_that_meeting(self, session: Session, group: Group, given: Meeting, board: Group) -> None:
        make.meeting(session, group, "2026-04-13")
        far = make.meeting(session, group, "2026-11-09")

        answer = ask(
            session, make.action_point(session, group, given, due_kind="meeting", due_meeting_id=far.id)
        )

        assert (answer.on, answer.at_id, answer.first_on) == (date(2026, 11, 9), far.id, date(2026, 11, 9))

    @pytest.mark.parametrize("status", ["held", "cancelled"])
    def test_once_it_is_over_it_is_the_first_of_its_group_after_it(
        self, session: Session, group: Group, given: Meeting, board: Group, status: str
    ) -> None:
        own = make.meeting(session, group, "2026-03-30")
        named = make.meeting(session, board, "2026-03-20", status=status)
        make.meeting(session, board, "2026-03-05")
        after = make.meeting(session, board, "2026-09-13")

        answer = ask(
            session, make.action_point(session, group, given, due_kind="meeting", due_meeting_id=named.id)
        )

        assert (answer.at_id, answer.first_on) == (after.id, date(2026, 3, 20))
        assert answer.at_id != own.id

    def test_a_proposal_let_pass_gives_way(
        self, session: Session, group: Group, given: Meeting, board: Group
    ) -> None:
        named = make.meeting(session, board, "2026-04-20", status="proposed")
        after = make.meeting(session, board, "2026-09-13")
        point = make.action_point(session, group, given, due_kind="meeting", due_meeting_id=named.id)

        assert ask(session, point, "2026-04-20T20:00:00+00:00").at_id == named.id
        assert ask(session, point, "2026-04-20T22:00:00+00:00").at_id == after.id

    def test_it_is_after_that_groups_last_held_one(
        self, session: Session, group: Group, given: Meeting, board: Group
    ) -> None:
        named = make.meeting(session, board, "2026-03-20", status="cancelled")
        make.meeting(session, board, "2026-04-20")
        make.meeting(session, board, "2026-05-20", status="held")
        after = make.meeting(session, board, "2026-09-13")

        answer = ask(
            session, make.action_point(session, group, given, due_kind="meeting", due_meeting_id=named.id)
        )

        assert answer.at_id == after.id

    def test_only_own_meetings_from_the_first_due_day_carry_it(
        self, session: Session, group: Group, given: Meeting, board: Group
    ) -> None:
        named = make.meeting(session, board, "2026-04-20")
        for held_on in ("2026-04-01", "2026-04-20", "2026-05-01"):
            make.meeting(session, group, held_on, status="held")

        answer = ask(
            session, make.action_point(session, group, given, due_kind="meeting", due_meeting_id=named.id)
        )

        assert answer.carried == 2


def test_a_date_is_carried_by_meetings_on_or_after_its_first_day(
    session: Session, group: Group, given: Meeting
) -> None:
    point = make.action_point(session, group, given, due_kind="date", due_date="2026-04-13")
    point.due_date = date(2026, 6, 1)
    for held_on in ("2026-04-12", "2026-04-13", "2026-05-01"):
        make.meeting(session, group, held_on, status="held")

    answer = ask(session, point)

    assert (answer.on, answer.first_on, answer.carried) == (date(2026, 6, 1), date(2026, 4, 13), 2)


def test_undated_points_are_carried_too(session: Session, group: Group, given: Meeting) -> None:
    make.meeting(session, group, "2026-04-13", status="held")

    assert ask(session, make.action_point(session, group, given, due_kind="none")).carried == 1


@pytest.mark.parametrize(
    ("now", "overdue"),
    [
        ("2026-03-28T22:59:59+00:00", False),  # the night the clocks go forward: local midnight is 23:00 UTC
        ("2026-03-28T23:00:00+00:00", True),
    ],
)
def test_overdue_from_midnight_when_the_clocks_go_forward(
    session: Session, group: Group, given: Meeting, now: str, overdue: bool
) -> None:
    point = make.action_point(session, group, given, due_kind="date", due_date="2026-03-28")

    assert ask(session, point, now).overdue is overdue


@pytest.mark.parametrize(
    ("now", "overdue"), [("2026-10-25T22:59:59+00:00", False), ("2026-10-25T23:00:00+00:00", True)]
)
def test_overdue_from_midnight_when_the_clocks_go_back(
    session: Session, group: Group, given: Meeting, now: str, overdue: bool
) -> None:
    point = make.action_point(session, group, given, due_kind="date", due_date="2026-10-25")

    assert ask(session, point, now).overdue is overdue


def test_overdue_follows_the_groups_own_time_zone(session: Session) -> None:
    far = make.group(session, time_zone="Pacific/Auckland")
    point = make.action_point(session, far, due_kind="date", due_date="2026-03-09")

    assert ask(session, point, "2026-03-09T10:59:59+00:00").overdue is False
    assert ask(session, point, "2026-03-09T11:00:00+00:00").overdue is True


class TestClosed:
    """Rule 10."""

    def close(self, session: Session, point: ActionPoint, now: str, meeting: Meeting | None = None) -> None:
        closing.close(session, point, PointStatus.done, JOB, datetime.fromisoformat(now), meeting=meeting)

    def test_closed_at_a_meeting_it_keeps_the_due_as_if_that_were_not_held(
        self, session: Session, group: Group, given: Meeting
    ) -> None:
        april = make.meeting(session, group, "2026-04-13", status="held")
        make.meeting(session, group, "2026-05-04", status="held")
        point = make.action_point(session, group, given)

        self.close(session, point, "2026-05-05T12:00:00+00:00", april)

        answer = ask(session, point, "2026-05-05T12:00:00+00:00")
        assert (answer.on, answer.at_id, answer.first_on) == (date(2026, 4, 13), april.id, date(2026, 4, 13))
        assert (answer.carried, answer.overdue) == (0, False)

    def test_closed_between_meetings_it_keeps_the_due_it_had(
        self, session: Session, group: Group, given: Meeting
    ) -> None:
        april = make.meeting(session, group, "2026-04-13")
        point = make.action_point(session, group, given)
        self.close(session, point, NOON)

        move(session, april, held_on=date(2026, 4, 20))

        answer = ask(session, point)
        assert (answer.on, answer.first_on) == (date(2026, 4, 13), date(2026, 4, 13))

    def test_meetings_while_it_was_closed_do_not_carry_it(
        self, session: Session, group: Group, given: Meeting
    ) -> None:
        point = make.action_point(session, group, given)
        march = make.meeting(session, group, "2026-03-20", status="held")
        april = make.meeting(session, group, "2026-04-13", status="held")
        self.close(session, point, "2026-04-13T12:00:00+00:00", april)
        make.meeting(session, group, "2026-05-04", status="held")
        closing.reopen(session, point, JOB, datetime(2026, 5, 20, tzinfo=UTC))
        june = make.meeting(session, group, "2026-06-01", status="held")

        answer = ask(session, point, "2026-06-02T12:00:00+00:00")

        assert march.held_on < june.held_on
        assert answer.carried == 2

    def test_opened_again_it_follows_the_rules_again(
        self, session: Session, group: Group, given: Meeting
    ) -> None:
        point = make.action_point(session, group, given)
        make.meeting(session, group, "2026-04-13", status="held")
        self.close(session, point, "2026-04-14T12:00:00+00:00")
        may = make.meeting(session, group, "2026-05-04")

        closing.reopen(session, point, JOB, datetime(2026, 4, 20, tzinfo=UTC))

        answer = ask(session, point, "2026-04-20T12:00:00+00:00")
        assert (answer.at_id, answer.carried) == (may.id, 1)
        assert session.exec(select(col(ActionPointEvent.act))).all() == [("closed",), ("reopened",)]  # type: ignore[call-overload]


def test_as_if_a_meeting_were_not_held(session: Session, group: Group, given: Meeting) -> None:
    april = make.meeting(session, group, "2026-04-13", status="held")
    make.meeting(session, group, "2026-05-04", status="held")
    june = make.meeting(session, group, "2026-06-01")
    point = make.action_point(session, group, given)

    then = ask(session, point, as_of=april)
    now = ask(session, point)

    assert (then.at_id, then.carried, then.first_on) == (april.id, 0, date(2026, 4, 13))
    assert (now.at_id, now.carried, now.first_on) == (june.id, 2, date(2026, 4, 13))


def test_as_seen_from_a_meeting_what_was_closed_after_it_is_open(
    session: Session, group: Group, given: Meeting
) -> None:
    april = make.meeting(session, group, "2026-04-13", status="held")
    may = make.meeting(session, group, "2026-05-04", status="held")
    point = make.action_point(session, group, given)
    closing.close(session, point, PointStatus.done, JOB, datetime(2026, 5, 5, tzinfo=UTC), meeting=may)

    assert ask(session, point, as_of=april).at_id == april.id
    assert (ask(session, point, as_of=may).at_id, ask(session, point).at_id) == (may.id, may.id)


def test_as_seen_from_a_meeting_what_was_closed_between_two_after_it_is_open(
    session: Session, group: Group, given: Meeting
) -> None:
    april = make.meeting(session, group, "2026-04-13", status="held")
    point = make.action_point(session, group, given)
    closing.close(session, point, PointStatus.done, JOB, datetime(2026, 4, 20, tzinfo=UTC))
    asked = select(AS_IF_NOT_HELD.closed).select_from(AS_IF_NOT_HELD.source).where(col(POINT.id) == point.id)

    then = {
        AS_OF.key: april.order_key,
        AS_OF_BEGINS.key: april.begins_at,
        NOW.key: datetime(2026, 5, 1, tzinfo=UTC),
    }

    assert not session.execute(asked, then).scalar_one()
    assert ask(session, point, as_of=april).at_id == april.id
