"""What a letter told of a meeting, and what of it is no longer so."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from app.reminders.told import Changed, Told, no_longer_so, read

TOLD = Told(
    held_on=date(2026, 4, 17),
    start_time=time(14),
    end_time=time(16),
    time_zone="Europe/Stockholm",
    place="Rådhuset",
    online_url="https://video.example.org/m/81",
    cancelled=False,
)


def test_what_is_as_it_was_told_is_no_change() -> None:
    assert no_longer_so(TOLD, TOLD) == ()


@pytest.mark.parametrize(
    ("now", "changed"),
    [
        ({"held_on": date(2026, 4, 24)}, (Changed.day,)),
        ({"start_time": time(13)}, (Changed.time,)),
        ({"start_time": None, "end_time": None}, (Changed.time,)),
        ({"end_time": time(17)}, (Changed.time,)),
        ({"end_time": None}, (Changed.time,)),
        ({"time_zone": "Europe/Helsinki"}, (Changed.time,)),
        ({"place": "Biblioteket"}, (Changed.place,)),
        ({"place": None}, (Changed.place,)),
        ({"online_url": "https://video.example.org/m/82"}, (Changed.link,)),
        ({"online_url": None}, (Changed.link,)),
        ({"held_on": date(2026, 4, 24), "place": None}, (Changed.day, Changed.place)),
        ({"cancelled": True, "held_on": date(2026, 4, 24), "place": None}, (Changed.cancelled,)),
    ],
)
def test_what_was_told_and_is_otherwise_is_a_change(now: dict[str, Any], changed: tuple[Changed]) -> None:
    assert no_longer_so(TOLD, replace(TOLD, **now)) == changed


@pytest.mark.parametrize("untold", ["end_time", "place", "online_url"])
def test_what_was_not_told_is_no_change_when_it_comes(untold: str) -> None:
    without: dict[str, Any] = {untold: None}

    assert no_longer_so(replace(TOLD, **without), TOLD) == ()


def test_a_time_that_was_to_come_later_is_a_change_when_it_comes() -> None:
    assert no_longer_so(replace(TOLD, start_time=None, end_time=None), TOLD) == (Changed.time,)


def test_a_day_without_a_time_is_the_same_in_every_zone() -> None:
    day = replace(TOLD, start_time=None, end_time=None)

    assert no_longer_so(day, replace(day, time_zone="Europe/Helsinki")) == ()


def test_a_cancelled_meeting_is_cancelled_once() -> None:
    cancelled = replace(TOLD, cancelled=True, online_url=None)

    assert no_longer_so(cancelled, replace(cancelled, held_on=date(2026, 5, 1))) == ()
    assert no_longer_so(cancelled, TOLD) == (Changed.reopened,)
    assert no_longer_so(cancelled, replace(TOLD, held_on=date(2026, 5, 1))) == (
        Changed.reopened,
        Changed.day,
    )


@pytest.mark.parametrize("changes", [{}, {"start_time": None, "end_time": None, "place": None}])
def test_what_is_kept_is_read_as_it_was_told(changes: dict[str, Any]) -> None:
    told = replace(TOLD, **changes)

    assert read(told.written()) == told


def test_what_was_told_begins_by_the_clock_where_it_is_held() -> None:
    assert TOLD.begins_at == datetime(2026, 4, 17, 12, tzinfo=UTC)
    assert replace(TOLD, start_time=None, end_time=None).begins_at == datetime(2026, 4, 17, 22, tzinfo=UTC)
