"""What days are written with: words, numbers and signs; months and weekdays by name; a day that must be near."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from app.imports import words
from app.imports.words import key

TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\w\s]")
_CENTURY = 2000
BEHIND = timedelta(days=92)  # a day without a year lies at most so far behind the meeting


@dataclass(frozen=True)
class Found:
    """Where it stands. `precision`: day, weekday, week or month; of the latter two `day` is the last day.

    `day` None: the note does not say the year, or there is no such day. `until`: the end of a span of days.
    """

    start: int
    end: int
    day: date | None
    precision: str
    until: date | None = None
    has_year: bool = False


class Token(NamedTuple):
    text: str
    start: int
    end: int

    @property
    def number(self) -> int | None:
        return int(self.text) if self.text.isdecimal() and len(self.text) <= 8 else None


Reader = Callable[[list[Token], int, date | None], tuple[Found, int] | None]


def near(month: int, day: int, meeting_on: date | None) -> date | None:
    """The day in the year that lies nearest ahead of the meeting, or shortly behind it."""
    if meeting_on is None:
        return None
    years = (meeting_on.year - 1, meeting_on.year, meeting_on.year + 1)
    possible = [made for year in years if (made := made_date(year, month, day))]
    return next((made for made in possible if made >= meeting_on - BEHIND), None)


def made_date(year: int, month: int, day: int) -> date | None:
    """The day, or None when there is no such day."""
    full = year + _CENTURY if year < 100 else year
    if not (1900 < full < 2100 and 1 <= month <= 12):
        return None
    return date(full, month, day) if 1 <= day <= monthrange(full, month)[1] else None


@lru_cache(maxsize=10_000)
def month_of(word: str) -> int | None:
    number = words.meanings("calendar", "months").get(key(word))
    return int(number) if number else None


@lru_cache(maxsize=10_000)
def weekday_of(word: str) -> int | None:
    number = words.meanings("calendar", "weekdays").get(key(word))
    return int(number) if number else None


def at_text(tokens: list[Token], at: int) -> str:
    return tokens[at].text if at < len(tokens) else ""
