"""When a clause says that its work is due; the day of what it is about, or of what is asked, is that thing's."""

from collections.abc import Sequence

from app.imports import lexicon
from app.imports.arrivals import arrival, is_about_them
from app.imports.clauses import Clause
from app.imports.completing import takes_it
from app.imports.day_words import month_of
from app.imports.due import NONE, Due
from app.imports.due_words import due_in, is_ahead
from app.imports.event_nouns import is_event
from app.imports.hearing import Hearing
from app.imports.other_meetings import is_gathering
from app.imports.saying_when import says_then
from app.imports.sentences import Sentence
from app.imports.verbs import is_finite

_TELLING = ("dra", "föredra", "meddela", "informera", "redogöra", "återge", "visa")


def when(clause: Clause, sentence: Sentence, hearing: Hearing, front: Due, *, is_first: bool) -> Due:
    """When a clause says, else what the sentence begins with; "…, Eva ansvarar": what stands before it."""
    due = _due_of(clause, sentence, hearing)
    is_other = _is_of_topic(clause, sentence, 0, front) or _is_of_thing(clause, front)
    is_other = is_other or _is_thing_itself(sentence, front)
    due = due if due is not NONE or is_other else front
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
    if _is_asked_of(clause, sentence, due) or _is_of_named(clause, sentence, due):
        return NONE
    if _is_of_what_was_done(clause, sentence, due) and not is_ahead(due, hearing.calendar):
        return NONE
    is_topic = _is_of_topic(clause, sentence, clause.start, due)
    if due is NONE or not (is_topic or _is_of_thing(clause, due)):
        return due
    return due_in(sentence, clause.verb.last + 1, clause.end, hearing.calendar)


def _is_asked_of(clause: Clause, sentence: Sentence, due: Due) -> bool:
    """ "Eva kollar om det finns rum i maj": the day of what is asked; "… senast i maj" is that of the work."""
    if due.kind != "date" or not _may_be_of_other(sentence.words[due.start : due.end]):
        return False
    between = sentence.words[clause.verb.last + 1 : due.start]
    if "," in between or "och" in between:
        return False
    asked = lexicon.words("commitments", "questions") | {"om", "ifall"}
    at = next((at for at, word in enumerate(between) if word in asked), None)
    return at is not None and any(map(is_finite, between[at + 1 :]))


def _is_of_what_was_done(clause: Clause, sentence: Sentence, due: Due) -> bool:
    """ "Eva ringer dem som slutat under året": the time of what they did, right behind it."""
    behind = sentence.words[clause.verb.last + 1 : due.start]
    between = [word for word in behind if word not in ("in", "ut", "upp", "med", "fram", "av", "sig")]
    tenses = {one.tense for word in between[-1:] for one in lexicon.readings(word)}
    is_then = due.kind == "date" and sentence.words[due.start] not in lexicon.words("due", "until")
    return is_then and "som" in between[-3:] and bool(tenses) and tenses <= {"supine", "past"}


def _is_of_named(clause: Clause, sentence: Sentence, due: Due) -> bool:
    """ "Eva skickar en enkät om en träff i maj": the day of what is planned by what is done."""
    if due.kind != "date" or due.start < 4 or not _may_be_of_other(sentence.words[due.start : due.end]):
        return False
    about, article, noun = sentence.words[due.start - 3 : due.start]
    named = about in ("för", "om") and article in ("en", "ett") and is_gathering(noun)
    return named and due.start - 4 > clause.verb.last


def _may_be_of_other(said: Sequence[str]) -> bool:
    """ "i maj", "den 14 april": a day that something else may have; "senast 14 april" is that of the work."""
    led = said[0] in lexicon.words("due", "until")
    return not led and (said[-1] == "år" or any(month_of(word) for word in said))


def is_then(clause: Clause, sentence: Sentence, due: Due, hearing: Hearing) -> bool:
    """ "Gruppen presenterar planen i mars": told of the future, when the day is the verb's own."""
    tells = clause.verb.classes & {"treat"} or clause.verb.lemma in _TELLING
    if not tells or not is_ahead(due, hearing.calendar) or due.start < clause.start:
        return False
    between = sentence.words[clause.verb.last + 1 : due.start]
    return not any(word in lexicon.words("commitments", "subordinators") or word == ":" for word in between)


def _is_of_topic(clause: Clause, sentence: Sentence, start: int, due: Due) -> bool:
    """ "Kiosken 10-11 maj: Eva gör ett schema": the day of what is talked of, within the words before a colon.

    Not "Öppet hus 3 maj: Eva bemannar bordet": what is done that day.
    """
    on_the_day = clause.verb.lemma in lexicon.words("commitments", "on_the_day")
    return due.start > start and ":" in sentence.words[due.end : clause.verb.at] and not on_the_day


def _is_thing_itself(sentence: Sentence, front: Due) -> bool:
    """ "Slöjddagen i juli brukar Eva hålla i, och Ali ringer henne": what is talked of, with its day."""
    return front.kind == "event" and is_event(sentence.words[front.start])


def _is_of_thing(clause: Clause, due: Due) -> bool:
    return clause.subject == "thing" and clause.start < due.start < due.end <= clause.verb.at
