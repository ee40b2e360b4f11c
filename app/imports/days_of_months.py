"""Days as they are written with numbers and months: 2026-03-02, 21-09-03, 3/9, den 2 mars, March 2."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from app.imports.day_words import Found, Reader, Token, at_text, made_date, month_of, near
from app.imports.words import key

_LEAP_YEAR = 2000
_BEHIND_DAY = ("kl", "klockan", "i", "och", "på", "för", "så", "om", "till", "med")


def _touch(tokens: list[Token], at: int, count: int) -> bool:
    """So many tokens stand without a space between."""
    return at + count <= len(tokens) and all(
        tokens[at + step].end == tokens[at + step + 1].start for step in range(count - 1)
    )


def _stands_free(tokens: list[Token], at: int, count: int) -> bool:
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


def three_numbers(tokens: list[Token], at: int, _: date | None) -> tuple[Found, int] | None:
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


def _ordered(first: Token, second: Token, third: Token, stroke: str) -> date | None:
    """Year first, unless the last one is the year."""
    one, two, three = (int(token.text) for token in (first, second, third))
    if len(first.text) == 4:
        return made_date(one, two, three)
    if len(third.text) == 4 or stroke == "/":
        return made_date(three, two, one)
    if len(first.text) != 2 or len(second.text) != 2:
        return made_date(three, two, one) if len(third.text) == 2 else None
    return made_date(one, two, three) or made_date(three, two, one)


def _one_number(tokens: list[Token], at: int, _: date | None) -> tuple[Found, int] | None:
    """20260302, 260302."""
    text = tokens[at].text
    if not text.isdigit() or len(text) not in (6, 8) or not _stands_free(tokens, at, 1):
        return None
    made = made_date(int(text[:-4]), int(text[-4:-2]), int(text[-2:]))
    return (Found(tokens[at].start, tokens[at].end, made, "day", has_year=True), at + 1) if made else None


def _day_and_month(tokens: list[Token], at: int, meeting_on: date | None) -> tuple[Found, int] | None:
    """3/9, 3/9 2021, 3/9-21."""
    day, month = tokens[at].number, tokens[at + 2].number if at + 2 < len(tokens) else None
    if day is None or month is None or at_text(tokens, at + 1) != "/" or not _touch(tokens, at, 3):
        return None
    if not made_date(_LEAP_YEAR, month, day) or not _stands_free_of_strokes(tokens, at):
        return None
    year, after = year_at(tokens, at + 3)
    made = made_date(year, month, day) if year is not None else near(month, day, meeting_on)
    return Found(tokens[at].start, tokens[after - 1].end, made, "day", has_year=year is not None), after


def _stands_free_of_strokes(tokens: list[Token], at: int) -> bool:
    before = at > 0 and tokens[at - 1].end == tokens[at].start and tokens[at - 1].text in "/."
    behind = (
        at + 3 < len(tokens) and tokens[at + 2].end == tokens[at + 3].start and tokens[at + 3].text == "/"
    )
    return not before and not behind


def year_at(tokens: list[Token], at: int) -> tuple[int | None, int]:
    """A year behind a day and month, and what comes after it."""
    comma = at + (at_text(tokens, at) in (",", "."))
    if _is_year(at_text(tokens, comma)):
        return int(tokens[comma].text), comma + 1
    stroke = at_text(tokens, at) in ("-", "–", "/", "'", "’")
    if stroke and (_is_year(at_text(tokens, at + 1)) or _is_short_year(tokens, at + 1)):
        return int(tokens[at + 1].text), at + 2
    return None, at


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and 1980 <= int(text) <= 2079


def _is_short_year(tokens: list[Token], at: int) -> bool:
    """Two digits close behind a stroke, and no clock or month after them."""
    text = at_text(tokens, at)
    return (
        len(text) == 2
        and text.isdigit()
        and _touch(tokens, at - 1, 2)
        and at_text(tokens, at + 1) not in (":", "/", ".")
    )


def _named_month(tokens: list[Token], at: int, meeting_on: date | None) -> tuple[Found, int] | None:
    """2 mars, den 2:a mars 2026, 12-13 mars, 2nd of March."""
    day = tokens[at].number
    if day is None or not 1 <= day <= 31:
        return None
    last, after = _last_day(tokens, _behind_ordinal(tokens, at + 1))
    month = month_of(at_text(tokens, after))
    if month is None:
        return None
    after += 1 + (at_text(tokens, after + 1) == "." and _is_year(at_text(tokens, after + 2)))
    year, after = year_at(tokens, after)
    made, until = (_in_year(year, month, number, meeting_on) for number in (day, last))
    return Found(tokens[at].start, tokens[after - 1].end, made, "day", until, year is not None), after


def _day_alone(tokens: list[Token], at: int, meeting_on: date | None) -> tuple[Found, int] | None:
    """ "senast den 22:a": the first such day after the meeting."""
    day, behind = tokens[at].number, _behind_ordinal(tokens, at + 1)
    is_ordinal = (
        at > 0
        and key(tokens[at - 1].text) == "den"
        and (at_text(tokens, at + 1) == ":" or _is_until(tokens, at))
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
    return until and not following[:1].isdigit() and (not following or following in ".,;)!")


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
    _one_number,
    _day_and_month,
    _named_month,
    _day_alone,
    _month_first,
)
