"""Days of the calendar that say when something is due: "senast 3 maj", "på fredag", "i slutet av april"."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from app.imports import lexicon, other_meetings
from app.imports.dates import dates_in
from app.imports.day_words import Found, month_of, weekday_of
from app.imports.due import Calendar, Due, due_said
from app.imports.sentences import Sentence

_NO_CERTAIN = ("varje", "varannan", "en", "någon", "nån")  # "en torsdag i maj"


def calendar_day_in(sentence: Sentence, start: int, end: int, calendar: Calendar) -> Iterator[Due]:
    if not any(map(may_be_day, sentence.words[start:end])):
        return
    tokens = sentence.tokens
    offset = tokens[start].start
    part = sentence.text[offset : tokens[end - 1].end]
    for found in dates_in(part, calendar.meeting_on):
        first = next((at for at in range(start, end) if tokens[at].end > offset + found.start), None)
        last = next((at for at in range(start, end) if tokens[at].end >= offset + found.end), None)
        if first is None or last is None or _is_past(found, calendar) or is_mention(sentence, first):
            continue
        if _is_name(sentence, first, found) or _is_told_by_event(sentence, last, found):
            continue
        if found.precision == "weekday" and first and sentence.words[first - 1] in _NO_CERTAIN:
            continue
        day = _day(sentence, first, found)
        if _is_next_meeting(sentence, first, day, calendar):
            yield due_said(sentence, "next_meeting", first, last + 1, calendar.next_on)
        elif found.precision == "month" and (at := other_meetings.of_month(sentence, first)) is not None:
            yield due_said(sentence, "event", at, last + 1, None)
        else:
            yield due_said(sentence, "date", first, last + 1, day)


def _is_next_meeting(sentence: Sentence, first: int, day: date | None, calendar: Calendar) -> bool:
    """ "till mötet i januari", "på mötet den 14 januari": when that is where the next one is."""
    before = sentence.words[max(0, first - 3) : first]
    if day is None or calendar.next_on is None or not {"mötet", "sammanträdet", "träffen"} & set(before):
        return False
    in_month = before[-1] == "i" and (day.year, day.month) == (calendar.next_on.year, calendar.next_on.month)
    return in_month or day == calendar.next_on


@lru_cache(maxsize=10_000)
def may_be_day(word: str) -> bool:
    """Digits, a month or a weekday: what every day is written with; also "mars/april"."""
    first = word.replace("/", "-").split("-")[0]
    return (
        word[-1].isdecimal()
        or word[0].isdecimal()
        or month_of(first) is not None
        or weekday_of(word) is not None
    )


def _is_name(sentence: Sentence, first: int, found: Found) -> bool:
    """ "Maj ordnar": months have small letters, but at the beginning of a sentence; "Maj-Lis" is none anywhere."""
    token = sentence.tokens[first]
    if token.is_capital and "-" in token.text and month_of(token.low.split("-")[1]) is None:
        return not token.text[-1].isdecimal()
    return (
        found.precision == "month"
        and first > 0
        and sentence.tokens[first].is_capital
        and not found.has_year
        and sentence.words[first - 1] not in ("of", "in", "by")
    )


def _is_told_by_event(sentence: Sentence, last: int, found: Found) -> bool:
    """ "tisdagen efter lovet": which one the event says."""
    behind = sentence.words[last + 1 : last + 3]
    return found.precision == "weekday" and len(behind) > 1 and behind[0] in ("efter", "före", "innan")


def _is_past(found: Found, calendar: Calendar) -> bool:
    return bool(found.day and calendar.meeting_on and found.day < calendar.meeting_on)


def is_mention(sentence: Sentence, first: int) -> bool:
    """ "protokollet från 3 maj", "enligt mejl den 4 april": a day that something else is from."""
    before = sentence.words[max(0, first - 2) : first]
    part = lexicon.words("due", "parts") & set(before)
    if len(before) > 1 and before[0] == "från" and sentence.tokens[first - 1].is_capital:
        return False  # "kommer från Eva inom kort"
    if before[-1:] != ("från",) and sentence.words[first] in ("inom", "till", "senast"):
        return False  # "kommer från kommunen inom kort"
    return (
        is_since(sentence, first)
        or "från" in before
        or "sedan" in before
        or "för" in before[-1:]
        or ("av" in before[-1:] and not part and not _is_particle(sentence, first - 1))
    )


def is_since(sentence: Sentence, first: int) -> bool:
    """ "från och med hösten", "fr.o.m. hösten": from when on something holds."""
    return sentence.words[max(0, first - 3) : first] == ("från", "och", "med")


def _is_particle(sentence: Sentence, at: int) -> bool:
    """ "stängs av 1 juni": part of the verb before it."""
    return at > 0 and any(reading.passive for reading in lexicon.readings(sentence.words[at - 1]))


def _day(sentence: Sentence, first: int, found: Found) -> date | None:
    """The beginning, middle or end of a month is no day; its very end is."""
    vague = lexicon.words("due", "parts") - lexicon.words("due", "very_ends")
    if found.precision == "month" and vague & set(sentence.words[max(0, first - 3) : first]):
        return None
    return found.day if _is_of_two_days(found) else found.until or found.day


def _is_of_two_days(found: Found) -> bool:
    """ "den 6–7 maj": what takes place then begins on the first."""
    if found.day is None or found.until is None:
        return False
    return found.until - found.day == timedelta(days=1)
