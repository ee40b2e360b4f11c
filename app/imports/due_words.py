"""When something is due, as people say it: at the next meeting, on a day, when something has happened."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from app.imports import events, lexicon, other_meetings
from app.imports.dates import dates_in
from app.imports.day_words import Found, month_of, weekday_of
from app.imports.sentences import Sentence
from app.imports.spans_of_time import may_be_relative, relative_day
from app.imports.verbs import is_finite


@dataclass(frozen=True)
class Due:
    """`kind`: next_meeting, date, event or none. `start`, `end`: the words of the sentence that say so."""

    kind: str = "none"
    day: date | None = None
    text: str | None = None
    start: int = 0
    end: int = 0


NONE = Due()
Reader = Callable[[Sentence, int, int, "Calendar"], Iterator[Due]]


@dataclass(frozen=True)
class Calendar:
    """The day of the meeting, and of the one after it; the words of the group's name ("nästa BGB")."""

    meeting_on: date | None
    next_on: date | None
    group: frozenset[str] = frozenset()


def is_at_meeting(due: Due) -> bool:
    """Whether it is when people meet: the next time, or another meeting."""
    if due.kind != "event":
        return due.kind == "next_meeting"
    said = (due.text or "").lower().split()
    return said[:1] != ["inför"] and any(map(other_meetings.is_gathering, said))


def condition(sentence: Sentence) -> Due:
    """ "Kommer inget svar ringer Eva": the condition that the sentence begins with."""
    last = events.condition_first(sentence)
    return _due(sentence, "event", 0, last, None) if last else NONE


def _leads(sentence: Sentence, start: int, end: int) -> bool:
    """Whether nothing but "klart", "senast" stands there."""
    return all(word in lexicon.words("due", "leads") for word in sentence.words[start:end])


def is_ahead(due: Due, calendar: Calendar) -> bool:
    """Whether it is a day after the meeting."""
    return bool(due.kind == "date" and due.day and calendar.meeting_on and due.day > calendar.meeting_on)


@lru_cache(maxsize=64)
def due_in(sentence: Sentence, start: int, end: int, calendar: Calendar) -> Due:
    """The first due that a part of a sentence states; the next meeting before a day, a day before an event."""
    if start >= end:
        return NONE
    readers, may_be_event = _readers(sentence)
    first = next((found for read in readers for found in read(sentence, start, end, calendar)), None)
    if first and first.kind == "next_meeting":
        return next(_earlier_day(sentence, start, first, calendar), first)
    if first and may_be_event and (around := _clause_of_time(sentence, start, end, first)):
        return around
    return first or (next(_event(sentence, start, end), NONE) if may_be_event else NONE)


def due_of(sentence: Sentence, calendar: Calendar) -> Due:
    """The first due that a whole sentence states."""
    return due_in(sentence, 0, len(sentence.tokens), calendar)


@lru_cache(maxsize=64)
def _readers(sentence: Sentence) -> tuple[tuple[Reader, ...], bool]:
    """What may find a due anywhere in a sentence, by its words alone; and whether an event may be in it."""
    found: list[Reader] = []
    if not lexicon.words("due", "coming").isdisjoint(sentence.words):
        found.append(_next_meeting)
    if any(map(other_meetings.month_called, sentence.words)) or "månads" in sentence.words:
        found.append(_called_meeting)
    if any(map(_may_be_day, sentence.words)):
        found.append(_calendar_day)
    if may_be_relative(sentence.words):
        found.append(_span_of_time)
    return tuple(found), events.may_tell(sentence)


def _clause_of_time(sentence: Sentence, start: int, end: int, day: Due) -> Due | None:
    """ "innan räntan ska bindas om i maj", "efter stämman i maj": when that happens, not the day."""
    for first, last in events.events_in(sentence, start, end):
        opens = sentence.words[first] in lexicon.words("due", "event", "clauses")
        if opens and first < day.start and day.end <= last and events.has_finite(sentence, first, last):
            return _due(sentence, "event", first, last, None)
        before = opens or sentence.words[first] == "inför"
        if before and last == day.start and sentence.words[last] == "i":
            return _due(sentence, "event", first, day.end, None)
    return None


def _earlier_day(sentence: Sentence, start: int, due: Due, calendar: Calendar) -> Iterator[Due]:
    """ "skickas senast 7 april och fastställs på nästa möte": the day of the work that is named first."""
    joins = next((at for at in range(start, due.start) if sentence.words[at] in ("och", "samt")), None)
    if joins is not None:
        yield from _calendar_day(sentence, start, joins, calendar)


def _due(sentence: Sentence, kind: str, start: int, end: int, day: date | None) -> Due:
    """With the prepositions that lead in to it."""
    leads = lexicon.words("due", "leads")
    while start > 0 and sentence.words[start - 1] in leads and not _is_it(sentence, start):
        start -= 1
    text = sentence.text[sentence.tokens[start].start : sentence.tokens[end - 1].end]
    return Due(kind, day, text, start, end)


def _is_it(sentence: Sentence, start: int) -> bool:
    """ "skickar ut den före nästa möte": it, no part of the day."""
    return sentence.words[start - 1] == "den" and sentence.words[start] in lexicon.words("due", "leads")


def _next_meeting(sentence: Sentence, start: int, end: int, calendar: Calendar) -> Iterator[Due]:
    words = sentence.words
    coming = lexicon.words("due", "coming")
    for at in range(start, end - 1):
        noun = at + 1
        if words[at] not in coming:
            continue
        while noun + 1 < end and noun < at + 3 and _describes(words[noun]):
            noun += 1
        if _is_own_meeting(words[noun]) or words[noun] in calendar.group:
            if at > start and not _is_adverbial(sentence, at, noun):
                continue
            yield _due(sentence, "next_meeting", at, noun + 1, calendar.next_on)


def _called_meeting(sentence: Sentence, start: int, end: int, calendar: Calendar) -> Iterator[Due]:
    """ "tas upp på novembermötet": the next meeting, when that is then; else an event."""
    for at in range(start + 1, end):
        called = other_meetings.called_at(sentence, at)
        if called is None or sentence.words[at - 1] not in lexicon.words("due", "leads"):
            continue
        month, length = called
        if other_meetings.is_next(month, calendar.meeting_on, calendar.next_on):
            yield _due(sentence, "next_meeting", at, at + length, calendar.next_on)
        else:
            yield _due(sentence, "event", at, at + length, None)


def _describes(word: str) -> bool:
    """ "nästa ordinarie möte", "nästa mindre formella möte": an adjective before the noun."""
    return word.endswith(("a", "e")) and not is_finite(word) and not _is_own_meeting(word)


def _is_adverbial(sentence: Sentence, at: int, noun: int) -> bool:
    """ "till nästa möte", "nästa gång"; "tar upp det nästa möte", but not "bokar nästa möte"."""
    lead = sentence.words[at - 1]
    if lead in lexicon.words("due", "leads") or sentence.words[noun] in ("gång", "tillfälle", "gang"):
        return True
    return lead in ("det", "detta", "den", "dem", "dessa", "igen", "vidare") or _ends_clause(sentence, at)


def _ends_clause(sentence: Sentence, at: int) -> bool:
    """ "Frågan tas upp nästa möte", "visar en prototyp nästa möte"; but not "bokar in nästa möte"."""
    verbs = [k for k in range(at) if is_finite(sentence.words[k])]
    lead = sentence.words[at - 1]
    if not verbs or not lead.isalpha() or lead in lexicon.words("names", "prepositions") - {"till", "upp"}:
        return False
    if verbs[-1] >= at - 2:
        lemmas = {reading.lemma for reading in lexicon.readings(sentence.words[verbs[-1]])}
        return sentence.words[verbs[-1]].endswith("s") or "fortsätta" in lemmas
    return True


def _is_own_meeting(word: str) -> bool:
    """ "möte", "styrelsemöte"; a meeting of another kind ("arbetslagsmöte") is an event."""
    if word in lexicon.words("due", "other_meetings"):
        return False
    kinds = lexicon.words("due", "own_kinds")
    ends = (end for end in ("mötet", "möte", "träffen", "träff") if word.endswith(end))
    return word in lexicon.words("due", "meetings") or any(word.removesuffix(end) in kinds for end in ends)


def _calendar_day(sentence: Sentence, start: int, end: int, calendar: Calendar) -> Iterator[Due]:
    if not any(map(_may_be_day, sentence.words[start:end])):
        return
    tokens = sentence.tokens
    offset = tokens[start].start
    part = sentence.text[offset : tokens[end - 1].end]
    for found in dates_in(part, calendar.meeting_on):
        first = next((at for at in range(start, end) if tokens[at].end > offset + found.start), None)
        last = next((at for at in range(start, end) if tokens[at].end >= offset + found.end), None)
        if first is None or last is None or _is_past(found, calendar) or _is_mention(sentence, first):
            continue
        if _is_name(sentence, first, found) or _is_told_by_event(sentence, last, found):
            continue
        if found.precision == "weekday" and first and sentence.words[first - 1] in ("varje", "varannan"):
            continue
        day = _day(sentence, first, found)
        if _is_next_meeting(sentence, first, day, calendar):
            yield _due(sentence, "next_meeting", first, last + 1, calendar.next_on)
        elif found.precision == "month" and (at := other_meetings.of_month(sentence, first)) is not None:
            yield _due(sentence, "event", at, last + 1, None)
        else:
            yield _due(sentence, "date", first, last + 1, day)


def _is_next_meeting(sentence: Sentence, first: int, day: date | None, calendar: Calendar) -> bool:
    """ "till mötet i januari", "på mötet den 14 januari": when that is where the next one is."""
    before = sentence.words[max(0, first - 3) : first]
    if day is None or calendar.next_on is None or not {"mötet", "sammanträdet", "träffen"} & set(before):
        return False
    in_month = before[-1] == "i" and (day.year, day.month) == (calendar.next_on.year, calendar.next_on.month)
    return in_month or day == calendar.next_on


@lru_cache(maxsize=10_000)
def _may_be_day(word: str) -> bool:
    """Digits, a month or a weekday: what every day is written with; also "mars/april"."""
    first = word.replace("/", "-").split("-")[0]
    return (
        word[-1].isdigit() or word[0].isdigit() or month_of(first) is not None or weekday_of(word) is not None
    )


def _is_name(sentence: Sentence, first: int, found: Found) -> bool:
    """ "Maj ordnar": months have small letters, but at the beginning of a sentence; "Maj-Lis" is none anywhere."""
    token = sentence.tokens[first]
    if token.is_capital and "-" in token.text and month_of(token.low.split("-")[1]) is None:
        return not token.text[-1].isdigit()
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


def _is_mention(sentence: Sentence, first: int) -> bool:
    """ "protokollet från 3 maj", "enligt mejl den 4 april": a day that something else is from."""
    before = sentence.words[max(0, first - 2) : first]
    part = lexicon.words("due", "parts") & set(before)
    since = sentence.words[max(0, first - 3) : first - 2] == ("från",) and before == ("och", "med")
    return (
        since
        or "från" in before
        or "sedan" in before
        or "för" in before[-1:]
        or ("av" in before[-1:] and not part)
    )


def _day(sentence: Sentence, first: int, found: Found) -> date | None:
    """The beginning, middle or end of a month is no day; its very end is."""
    vague = lexicon.words("due", "parts") - lexicon.words("due", "very_ends")
    if found.precision == "month" and vague & set(sentence.words[max(0, first - 3) : first]):
        return None
    return found.until or found.day


def _span_of_time(sentence: Sentence, start: int, end: int, calendar: Calendar) -> Iterator[Due]:
    words = sentence.words[:end]
    for at in range(start, end):
        length, day = relative_day(words, at, calendar.meeting_on)
        if length and not _is_mention(sentence, at):
            yield _due(sentence, "date", at, at + length, day)


def _event(sentence: Sentence, start: int, end: int) -> Iterator[Due]:
    for first, last in events.events_in(sentence, start, end):
        if sentence.words[last : last + 1] == (":",) and not _leads(sentence, start, first):
            continue  # "Ledare till lägret: …" is what it is about
        yield _due(sentence, "event", first, last, None)
