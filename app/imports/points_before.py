"""What a sentence adds to the points before it: whose they are, or when they are due."""

from collections.abc import Sequence
from dataclasses import replace

from app.imports.clauses import Clause, clauses_in
from app.imports.clues import clues
from app.imports.completing import concerned, doing_it, leads_it, takers
from app.imports.confidence import LEAST, estimate
from app.imports.draft import DraftOwner
from app.imports.due import NONE, Due
from app.imports.due_words import due_in, due_of
from app.imports.hearing import Hearing
from app.imports.later_due import later_due
from app.imports.listing import lone_owners
from app.imports.owning import is_everyone, is_open, is_shared_work
from app.imports.proposals import Seen, seen
from app.imports.saying_when import when_of
from app.imports.sentences import Sentence
from app.imports.signs_before import is_pointed_at
from app.imports.things_wanted import wanted_by_then
from app.imports.to_be_in import given_back

_OF_WORK = ("ning", "ande", "ende")


def completed(found: list[Seen], last: Sentence, sentence: Sentence, hearing: Hearing) -> Sentence | None:
    """Gives what a sentence says of the points before it: whose or when they are. The one that is then the last."""
    if found and found[-1].sentence is last and (taker := _taker(found[-1], sentence, hearing)):
        _give_to(found, taker)
        _give_due(found, last, due_of(sentence, hearing.calendar))
        return sentence
    if wanted := wanted_by_then(found, last, sentence, hearing):
        found[:] = wanted
        return last
    if due := _later(sentence, last, found, hearing):
        _give_due(found, last, due)
        return last
    is_nobodys = not any(actor.sure for actor in hearing.actors(sentence))
    return sentence if is_nobodys and given_back(found, sentence, hearing.calendar) else None


def _taker(above: Seen, sentence: Sentence, hearing: Hearing) -> tuple[DraftOwner, ...]:
    """ "Bidraget ska sökas i maj. Eva.", "Skapa en mapp. Eva tar hand om detta.": who takes what is nobody's."""
    leads = is_shared_work(above.owners) and any(
        leads_it(one, sentence) for one in _clauses(sentence, hearing)
    )
    if not (is_open(above.owners) or leads) or sentence.words[-1] == ":":
        return ()
    if by := _named_alone(sentence, hearing):
        return by
    by = takers(sentence, hearing, above.sentence.words) or doing_it(sentence, hearing, above.sentence.words)
    return by or concerned(sentence, hearing)


def _named_alone(sentence: Sentence, hearing: Hearing) -> tuple[DraftOwner, ...]:
    """ "Eva.", "EL, TW", "Alla": persons, or everyone, and nothing else."""
    by = lone_owners(sentence, hearing)
    return by if all(owner.kind == "person" or is_everyone(owner) for owner in by) else ()


def signed(last: Sentence, sentence: Sentence, hearing: Hearing) -> tuple[DraftOwner, ...]:
    """ "Hushållen vid sjön besöks en gång till. EL", "Städning av boden. Eva": whose it is, at the end of a line."""
    inside = _clauses(last, hearing)
    is_end = sentence.end >= len(sentence.text.rstrip())
    is_work = all(one.subject != "actor" and one.verb.tense != "past" for one in inside)
    is_work = is_work if inside else last.words[0].endswith(_OF_WORK) and hearing.kind == "item"
    return _named_alone(sentence, hearing) if is_end and is_work else ()


def _clauses(sentence: Sentence, hearing: Hearing) -> Sequence[Clause]:
    return clauses_in(sentence, hearing.actors(sentence))


def _give_to(found: list[Seen], by: tuple[DraftOwner, ...]) -> None:
    """The owners to the last, and to what is nobody's before it, back to the nearest that is somebody's."""
    at = len(found) - 2
    found[-1] = replace(found[-1], owners=by)
    while at >= 0 and is_open(found[at].owners):
        found[at] = replace(found[at], owners=by)
        at -= 1


def with_owners(
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
        told = () if is_pointed_at(sentence) else clues(last, *whole, 0, NONE)
        due = due_in(last, *whole, hearing.calendar)
        share = estimate("labelled", told)
        found += [seen(last, whole, whole, by, due, share)] if share >= LEAST else []
    elif found and is_open(found[-1].owners):
        found[-1] = replace(found[-1], owners=by)
    _give_due(found, last, due_of(sentence, hearing.calendar))
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


def _give_due(found: list[Seen], sentence: Sentence | None, due: Due) -> None:
    """The due to those of the sentence just before that have none, or only "därefter"."""
    at = len(found) - 1
    while due.kind != "none" and at >= 0 and found[at].sentence is sentence:
        word = found[at].due.end - found[at].due.start == 1
        if found[at].due.kind == "none" or (found[at].due.kind == "event" and word):
            found[at] = replace(found[at], due=due)
        at -= 1
