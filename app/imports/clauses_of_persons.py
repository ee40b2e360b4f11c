"""Clauses behind "som" that say what a person does next, and so say as much as a main clause."""

from collections.abc import Sequence

from app.imports.naming import Actor
from app.imports.sentences import Sentence
from app.imports.verbs import Verb, is_finite


def tells_of_person(sentence: Sentence, opener: int, verb: Verb, actors: Sequence[Actor]) -> bool:
    """ "… till Eva, som sammanställer svaren": a clause that says what a person does next."""
    cleft = sentence.words[:2] == ("det", "är")
    if sentence.words[opener] != "som":
        return False
    if verb.at != opener + 1:
        said = any(map(is_finite, sentence.words[:opener]))  # not "Tåget som Eva ska ta går 8.15"
        is_ahead = "carry" in verb.classes or (verb.helper == "firm" and said)
        return is_ahead and any(_stands_between(actor, opener, verb) for actor in actors)
    if sentence.words[opener - 1] != "," and not cleft:
        return bool(verb.classes & {"work", "carry"}) and any(
            _is_given_it(sentence, actor, opener) for actor in actors
        )
    return any(
        actor.kind == "person" and actor.sure and opener - 5 <= actor.end <= opener - (not cleft)
        for actor in actors
    )


def _is_given_it(sentence: Sentence, actor: Actor, opener: int) -> bool:
    """ "… till Eva som lägger ut den": who does the next thing with it."""
    named = actor.kind == "person" and actor.sure and actor.end == opener
    return named and actor.start > 0 and sentence.words[actor.start - 1] in ("till", "åt", "av")


def _stands_between(actor: Actor, opener: int, verb: Verb) -> bool:
    """ "… ett brev som Eva tar med sig": who does the next thing with it."""
    return actor.kind == "person" and actor.sure and (actor.start, actor.end) == (opener + 1, verb.at)
