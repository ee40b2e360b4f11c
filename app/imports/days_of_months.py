"""Days as they are written with months: den 2 mars, 12-13 mars, March 2, april 2026; and "den 22:a" alone."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from app.imports.day_words import Found, Reader, Token, at_text, made_date, month_of, near
from app.imports.days_in_numbers import apart, day_and_month, dotted, one_number, three_numbers
from app.imports.words import key
from app.imports.years import is_year, year_at

_BEHIND_DAY = ("kl", "klockan", "i", "och", "på", "för", "så", "om", "till", "med")


def _named_month(tokens: list[Token], at: int, meeting_on: date | None) -> tuple[Found, int] | None:
    """2 mars, den 2:a mars 2026, 12-13 mars, 2nd of March."""
    day = tokens[at].number
    if day is None or not 1 <= day <= 31:
        return None
    last, after = _last_day(tokens, _behind_ordinal(tokens, at + 1))
    month = month_of(at_text(tokens, after))
    if month is None:
        return None
    after += 1 + (at_text(tokens, after + 1) == "." and is_year(at_text(tokens, after + 2)))
    year, after = year_at(tokens, after)
    made, until = (_in_year(year, month, number, meeting_on) for number in (day, last))
    return Found(tokens[at].start, tokens[after - 1].end, made, "day", until, year is not None), after


def _day_alone(tokens: list[Token], at: int, meeting_on: date | None) -> tuple[Found, int] | None:
    """ "senast den 22:a": the first such day after the meeting."""
    day, behind = tokens[at].number, _behind_ordinal(tokens, at + 1)
    is_ordinal = (
        at > 0
        and key(tokens[at - 1].text) == "den"
        and (at_text(tokens, at + 1) in (":", "a", "e") or _is_until(tokens, at))
    )
    following = at_text(tokens, behind)
    if day is None or not is_ordinal or (following.isalpha() and following not in _BEHIND_DAY):
        return None
    ahead = meeting_on and next(_days_ahead(day, meeting_on), None)
    return (Found(tokens[at].start, tokens[behind - 1].end, ahead, "day"), behind) if ahead else None


def _is_until(tokens: list[Token], at: int) -> bool:
    """ "till den 15": a bare number is a day behind a word that says until when."""
    until = at > 1 and key(tokens[at - 2].text) in ("till", "senast", "fore", "innan", "tills")
    following = at_text(tokens, at + 1)
    return until and not following[:1].isdecimal() and (not following or following in ".,;)!")


def _days_ahead(day: int, meeting_on: date) -> Iterator[date]:
    """That day of this month and the following ones, where they have it, after the meeting."""
    for step in range(meeting_on.month - 1, meeting_on.month + 2):
        made = made_date(meeting_on.year + step // 12, step % 12 + 1, day)
        if made and made > meeting_on:
            yield made


def _in_year(year: int | None, month: int, day: int | None, meeting_on: date | None) -> date | None:
    if day is None:
        return None
    return made_date(year, month, day) if year is not None else near(month, day, meeting_on)


def _behind_ordinal(tokens: list[Token], at: int) -> int:
    """Past ":a", ":e", "e", ".", "nd", "of"."""
    if at_text(tokens, at) == ":" and at_text(tokens, at + 1) in ("a", "e"):
        return at + 2
    if at_text(tokens, at) in ("a", "e") and tokens[at].start == tokens[at - 1].end:
        return at + 1
    at += at_text(tokens, at) in (".", "st", "nd", "rd", "th")
    return at + (at_text(tokens, at) in ("of", "i"))


def _last_day(tokens: list[Token], at: int) -> tuple[int | None, int]:
    """The second day of "12-13 mars", "12 och 13 mars"."""
    if at_text(tokens, at) in ("-", "–", "—", "och", "&", "till") and at + 1 < len(tokens):
        last = tokens[at + 1].number
        behind = _behind_ordinal(tokens, at + 2)
        if last and last <= 31 and month_of(at_text(tokens, behind)):
            return last, behind
    return None, at


def _month_first(tokens: list[Token], at: int, meeting_on: date | None) -> tuple[Found, int] | None:
    """March 2, 2026; "mars 2026" and "april" are the month, of which the last day counts."""
    month = month_of(tokens[at].text)
    if month is None or (len(tokens[at].text) < 4 and key(tokens[at].text) not in ("maj", "mai")):
        return None
    day = tokens[at + 1].number if at + 1 < len(tokens) else None
    if day and day <= 31 and tokens[at].text[0].isupper() and at_text(tokens, at + 2) not in (".", ":", "/"):
        year, after = year_at(tokens, _behind_ordinal(tokens, at + 2))
        made = made_date(year, month, day) if year is not None else near(month, day, meeting_on)
        return Found(tokens[at].start, tokens[after - 1].end, made, "day", has_year=year is not None), after
    month, after = _last_month(tokens, at, month)
    year, after = year_at(tokens, after)
    return Found(
        tokens[at].start,
        tokens[after - 1].end,
        _month_end(year, month, meeting_on),
        "month",
        has_year=year is not None,
    ), after


def _last_month(tokens: list[Token], at: int, month: int) -> tuple[int, int]:
    """The second of "januari-februari", "maj och juni", and what comes behind it."""
    is_name = tokens[at].text[0].isupper() and len(tokens[at].text) == len("Maj")
    if at_text(tokens, at + 1) in ("-", "–", "/", "och", "eller") and not is_name:
        second = month_of(at_text(tokens, at + 2))
        if second and at_text(tokens, at + 2)[0].islower():
            return second, at + 3
    return month, at + 1


def _month_end(year: int | None, month: int, meeting_on: date | None) -> date | None:
    if year is None:
        first = near(month, 1, meeting_on.replace(day=1)) if meeting_on else None
        year = first.year if first else None
    return date(year, month, monthrange(year, month)[1]) if year is not None else None


DATED: tuple[Reader, ...] = (
    three_numbers,
    apart,
    one_number,
    day_and_month,
    dotted,
    _named_month,
    _day_alone,
    _month_first,
)
