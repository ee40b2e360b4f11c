"""Meetings that are called by when they are: "novembermötet", "mars-APT", "skyddsronden i mars"."""

from datetime import date
from functools import cache, lru_cache

from app.imports import lexicon
from app.imports.day_words import month_of
from app.imports.event_nouns import is_event
from app.imports.sentences import Sentence

_SOON = 2  # months ahead in which a meeting called by its month is the next, where the note does not say


@lru_cache(maxsize=10_000)
def month_called(word: str) -> int | None:
    """ "novembermötet", "mars-apt": the month in the name of a meeting."""
    ends = lexicon.words("due", "called_meetings")
    first = next((word.removesuffix(end).rstrip("-") for end in ends if word.endswith(end)), "")
    return month_of(first) if first else None


def called_at(sentence: Sentence, at: int) -> tuple[int, int] | None:
    """The month of the meeting that is named here, and how many words its name has: "maj månads möte" has three."""
    word, *behind = sentence.words[at : at + 3]
    if behind[:1] == ["månads"] and behind[1:] and behind[1] in lexicon.words("due", "called_meetings"):
        month = month_of(word)
        return (month, 3) if month else None
    month = month_called(word)
    return (month, 1) if month else None


def is_next(month: int, meeting_on: date | None, next_on: date | None) -> bool:
    """Whether the meeting of a month is the next: where it is not known when that is, one that comes soon."""
    if next_on:
        return next_on.month == month
    return meeting_on is not None and 0 < (month - meeting_on.month) % 12 <= _SOON


def of_month(sentence: Sentence, first: int) -> int | None:
    """ "på styrgruppsmötet i september", "till skyddsronden i mars": where what is held in that month stands."""
    at = first - 2
    if at < 0 or sentence.words[at + 1] != "i" or not _takes_place(sentence.words[at]):
        return None
    if at == 0:
        return 0  # "APT i maj", alone in a column
    leads = lexicon.words("due", "event", "at") | lexicon.words("due", "event", "around")
    lead = at - 1
    while lead > 0 and _describes(sentence.words[lead]):
        lead -= 1
    return at if sentence.words[lead] in leads else None


def _takes_place(word: str) -> bool:
    return is_event(word) or is_gathering(word)


def is_gathering(word: str) -> bool:
    """A meeting, or a body that meets: "skyddsronden", "tekniska nämnden"."""
    return word.endswith(_ends())


@cache
def _ends() -> tuple[str, ...]:
    return (*lexicon.words("due", "gatherings"), *lexicon.words("due", "gathering_bodies"))


def _describes(word: str) -> bool:
    """ "nämndens sammanträde", "tekniska nämnden" """
    return word.endswith(("s", "a", "e")) and len(word) > 2
