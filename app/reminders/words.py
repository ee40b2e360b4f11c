"""The letter's words in one language; days, hours and counts as they are said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from app.texts import text

HALF_A_YEAR = timedelta(days=183)


@dataclass(frozen=True)
class Words:
    """`today`: the day the letter is written."""

    language: str
    today: date

    def say(self, key: str, **values: object) -> str:
        return text(f"letter.{key}", self.language, **values)

    def counted(self, key: str, count: int, **values: object) -> str:
        return self.say(f"{key}_one" if count == 1 else f"{key}_many", count=count, **values)

    def day(self, day: date) -> str:
        """Weekday, day and month; the year where it could be taken for another."""
        unsaid = day.year == self.today.year and abs(day - self.today) <= HALF_A_YEAR
        return self.say(
            "day" if unsaid else "day_of_year",
            weekday=self.say("weekdays").split()[day.weekday()],
            day=day.day,
            month=self.say("months").split()[day.month - 1],
            year=day.year,
        )

    def hours(self, day: date, start: time | None, end: time | None) -> str:
        """A meeting's day and hours, as far as they are known."""
        if start is None:
            return self.say("hours_later", day=self.day(day))
        if end is None:
            return self.say("hours_from", day=self.day(day), start=self._hour(start))
        return self.say("hours", day=self.day(day), start=self._hour(start), end=self._hour(end))

    def listed(self, names: Sequence[str]) -> str:
        """One or more names, the last after "and"."""
        *first, last = names
        return self.say("listed", first=", ".join(first), last=last) if first else last

    def _hour(self, moment: time) -> str:
        return self.say("hour", hour=moment.hour, minute=moment.minute)
