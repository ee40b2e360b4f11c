"""Time told from the meeting's own day: tomorrow, next week, within two weeks, this autumn."""

from calendar import monthrange
from datetime import date, timedelta
from functools import cache

from app.imports import lexicon

Words = tuple[str, ...]

_BEFORE = (("före",), ("innan",), ("inför",), ("till",), ("dessförinnan",))


def may_be_relative(words: Words) -> bool:
    """Whether one of the words begins any such expression."""
    return not _openers().isdisjoint(words)


@cache
def _openers() -> frozenset[str]:
    return frozenset((*_phrases(), *lexicon.by_first("due", "counted", "leads")))


def relative_day(words: Words, at: int, meeting_on: date | None) -> tuple[int, date | None]:
    """How many words say it, and the day; no day when they are vague. 0 words: nothing is said here."""
    for entry, unit, number in _phrases().get(words[at], ()):
        if words[at : at + len(entry)] != entry or _is_other(words, at, entry):
            continue
        if unit == "quarters":
            return _quarter(words, at + len(entry), len(entry), number, meeting_on)
        return len(entry), _ahead(unit, number, meeting_on)
    return _counted(words, at, meeting_on)


@cache
def _phrases() -> dict[str, tuple[tuple[Words, str, int], ...]]:
    """Every phrase by its first word, the longest first, with its unit and how many ahead."""
    found: dict[str, list[tuple[Words, str, int]]] = {}
    for unit, number in lexicon.numbered("due", ("days", "weeks", "weekends", "months", "quarters", "years")):
        for entry in lexicon.phrases("due", unit, str(number)):
            found.setdefault(entry[0], []).append((entry, unit, number))
    for name in ("vague", "recurring"):
        for entry in lexicon.phrases("due", name, "phrases"):
            found.setdefault(entry[0], []).append((entry, "vague", 0))
    return {first: tuple(sorted(entries, key=lambda one: -len(one[0]))) for first, entries in found.items()}


def _asks_what_to_do(words: Words) -> bool:
    """ "Vad ska vi göra idag?" opens no clause with its first word."""
    return words[0] == "vad" and not {"gör", "göra"}.isdisjoint(words)


def _is_other(words: Words, at: int, entry: Words) -> bool:
    """ "i vår" is a season, "i vår grupp" is not; "så snart" waits for something; "idag" is a due at the end alone."""
    if words[at] == "snart":
        return at > 0 and words[at - 1] == "så"
    if entry[-1] == "tid" and words[at + len(entry) : at + len(entry) + 1] in _BEFORE:
        return True  # "i god tid före mötet"
    if entry[-1] in ("idag", "dag") and not lexicon.words("commitments", "subordinators").isdisjoint(
        words[_asks_what_to_do(words) : at]
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
    if unit == "years":
        return _month_end(meeting_on.year + number, 12)
    return _month_end(meeting_on.year, meeting_on.month + number)


def _month_end(year: int, month: int) -> date:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, monthrange(year, month)[1])


def _quarter(
    words: Words, behind: int, length: int, quarter: int, meeting_on: date | None
) -> tuple[int, date | None]:
    """ "Q3", "kvartal 2 2027", "första kvartalet": of the year said, else the first that is not over."""
    said = words[behind] if behind < len(words) else ""
    if len(said) == 4 and said.isdecimal():
        return length + 1, _month_end(int(said), 3 * quarter)
    if meeting_on is None:
        return length, None
    ends = (_month_end(year, 3 * quarter) for year in (meeting_on.year, meeting_on.year + 1))
    return length, next(end for end in ends if end >= meeting_on)


def _counted(words: Words, at: int, meeting_on: date | None) -> tuple[int, date | None]:
    """ "om tio dagar", "inom loppet av fem veckor"; "om ungefär en vecka" is no certain day."""
    lead = lexicon.longest_at(lexicon.by_first("due", "counted", "leads"), words, at)
    place = at + lead
    if not lead or place >= len(words):
        return 0, None
    about = lexicon.longest_at(lexicon.by_first("due", "counted", "about"), words, place)
    place += about
    number = number_of(words[place]) if place < len(words) else None
    place += number is not None
    if place >= len(words) or not _is_unit(words[place]) or (number is None and not about):
        return 0, None
    if words[place + 1 : place + 2] in (("från",), ("efter",)):
        return 0, None  # "inom en vecka från köpet": so it is each time
    if meeting_on is None or number is None or about:
        return place + 1 - at, None
    return place + 1 - at, _counted_from(meeting_on, number, words[place])


def _is_unit(word: str) -> bool:
    return word in _listed("units") or word in _listed("month_units")


def _counted_from(meeting_on: date, number: int, unit: str) -> date | None:
    """So many days, weeks or months after the meeting; units of no certain length give no day."""
    if months := number * _listed("month_units").get(unit, 0):
        last = _month_end(meeting_on.year, meeting_on.month + months)
        return last.replace(day=min(meeting_on.day, last.day))
    days = number * _listed("units").get(unit, 0)
    return meeting_on + timedelta(days=days) if days else None


@cache
def _listed(table: str) -> dict[str, int]:
    """Each word of the lists that are called by numbers, with the number: of days in a unit, or that "tre" is."""
    return {
        word: number
        for _, number in lexicon.numbered("due", (table,))
        for word in lexicon.words("due", table, str(number))
    }


def is_number(word: str) -> bool:
    """ "3", "tre" """
    return number_of(word) is not None


def number_of(word: str) -> int | None:
    """ "3", "tre"."""
    return int(word) if word.isdecimal() and len(word) < 3 else _listed("counts").get(word)
