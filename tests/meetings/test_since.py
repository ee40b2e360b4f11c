"""Which meeting is a group's next, and since when."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from app.errors import Problem
from app.groups.models import Group
from app.meetings import service, since
from app.meetings.models import BOOKED, Meeting, MeetingCreate, MeetingStatus, MeetingUpdate, NextMeeting
from tests import make

ANYBODY = make.administrator()
BEGINNING = datetime(2026, 3, 27, 0, 0, tzinfo=UTC)  # the clocks are put forward two nights later
DAYS = [date(2026, 3, 27) + timedelta(days=n) for n in range(5)]
MINUTE = timedelta(minutes=1)
LENGTH = 5 * 24 * 60

Recorded = tuple[UUID | None, datetime]


def settled(session: Session, group: Group, now: datetime) -> Recorded:
    kept = since.settle(session, group.id, now)
    return kept.meeting_id, kept.since


def book(
    session: Session,
    group: Group,
    now: datetime,
    held_on: date,
    start: time | None,
    status: Any = "scheduled",
) -> Meeting:
    body = MeetingCreate(group_id=group.id, held_on=held_on, start_time=start, status=status)
    return service.add(session, ANYBODY, body, now)


def move(session: Session, meeting: Meeting, now: datetime, **said: Any) -> None:
    service.update(session, ANYBODY, meeting.id, MeetingUpdate(**said), "*", now)


class Minutes:
    """The same, kept by looking at the meetings every minute."""

    def __init__(self) -> None:
        self.now, self.meetings = BEGINNING, list[Meeting]()
        self.recorded: Recorded = (None, BEGINNING)

    def look(self) -> None:
        booked = [each for each in self.meetings if each.status in BOOKED and each.begins_at > self.now]
        found = min(booked, key=lambda each: each.order_key).id if booked else None
        if found != self.recorded[0]:
            self.recorded = (found, self.now)

    def pass_until(self, now: datetime) -> None:
        while self.now < now:
            self.now += MINUTE
            self.look()


STARTS = st.none() | st.builds(time, st.integers(0, 23), st.sampled_from([0, 30]))
WHICH = st.integers(0, 5)
ACTS = st.one_of(
    st.tuples(
        st.just("book"), st.sampled_from(DAYS), STARTS, st.sampled_from(["proposed", "scheduled", "held"])
    ),
    st.tuples(st.just("move"), WHICH, st.sampled_from(DAYS), STARTS),
    st.tuples(st.just("confirm"), WHICH, st.sampled_from(["proposed", "scheduled"])),
    st.tuples(st.sampled_from(["cancel", "hold", "reopen", "look", "note"]), WHICH),
)
HAPPENINGS = st.lists(st.tuples(st.integers(0, LENGTH), ACTS), max_size=12).map(
    lambda found: sorted(found, key=lambda one: one[0])
)


def perform(session: Session, group: Group, minutes: Minutes, act: tuple[Any, ...]) -> None:
    """What the state of the meetings does not allow is not done."""
    name, *said = act
    if name == "book":
        minutes.meetings.append(book(session, group, minutes.now, *said))
        return
    if name == "look":
        assert settled(session, group, minutes.now) == minutes.recorded
        return
    meeting = minutes.meetings[said[0]]
    acts: dict[str, Callable[[], Any]] = {
        "move": lambda: move(session, meeting, minutes.now, held_on=said[1], start_time=said[2]),
        "confirm": lambda: move(session, meeting, minutes.now, status=said[1]),
        "note": lambda: move(session, meeting, minutes.now, note=f"{minutes.now}"),
        "cancel": lambda: service.cancel(session, ANYBODY, meeting.id, None, "*", minutes.now),
        "hold": lambda: service.hold(session, ANYBODY, meeting.id, "*", minutes.now),
        "reopen": lambda: service.reopen(session, ANYBODY, meeting.id, None, "*", minutes.now),
    }
    acts[name]()


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(happenings=HAPPENINGS, late=st.integers(0, LENGTH))
def test_it_is_what_looking_every_minute_would_have_seen(
    session: Session, happenings: list[tuple[int, tuple[Any, ...]]], late: int
) -> None:
    group, minutes = make.group(session), Minutes()
    assert settled(session, group, BEGINNING) == (None, BEGINNING)

    for minute, act in happenings:
        minutes.pass_until(BEGINNING + minute * MINUTE)
        with suppress(Problem, IndexError):
            perform(session, group, minutes, act)
        minutes.look()
    minutes.pass_until(minutes.now + late * MINUTE)

    assert settled(session, group, minutes.now) == minutes.recorded


@pytest.fixture
def group(session: Session) -> Group:
    return make.group(session)


def test_a_group_without_meetings_has_none_since_it_was_first_asked(session: Session, group: Group) -> None:
    assert settled(session, group, BEGINNING) == (None, BEGINNING)
    assert settled(session, group, BEGINNING + MINUTE) == (None, BEGINNING)


def test_the_first_one_booked_is_next_from_then_on(session: Session, group: Group) -> None:
    booked = book(session, group, BEGINNING, DAYS[2], time(9))

    assert settled(session, group, BEGINNING + MINUTE) == (booked.id, BEGINNING)


def test_moved_to_when_it_would_have_begun_it_is_next_until_it_is_moved(
    session: Session, group: Group
) -> None:
    first = book(session, group, BEGINNING, DAYS[3], time(9))
    second = book(session, group, BEGINNING, DAYS[4], time(9))
    moved_at = BEGINNING + timedelta(hours=26)

    move(session, first, moved_at, held_on=DAYS[0])

    assert first.begins_at < moved_at
    assert settled(session, group, moved_at + MINUTE) == (second.id, moved_at)


def test_when_it_begins_its_successor_is_next_from_that_instant(session: Session, group: Group) -> None:
    first = book(session, group, BEGINNING, DAYS[0], time(9))
    second = book(session, group, BEGINNING, DAYS[1], None)
    third = book(session, group, BEGINNING, DAYS[4], time(9))

    assert settled(session, group, first.begins_at) == (second.id, first.begins_at)
    assert settled(session, group, third.begins_at - MINUTE) == (third.id, second.begins_at)
    assert settled(session, group, third.begins_at + MINUTE) == (None, third.begins_at)


def test_a_late_write_does_not_hide_when_it_became_next(session: Session, group: Group) -> None:
    first = book(session, group, BEGINNING, DAYS[0], time(9))
    second = book(session, group, BEGINNING, DAYS[3], time(9))

    service.cancel(session, ANYBODY, first.id, None, "*", first.begins_at + 60 * MINUTE)

    assert settled(session, group, first.begins_at + 90 * MINUTE) == (second.id, first.begins_at)


def test_one_booked_before_it_takes_its_place_when_booked(session: Session, group: Group) -> None:
    book(session, group, BEGINNING, DAYS[3], time(9))

    earlier = book(session, group, BEGINNING + MINUTE, DAYS[2], time(9))

    assert settled(session, group, BEGINNING + 9 * MINUTE) == (earlier.id, BEGINNING + MINUTE)


def test_a_move_that_leaves_it_next_changes_nothing(session: Session, group: Group) -> None:
    booked = book(session, group, BEGINNING, DAYS[3], time(9))

    move(session, booked, BEGINNING + MINUTE, held_on=DAYS[4])

    assert settled(session, group, BEGINNING + 9 * MINUTE) == (booked.id, BEGINNING)


def test_each_group_has_its_own(session: Session, group: Group) -> None:
    booked = book(session, group, BEGINNING, DAYS[3], time(9))
    other = make.group(session, "Styrgruppen")
    elsewhere = book(session, other, BEGINNING + MINUTE, DAYS[1], time(9))

    assert settled(session, group, BEGINNING + 9 * MINUTE) == (booked.id, BEGINNING)
    assert settled(session, other, BEGINNING + 9 * MINUTE) == (elsewhere.id, BEGINNING + MINUTE)
    assert session.exec(select(NextMeeting).where(NextMeeting.group_id == group.id)).first() is not None


def test_old_notes_are_never_next(session: Session, group: Group) -> None:
    book(session, group, BEGINNING, DAYS[0], None, MeetingStatus.held)

    assert settled(session, group, BEGINNING + MINUTE)[0] is None
