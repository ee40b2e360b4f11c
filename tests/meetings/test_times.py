"""When a meeting begins and ends."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InvalidRequest
from app.meetings.times import Times, instant

STOCKHOLM = "Europe/Stockholm"
ZONES = (STOCKHOLM, "UTC", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Kathmandu")
MINUTES = st.datetimes(datetime(2015, 1, 1), datetime(2027, 1, 1)).map(
    lambda wall: wall.replace(second=0, microsecond=0)
)


def times(held_on: str, start: str | None = None, end: str | None = None, zone: str = STOCKHOLM) -> Times:
    wall = [part and time.fromisoformat(part) for part in (start, end)]
    return Times(date.fromisoformat(held_on), wall[0] or None, wall[1] or None, zone)


@pytest.mark.parametrize(
    ("held_on", "start", "zone", "expected"),
    [
        ("2026-03-02", "13:00", STOCKHOLM, "2026-03-02T12:00Z"),
        ("2026-07-01", "13:00", STOCKHOLM, "2026-07-01T11:00Z"),
        ("2026-03-29", "01:59:59", STOCKHOLM, "2026-03-29T00:59:59Z"),
        ("2026-03-29", "02:00", STOCKHOLM, "2026-03-29T01:00Z"),
        ("2026-03-29", "02:30", STOCKHOLM, "2026-03-29T01:00Z"),
        ("2026-03-29", "02:59:59", STOCKHOLM, "2026-03-29T01:00Z"),
        ("2026-03-29", "03:00", STOCKHOLM, "2026-03-29T01:00Z"),
        ("2026-10-25", "01:59:59", STOCKHOLM, "2026-10-24T23:59:59Z"),
        ("2026-10-25", "02:00", STOCKHOLM, "2026-10-25T00:00Z"),
        ("2026-10-25", "02:30", STOCKHOLM, "2026-10-25T00:30Z"),
        ("2026-10-25", "03:00", STOCKHOLM, "2026-10-25T02:00Z"),
        ("2026-10-04", "02:15", "Australia/Lord_Howe", "2026-10-03T15:30Z"),
        ("2011-12-30", "12:00", "Pacific/Apia", "2011-12-30T10:00Z"),
        ("1900-01-01", "12:00", STOCKHOLM, "1900-01-01T11:00Z"),
        ("2199-12-31", "12:00", STOCKHOLM, "2199-12-31T11:00Z"),
    ],
)
def test_it_starts_at_the_instant_of_its_wall_time(
    held_on: str, start: str, zone: str, expected: str
) -> None:
    when = times(held_on, start, zone=zone)

    assert when.starts_at == when.begins_at == datetime.fromisoformat(expected)


@pytest.mark.parametrize(
    ("held_on", "zone", "expected"),
    [
        ("2026-03-02", STOCKHOLM, "2026-03-02T23:00Z"),
        ("2026-03-28", STOCKHOLM, "2026-03-28T23:00Z"),
        ("2026-03-29", STOCKHOLM, "2026-03-29T22:00Z"),
        ("2026-10-24", STOCKHOLM, "2026-10-24T22:00Z"),
        ("2026-10-25", STOCKHOLM, "2026-10-25T23:00Z"),
        ("2018-11-03", "America/Sao_Paulo", "2018-11-04T03:00Z"),
        ("2199-12-31", "UTC", "2200-01-01T00:00Z"),
    ],
)
def test_without_a_start_it_begins_at_the_end_of_its_day(held_on: str, zone: str, expected: str) -> None:
    when = times(held_on, zone=zone)

    assert when.starts_at is None
    assert when.ends_at is None
    assert when.begins_at == datetime.fromisoformat(expected)


def test_it_ends_at_the_instant_of_its_end() -> None:
    assert times("2026-03-29", "01:30", "03:30").ends_at == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


@given(wall=MINUTES, zone=st.sampled_from(ZONES))
def test_an_instant_reads_as_its_wall_time_or_comes_first_after_the_gap(wall: datetime, zone: str) -> None:
    found = instant(wall.date(), wall.time(), zone)

    read = found.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    before = (found - timedelta(seconds=1)).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    assert read == wall or before < wall < read


@given(wall=MINUTES, zone=st.sampled_from(ZONES))
def test_of_an_hour_that_comes_twice_the_first_is_meant(wall: datetime, zone: str) -> None:
    found = instant(wall.date(), wall.time(), zone)

    earlier = [found - timedelta(minutes=minutes) for minutes in (30, 60)]
    assert all(each.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != wall for each in earlier)


@given(one=MINUTES, other=MINUTES, zone=st.sampled_from(ZONES))
def test_what_comes_later_on_the_wall_never_comes_earlier(one: datetime, other: datetime, zone: str) -> None:
    first, last = sorted([one, other])

    assert instant(first.date(), first.time(), zone) <= instant(last.date(), last.time(), zone)


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        ("13:00", "12:59:59", "end_before_start"),
        (None, "13:00", "end_without_start"),
        (None, "00:00", "end_without_start"),
    ],
)
def test_an_end_that_does_not_fit_is_refused(start: str | None, end: str, code: str) -> None:
    with pytest.raises(InvalidRequest) as refusal:
        times("2026-03-02", start, end).check()

    assert refusal.value.members["errors"] == [{"pointer": "#/end_time", "code": code}]


@pytest.mark.parametrize(
    ("start", "end"), [(None, None), ("13:00", None), ("13:00", "13:00"), ("00:00", "23:59")]
)
def test_other_times_fit(start: str | None, end: str | None) -> None:
    times("2026-03-02", start, end).check()
