"""Days off in Sweden, by a list of their own."""

from datetime import date, timedelta

DAY = timedelta(days=1)
SATURDAY, FRIDAY = 5, 4
FIXED = {(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)}
FROM_EASTER = {-2, 0, 1, 39, 49}
EASTER = {
    2011: (4, 24), 2012: (4, 8), 2019: (4, 21), 2020: (4, 12), 2021: (4, 4), 2022: (4, 17), 2023: (4, 9),
    2024: (3, 31), 2025: (4, 20), 2026: (4, 5), 2027: (3, 28), 2028: (4, 16), 2029: (4, 1), 2030: (4, 21),
    2031: (4, 13), 2032: (3, 28), 2033: (4, 17), 2034: (4, 9), 2035: (3, 25), 2036: (4, 13),
}  # fmt: skip


def working_day_on_or_before(day: date) -> date:
    while is_off(day):
        day -= DAY
    return day


def is_off(day: date) -> bool:
    """Saturday, Sunday, public holiday, midsommarafton, julafton or nyårsafton."""
    if day.weekday() >= SATURDAY or (day.month, day.day) in FIXED:
        return True
    midsummer_eve = day.weekday() == FRIDAY and date(day.year, 6, 19) <= day <= date(day.year, 6, 25)
    return midsummer_eve or (day - date(day.year, *EASTER[day.year])).days in FROM_EASTER
