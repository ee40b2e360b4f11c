"""The words of a letter or a page in one language; days, hours and counts as they are said everywhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from app.texts import text

HALF_A_YEAR = timedelta(days=183)


@dataclass(frozen=True)
class Words:
    """`today`: the day it is written or read. `section`: where in the catalogue its own words stand."""

    language: str
    today: date
    section: str = "letter"

    def say(self, key: str, **values: object) -> str:
        return text(f"{self.section}.{key}", self.language, **values)

    def counted(self, key: str, count: int, **values: object) -> str:
        return self.say(f"{key}_one" if count == 1 else f"{key}_many", count=count, **values)

    def day(self, day: date) -> str:
        """Weekday, day and month; the year where it could be taken for another."""
        unsaid = day.year == self.today.year and abs(day - self.today) <= HALF_A_YEAR
        return self._common(
            "day" if unsaid else "day_of_year",
            weekday=self._common("weekdays").split()[day.weekday()],
            day=day.day,
            month=self._common("months").split()[day.month - 1],
            year=day.year,
        )

    def hours(self, day: date, start: time | None, end: time | None) -> str:
        """A meeting's day and hours, as far as they are known."""
        if start is None:
            return self._common("hours_later", day=self.day(day))
        if end is None:
            return self._common("hours_from", day=self.day(day), start=self.hour(start))
        return self._common("hours", day=self.day(day), start=self.hour(start), end=self.hour(end))

    def listed(self, names: Sequence[str]) -> str:
        """One or more names, the last after "and"."""
        *first, last = names
        return self._common("listed", first=", ".join(first), last=last) if first else last

    def hour(self, moment: time) -> str:
        return self._common("hour", hour=moment.hour, minute=moment.minute)

    def _common(self, key: str, **values: object) -> str:
        return text(f"letter.{key}", self.language, **values)
