"""The days off are reckoned here once more, from the law's own words, and compared day by day."""

from datetime import date, timedelta

import pytest

from app.reminders.working_days import is_working_day, working_day_after, working_day_on_or_before

DAY = timedelta(days=1)
YEARS = range(2000, 2101)


def easter_sunday(year: int) -> date:
    """By the Gregorian computus (Meeus)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    m = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    n = h + m - 7 * ((a + 11 * h + 22 * m) // 451) + 114
    return date(year, n // 31, n % 31 + 1)


def saturday_from(day: date) -> date:
    return day + (5 - day.weekday()) % 7 * DAY


def eves(year: int) -> set[date]:
    return {saturday_from(date(year, 6, 20)) - DAY, date(year, 12, 24), date(year, 12, 31)}


def public_holidays(year: int) -> set[date]:
    """Lag (1989:253) om allmänna helgdagar; Sundays apart."""
    fixed = {date(year, *day) for day in [(1, 1), (1, 6), (5, 1), (12, 25), (12, 26)]}
    from_easter = {easter_sunday(year) + days * DAY for days in (-2, 1, 39)}
    saturdays = {saturday_from(date(year, 6, 20)), saturday_from(date(year, 10, 31))}
    changed_2005 = date(year, 6, 6) if year >= 2005 else easter_sunday(year) + 50 * DAY
    return fixed | from_easter | saturdays | {changed_2005}


@pytest.mark.parametrize("year", YEARS)
def test_a_working_day_is_no_weekend_no_public_holiday_and_none_of_the_three_eves(year: int) -> None:
    off = public_holidays(year) | eves(year)
    days = [date(year, 1, 1) + n * DAY for n in range((date(year, 12, 31) - date(year, 1, 1)).days + 1)]

    working = [day for day in days if is_working_day(day)]

    assert working == [day for day in days if day.weekday() < 5 and day not in off]


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-04-18", "Saturday"),
        ("2026-04-19", "Sunday"),
        ("2026-01-01", "nyårsdagen"),
        ("2026-01-06", "trettondedag jul"),
        ("2026-04-03", "långfredagen"),
        ("2026-04-06", "annandag påsk"),
        ("2026-05-01", "första maj"),
        ("2026-05-14", "Kristi himmelsfärdsdag"),
        ("2025-06-06", "nationaldagen"),
        ("2026-06-19", "midsommarafton"),
        ("2026-12-24", "julafton"),
        ("2026-12-25", "juldagen"),
        ("2024-12-26", "annandag jul"),
        ("2026-12-31", "nyårsafton"),
    ],
)
def test_it_is_a_day_off(day: str, name: str) -> None:
    assert not is_working_day(date.fromisoformat(day)), name


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-01-05", "trettondagsafton"),
        ("2026-04-02", "skärtorsdagen"),
        ("2026-04-30", "valborgsmässoafton"),
        ("2026-05-15", "the day after Kristi himmelsfärdsdag"),
        ("2026-05-25", "annandag pingst, since 2005"),
        ("2026-10-30", "allhelgonaafton"),
        ("2026-12-23", "dan före dopparedan"),
    ],
)
def test_half_days_and_bridge_days_are_working_days(day: str, name: str) -> None:
    assert is_working_day(date.fromisoformat(day)), name


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        ("2026-04-16", "2026-04-16", "2026-04-17"),
        ("2026-04-17", "2026-04-17", "2026-04-20"),
        ("2026-04-18", "2026-04-17", "2026-04-20"),
        ("2026-04-05", "2026-04-02", "2026-04-07"),
        ("2026-06-21", "2026-06-18", "2026-06-22"),
        ("2026-12-24", "2026-12-23", "2026-12-28"),
        ("2027-01-03", "2026-12-30", "2027-01-04"),
        ("2027-01-01", "2026-12-30", "2027-01-04"),
        ("2026-12-30", "2026-12-30", "2027-01-04"),
    ],
)
def test_the_nearest_working_days(day: str, before: str, after: str) -> None:
    given = date.fromisoformat(day)

    assert working_day_on_or_before(given) == date.fromisoformat(before)
    assert working_day_after(given) == date.fromisoformat(after)
