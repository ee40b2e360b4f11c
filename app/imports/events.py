"""Dues that are no day: before, at or after something; when something has happened; if it has not."""

from collections.abc import Iterator
from functools import cache

from app.imports import lexicon
from app.imports.around_events import is_beforehand, is_measured, measure_before, words_around
from app.imports.clauses_of_time import end_of_clause
from app.imports.conditions import condition_first
from app.imports.sentences import Sentence
from app.imports.verbs import is_finite


def may_tell(sentence: Sentence) -> bool:
    """Whether there may be an event anywhere in it."""
    words = sentence.words
    return not _openers().isdisjoint(words) or condition_first(sentence) > 0


def events_in(sentence: Sentence, start: int, end: int) -> Iterator[tuple[int, int]]:
    """From which word to which an event is said."""
    if length := lexicon.longest_at(
        lexicon.by_first("due", "event", "following"), sentence.words[:end], start
    ):
        yield start, start + length
    if start == 0 and 0 < (last := condition_first(sentence)) <= end:
        yield 0, last
    if _is_then(sentence, start, end) and start + 1 < end and is_finite(sentence.words[start + 1]):
        yield start, start + 1
    openers = _openers()
    for at in range(start, end):
        if sentence.words[at] in openers and (found := _event_at(sentence, at, end)):
            yield found


def _event_at(sentence: Sentence, at: int, end: int) -> tuple[int, int] | None:
    """The event that a word opens."""
    if (
        at
        and sentence.words[at] in lexicon.words("due", "event", "following")
        and is_finite(sentence.words[at - 1])
    ):
        return at, at + 1
    if at and _is_then(sentence, at, end) and _is_behind_first_verb(sentence, at):
        return at, at + 1
    length = lexicon.longest_at(lexicon.by_first("due", "event", "anywhere"), sentence.words, at)
    if length and not _goes_on(sentence, at + length):
        return at - measure_before(sentence, at), at + length
    if last := end_of_clause(sentence, at, end):
        return at, last
    if length := words_around(sentence, at, end):
        return at - measure_before(sentence, at), at + length
    first = max(0, at - 2) if is_measured(sentence, at) else at
    return (first, at + 1) if first < at or is_beforehand(sentence, at) else None


def _goes_on(sentence: Sentence, at: int) -> bool:
    """ "i förväg att", "under tiden som": something else than the phrase alone."""
    return not lexicon.words("due", "event", "goes_on").isdisjoint(sentence.words[at : at + 1])


def _is_then(sentence: Sentence, at: int, end: int) -> bool:
    """ "sedan", with nothing behind that it is counted from ("sedan i våras", "sedan 2015", "sedan dess")."""
    behind = sentence.words[at + 1 : end]
    is_since = not behind or not behind[0].isalpha() or behind[0] in lexicon.words("due", "event", "since")
    return sentence.words[at] in lexicon.words("due", "event", "then") and not is_since


def _is_behind_first_verb(sentence: Sentence, at: int) -> bool:
    """ "Eva tar sedan in offert"; not "Eva ringer och lämnar sedan över", which is told in order."""
    verbs = [place for place in range(at) if is_finite(sentence.words[place])]
    if sentence.words[at - 1] in ("är", "var", "blir", "blev"):
        return False  # "Eva är sen idag"
    return bool(verbs) and verbs[-1] == at - 1 and sentence.words[at - 2 : at - 1] != ("och",)


@cache
def _openers() -> frozenset[str]:
    """The words that an event begins with."""
    lists = ("anywhere", "when", "around", "at", "following", "then")
    return frozenset(first for name in lists for first in lexicon.by_first("due", "event", name))
