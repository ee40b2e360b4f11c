"""Days as people write them: 2026-03-02, 21-09-03, 3/9, den 2 mars, måndag, v. 42, i april."""

from datetime import date

from app.imports.day_words import TOKEN, Found, Reader, Token
from app.imports.days_of_months import DATED
from app.imports.weeks import week, weekday

_READERS: tuple[Reader, ...] = (*DATED, week, weekday)


def dates_in(text: str, meeting_on: date | None) -> list[Found]:
    """Every day, week and month in a text, in order; those without a year taken near the meeting's day."""
    tokens = [Token(found.group(), found.start(), found.end()) for found in TOKEN.finditer(text)]
    found: list[Found] = []
    at = 0
    while at < len(tokens):
        read = next((read for reader in _READERS if (read := reader(tokens, at, meeting_on))), None)
        if read:
            found.append(read[0])
            at = max(read[1], at + 1)
        else:
            at += 1
    return found


def without_days(text: str) -> str:
    """The text with its days blanked out, so that 16.09 is no time."""
    letters = list(text)
    for found in dates_in(text, None):
        letters[found.start : found.end] = " " * (found.end - found.start)
    return "".join(letters)
