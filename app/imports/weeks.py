"""Weeks and weekdays: v. 42, fredag, fredag den 3 maj, fredag v. 42, fredag nästa vecka."""

from datetime import date, timedelta

from app.imports import words
from app.imports.day_words import BEHIND, Found, Token, at_text, weekday_of
from app.imports.days_in_numbers import three_numbers
from app.imports.days_of_months import DATED
from app.imports.words import key
from app.imports.years import year_at

_THE_NEXT = frozenset(("nasta", "nästa"))
_NEXT = _THE_NEXT | {"nastkommande", "kommande"}
_BETWEEN = frozenset((",", ".", "d", "den", "the"))  # between a weekday and its date


def week(tokens: list[Token], at: int, meeting_on: date | None) -> tuple[Found, int] | None:
    """v. 42, vecka 42, v 42-43, v.42 2024."""
    if key(tokens[at].text) not in words.table("calendar", "around")["week"]:
        return None
    number_at = at + 1 + (at_text(tokens, at + 1) in (".", ":"))
    number = tokens[number_at].number if number_at < len(tokens) else None
    if number is None or not 1 <= number <= 53:
        return None
    after = number_at + 1
    if (
        key(at_text(tokens, after)) in ("-", "–", "/", "eller", "och", "till", "&")
        and after + 1 < len(tokens)
        and number < (tokens[after + 1].number or 0) <= 53
    ):
        number, after = tokens[after + 1].number or number, after + 2
    year, after = year_at(tokens, after)
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
        if year is not None or (meeting_on and made >= meeting_on - BEHIND):
            return made
    return None


def weekday(tokens: list[Token], at: int, meeting_on: date | None) -> tuple[Found, int] | None:
    """ "fredag" is the first after the meeting, "nästa fredag" that of the week after.

    Before a day of the month, or a week, it belongs to that.
    """
    weekday = weekday_of(tokens[at].text)
    if weekday is None:
        return None
    behind = at + 1
    while key(at_text(tokens, behind)) in _BETWEEN:
        behind += 1
    behind = _past_clock(tokens, behind)
    if behind < len(tokens):
        dated = next((read for reader in DATED if (read := reader(tokens, behind, meeting_on))), None)
        if dated and dated[0].precision == "day":
            found = dated[0]
            return Found(tokens[at].start, found.end, found.day, "day", found.until, found.has_year), dated[1]
    if in_week := _weekday_ofweek(tokens, at, behind, weekday, meeting_on):
        return in_week
    if at and key(tokens[at - 1].text) in _THE_NEXT and meeting_on:
        monday = meeting_on + timedelta(days=8 - meeting_on.isoweekday())
        return Found(
            tokens[at - 1].start, tokens[at].end, monday + timedelta(days=weekday - 1), "weekday"
        ), at + 1
    if len(tokens[at].text) < 5 and not _is_led_in(tokens, at):
        return None
    ahead = (weekday - meeting_on.isoweekday() - 1) % 7 + 1 if meeting_on else 0
    day = meeting_on + timedelta(days=ahead) if meeting_on else None
    return Found(tokens[at].start, tokens[at].end, day, "weekday"), at + 1


def _is_led_in(tokens: list[Token], at: int) -> bool:
    """ "på tors": a short weekday behind a word that leads in to one."""
    return at > 0 and key(tokens[at - 1].text) in words.table("calendar", "around")["before_weekday"]


def week_of_month(tokens: list[Token], at: int, meeting_on: date | None) -> tuple[Found, int] | None:
    """ "första veckan i februari": the week that has most of its days in the month first."""
    which = words.meanings("calendar", "ordinals").get(key(at_text(tokens, at - 1))) if at else None
    if which is None or at_text(tokens, at + 1) not in ("i", "av", "in", "of") or at + 2 >= len(tokens):
        return None
    whole = next((read for reader in DATED if (read := reader(tokens, at + 2, meeting_on))), None)
    if (
        whole is None
        or whole[0].precision != "month"
        or not key(tokens[at].text).startswith(("veck", "week"))
    ):
        return None
    last = whole[0].day
    day = last and _sunday(last, int(which))
    return Found(tokens[at - 1].start, whole[0].end, day, "week", has_year=whole[0].has_year), whole[1]


def _sunday(month_end: date, which: int) -> date:
    """The Sunday of the month's first, second … week; of its last (0) its own last day, if that comes before."""
    if which == 0:
        return month_end
    fourth = month_end.replace(day=4)
    return fourth + timedelta(days=7 - fourth.isoweekday() + 7 * (which - 1))


def _past_clock(tokens: list[Token], at: int) -> int:
    """Past "19.15" or "kl 12:15" when a whole day stands behind it: "Fredag 19.15 13-08-2021"."""
    first = at + (key(at_text(tokens, at)) in words.table("calendar", "around")["clock"])
    minutes = tokens[first + 2].number if first + 3 < len(tokens) else None
    hour = tokens[first].number if minutes is not None else None
    is_clock = (
        hour is not None
        and hour < 25
        and at_text(tokens, first + 1) in (".", ":")
        and len(tokens[first + 2].text) == 2
    )
    behind = three_numbers(tokens, first + 3, None) if is_clock else None
    return first + 3 if behind and behind[0].has_year else at


def _weekday_ofweek(
    tokens: list[Token], at: int, behind: int, weekday: int, meeting_on: date | None
) -> tuple[Found, int] | None:
    """ "fredag v. 42", "fredag nästa vecka": that day of the week."""
    whole = week(tokens, behind, meeting_on) if behind < len(tokens) else None
    sunday, after = (whole[0].day, whole[1]) if whole else (None, behind + 2)
    if (
        not whole
        and key(at_text(tokens, behind)) in _NEXT
        and key(at_text(tokens, behind + 1)) == "vecka"
        and meeting_on
    ):
        sunday = meeting_on + timedelta(days=14 - meeting_on.isoweekday())
    if sunday is None:
        return None
    return Found(tokens[at].start, tokens[after - 1].end, sunday - timedelta(days=7 - weekday), "day"), after
