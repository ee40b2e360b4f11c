"""Sentences that tell on what day something takes place: "Festen är den 3 maj", "Lördag den 29/5 kl 10–13"."""

from datetime import date

from app.imports import lexicon
from app.imports.day_words import month_of, weekday_of
from app.imports.due import NONE, Calendar, Due
from app.imports.due_words import due_of
from app.imports.event_nouns import is_event
from app.imports.kinds import is_first_name
from app.imports.sentences import Sentence
from app.imports.verbs import is_finite

_FEW = 3  # words before the day: "Hajk i Sandängen"
_BEING = frozenset(("är", "blir", "hålls", "sker", "äger", "infaller", "arrangeras", "anordnas", "planeras"))


def day_told(sentence: Sentence, calendar: Calendar) -> Due:
    """The day on which a sentence says that something takes place; `NONE`: it says of none."""
    due = due_of(sentence, calendar)
    is_next = due.kind == "next_meeting" and due.start == 0
    is_exact = is_next or (due.kind == "date" and _is_day(sentence, due))
    if due.day is None or due.day == calendar.meeting_on or not is_exact:
        return NONE
    finite = _said(sentence)
    if finite:
        return due if finite[0] in _BEING else NONE
    return due if _heads(sentence, due) or any(map(is_event, sentence.words)) else NONE


def _said(sentence: Sentence) -> list[str]:
    """Its finite verbs; of "Eva berättade att basaren är den 3 maj" those of what is told."""
    prepositions = lexicon.words("names", "prepositions")  # "för" is no verb here
    finite = [at for at, word in enumerate(sentence.words) if is_finite(word) and word not in prepositions]
    told = len(finite) > 1 and sentence.words[finite[0] + 1] == "att"
    return [sentence.words[at] for at in finite[told:]]


def week_told(title: Sentence, calendar: Calendar) -> date | None:
    """ "Seniorvecka v 41": the last day of the week that a title tells of."""
    due = due_of(title, calendar)
    is_week = any(word in ("v", "v.", "vecka", "uke", "uge") for word in title.words[due.start : due.end])
    return due.day if due.kind == "date" and is_week else None


def _heads(sentence: Sentence, due: Due) -> bool:
    """ "Lördag den 29/5 kl 10", "Städning söndag 3 maj": the day stands first, or behind what is on it."""
    return due.start <= _FEW and not is_first_name(sentence.words[0])


def _is_day(sentence: Sentence, due: Due) -> bool:
    """ "den 13/12", "lördag 29 maj"; not "senast 3 maj", "klart den 3 maj", which is when work is due."""
    said = sentence.words[due.start : due.end]
    stops = tuple(lexicon.words("due", "again", "last_day_ends"))
    is_last = any(word in lexicon.words("due", "until") - {"till"} for word in said)
    is_last = is_last or any(word.endswith(stops) or word == "sista" for word in sentence.words[:4])
    is_exact = any(word[0].isdecimal() for word in said) and not any(word in ("v", "vecka") for word in said)
    return is_exact and not is_last and any(_names_day(word) for word in said)


def _names_day(word: str) -> bool:
    return bool(month_of(word) or "/" in word or weekday_of(word) is not None) or word.count("-") > 1
