"""When something is due, as people say it: at the next meeting, on a day, when something has happened."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from app.imports import events, lexicon, other_meetings
from app.imports.calendar_days import calendar_day_in, is_mention, is_since, may_be_day
from app.imports.clauses_of_time import has_finite
from app.imports.conditions import condition_first
from app.imports.counted_back import is_counted_back
from app.imports.due import NONE, Calendar, Due, due_said
from app.imports.next_meetings import called_meeting_in, next_meeting_in, when_we_meet_in
from app.imports.sentences import Sentence
from app.imports.spans_of_time import may_be_relative, relative_day
from app.imports.verbs import is_finite

_NEAR = 4  # words between an event and its day
Reader = Callable[[Sentence, int, int, Calendar], Iterator[Due]]


@lru_cache(maxsize=64)
def due_in(sentence: Sentence, start: int, end: int, calendar: Calendar) -> Due:
    """The first due that a part of a sentence states; the next meeting before a day, a day before an event."""
    if start >= end:
        return NONE
    readers, may_be_event = _readers(sentence)
    first = next((found for read in readers for found in read(sentence, start, end, calendar)), None)
    if first and first.kind == "next_meeting":
        own = _day_of_other(sentence, end, first, calendar)
        return own or next(_earlier_day(sentence, start, first, calendar), first)
    if first and may_be_event and (around := _clause_of_time(sentence, start, end, first)):
        return around
    if first:
        return _last_day(sentence, end, first, calendar)
    return next(_event(sentence, start, end), NONE) if may_be_event else NONE


def due_of(sentence: Sentence, calendar: Calendar) -> Due:
    """The first due that a whole sentence states."""
    return due_in(sentence, 0, len(sentence.tokens), calendar)


@lru_cache(maxsize=64)
def _readers(sentence: Sentence) -> tuple[tuple[Reader, ...], bool]:
    """What may find a due anywhere in a sentence, by its words alone; and whether an event may be in it."""
    found: list[Reader] = []
    if not lexicon.words("due", "coming").isdisjoint(sentence.words):
        found.append(next_meeting_in)
    if "vi" in sentence.words:
        found.append(when_we_meet_in)
    if any(map(other_meetings.month_called, sentence.words)) or "månads" in sentence.words:
        found.append(called_meeting_in)
    if any(map(may_be_day, sentence.words)):
        found.append(calendar_day_in)
    if any(is_counted_back(sentence, at) for at in range(len(sentence.words) - 1)):
        found.append(_counted_back)
    if may_be_relative(sentence.words):
        found.append(_span_of_time)
    return tuple(found), events.may_tell(sentence)


def _clause_of_time(sentence: Sentence, start: int, end: int, day: Due) -> Due | None:
    """ "innan räntan ska bindas om i maj", "efter stämman i maj": when that happens, not the day."""
    for first, last in events.events_in(sentence, start, end):
        opens = sentence.words[first] in lexicon.words("due", "event", "clauses") or _is_condition(
            sentence, last
        )
        if opens and first < day.start and day.end <= last and has_finite(sentence, first, last):
            return due_said(sentence, "event", first, last, None)
        if sentence.words[first] in ("efter", "före") and _is_day_of(sentence, last, day):
            return due_said(sentence, "event", first, day.end, day.day)
        before = opens or sentence.words[first] == "inför"
        if before and last == day.start and sentence.words[last] == "i":
            return due_said(sentence, "event", first, day.end, None)
    return None


def _is_condition(sentence: Sentence, last: int) -> bool:
    """ "Har svar inte kommit före jul lyfts …": the day within it is the condition's."""
    return last == condition_first(sentence)


def _is_day_of(sentence: Sentence, last: int, day: Due) -> bool:
    """ "efter mötet med regionen den 19 mars": the day of what the work comes after, or before."""
    between = sentence.words[last : day.start]
    if between[:2] == (",", "som"):
        between = between[3:]  # "före utskicket, som går den 19 mars"
    if not any(word[0].isdecimal() for word in sentence.words[day.start : day.end]):
        return False  # "efter mötet på måndag" is on Monday
    near = day.start >= last and len(between) <= _NEAR and all(map(str.isalpha, between))
    return near and not (_is_last_day(sentence, day) or any(map(is_finite, between)))


def _last_day(sentence: Sentence, end: int, first: Due, calendar: Calendar) -> Due:
    """ "anmäler oss till mässan 5 maj senast 1 april": of two days that which says by when."""
    if first.kind != "date" or _is_last_day(sentence, first):
        return first
    later = calendar_day_in(sentence, first.end, end, calendar)
    return next((due for due in later if _is_last_day(sentence, due)), first)


def _is_last_day(sentence: Sentence, due: Due) -> bool:
    return sentence.words[due.start] in ("senast", "deadline")


def _day_of_other(sentence: Sentence, end: int, due: Due, calendar: Calendar) -> Due | None:
    """ "åker på nästa råd den 24/10": of another meeting than ours, when ours is on another day."""
    behind = due.end + (sentence.words[due.end : due.end + 1] == (",",))
    day = next(calendar_day_in(sentence, behind, end, calendar), None)
    if day is None or day.start != behind or day.day is None or calendar.next_on is None:
        return None
    return day if day.day != calendar.next_on else None


def _earlier_day(sentence: Sentence, start: int, due: Due, calendar: Calendar) -> Iterator[Due]:
    """ "skickas senast 7 april och fastställs på nästa möte": the day of the work that is named first."""
    joins = next((at for at in range(start, due.start) if sentence.words[at] in ("och", "samt")), None)
    if joins is not None:
        yield from calendar_day_in(sentence, start, joins, calendar)


def _span_of_time(sentence: Sentence, start: int, end: int, calendar: Calendar) -> Iterator[Due]:
    words = sentence.words[:end]
    for at in range(start, end):
        length, day = relative_day(words, at, calendar.meeting_on)
        if length and (is_since(sentence, at) or not is_mention(sentence, at)):
            yield due_said(sentence, "date", at, at + length, day)


def _counted_back(sentence: Sentence, start: int, end: int, _calendar: Calendar) -> Iterator[Due]:
    """ "ställs upp torsdagen innan": which one, is told elsewhere."""
    places = (at for at in range(start, end - 1) if is_counted_back(sentence, at))
    yield from (due_said(sentence, "date", at, at + 2, None) for at in places)


def _event(sentence: Sentence, start: int, end: int) -> Iterator[Due]:
    for first, last in events.events_in(sentence, start, end):
        if sentence.words[last : last + 1] == (":",) and not _leads(sentence, start, first):
            continue  # "Ledare till lägret: …" is what it is about
        yield due_said(sentence, "event", first, last, None)


def _leads(sentence: Sentence, start: int, end: int) -> bool:
    """Whether nothing but "klart", "senast" stands there."""
    return all(word in lexicon.words("due", "leads") for word in sentence.words[start:end])


def condition(sentence: Sentence) -> Due:
    """ "Kommer inget svar ringer Eva": the condition that the sentence begins with."""
    last = condition_first(sentence)
    return due_said(sentence, "event", 0, last, None) if last else NONE


def is_at_meeting(due: Due) -> bool:
    """Whether it is when people meet: the next time, or another meeting."""
    if due.kind != "event":
        return due.kind == "next_meeting"
    said = (due.text or "").lower().split()
    return said[:1] != ["inför"] and any(map(other_meetings.is_gathering, said))


def is_ahead(due: Due, calendar: Calendar) -> bool:
    """Whether it is a day after the meeting."""
    return bool(due.kind == "date" and due.day and calendar.meeting_on and due.day > calendar.meeting_on)
