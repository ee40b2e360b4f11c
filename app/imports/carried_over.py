"""What a sentence has from the one just before it: its day, whose it is, what it is about."""

from dataclasses import replace

from app.imports import attended, lexicon, told_before
from app.imports.clauses import clauses_in
from app.imports.completing import takes_up
from app.imports.draft import DraftOwner
from app.imports.due_words import due_of
from app.imports.hearing import Hearing
from app.imports.listing import action_label
from app.imports.owning import UNKNOWN, owners
from app.imports.proposals import Seen, about, with_due
from app.imports.sentences import Sentence
from app.imports.signs_before import is_in_brackets

_FEW = 4  # words that name a thing


def carried_over(
    found: list[Seen], last: Sentence, sentence: Sentence, here: list[Seen], hearing: Hearing
) -> list[Seen]:
    """What a sentence says, with what the one before it says of when and what."""
    if found and here and _is_named_only(found[-1], last):
        found.pop()
        return [about(here[0], last.start), *here[1:]]
    if here and (is_in_brackets(sentence) or takes_up(sentence, hearing)):
        due_before = due_of(last, hearing.calendar)
        here = [with_due(one, due_before) for one in here]
        here = _of_what_stands_before(found, last, here)
    here = [told_before.in_time(one, last, hearing.calendar) for one in here]
    here = [told_before.wanted(one, last, hearing) for one in here]
    here = attended.attending(here, last, hearing.calendar)
    here = [attended.there(one, hearing.takes_place, hearing.calendar) for one in here]
    if found and here and attended.is_attending(here[0]) and attended.is_invitation(found[-1]):
        found.pop()
    if here and _goes_on(here[0], sentence, hearing) and (doer := _doer(found, last, hearing)):
        here = [replace(here[0], owners=doer), *here[1:]]
    if found and found[-1].sentence is last and _helps(sentence):
        here = [with_due(one, found[-1].due) for one in here]
    return here


def _is_named_only(above: Seen, last: Sentence) -> bool:
    """ "Uppgift: avtalet. Eva hör med juristen.": behind the label only what it is about."""
    label = action_label(last)
    few = 0 < len(last.tokens) - label <= _FEW and above.sentence is last and above.owners == UNKNOWN
    return label > 0 and few and not clauses_in(last, ())


def _goes_on(here: Seen, sentence: Sentence, hearing: Hearing) -> bool:
    """ "(Eva ringer rektorn.) Bokar även sal.": the verb first, and nobody named: who did what was said before."""
    if here.owners != UNKNOWN:
        return False
    first = clauses_in(sentence, hearing.actors(sentence))[:1]
    return any(
        one.subject == "none" and one.verb.at == 0 and one.verb.tense == "present" and not one.verb.passive
        for one in first
    )


def _doer(found: list[Seen], last: Sentence, hearing: Hearing) -> tuple[DraftOwner, ...]:
    """Whose the last point of a sentence is, else which person it tells of."""
    if found and found[-1].sentence is last:
        return found[-1].owners
    party = next((one.party for one in clauses_in(last, hearing.actors(last))[-1:]), ())
    are_persons = bool(party) and all(actor.kind == "person" and actor.sure for actor in party)
    return owners(party) if are_persons else ()


def _helps(sentence: Sentence) -> bool:
    """ "Eva bistår med bilder.": with what was told before, and so by the same day."""
    helping = lexicon.words("commitments", "helping")
    return any(reading.lemma in helping for word in sentence.words[:4] for reading in lexicon.readings(word))


def _of_what_stands_before(found: list[Seen], last: Sentence, here: list[Seen]) -> list[Seen]:
    """ "Måla staketet. (Eva ordnar färg)": whose it is; "Kaffet är slut. Eva ordnar det.": what it is about."""
    if found and found[-1].sentence is last and found[-1].owners == UNKNOWN:
        found[-1] = replace(found[-1], owners=here[0].owners)
        return here[1:]
    return [about(here[0], last.start), *here[1:]] if not found or found[-1].sentence is not last else here
