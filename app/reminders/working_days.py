"""Working days in Sweden, as domain 4 counts them."""

from datetime import date, timedelta
from functools import cache

from holidays.constants import DE_FACTO, PUBLIC
from holidays.countries.sweden import Sweden

DAY = timedelta(days=1)
SATURDAY = 5


@cache
def days_off(year: int) -> frozenset[date]:
    """Public holidays, midsommarafton, julafton and nyårsafton; after 2100 none are known."""
    return frozenset(Sweden(years=year, categories=(PUBLIC, DE_FACTO)))


def is_working_day(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in days_off(day.year)


def working_day_on_or_before(day: date) -> date:
    while not is_working_day(day):
        day -= DAY
    return day


def working_day_after(day: date) -> date:
    """The first working day later than this one, which need not be one itself."""
    day += DAY
    while not is_working_day(day):
        day += DAY
    return day
