"""A paragraph or item of running text: its sentences, each with what the one before it said."""

from collections.abc import Sequence
from dataclasses import replace

from app.imports import to_be_in, told_before
from app.imports.arrivals import arrival
from app.imports.capacities import is_title, role_of
from app.imports.carried_over import carried_over
from app.imports.days_told import day_told
from app.imports.draft import DraftOwner
from app.imports.due import NONE
from app.imports.hearing import Hearing
from app.imports.left_over import is_left, left_over
from app.imports.listing import action_label, listed, lone_owners
from app.imports.names_alone import only
from app.imports.naming import Actor, joined
from app.imports.owning import is_everyone, is_open, owners
from app.imports.points_before import completed, signed, with_owners
from app.imports.proposals import Seen, with_due
from app.imports.saying_when import then
from app.imports.sentences import Sentence, sentences_in
from app.imports.signs_before import is_pointed_at
from app.imports.spoken import heard
from app.imports.working_groups import gather

_SIGNS = (":", "–", "-", ";")  # behind who speaks


def told(text: str, hearing: Hearing, person: Actor | None) -> tuple[list[Seen], Actor | None]:
    """The commitments in a text, and the person it named last; `person`: who was named before it."""
    found: list[Seen] = []
    last: Sentence | None = None
    until = NONE
    asked: to_be_in.Asked | None = None
    for sentence in sentences_in(text):
        hearing = _dated(_speaking(sentence, hearing), last)
        if alone := lone_owners(sentence, hearing, labelled=not is_pointed_at(sentence)):
            hearing = with_owners(found, last, alone, hearing, sentence)
            continue
        if last and (still := completed(found, last, sentence, hearing)):
            asked = to_be_in.asked_for(sentence, hearing.calendar)
            last = sentence if asked else still
            continue
        if last and (by := signed(last, sentence, hearing)):
            hearing = with_owners(found, last, by, hearing, sentence)
            continue
        if last and is_left(sentence) and not (found and found[-1].sentence is last):
            found += left_over(last, hearing)
            continue
        if last and "då" in sentence.words:
            hearing = replace(hearing, then=then(last, hearing.calendar))
        came = arrival(last, len(last.tokens), hearing.calendar) if last else NONE
        here = _here(sentence, replace(hearing, arrival=came), person)
        if last:
            here = carried_over(found, last, sentence, here, hearing)
        here = [to_be_in.due_by(one, asked, last) for one in here] if last else here
        asked = to_be_in.asked_for(sentence, hearing.calendar) or asked
        said_before = then(last, hearing.calendar) if last and here else NONE
        here = [told_before.resolved(one, said_before, hearing) for one in here]
        here = [with_due(one, until) for one in here]
        until = NONE if here else told_before.last_day(sentence, hearing.calendar)
        gather(found, sentence, here, hearing)
        last = sentence
        person = next((actor for actor in hearing.actors(sentence) if actor.kind == "person"), person)
        hearing = replace(hearing, them=_them(sentence, hearing) or hearing.them)
    return found, person


def _here(sentence: Sentence, hearing: Hearing, person: Actor | None) -> list[Seen]:
    label = action_label(sentence)
    return listed(sentence, hearing, (), NONE, label) if label else heard(sentence, hearing, person)


def _dated(hearing: Hearing, last: Sentence | None) -> Hearing:
    """With the day of what takes place, told in the sentence before."""
    told = day_told(last, hearing.calendar) if last else NONE
    return hearing if told is NONE else replace(hearing, takes_place=told)


def _speaking(sentence: Sentence, hearing: Hearing) -> Hearing:
    """ "Kassör: fakturor betalda. Ska ringa banken.": what follows is said by whoever begins the line."""
    begin = next((at for at, word in enumerate(sentence.words[:3]) if word != "*"), 0)  # "**Eva:** …"
    sign = next((at for at, word in enumerate(sentence.words[:6]) if at > begin and word in _SIGNS), 0)
    if not sign or sentence.start:
        return hearing
    actors = hearing.actors(sentence)
    party = _with_role(sentence, actors, begin, sign) or only(sentence.tokens, actors, begin, sign)
    if sentence.words[sign] != ":" and not all(one.sure and one.kind == "person" for one in party):
        return hearing
    if any(one.kind == "organization" and not one.sure for one in party):
        return hearing  # "Båtarna: klubben har frågat."
    return replace(hearing, owners=owners(party)) if party else hearing


def _with_role(sentence: Sentence, actors: Sequence[Actor], begin: int, sign: int) -> tuple[Actor, ...]:
    """ "Eva, vice ordförande; Har städat. Ska …": whoever begins the line, and what they are."""
    first = next((one for one in actors if one.start == begin and one.kind == "person" and one.sure), None)
    if first is None or first.end >= sign or sentence.words[sign] not in (";", ":"):
        return ()
    told = sentence.text[sentence.tokens[first.end].end : sentence.tokens[sign].start]
    is_role = role_of(told) is not None or is_title(told)
    return (first,) if sentence.words[first.end] == "," and is_role else ()


def _them(sentence: Sentence, hearing: Hearing) -> tuple[DraftOwner, ...]:
    """Who "de" are behind a sentence: the body, or the several people, that it names last."""
    parties = list(joined(hearing.actors(sentence), sentence.tokens))
    are_many = (
        party for party in reversed(parties) if len(party) > 1 or party[0].kind in ("organization", "group")
    )
    last = owners(next(are_many, []))
    return () if is_open(last) or any(map(is_everyone, last)) else last
