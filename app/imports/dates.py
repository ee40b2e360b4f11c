"""Days as people write them: 2026-03-02, 21-09-03, 3/9, den 2 mars, måndag, v. 42, i april."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from app.imports import words
from app.imports.words import key

_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\w\s]")
_BEHIND = timedelta(days=92)  # a day without a year lies at most so far behind the meeting
_CENTURY = 2000
_LEAP_YEAR = 2000
_BETWEEN = frozenset((",", ".", "d", "den", "the"))  # between a weekday and its date


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


@dataclass(frozen=True)
class _Token:
    text: str
    start: int
    end: int

    @property
    def number(self) -> int | None:
        return int(self.text) if self.text.isdigit() and len(self.text) <= 8 else None


_Reader = Callable[[list[_Token], int, date | None], tuple[Found, int] | None]


def dates_in(text: str, meeting_on: date | None) -> list[Found]:
    """Every day, week and month in a text, in order; those without a year taken near the meeting's day."""
    tokens = [_Token(found.group(), found.start(), found.end()) for found in _TOKEN.finditer(text)]
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


def near(month: int, day: int, meeting_on: date | None) -> date | None:
    """The day in the year that lies nearest ahead of the meeting, or shortly behind it."""
    if meeting_on is None:
        return None
    years = (meeting_on.year - 1, meeting_on.year, meeting_on.year + 1)
    possible = [made for year in years if (made := made_date(year, month, day))]
    return next((made for made in possible if made >= meeting_on - _BEHIND), None)


def made_date(year: int, month: int, day: int) -> date | None:
    """The day, or None when there is no such day."""
    full = year + _CENTURY if year < 100 else year
    if not (1900 < full < 2100 and 1 <= month <= 12):
        return None
    return date(full, month, day) if 1 <= day <= monthrange(full, month)[1] else None


def month_of(word: str) -> int | None:
    number = words.meanings("calendar", "months").get(key(word))
    return int(number) if number else None


def weekday_of(word: str) -> int | None:
    number = words.meanings("calendar", "weekdays").get(key(word))
    return int(number) if number else None


def _at(tokens: list[_Token], at: int) -> str:
    return tokens[at].text if at < len(tokens) else ""


def _touch(tokens: list[_Token], at: int, count: int) -> bool:
    """So many tokens stand without a space between."""
    return at + count <= len(tokens) and all(
        tokens[at + step].end == tokens[at + step + 1].start for step in range(count - 1)
    )


def _stands_free(tokens: list[_Token], at: int, count: int) -> bool:
    """No stroke or digit touches it."""
    before = at > 0 and tokens[at - 1].end == tokens[at].start and tokens[at - 1].text in "-/.:§"
    after = at + count
    behind = (
        after + 1 < len(tokens)
        and tokens[after - 1].end == tokens[after].start
        and tokens[after].text in "-/.:"
        and tokens[after].end == tokens[after + 1].start
        and tokens[after + 1].text[0].isdigit()
    )
    return not before and not behind


def _three_numbers(tokens: list[_Token], at: int, _: date | None) -> tuple[Found, int] | None:
    """2026-03-02, 21-09-03, 24.12.06, 2.3.2026, 02/03/2026."""
    if tokens[at].number is None or not _touch(tokens, at, 5) or not _stands_free(tokens, at, 5):
        return None
    first, stroke, second, again, third = tokens[at : at + 5]
    if (
        stroke.text not in "-./–"
        or again.text != stroke.text
        or second.number is None
        or third.number is None
    ):
        return None
    made = _ordered(first, second, third, stroke.text)
    return (Found(first.start, third.end, made, "day", has_year=True), at + 5) if made else None


def _ordered(first: _Token, second: _Token, third: _Token, stroke: str) -> date | None:
    """Year first, unless the last one is the year."""
    one, two, three = (int(token.text) for token in (first, second, third))
    if len(first.text) == 4:
        return made_date(one, two, three)
    if len(third.text) == 4 or stroke == "/":
        return made_date(three, two, one)
    if len(first.text) != 2 or len(second.text) != 2:
        return made_date(three, two, one) if len(third.text) == 2 else None
    return made_date(one, two, three) or made_date(three, two, one)


def _one_number(tokens: list[_Token], at: int, _: date | None) -> tuple[Found, int] | None:
    """20260302, 260302."""
    text = tokens[at].text
    if not text.isdigit() or len(text) not in (6, 8) or not _stands_free(tokens, at, 1):
        return None
    made = made_date(int(text[:-4]), int(text[-4:-2]), int(text[-2:]))
    return (Found(tokens[at].start, tokens[at].end, made, "day", has_year=True), at + 1) if made else None


def _day_and_month(tokens: list[_Token], at: int, meeting_on: date | None) -> tuple[Found, int] | None:
    """3/9, 3/9 2021, 3/9-21."""
    day, month = tokens[at].number, tokens[at + 2].number if at + 2 < len(tokens) else None
    if day is None or month is None or _at(tokens, at + 1) != "/" or not _touch(tokens, at, 3):
        return None
    if not made_date(_LEAP_YEAR, month, day) or not _stands_free_of_strokes(tokens, at):
        return None
    year, after = _year(tokens, at + 3)
    made = made_date(year, month, day) if year is not None else near(month, day, meeting_on)
    return Found(tokens[at].start, tokens[after - 1].end, made, "day", has_year=year is not None), after


def _stands_free_of_strokes(tokens: list[_Token], at: int) -> bool:
    before = at > 0 and tokens[at - 1].end == tokens[at].start and tokens[at - 1].text in "/."
    behind = (
        at + 3 < len(tokens) and tokens[at + 2].end == tokens[at + 3].start and tokens[at + 3].text == "/"
    )
    return not before and not behind


def _year(tokens: list[_Token], at: int) -> tuple[int | None, int]:
    """A year behind a day and month, and what comes after it."""
    comma = at + (_at(tokens, at) in (",", "."))
    if _is_year(_at(tokens, comma)):
        return int(tokens[comma].text), comma + 1
    stroke = _at(tokens, at) in ("-", "–", "/", "'", "’")
    if stroke and (_is_year(_at(tokens, at + 1)) or _is_short_year(tokens, at + 1)):
        return int(tokens[at + 1].text), at + 2
    return None, at


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and 1980 <= int(text) <= 2079


def _is_short_year(tokens: list[_Token], at: int) -> bool:
    """Two digits close behind a stroke, and no clock or month after them."""
    text = _at(tokens, at)
    return (
        len(text) == 2
        and text.isdigit()
        and _touch(tokens, at - 1, 2)
        and _at(tokens, at + 1) not in (":", "/", ".")
    )


def _named_month(tokens: list[_Token], at: int, meeting_on: date | None) -> tuple[Found, int] | None:
    """2 mars, den 2:a mars 2026, 12-13 mars, 2nd of March."""
    day = tokens[at].number
    if day is None or not 1 <= day <= 31:
        return None
    last, after = _last_day(tokens, _behind_ordinal(tokens, at + 1))
    month = month_of(_at(tokens, after))
    if month is None:
        return None
    after += 1 + (_at(tokens, after + 1) == "." and _is_year(_at(tokens, after + 2)))
    year, after = _year(tokens, after)
    made, until = (_in_year(year, month, number, meeting_on) for number in (day, last))
    return Found(tokens[at].start, tokens[after - 1].end, made, "day", until, year is not None), after


def _in_year(year: int | None, month: int, day: int | None, meeting_on: date | None) -> date | None:
    if day is None:
        return None
    return made_date(year, month, day) if year is not None else near(month, day, meeting_on)


def _behind_ordinal(tokens: list[_Token], at: int) -> int:
    """Past ":a", ":e", ".", "nd", "of"."""
    if _at(tokens, at) == ":" and _at(tokens, at + 1) in ("a", "e"):
        return at + 2
    at += _at(tokens, at) in (".", "st", "nd", "rd", "th")
    return at + (_at(tokens, at) in ("of", "i"))


def _last_day(tokens: list[_Token], at: int) -> tuple[int | None, int]:
    """The second day of "12-13 mars", "12 och 13 mars"."""
    if _at(tokens, at) in ("-", "–", "—", "och", "&", "till") and at + 1 < len(tokens):
        last = tokens[at + 1].number
        behind = _behind_ordinal(tokens, at + 2)
        if last and last <= 31 and month_of(_at(tokens, behind)):
            return last, behind
    return None, at


def _month_first(tokens: list[_Token], at: int, meeting_on: date | None) -> tuple[Found, int] | None:
    """March 2, 2026; "mars 2026" and "april" are the month, of which the last day counts."""
    month = month_of(tokens[at].text)
    if month is None or (len(tokens[at].text) < 4 and key(tokens[at].text) not in ("maj", "mai")):
        return None
    day = tokens[at + 1].number if at + 1 < len(tokens) else None
    if day and day <= 31 and tokens[at].text[0].isupper() and _at(tokens, at + 2) not in (".", ":", "/"):
        year, after = _year(tokens, _behind_ordinal(tokens, at + 2))
        made = made_date(year, month, day) if year is not None else near(month, day, meeting_on)
        return Found(tokens[at].start, tokens[after - 1].end, made, "day", has_year=year is not None), after
    year, after = _year(tokens, at + 1)
    return Found(
        tokens[at].start,
        tokens[after - 1].end,
        _month_end(year, month, meeting_on),
        "month",
        has_year=year is not None,
    ), after


def _month_end(year: int | None, month: int, meeting_on: date | None) -> date | None:
    if year is None:
        first = near(month, 1, meeting_on.replace(day=1)) if meeting_on else None
        year = first.year if first else None
    return date(year, month, monthrange(year, month)[1]) if year is not None else None


def _week(tokens: list[_Token], at: int, meeting_on: date | None) -> tuple[Found, int] | None:
    """v. 42, vecka 42, v 42-43, v.42 2024."""
    if key(tokens[at].text) not in words.table("calendar", "around")["week"]:
        return None
    number_at = at + 1 + (_at(tokens, at + 1) in (".", ":"))
    number = tokens[number_at].number if number_at < len(tokens) else None
    if number is None or not 1 <= number <= 53:
        return None
    after = number_at + 1
    if (
        _at(tokens, after) in ("-", "–", "/")
        and after + 1 < len(tokens)
        and number < (tokens[after + 1].number or 0) <= 53
    ):
        number, after = tokens[after + 1].number or number, after + 2
    year, after = _year(tokens, after)
    return Found(
        tokens[at].start,
        tokens[after - 1].end,
        _week_end(year, number, meeting_on),
        "week",
        has_year=year is not None,
    ), after


def _week_end(year: int | None, number: int, meeting_on: date | None) -> date | None:
    years = (
        [year] if year is not None else [meeting_on.year + step for step in (-1, 0, 1)] if meeting_on else []
    )
    for possible in years:
        try:
            made = date.fromisocalendar(possible, number, 7)
        except ValueError:
            continue
        if year is not None or (meeting_on and made >= meeting_on - _BEHIND):
            return made
    return None


def _weekday(tokens: list[_Token], at: int, meeting_on: date | None) -> tuple[Found, int] | None:
    """ "fredag" is the first after the meeting; before a day of the month it belongs to that day."""
    weekday = weekday_of(tokens[at].text)
    if weekday is None:
        return None
    behind = at + 1
    while key(_at(tokens, behind)) in _BETWEEN:
        behind += 1
    if behind < len(tokens):
        dated = next((read for reader in _DATED if (read := reader(tokens, behind, meeting_on))), None)
        if dated and dated[0].precision == "day":
            found = dated[0]
            return Found(tokens[at].start, found.end, found.day, "day", found.until, found.has_year), dated[1]
    if len(tokens[at].text) < 5:
        return None
    ahead = (weekday - meeting_on.isoweekday() - 1) % 7 + 1 if meeting_on else 0
    day = meeting_on + timedelta(days=ahead) if meeting_on else None
    return Found(tokens[at].start, tokens[at].end, day, "weekday"), at + 1


_DATED: tuple[_Reader, ...] = (_three_numbers, _one_number, _day_and_month, _named_month, _month_first)
_READERS: tuple[_Reader, ...] = (*_DATED, _week, _weekday)
