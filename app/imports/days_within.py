"""Weekdays within what takes place: "Seniorvecka v 41 … föreläser på onsdagen", "Basaren 22/6 … på torsdagen"."""

from collections.abc import Sequence
from datetime import date, timedelta

from app.imports.day_words import weekday_of

_DEFINITE = ("dagen", "dan")


def day_within(said: Sequence[str], day: date | None, told: date | None) -> date | None:
    """The weekday that is said, of the week in which what is talked of takes place; None: it is no such day.

    `day`: the first such weekday after the meeting. "på onsdag" is of that week only where it takes place then.
    """
    word = next((one for one in said if weekday_of(one) is not None), None)
    number = weekday_of(word) if word else None
    if number is None or word is None or told is None or any(one[0].isdecimal() for one in said):
        return None
    found = told + timedelta(days=number - told.isoweekday())
    is_then = word.endswith(_DEFINITE) or found == told
    return found if is_then and day is not None and found > day else None
