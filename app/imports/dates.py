"""Days as people write them: 2026-03-02, 21-09-03, 3/9, den 2 mars, måndag, v. 42, i april."""

from datetime import date
from functools import lru_cache

from app.imports import words
from app.imports.day_words import TOKEN, Found, Reader, Token, month_of, weekday_of
from app.imports.days_of_months import DATED
from app.imports.weeks import week, week_of_month, weekday
from app.imports.words import key

_READERS: tuple[Reader, ...] = (*DATED, week_of_month, week, weekday)


def dates_in(text: str, meeting_on: date | None) -> list[Found]:
    """Every day, week and month in a text, in order; those without a year taken near the meeting's day."""
    tokens = [Token(found.group(), *found.span()) for found in TOKEN.finditer(text)]
    found: list[Found] = []
    at = 0
    while at < len(tokens):
        if not _may_begin(tokens[at].text):
            at += 1
            continue
        read = next((read for reader in _READERS if (read := reader(tokens, at, meeting_on))), None)
        if read:
            found.append(read[0])
            at = max(read[1], at + 1)
        else:
            at += 1
    return found


@lru_cache(maxsize=10_000)
def _may_begin(text: str) -> bool:
    """Digits, a month, a weekday or the word for week: what each writing of a day begins with."""
    named = month_of(text) is not None or weekday_of(text) is not None
    return text[0].isdecimal() or named or key(text) in words.table("calendar", "around")["week"]


def without_days(text: str) -> str:
    """The text with its days blanked out, so that 16.09 is no time."""
    letters = list(text)
    for found in dates_in(text, None):
        letters[found.start : found.end] = " " * (found.end - found.start)
    return "".join(letters)
