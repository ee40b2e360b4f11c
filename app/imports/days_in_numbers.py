"""Days as they are written with numbers alone: 2026-03-02, 2026 03 02, 21-09-03, 260302, 3/9, 28.5."""

from datetime import date

from app.imports.day_words import Found, Token, at_text, made_date, near, weekday_of
from app.imports.words import key, table
from app.imports.years import is_year, touch, year_at

_LEAP_YEAR = 2000
_LAST_HOUR = 24


def _stands_free(tokens: list[Token], at: int, count: int) -> bool:
    """No stroke or digit touches it."""
    before = at > 0 and tokens[at - 1].end == tokens[at].start and tokens[at - 1].text in "-/.:§"
    after = at + count
    behind = (
        after + 1 < len(tokens)
        and tokens[after - 1].end == tokens[after].start
        and tokens[after].text in "-/.:"
        and tokens[after].end == tokens[after + 1].start
        and tokens[after + 1].text[0].isdecimal()
    )
    return not before and not behind


def three_numbers(tokens: list[Token], at: int, _: date | None) -> tuple[Found, int] | None:
    """2026-03-02, 21-09-03, 24.12.06, 2.3.2026, 02/03/2026."""
    if tokens[at].number is None or not touch(tokens, at, 5) or not _stands_free(tokens, at, 5):
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


def apart(tokens: list[Token], at: int, _: date | None) -> tuple[Found, int] | None:
    """2019 04 13: the year in full, and blanks for strokes."""
    said = tokens[at : at + 3]
    if [len(token.text) for token in said] != [4, 2, 2] or not is_year(said[0].text):
        return None
    year, month, day = (token.number for token in said)
    if year is None or month is None or day is None or not all(map(_is_blank_between, said, said[1:])):
        return None
    made = made_date(year, month, day)
    return (Found(said[0].start, said[2].end, made, "day", has_year=True), at + 3) if made else None


def _is_blank_between(one: Token, other: Token) -> bool:
    return other.start - one.end == 1


def one_number(tokens: list[Token], at: int, _: date | None) -> tuple[Found, int] | None:
    """20260302, 260302."""
    text = tokens[at].text
    if not text.isdecimal() or len(text) not in (6, 8) or not _stands_free(tokens, at, 1):
        return None
    made = made_date(int(text[:-4]), int(text[-4:-2]), int(text[-2:]))
    return (Found(tokens[at].start, tokens[at].end, made, "day", has_year=True), at + 1) if made else None


def day_and_month(tokens: list[Token], at: int, meeting_on: date | None) -> tuple[Found, int] | None:
    """3/9, 3/9 2021, 3/9-21."""
    day, month = tokens[at].number, tokens[at + 2].number if at + 2 < len(tokens) else None
    if day is None or month is None or at_text(tokens, at + 1) != "/" or not touch(tokens, at, 3):
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


def dotted(tokens: list[Token], at: int, meeting_on: date | None) -> tuple[Found, int] | None:
    """ "senast 28.5", "den 4.4", "14.5 kl 9": where neither a time of day nor a version can be meant."""
    if not touch(tokens, at, 3) or tokens[at + 1].text != "." or not _stands_free(tokens, at, 3):
        return None
    day, month = tokens[at].number, tokens[at + 2].number
    if day is None or month is None or not made_date(_LEAP_YEAR, month, day) or not _says_when(tokens, at):
        return None
    return Found(tokens[at].start, tokens[at + 2].end, near(month, day, meeting_on), "day"), at + 3


def _says_when(tokens: list[Token], at: int) -> bool:
    """Whether the words around two numbers with a point between say that it is a day."""
    before = key(tokens[at - 1].text) if at else ""
    if (
        before == "den"
        or weekday_of(before)
        or key(at_text(tokens, at + 3)) in table("calendar", "around")["clock"]
    ):
        return True
    no_time = int(tokens[at].text) > _LAST_HOUR or len(tokens[at + 2].text) == 1
    return no_time and before in table("calendar", "around")["by"]
