"""By when a thing is asked for that somebody works on: "Svar ska vara inne 3 maj. … Eva utarbetar ett svar."."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.imports import lexicon
from app.imports.due import NONE, Calendar, Due
from app.imports.due_words import due_in, is_ahead
from app.imports.proposals import Seen, with_due
from app.imports.sentences import Sentence
from app.imports.tokens import tokens_in

_MUST = ("ska", "skall", "måste", "behöver")
_REACH = 3  # words between "ska" and "vara inne"
_DEFINITE = ("erna", "arna", "orna", "na", "en", "et", "n", "t")
_FAR = 8  # points between what is worked on and by when
_SHORTEST = 4  # letters by which a thing is known again


@dataclass(frozen=True)
class Asked:
    """What must be in, by the word for it, and by when."""

    thing: str
    due: Due


def asked_for(sentence: Sentence, calendar: Calendar) -> Asked | None:
    """ "Svar ska vara inne den 12 april", "…, dit handlingarna ska vara inne senast 3 maj"."""
    phrases = lexicon.by_first("due", "to_be_in", "phrases")
    for at, word in enumerate(sentence.words):
        if word not in _MUST or not at:
            continue
        places = range(at + 1, min(at + 1 + _REACH, len(sentence.words)))
        if any(lexicon.longest_at(phrases, sentence.words, place) for place in places):
            due = due_in(sentence, at, len(sentence.tokens), calendar)
            is_day = due.kind == "date" and (due.day is None or is_ahead(due, calendar))
            return Asked(sentence.words[at - 1], replace(due, start=0, end=0)) if is_day else None
    return None


def due_by(one: Seen, asked: Asked | None, last: Sentence) -> Seen:
    """The point, due when what it makes must be in: the same thing, or right behind something that is handed in."""
    if asked is None or one.due is not NONE:
        return one
    said = [token.low for token in tokens_in(one.sentence.text, one.task_start, one.task_end)]
    is_paper = asked.thing in lexicon.words("due", "to_be_in", "papers") and asked.thing in last.words
    makes = is_paper and (
        _takes_it(one.sentence) or not lexicon.words("due", "to_be_in", "papers").isdisjoint(said)
    )
    return with_due(one, asked.due) if makes or _is_among(asked.thing, said) else one


def _takes_it(sentence: Sentence) -> bool:
    """ "Eva skriver den", "Eva fyller i och Ali skriver under": what must be in, that was just told of."""
    forms = lexicon.by_first("due", "to_be_in", "filling_in")
    places = range(len(sentence.words))
    return sentence.words[2:3] in (("den",), ("det",)) or any(
        lexicon.longest_at(forms, sentence.words, at) for at in places
    )


def given_back(found: list[Seen], sentence: Sentence, calendar: Calendar) -> bool:
    """ "Rut ritar affischen. … Affischen måste vara klar 3 maj.": gives it to what was told further up, if it was."""
    asked = asked_for(sentence, calendar)
    if asked is None or sentence.words[0] != asked.thing:
        return False
    for at in range(len(found) - 1, max(-1, len(found) - 1 - _FAR), -1):
        said = [token.low for token in tokens_in(found[at].sentence.text, found[at].start, found[at].end)]
        if asked.thing in said and found[at].due is NONE:
            found[at] = with_due(found[at], asked.due)
            return True
    return False


def _is_among(thing: str, said: Sequence[str]) -> bool:
    """ "svar" or "svaret" among the words."""
    stem = next((thing.removesuffix(end) for end in _DEFINITE if thing.endswith(end)), thing)
    forms = {thing} | ({stem, *(stem + end for end in _DEFINITE)} if len(stem) >= _SHORTEST else set())
    return not forms.isdisjoint(said)
