"""Days that are counted from that of an event: "en vecka innan", "torsdagen innan", "helgen före"."""

from datetime import date, timedelta

from app.imports import lexicon
from app.imports.day_words import weekday_of
from app.imports.sentences import Sentence
from app.imports.spans_of_time import number_of

_WEEK = 7
_SUNDAY = 7
_BEFORE = ("innan", "före")


def is_counted_back(sentence: Sentence, at: int) -> bool:
    """Whether "torsdagen innan", "helgen före" stands at a word, with nothing said behind of before what."""
    day, *behind = sentence.words[at : at + 3]
    is_day = day == "helgen" or (day.endswith("en") and weekday_of(day) is not None)
    alone = not behind[1:] or not behind[1][0].isalnum() or behind[1] in ("och", "samt")
    return is_day and behind[:1] in (["innan"], ["före"]) and alone


def counted_back(said: tuple[str, ...], day: date) -> date | None:
    """ "två veckor före" that day, "kvällen innan", "fredagen innan"; None: it is no such thing."""
    if said in lexicon.phrases("due", "again", "day_before"):
        return day - timedelta(days=1)
    said = (*said[:-2], "innan") if said[-2:] == ("i", "förväg") else said
    if len(said) < 2 or said[-1] not in _BEFORE:
        return None
    if said[-2] == "helgen":
        return _weekday_before(_SUNDAY, day)
    if (weekday := weekday_of(said[-2])) is not None:
        return _weekday_before(weekday, day)
    number = number_of(said[-3]) if len(said) > 2 and said[-2] in ("vecka", "veckor") else None
    return day - timedelta(days=_WEEK * number) if number else None


def _weekday_before(weekday: int, day: date) -> date:
    """The last of its kind before a day; Monday is 1."""
    return day - timedelta(days=(day.isoweekday() - weekday - 1) % _WEEK + 1)
