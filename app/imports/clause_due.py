"""When a clause says that its work is due."""

from collections.abc import Sequence

from app.imports import lexicon
from app.imports.arrivals import arrival, is_about_them
from app.imports.by_then import until
from app.imports.clauses import Clause
from app.imports.completing import takes_it
from app.imports.days_of_others import (
    is_asked_of,
    is_of_named,
    is_of_thing,
    is_of_topic,
    is_of_what_was_done,
    is_thing_itself,
)
from app.imports.due import NONE, Due
from app.imports.due_words import due_in, is_ahead
from app.imports.hearing import Hearing
from app.imports.saying_when import says_then
from app.imports.sentences import Sentence

_TELLING = ("dra", "föredra", "meddela", "informera", "redogöra", "återge", "visa")


def when(clause: Clause, sentence: Sentence, hearing: Hearing, front: Due, *, is_first: bool) -> Due:
    """When a clause says, else what the sentence begins with; "…, Eva ansvarar": what stands before it."""
    due = _due_of(clause, sentence, hearing)
    is_other = is_of_topic(clause, sentence, 0, front) or is_of_thing(clause, sentence, front)
    is_other = is_other or is_thing_itself(sentence, front)
    due = due if due is not NONE or is_other else front
    if due.kind == "event" and clause.start:
        due = until(due, due_in(sentence, 0, clause.start, hearing.calendar))
    if due is NONE and is_first and clause.start and takes_it(clause, sentence):
        return due_in(sentence, 0, clause.start, hearing.calendar)
    if due is NONE and is_about_them(clause, sentence):
        return arrival(sentence, clause.start, hearing.calendar) if clause.start else hearing.arrival
    return _then(clause, sentence, hearing) if due is NONE and says_then(clause, sentence) else due


def _then(clause: Clause, sentence: Sentence, hearing: Hearing) -> Due:
    """ "Listan är klar i maj och Eva skickar den då": when the clause before says, else the sentence before."""
    due = due_in(sentence, 0, clause.start, hearing.calendar) if clause.start else NONE
    return hearing.then if due is NONE else due


def _due_of(clause: Clause, sentence: Sentence, hearing: Hearing) -> Due:
    """When the clause says; the day in what it is about is that thing's: "Festen 3 maj ska in i bladet"."""
    start = clause.verb.at if clause.is_shared and clause.verb.passive else clause.start
    due = due_in(sentence, start, clause.end, hearing.calendar)
    second = due_in(sentence, _second_work(clause, sentence) or clause.end, clause.end, hearing.calendar)
    if second is not NONE:
        return second
    if is_asked_of(clause, sentence, due) or is_of_named(clause, sentence, due):
        return NONE
    if is_of_what_was_done(clause, sentence, due) and not is_ahead(due, hearing.calendar):
        return NONE
    is_topic = is_of_topic(clause, sentence, clause.start, due)
    if due is NONE or not (is_topic or is_of_thing(clause, sentence, due)):
        return due
    return due_in(sentence, clause.verb.last + 1, clause.end, hearing.calendar)


def _second_work(clause: Clause, sentence: Sentence) -> int:
    """ "Bänkarna lackas i maj och ställs ut av Eva före festen": where what somebody does begins; 0: nowhere."""
    places = (at for at in range(clause.verb.last + 1, clause.end - 2) if sentence.words[at] == "och")
    return next(
        (at for at in places if clause.verb.passive and _is_done_by(sentence.words[at + 1 : at + 4])), 0
    )


def _is_done_by(words: Sequence[str]) -> bool:
    """ "ställs ut av" """
    return "av" in words[1:] and any(one.passive for one in lexicon.readings(words[0]))


def is_then(clause: Clause, sentence: Sentence, due: Due, hearing: Hearing) -> bool:
    """ "Gruppen presenterar planen i mars": told of the future, when the day is the verb's own."""
    tells = clause.verb.classes & {"treat"} or clause.verb.lemma in _TELLING
    if not tells or not is_ahead(due, hearing.calendar) or due.start < clause.start:
        return False
    between = sentence.words[clause.verb.last + 1 : due.start]
    return not any(word in lexicon.words("commitments", "subordinators") or word == ":" for word in between)
