"""The day of the meeting, and the line that gives it."""

from collections.abc import Sequence
from datetime import date, timedelta

from app.imports import words
from app.imports.blocks import Block
from app.imports.dates import dates_in
from app.imports.day_words import Found
from app.imports.values import Value, said
from app.imports.words import key

_TITLES = 4  # blocks
_LONGEST = 600  # letters
_WRITTEN_OUT = timedelta(days=60)
_SPRING = 4, 2  # a day in the middle of what people count as one year


def line_of_day(values: Sequence[Value]) -> str | None:
    """The value that gives the meeting's day: the labelled one, else the line that says at what the minutes were
    taken, else the first with a year, else with a day.
    """
    unlabelled = said(values, "")
    phrases = tuple(words.table("structure", "taken")["phrases"])
    taken = [text for text in unlabelled if key(text).startswith(phrases)]
    ranked = [
        *_dated_later(values, unlabelled),
        *said(values, "date", "place_and_time", "time"),
        *taken,
        *unlabelled,
        *said(values, "sent"),
    ]
    whole = next((text for text in ranked if any(found.has_year for found in _days(text))), None)
    return whole or next((text for text in ranked if _days(text)), None)


def _dated_later(values: Sequence[Value], titles: Sequence[str]) -> list[str]:
    """ "Möte i rådet 28 februari 2011" below "2011-03-09": the minutes were written out after the meeting."""
    bare = [text for text in titles if not any(map(str.isalpha, text))]
    written = [day for text in (*said(values, "date"), *bare) if (day := _whole(text))]
    return [
        text
        for text in titles
        if _begins_with_meeting(text) and (day := _whole(text)) and any(_is_soon(day, at) for at in written)
    ]


def _whole(text: str) -> date | None:
    return next((found.day for found in _days(text) if found.has_year), None)


def _begins_with_meeting(text: str) -> bool:
    endings = words.table("structure", "titles")["meeting_endings"]
    return key(text).split(" ", 1)[0].endswith(tuple(endings))


def _is_soon(day: date, other: date) -> bool:
    return day < other < day + _WRITTEN_OUT


def _days(text: str, near: date | None = None) -> list[Found]:
    return [found for found in dates_in(text, near) if found.precision == "day"]


def day_in(line: str | None, made: Sequence[Block]) -> date | None:
    """Its day; where it has no year, the one that the titles name."""
    if line is None:
        return None
    whole = next((found.day for found in _days(line) if found.has_year), None)
    year = _year(made)
    if whole or year is None:
        return whole
    return next((found.day for found in _days(line, date(year, *_SPRING))), None)


def _year(made: Sequence[Block]) -> int | None:
    """The one year that the titles name."""
    heads = (block.text[:_LONGEST].split() for block in made[:_TITLES])
    words_there = (part.strip(".,;:()") for said in heads for word in said for part in _parts(word))
    years = {int(word) for word in words_there if len(word) == 4 and word.isdecimal()}
    years = {year for year in years if 1980 <= year < 2080}
    return years.pop() if len(years) == 1 else None


def _parts(word: str) -> list[str]:
    """ "2/2025", "5-2023": the number of the minutes, and the year."""
    number, stroke, year = word.replace("-", "/").partition("/")
    return [year] if stroke and number.isdecimal() else [word]


def lines_of_day(values: Sequence[Value], line: str | None, day: date | None) -> list[str]:
    """The value that gives the day, and the lines that say the same day again."""
    again = [text for text in said(values, "") if day and any(one.day == day for one in dates_in(text, day))]
    return list(dict.fromkeys(([line] if line else []) + again))
