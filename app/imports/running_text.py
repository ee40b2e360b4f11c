"""A paragraph or item of running text: its sentences, each with what the one before it said."""

from collections.abc import Sequence
from dataclasses import replace

from app.imports import lexicon, told_before
from app.imports.arrivals import arrival
from app.imports.clauses import Clause, clauses_in
from app.imports.clues import clues
from app.imports.completing import concerned, doing_it, later_due, leads_it, takers, takes_up
from app.imports.confidence import LEAST, estimate
from app.imports.draft import DraftOwner
from app.imports.due import NONE, Due
from app.imports.due_words import due_in, due_of
from app.imports.hearing import Hearing
from app.imports.left_over import is_left, left_over
from app.imports.listing import action_label, listed, lone_owners
from app.imports.naming import Actor
from app.imports.owning import UNKNOWN, is_open, is_shared_work, only, owners
from app.imports.proposals import Seen, about, seen, with_due
from app.imports.saying_when import then, when_of
from app.imports.sentences import Sentence, sentences_in
from app.imports.spoken import heard
from app.imports.working_groups import gather

_FEW = 4  # words that name a thing
_NEAR = 10  # letters before a sentence among which a bracket or an arrow stands


def told(text: str, hearing: Hearing, person: Actor | None) -> tuple[list[Seen], Actor | None]:
    """The commitments in a text, and the person it named last; `person`: who was named before it."""
    found: list[Seen] = []
    last: Sentence | None = None
    until = NONE
    for sentence in sentences_in(text):
        hearing = _speaking(sentence, hearing)
        if alone := lone_owners(sentence, hearing, labelled=not _is_pointed_at(sentence)):
            hearing = _with_owners(found, last, alone, hearing, sentence)
            continue
        if last and (still := _completed(found, last, sentence, hearing)):
            last = still
            continue
        if last and is_left(sentence) and not (found and found[-1].sentence is last):
            found += left_over(last, hearing)
            continue
        if last and "då" in sentence.words:
            hearing = replace(hearing, then=then(last, hearing.calendar))
        came = arrival(last, len(last.tokens), hearing.calendar) if last else NONE
        here = _here(sentence, replace(hearing, arrival=came), person)
        if last:
            here = _behind(found, last, sentence, here, hearing)
        here = [with_due(one, until) for one in here]
        until = NONE if here else told_before.last_day(sentence, hearing.calendar)
        gather(found, sentence, here, hearing)
        last = sentence
        person = next((actor for actor in hearing.actors(sentence) if actor.kind == "person"), person)
    return found, person


def _completed(found: list[Seen], last: Sentence, sentence: Sentence, hearing: Hearing) -> Sentence | None:
    """Gives what a sentence says of the points before it: whose or when they are. The one that is then the last."""
    if found and found[-1].sentence is last and (taker := _taker(found[-1], sentence, hearing)):
        _give_to(found, taker)
        _give_due(found, last, due_of(sentence, hearing.calendar))
        return sentence
    if due := _later(sentence, last, found, hearing):
        _give_due(found, last, due)
        return last
    return None


def _behind(
    found: list[Seen], last: Sentence, sentence: Sentence, here: list[Seen], hearing: Hearing
) -> list[Seen]:
    """What a sentence says, with what the one before it says of when and what."""
    if found and here and _is_named_only(found[-1], last):
        found.pop()
        return [about(here[0], last.start), *here[1:]]
    if here and (_is_in_brackets(sentence) or takes_up(sentence, hearing)):
        due_before = due_of(last, hearing.calendar)
        here = [with_due(one, due_before) for one in here]
        here = _of_what_stands_before(found, last, here)
    here = [told_before.by_them(one, last, hearing) for one in here]
    here = [told_before.in_time(one, last, hearing.calendar) for one in here]
    here = [told_before.wanted(one, last, hearing) for one in here]
    here = told_before.attending(here, last, hearing.calendar)
    if found and here and told_before.is_attending(here[0]) and told_before.is_invitation(found[-1]):
        found.pop()
    said_before = then(last, hearing.calendar) if here else NONE
    here = [told_before.resolved(one, said_before) for one in here]
    if found and found[-1].sentence is last and _helps(sentence):
        here = [with_due(one, found[-1].due) for one in here]
    return here


def _is_named_only(above: Seen, last: Sentence) -> bool:
    """ "Uppgift: avtalet. Eva hör med juristen.": behind the label only what it is about."""
    label = action_label(last)
    few = 0 < len(last.tokens) - label <= _FEW and above.sentence is last and above.owners == UNKNOWN
    return label > 0 and few and not clauses_in(last, ())


def _taker(above: Seen, sentence: Sentence, hearing: Hearing) -> tuple[DraftOwner, ...]:
    """ "Bidraget ska sökas i maj. Eva.", "Skapa en mapp. Eva tar hand om detta.": who takes what is nobody's."""
    leads = is_shared_work(above.owners) and any(
        leads_it(one, sentence) for one in _clauses(sentence, hearing)
    )
    if not (is_open(above.owners) or leads) or sentence.words[-1] == ":":
        return ()
    by = lone_owners(sentence, hearing)
    if by and all(owner.kind == "person" for owner in by):
        return by
    by = takers(sentence, hearing, above.sentence.words) or doing_it(sentence, hearing, above.sentence.words)
    return by or concerned(sentence, hearing)


def _clauses(sentence: Sentence, hearing: Hearing) -> Sequence[Clause]:
    return clauses_in(sentence, hearing.actors(sentence))


def _give_to(found: list[Seen], by: tuple[DraftOwner, ...]) -> None:
    """The owners to the last, and to what is nobody's before it, back to the nearest that is somebody's."""
    at = len(found) - 2
    found[-1] = replace(found[-1], owners=by)
    while at >= 0 and is_open(found[at].owners):
        found[at] = replace(found[at], owners=by)
        at -= 1


def _with_owners(
    found: list[Seen],
    last: Sentence | None,
    by: tuple[DraftOwner, ...],
    hearing: Hearing,
    sentence: Sentence,
) -> Hearing:
    """ "Ansvarig: Eva." says whose the work before it is, else whose that behind it is."""
    if last and _is_formality(last, hearing):
        return hearing
    if last and not (found and found[-1].sentence is last):
        whole = (0, len(last.tokens))
        told = () if _is_pointed_at(sentence) else clues(last, *whole, 0, NONE)
        due = due_in(last, *whole, hearing.calendar)
        share = estimate("labelled", told)
        found += [seen(last, whole, whole, by, due, share)] if share >= LEAST else []
    elif found and is_open(found[-1].owners):
        found[-1] = replace(found[-1], owners=by)
    return hearing if found else replace(hearing, owners=by)


def _is_formality(last: Sentence, hearing: Hearing) -> bool:
    """ "Mötet öppnades. Ansvarig: Eva": what was done at the meeting itself."""
    inside = clauses_in(last, hearing.actors(last))
    return bool(inside) and all(clause.verb.passive and clause.verb.tense == "past" for clause in inside)


def _later(sentence: Sentence, last: Sentence, found: list[Seen], hearing: Hearing) -> Due | None:
    """The due that a sentence gives to the point before it."""
    if not found:
        return None
    due = later_due(sentence, hearing)
    is_open = found[-1].sentence is last and found[-1].due.kind == "none"
    return when_of(sentence, last.words, hearing) if due is None and is_open else due


def _is_in_brackets(sentence: Sentence) -> bool:
    return _before(sentence)[-1:] == "("


def _helps(sentence: Sentence) -> bool:
    """ "Eva bistår med bilder.": with what was told before, and so by the same day."""
    helping = lexicon.words("commitments", "helping")
    return any(reading.lemma in helping for word in sentence.words[:4] for reading in lexicon.readings(word))


def _before(sentence: Sentence) -> str:
    """The last signs before it."""
    return sentence.text[max(0, sentence.start - _NEAR) : sentence.start].rstrip()


def _is_pointed_at(sentence: Sentence) -> bool:
    """ "Skylten är trasig → Eva": whose what stands before the arrow is."""
    return _before(sentence).endswith(("→", "->", "=>", "⇒"))


def _of_what_stands_before(found: list[Seen], last: Sentence, here: list[Seen]) -> list[Seen]:
    """ "Måla staketet. (Eva ordnar färg)": whose it is; "Kaffet är slut. Eva ordnar det.": what it is about."""
    if found and found[-1].sentence is last and found[-1].owners == UNKNOWN:
        found[-1] = replace(found[-1], owners=here[0].owners)
        return here[1:]
    return [about(here[0], last.start), *here[1:]] if not found or found[-1].sentence is not last else here


def _here(sentence: Sentence, hearing: Hearing, person: Actor | None) -> list[Seen]:
    label = action_label(sentence)
    return listed(sentence, hearing, (), NONE, label) if label else heard(sentence, hearing, person)


def _give_due(found: list[Seen], sentence: Sentence | None, due: Due) -> None:
    """The due to those of the sentence just before that have none, or only "därefter"."""
    at = len(found) - 1
    while due.kind != "none" and at >= 0 and found[at].sentence is sentence:
        word = found[at].due.end - found[at].due.start == 1
        if found[at].due.kind == "none" or (found[at].due.kind == "event" and word):
            found[at] = replace(found[at], due=due)
        at -= 1


def _speaking(sentence: Sentence, hearing: Hearing) -> Hearing:
    """ "Kassör: fakturor betalda. Ska ringa banken.": what follows is said by whoever begins the line."""
    sign = next((at for at, word in enumerate(sentence.words[:5]) if at and word in (":", "–", "-")), 0)
    if not sign or sentence.start:
        return hearing
    party = only(sentence.tokens, hearing.actors(sentence), 0, sign)
    if sentence.words[sign] != ":" and not all(one.sure and one.kind == "person" for one in party):
        return hearing
    if any(one.kind == "organization" and not one.sure for one in party):
        return hearing  # "Båtarna: klubben har frågat."
    return replace(hearing, owners=owners(party)) if party else hearing
