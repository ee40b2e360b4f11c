"""Days in a clause that are not those of its work but of what it is about: "Festen 3 maj ska in i bladet"."""

from collections.abc import Sequence

from app.imports import lexicon
from app.imports.clauses import Clause
from app.imports.day_words import month_of, weekday_of
from app.imports.due import Due
from app.imports.event_nouns import is_event
from app.imports.other_meetings import is_gathering
from app.imports.sentences import Sentence
from app.imports.verbs import is_finite


def is_asked_of(clause: Clause, sentence: Sentence, due: Due) -> bool:
    """ "Eva kollar om det finns rum i maj": the day of what is asked; "… senast i maj" is that of the work."""
    if due.kind != "date" or not _may_be_of_other(sentence.words[due.start : due.end]):
        return False
    between = sentence.words[clause.verb.last + 1 : due.start]
    if "," in between or "och" in between:
        return False
    asked = lexicon.words("commitments", "questions") | {"om", "ifall"}
    at = next((at for at, word in enumerate(between) if word in asked), None)
    return at is not None and any(map(is_finite, between[at + 1 :]))


def is_of_what_was_done(clause: Clause, sentence: Sentence, due: Due) -> bool:
    """ "Eva ringer dem som slutat under året": the time of what they did, right behind it."""
    behind = sentence.words[clause.verb.last + 1 : due.start]
    between = [word for word in behind if word not in ("in", "ut", "upp", "med", "fram", "av", "sig")]
    tenses = {one.tense for word in between[-1:] for one in lexicon.readings(word)}
    is_then = due.kind == "date" and sentence.words[due.start] not in lexicon.words("due", "until")
    return is_then and "som" in between[-3:] and bool(tenses) and tenses <= {"supine", "past"}


def is_of_named(clause: Clause, sentence: Sentence, due: Due) -> bool:
    """ "Eva skickar en enkät om en träff i maj": the day of what is planned by what is done."""
    if due.kind != "date" or due.start < 4 or not _may_be_of_other(sentence.words[due.start : due.end]):
        return False
    if _is_proposed(sentence.words[clause.start : due.start]):
        return True
    about, article, noun = sentence.words[due.start - 3 : due.start]
    named = about in ("för", "om") and article in ("en", "ett") and is_gathering(noun)
    return named and due.start - 4 > clause.verb.last


def _is_proposed(front: Sequence[str]) -> bool:
    """ "föreslår två datum i maj", "föreslår en torsdag i maj": the days from which others choose."""
    proposes = any(one.lemma == "föreslå" for word in front[-3:-2] for one in lexicon.readings(word))
    return proposes and (weekday_of(front[-1]) is not None or front[-1] in ("datum", "dag", "dagar", "tider"))


def _may_be_of_other(said: Sequence[str]) -> bool:
    """ "i maj", "den 14 april": a day that something else may have; "senast 14 april" is that of the work."""
    led = said[0] in lexicon.words("due", "until")
    return not led and (said[-1] == "år" or any(month_of(word) for word in said))


def is_of_topic(clause: Clause, sentence: Sentence, start: int, due: Due) -> bool:
    """ "Kiosken 10-11 maj: Eva gör ett schema": the day of what is talked of, within the words before a colon.

    Not "Öppet hus 3 maj: Eva bemannar bordet": what is done that day.
    """
    on_the_day = clause.verb.lemma in lexicon.words("commitments", "on_the_day")
    return due.start > start and ":" in sentence.words[due.end : clause.verb.at] and not on_the_day


def is_thing_itself(sentence: Sentence, front: Due) -> bool:
    """ "Slöjddagen i juli brukar Eva hålla i, och Ali ringer henne": what is talked of, with its day."""
    return front.kind == "event" and is_event(sentence.words[front.start])


def is_of_thing(clause: Clause, sentence: Sentence, due: Due) -> bool:
    """ "Festen 3 maj ska in i bladet": the day of the thing that is worked on, before the verb."""
    is_inside = clause.subject == "thing" and clause.start < due.start < due.end <= clause.verb.at
    return is_inside and not _is_of_those_that(sentence.words[clause.start : due.start])


def _is_of_those_that(front: Sequence[str]) -> bool:
    """ "Cyklar som inte är märkta den 3 maj forslas bort": the day that decides which, and so that of the work."""
    behind = front[front.index("som") + 1 :] if "som" in front else ()
    return behind[:1] == ("inte",) and any(map(is_finite, behind))
