"""Days in running text, as people write them."""

from datetime import date

import pytest

from app.imports.dates import dates_in

MEETING = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("Mötet 2026-03-02 i sal B", "2026-03-02", date(2026, 3, 2)),
        ("från 21-09-03", "21-09-03", date(2021, 9, 3)),
        ("Anteckningar 24.12.06", "24.12.06", date(2024, 12, 6)),
        ("tiistai 2.3.2026", "2.3.2026", date(2026, 3, 2)),
        ("Dag: 2026 03 02", "2026 03 02", date(2026, 3, 2)),
        ("20260302", "20260302", date(2026, 3, 2)),
        ("den 2 mars 2027", "2 mars 2027", date(2027, 3, 2)),
        ("måndag 3/9 2021", "måndag 3/9 2021", date(2021, 9, 3)),
        ("12/10-22", "12/10-22", date(2022, 10, 12)),
        ("senast 13/9", "13/9", date(2026, 9, 13)),
        ("sedan 19 januari", "19 januari", date(2026, 1, 19)),
        ("torsdagen den 5:e juni", "torsdagen den 5:e juni", date(2026, 6, 5)),
        ("tirsdag d. 4. marts 2025", "tirsdag d. 4. marts 2025", date(2025, 3, 4)),
        ("on 2nd of March 2027", "2nd of March 2027", date(2027, 3, 2)),
        ("March 2, 2027", "March 2, 2027", date(2027, 3, 2)),
    ],
)
def test_a_day_is_found_in_each_of_its_writings(text: str, words: str, day: date) -> None:
    (found,) = dates_in(text, MEETING)

    assert (text[found.start : found.end], found.day, found.precision) == (words, day, "day")


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("klart v. 42", date(2026, 10, 18), "week"),
        ("vecka 14-15", date(2026, 4, 12), "week"),
        ("i april", date(2026, 4, 30), "month"),
        ("mars 2027", date(2027, 3, 31), "month"),
        ("på fredag", date(2026, 3, 6), "weekday"),
        ("nästa måndag", date(2026, 3, 9), "weekday"),
    ],
)
def test_a_week_and_a_month_count_to_their_last_day_and_a_weekday_is_the_next(
    text: str, day: date, precision: str
) -> None:
    (found,) = dates_in(text, MEETING)

    assert (found.day, found.precision) == (day, precision)


def test_two_days_of_one_month_are_a_span() -> None:
    (found,) = dates_in("workshop 12-13 mars", MEETING)

    assert (found.day, found.until) == (date(2026, 3, 12), date(2026, 3, 13))


@pytest.mark.parametrize(
    "text",
    [
        "ISO 27000",
        "version 1.2.3",
        "120 000 kr",
        "2026 12 500",
        "telefon 2026 03  02",
        "§ 12",
        "kl 8.30-11.30",
        "punkt 3.1",
        "5 st",
        "31/2",
        "2024:17",
    ],
)
def test_other_numbers_are_no_days(text: str) -> None:
    assert not dates_in(text, MEETING)


def test_without_the_meetings_day_a_day_without_a_year_is_found_and_not_resolved() -> None:
    (found,) = dates_in("senast 13/9", None)

    assert (found.day, found.has_year) == (None, False)
