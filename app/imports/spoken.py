"""Commitments in running text: a sentence at a time, a clause at a time."""

from collections.abc import Iterator, Sequence

from app.imports.bare_work import bare_places
from app.imports.beside_work import bare, owned
from app.imports.capacities import role_of
from app.imports.clause_clues import clause_clues
from app.imports.clause_due import is_then, when
from app.imports.clauses import Clause, clauses_in
from app.imports.clues import clues
from app.imports.coming_back import comes_back, comes_to_us
from app.imports.committing import sign
from app.imports.confidence import LEAST, estimate
from app.imports.dated_work import dated
from app.imports.deciding import agreed, decided, given_to, receiver, sent_to
from app.imports.doers import by_agent, doers
from app.imports.due import NONE, Due
from app.imports.due_words import condition, due_in, is_at_meeting
from app.imports.gapping import gapped
from app.imports.hearing import Hearing
from app.imports.naming import Actor
from app.imports.one_point import all_due, joined_to, more_of, with_one_more
from app.imports.owning import UNKNOWN, owners
from app.imports.proposals import Seen, seen
from app.imports.sentences import Sentence
from app.imports.shared_out import shared_out

_THEY = (("de",), ("dom",))


def heard(sentence: Sentence, hearing: Hearing, last_person: Actor | None) -> list[Seen]:
    """The commitments in one sentence that are more likely right than not."""
    if role_of(sentence.text[sentence.start : sentence.end].partition(":")[0]) == "adjuster":
        return []  # "Utses att justera: Eva"
    actors = hearing.actors(sentence)
    found = _likely(shared_out(sentence, actors, hearing)) or _likely(owned(sentence, actors, hearing))
    if found:
        return found
    found = _likely(_clauses(sentence, actors, hearing, last_person))
    found = found or _likely(_decided(sentence, actors, hearing))
    for start in bare_places(sentence, bool(clauses_in(sentence, actors))):
        if not found:
            found = _likely(bare(sentence, start, len(sentence.tokens), hearing.owners, hearing, ()))
    return found or _likely(dated(sentence, actors, hearing))


def _likely(proposed: Iterator[Seen]) -> list[Seen]:
    return [one for one in proposed if one.confidence >= LEAST]


def _clauses(
    sentence: Sentence, actors: Sequence[Actor], hearing: Hearing, last_person: Actor | None
) -> Iterator[Seen]:
    made: list[Seen] = []
    front, promised = condition(sentence), False
    every = (part for whole in clauses_in(sentence, actors) for part in gapped(whole, sentence, actors))
    for clause in every:
        if clause.party and clause.party[-1].kind == "person":
            last_person = clause.party[-1]
        elif clause.start == 0 and clause.subject == "pronoun":
            last_person = _named_before(clause, actors) or last_person
        if clause.start == 0 and front is NONE:
            front = due_in(sentence, 0, clause.verb.at, hearing.calendar)
        last = made[-1] if made else None
        due = when(clause, sentence, hearing, front, is_first=last is None)
        met = is_at_meeting(due) or is_then(clause, sentence, due, hearing)
        is_back = comes_back(clause, sentence, due, met=met)
        signed = "come_back" if is_back else _sign(clause, sentence, actors, due)
        signed = "organization_comes" if comes_to_us(clause, due) else signed
        if last and (more := more_of(last, clause, sentence, due, is_signed=bool(signed), promised=promised)):
            made[-1] = more
        elif signed:
            found = _clause(sentence, actors, hearing, last_person, clause, signed, due)
            if last and (one := joined_to(last, clause, sentence, found)):
                made[-1] = one
                continue
            promised = "promise" in clause.verb.classes
            made = with_one_more(all_due(made, due, sentence), found, clause, sentence)
    yield from made


def _named_before(clause: Clause, actors: Sequence[Actor]) -> Actor | None:
    """ "När Eva fått bilderna lägger hon upp dem": who she is."""
    named = (one for one in actors if one.kind == "person" and one.sure and one.end <= clause.verb.at)
    return next(named, None)


def _sign(clause: Clause, sentence: Sentence, actors: Sequence[Actor], due: Due) -> str | None:
    is_due = due.kind != "none"
    return by_agent(clause, sentence, actors, is_due=is_due) or sign(clause, sentence)


def _clause(
    sentence: Sentence,
    actors: Sequence[Actor],
    hearing: Hearing,
    last_person: Actor | None,
    clause: Clause,
    signed: str,
    due: Due,
) -> Seen:
    """What a clause commits to; `signed`: by what."""
    met = is_at_meeting(due) or is_then(clause, sentence, due, hearing)
    if signed.endswith("_report") and not clause.verb.helper and met:
        signed = f"{signed}_due"
    by = doers(clause, sentence, actors, last_person)
    if by == UNKNOWN and clause.subject == "none" and not (clause.verb.passive and signed == "park"):
        by = hearing.owners or by
    are_they = sentence.words[clause.start : clause.verb.at] in _THEY and not clause.verb.passive
    if by == UNKNOWN and are_they:
        by = hearing.them or by
    told = clause_clues(clause, sentence, hearing, signed, due, is_somebodys=by != UNKNOWN)
    span = clause.start, clause.end
    return seen(sentence, span, (_work_from(clause, sentence), clause.end), by, due, estimate(signed, told))


def _work_from(clause: Clause, sentence: Sentence) -> int:
    """Where the work begins: behind its subject, if anything but the verb stands there ("Fika: Eva handlar")."""
    verb = clause.verb
    behind = sentence.tokens[verb.last + 1 : clause.end]
    alone = not any(token.is_word for token in behind)
    if not clause.party or verb.passive or (alone and ":" in sentence.words[clause.start : verb.at]):
        return clause.start
    return verb.last if verb.helper and not verb.frame else verb.at


def _decided(sentence: Sentence, actors: Sequence[Actor], hearing: Hearing) -> Iterator[Seen]:
    """What a decision gives to be done."""
    end = len(sentence.tokens)
    if "att" not in sentence.words:
        return
    due = due_in(sentence, 0, end, hearing.calendar)
    for signed, at in decided(sentence, is_due=due.kind in ("next_meeting", "date")):
        due = due_in(sentence, at, end, hearing.calendar)
        told = [*clues(sentence, at, end, at, due)]
        sent = sent_to(sentence, actors, at) or given_to(sentence, actors, at) or agreed(sentence, actors, at)
        party = receiver(sentence, actors, at) if signed == "ordered" else sent
        by = owners(party)
        yield seen(sentence, (at, end), (at, end), by, due, estimate(signed, told))
