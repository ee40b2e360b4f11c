"""When the groups meet: every fifth week, a year around the day the story is told."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.reminders.working_days import working_day_on_or_before

WEDNESDAY = 2
EVERY = timedelta(weeks=5)
FIRST, LAST = -7, 3
MOVED, CANCELLED = -2, -4
BOOKED_AHEAD = 5
STEERING_AFTER = (-6, -3, 0, 3)


@dataclass(frozen=True)
class Calendar:
    """Meetings are counted from the next one, which is 0: those that have been are below it."""

    today: date

    @property
    def begins(self) -> date:
        """The working day, some weeks before the first meeting, on which it all was set up."""
        return working_day_on_or_before(self.meeting(FIRST) - timedelta(days=27))

    @property
    def numbers(self) -> range:
        return range(FIRST, LAST + 1)

    def meeting(self, number: int) -> date:
        """The next one is far enough ahead for its first reminder not to have gone yet."""
        soonest = self.today + timedelta(days=14)
        next_one = soonest + timedelta(days=(WEDNESDAY - soonest.weekday()) % 7)
        return working_day_on_or_before(next_one + number * EVERY)

    def steering(self, number: int) -> date:
        """The steering group meets eight days later (STEERING_AFTER)."""
        return working_day_on_or_before(self.meeting(number) + timedelta(days=8))

    def after(self, number: int, days: int) -> date:
        """A working day so many days after a meeting, or before it."""
        return working_day_on_or_before(self.meeting(number) + timedelta(days=days))
