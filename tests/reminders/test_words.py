from datetime import date, time
from string import Formatter

import pytest

from app import texts
from app.reminders.words import Words


@pytest.mark.parametrize(
    ("day", "language", "words"),
    [
        ("2026-04-10", "sv", "fredag 10 april"),
        ("2026-04-10", "en", "Friday 10 April"),
        ("2026-01-05", "sv", "måndag 5 januari"),
        ("2026-10-10", "sv", "lördag 10 oktober"),
        ("2026-10-11", "sv", "söndag 11 oktober 2026"),
        ("2025-12-31", "sv", "onsdag 31 december 2025"),
        ("2027-01-01", "en", "Friday 1 January 2027"),
    ],
)
def test_the_year_is_said_of_days_in_another_or_far_away(day: str, language: str, words: str) -> None:
    assert Words(language, date(2026, 4, 10)).day(date.fromisoformat(day)) == words


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_there_are_seven_weekdays_and_twelve_months(language: str) -> None:
    words = Words(language, date(2026, 1, 1))

    assert len({words.day(date(2026, 6, n)).split()[0] for n in range(1, 8)}) == 7
    assert len({words.day(date(2026, n, 1)).split()[2] for n in range(1, 13)}) == 12
    assert words.day(date(2026, 1, 4)).split()[0] in {"söndag", "Sunday"}


@pytest.mark.parametrize(
    ("start", "end", "language", "words"),
    [
        (time(8, 30), time(11, 0), "sv", "fredag 17 april kl. 8.30–11.00"),
        (time(8, 30), time(11, 0), "en", "Friday 17 April at 08:30–11:00"),
        (time(14), None, "sv", "fredag 17 april kl. 14.00"),
        (time(14), None, "en", "Friday 17 April at 14:00"),
        (time(0, 5), None, "sv", "fredag 17 april kl. 0.05"),
        (None, None, "sv", "fredag 17 april, tid meddelas senare"),
        (None, None, "en", "Friday 17 April, time to be announced"),
    ],
)
def test_the_hours_of_a_meeting(start: time | None, end: time | None, language: str, words: str) -> None:
    assert Words(language, date(2026, 4, 10)).hours(date(2026, 4, 17), start, end) == words


def test_both_languages_have_the_same_words_with_the_same_values() -> None:
    swedish, english = (texts.catalogue(language)["letter"] for language in texts.LANGUAGES)

    assert swedish.keys() == english.keys()
    for key in swedish:
        assert values(swedish[key]) == values(english[key]), key


def values(text: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}
