"""What the sentence before says of when: "Manusstopp är 3 maj. Ali skriver ledaren."."""

from dataclasses import replace

from app.imports import lexicon
from app.imports.attended import first_word
from app.imports.by_then import until
from app.imports.clauses import Clause, clauses_in
from app.imports.counted_back import counted_back
from app.imports.days_within import day_within
from app.imports.due import NONE, Calendar, Due
from app.imports.due_words import due_in, due_of
from app.imports.hearing import Hearing
from app.imports.proposals import Seen, with_due
from app.imports.saying_when import wants_it
from app.imports.sentences import Sentence

_IT = frozenset(("det", "den", "dem", "detta"))
_THERE = frozenset(("dit", "där"))


def last_day(sentence: Sentence, calendar: Calendar) -> Due:
    """The last day that a sentence states for what the ones behind it ask for; `NONE`: it states none."""
    ends = tuple(lexicon.words("due", "again", "last_day_ends"))
    stated = any(word.endswith(ends) for word in sentence.words[:2])
    due = due_of(sentence, calendar) if stated else NONE
    return due if due.kind == "date" else NONE


def wanted(one: Seen, last: Sentence, hearing: Hearing) -> Seen:
    """ "Planen, kommunen vill ha den senast 3 maj. Eva skriver ett utkast.": by when what is done is asked for."""
    is_about_it = last.words[1:2] == (",",) or not (_IT | _THERE).isdisjoint(one.sentence.words)
    asked = is_about_it and any(
        wants_it(one, last) or _wants(one, last) for one in clauses_in(last, hearing.actors(last))
    )
    due = due_of(last, hearing.calendar) if asked else NONE
    return with_due(one, due) if due is not NONE else one


def _wants(clause: Clause, sentence: Sentence) -> bool:
    """ "Kommunen vill ha en plan senast 3 maj": a thing, and by when."""
    behind = sentence.words[clause.verb.at : clause.end]
    return behind[:2] == ("vill", "ha") and not lexicon.words("due", "until").isdisjoint(behind)


def in_time(one: Seen, last: Sentence, calendar: Calendar) -> Seen:
    """ "Kursen är 16 maj, sista anmälan 5 maj. Eva anmäler oss.": by the last day for what is done."""
    for at, word in enumerate(last.words[:-2]):
        if word in ("anmälan", "ansökan") and last.words[at - 1] == "sista" and "var" not in last.words:
            stem = word.removesuffix("an")
            does_it = first_word(one).startswith((stem, stem.removeprefix("an"))) and _is_of_somebody(one)
            due = due_in(last, at + 1, len(last.tokens), calendar) if does_it else NONE
            return with_due(one, due)
    return one


def _is_of_somebody(one: Seen) -> bool:
    """ "Eva anmäler oss", "Eva anmäler Rut": who takes part, and no other thing."""
    at = next((at for at, token in enumerate(one.sentence.tokens) if token.start == one.task_start), 0)
    whom = one.sentence.tokens[at + 1 : at + 2]
    return not whom or whom[0].is_capital or whom[0].low in _IT | {"oss", "sig", "laget", "."}


def resolved(one: Seen, last: Due, hearing: Hearing) -> Seen:
    """ "innan dess", "en vecka innan", "på onsdagen": the day, where it is told from which, or of which week.

    `last`: told in the sentence before.
    """
    said, event = tuple((one.due.text or "").lower().split()), hearing.takes_place
    if within := day_within(said, one.due.day, event.day or hearing.in_week):
        return replace(one, due=replace(one.due, day=within))
    if (by_then := until(one.due, last)) is not one.due:
        return replace(one, due=by_then)
    if said[-1:] and said[-1] in ("mötet", "sammanträdet", "träffen"):
        event, said = NONE, said[:-1]  # "en vecka före mötet", that was just told of
        last = last if last.kind == "next_meeting" else NONE
    told = event.day or last.day
    day = counted_back(said, told) if told and one.due.day is None else None
    return replace(one, due=replace(one.due, day=day)) if day else one
