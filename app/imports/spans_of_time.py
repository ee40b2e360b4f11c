"""Time told from the meeting's own day: tomorrow, next week, within two weeks, this autumn."""

from calendar import monthrange
from datetime import date, timedelta
from functools import cache

from app.imports import lexicon

Words = tuple[str, ...]


def relative_day(words: Words, at: int, meeting_on: date | None) -> tuple[int, date | None]:
    """How many words say it, and the day; no day when they are vague. 0 words: nothing is said here."""
    entries = _phrases().get(words[at])
    if entries is None and words[at][0] not in "kq":
        return 0, None
    for entry, unit, number in entries or ():
        if words[at : at + len(entry)] == entry and not _is_other(words, at, entry):
            return len(entry), _ahead(unit, number, meeting_on)
    return _quarter(words, at, meeting_on)


@cache
def _phrases() -> dict[str, tuple[tuple[Words, str, int], ...]]:
    """Every phrase by its first word, the longest first, with its unit and how many ahead."""
    found: dict[str, list[tuple[Words, str, int]]] = {}
    for unit, number in lexicon.numbered("due", ("days", "weeks", "weekends", "months")):
        for entry in lexicon.phrases("due", unit, str(number)):
            found.setdefault(entry[0], []).append((entry, unit, number))
    for entry in lexicon.phrases("due", "vague", "phrases"):
        found.setdefault(entry[0], []).append((entry, "vague", 0))
    return {first: tuple(sorted(entries, key=lambda one: -len(one[0]))) for first, entries in found.items()}


def _is_other(words: Words, at: int, entry: Words) -> bool:
    """ "i vår" is a season, "i vår grupp" is not; "så snart" waits for something; "idag" is a due at the end alone."""
    if words[at] == "snart":
        return at > 0 and words[at - 1] == "så"
    if entry[-1] in ("idag", "dag") and not lexicon.words("commitments", "subordinators").isdisjoint(
        words[:at]
    ):
        return True  # "undersöker vad som används idag"
    following = words[at + len(entry) : at + len(entry) + 1]
    goes_on = bool(following) and following[0][0].isalpha()
    return entry[-1] in ("vår", "idag", "dag") and goes_on


def _ahead(unit: str, number: int, meeting_on: date | None) -> date | None:
    if meeting_on is None or unit == "vague":
        return None
    if unit == "days":
        return meeting_on + timedelta(days=number)
    if unit in ("weeks", "weekends"):
        return meeting_on + timedelta(days=7 - meeting_on.isoweekday() + 7 * number)
    return _month_end(meeting_on.year, meeting_on.month + number)


def _month_end(year: int, month: int) -> date:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, monthrange(year, month)[1])


def _quarter(words: Words, at: int, meeting_on: date | None) -> tuple[int, date | None]:
    """2021-Q1, Q3, kvartal 2."""
    word = words[at]
    if word.startswith("kvartal") and at + 1 < len(words) and words[at + 1] in ("1", "2", "3", "4"):
        return 2, _quarter_end(meeting_on.year if meeting_on else None, int(words[at + 1]))
    if word in ("q1", "q2", "q3", "q4"):
        after = words[at + 1] if at + 1 < len(words) else ""
        year = int(after) if len(after) == 4 and after.isdigit() else meeting_on.year if meeting_on else None
        return 1 + (len(after) == 4 and after.isdigit()), _quarter_end(year, int(word[1]))
    return 0, None


def _quarter_end(year: int | None, quarter: int) -> date | None:
    return _month_end(year, 3 * quarter) if year else None
