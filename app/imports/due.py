"""A due and the calendar it is read by: what is said, and from which word to which."""

from dataclasses import dataclass
from datetime import date

from app.imports import lexicon
from app.imports.sentences import Sentence


@dataclass(frozen=True)
class Due:
    """`kind`: next_meeting, date, event or none. `start`, `end`: the words of the sentence that say so."""

    kind: str = "none"
    day: date | None = None
    text: str | None = None
    start: int = 0
    end: int = 0


NONE = Due()


@dataclass(frozen=True)
class Calendar:
    """The day of the meeting, and of the one after it; the words of the group's name ("nästa BGB")."""

    meeting_on: date | None
    next_on: date | None
    group: frozenset[str] = frozenset()


def due_said(sentence: Sentence, kind: str, start: int, end: int, day: date | None) -> Due:
    """With the prepositions that lead in to it."""
    leads = lexicon.words("due", "leads")
    while start > 0 and sentence.words[start - 1] in leads and not _is_it(sentence, start):
        start -= 1
    text = sentence.text[sentence.tokens[start].start : sentence.tokens[end - 1].end]
    return Due(kind, day, text, start, end)


def _is_it(sentence: Sentence, start: int) -> bool:
    """ "skickar ut den före nästa möte": it, no part of the day."""
    return sentence.words[start - 1] == "den" and sentence.words[start] in lexicon.words("due", "leads")
