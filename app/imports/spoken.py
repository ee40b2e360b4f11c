"""Commitments in running text: a sentence at a time, a clause at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.imports import lexicon
from app.imports.bare_work import bare_places
from app.imports.beside_work import bare, dated, owned
from app.imports.capacities import role_of
from app.imports.clauses import Clause, clauses_in
from app.imports.clues import clues
from app.imports.coming_back import comes_back, comes_to_us
from app.imports.committing import sign
from app.imports.completing import is_last_day, takes_it
from app.imports.confidence import LEAST, estimate
from app.imports.day_words import month_of
from app.imports.deciding import agreed, decided, receiver, sent_to
from app.imports.doers import by_agent, doers
from app.imports.due import NONE, Due
from app.imports.due_words import condition, due_in, is_ahead, is_at_meeting
from app.imports.gapping import gapped
from app.imports.hearing import Hearing
from app.imports.naming import Actor
from app.imports.owning import UNKNOWN, is_shared_work, owners
from app.imports.proposals import Seen, reaching, seen
from app.imports.saying_when import only_when, says_then
from app.imports.sentences import Sentence
from app.imports.shared_out import shared_out
from app.imports.verbs import is_finite

_TELLING = ("meddela", "informera", "redogöra", "återge", "visa")
_CLOSING = ("klart", "klar", "klara", "färdig", "färdigt", "senast", "deadline", "allt")
_INTENDING = ("planerar", "avser", "tänker", "ämnar", "hoppas")


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
        if clause.start == 0 and front is NONE:
            front = due_in(sentence, 0, clause.verb.at, hearing.calendar)
        last = made[-1] if made else None
        due = _when(clause, sentence, hearing, front, is_first=last is None)
        met = is_at_meeting(due) or _is_then(clause, sentence, due, hearing)
        is_back = comes_back(clause, sentence, due, met=met)
        signed = "come_back" if is_back else _sign(clause, sentence, actors)
        signed = "organization_comes" if comes_to_us(clause, due) else signed
        if last and (
            more := _more_of(last, clause, sentence, due, is_signed=bool(signed), promised=promised)
        ):
            made[-1] = more
        elif signed:
            found = _clause(sentence, actors, hearing, last_person, clause, signed, due)
            if last and clause.is_shared:
                made[-1] = _with_more(last, found)
                continue
            promised = "promise" in clause.verb.classes
            if found.confidence >= LEAST:
                made = _with_one_more(_all_due(made, due, sentence), found, clause, sentence)
    yield from made


def _more_of(
    last: Seen, clause: Clause, sentence: Sentence, due: Due, *, is_signed: bool, promised: bool
) -> Seen | None:
    """The point before it, when a clause only says when that is due, how it is done, or who takes it."""
    is_open = last.due is NONE and due is not NONE
    if is_open and (is_last_day(clause, sentence) or only_when(clause, sentence)):
        return replace(last, due=due)
    if promised and clause.subject == "pronoun":
        return reaching(last, sentence.tokens[clause.end - 1].end, due)
    if not is_signed or clause.is_shared or not is_shared_work(last.owners):
        return None
    if takes_it(clause, sentence, due, sentence.words[: clause.start]):
        return replace(last, owners=owners(clause.party), due=due if last.due is NONE else last.due)
    return None


def _with_more(one: Seen, more: Seen) -> Seen:
    """ "Övriga läser och lämnar synpunkter före mötet": as sure as the surer of the two."""
    return replace(reaching(one, more.end, more.due), confidence=max(one.confidence, more.confidence))


def _with_one_more(made: list[Seen], found: Seen, clause: Clause, sentence: Sentence) -> list[Seen]:
    """ "Eva ringer, och Ali skriver" are two; "Eva ringer, som återkommer i maj" says more of the one before."""
    is_more = bool(made) and made[-1].owners == found.owners
    if is_more and sentence.words[clause.verb.at - 1] == "som":
        return [*made[:-1], reaching(made[-1], sentence.tokens[clause.end - 1].end, found.due)]
    return [*made, found]


def _when(clause: Clause, sentence: Sentence, hearing: Hearing, front: Due, *, is_first: bool) -> Due:
    """When a clause says, else what the sentence begins with; "…, Eva ansvarar": what stands before it."""
    due = _due_of(clause, sentence, hearing)
    is_other = _is_of_topic(sentence, 0, front, clause.verb.at) or _is_of_thing(clause, front)
    due = due if due is not NONE or is_other else front
    if due is NONE and is_first and clause.start and takes_it(clause, sentence):
        return due_in(sentence, 0, clause.start, hearing.calendar)
    return hearing.then if due is NONE and says_then(clause, sentence) else due


def _all_due(made: list[Seen], due: Due, sentence: Sentence) -> list[Seen]:
    """ "Eva ritar, Ali trycker, klart före jul": a day for all that was said before it."""
    closing = due.start > 0 and sentence.words[due.start] in _CLOSING and sentence.words[due.start - 1] == ","
    return [replace(one, due=due) if one.due is NONE else one for one in made] if closing else made


def _sign(clause: Clause, sentence: Sentence, actors: Sequence[Actor]) -> str | None:
    return by_agent(clause, sentence, actors) or sign(clause, sentence)


def _due_of(clause: Clause, sentence: Sentence, hearing: Hearing) -> Due:
    """When the clause says; the day in what it is about is that thing's: "Festen 3 maj ska in i bladet"."""
    due = due_in(sentence, clause.start, clause.end, hearing.calendar)
    if _is_asked_of(clause, sentence, due):
        return NONE
    is_other = _is_of_topic(sentence, clause.start, due, clause.verb.at) or _is_of_thing(clause, due)
    if due is NONE or not is_other:
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


def _may_be_of_other(said: Sequence[str]) -> bool:
    """ "i maj", "den 14 april": a day that something else may have; "senast 14 april" is that of the work."""
    led = said[0] in lexicon.words("due", "until") or said[0] in _CLOSING
    return not led and any(month_of(word) for word in said)


def _is_then(clause: Clause, sentence: Sentence, due: Due, hearing: Hearing) -> bool:
    """ "Gruppen presenterar planen i mars": told of the future, when the day is the verb's own."""
    tells = clause.verb.classes & {"treat"} or clause.verb.lemma in _TELLING
    if not tells or not is_ahead(due, hearing.calendar) or due.start < clause.start:
        return False
    between = sentence.words[clause.verb.last + 1 : due.start]
    return not any(word in lexicon.words("commitments", "subordinators") or word == ":" for word in between)


def _is_of_topic(sentence: Sentence, start: int, due: Due, verb: int) -> bool:
    """ "Kiosken 10-11 maj: Eva gör ett schema": the day of what is talked of, within the words before a colon."""
    return due.start > start and ":" in sentence.words[due.end : verb]


def _is_of_thing(clause: Clause, due: Due) -> bool:
    return clause.subject == "thing" and clause.start < due.start < due.end <= clause.verb.at


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
    met = is_at_meeting(due) or _is_then(clause, sentence, due, hearing)
    if signed.endswith("_report") and not clause.verb.helper and met:
        signed = f"{signed}_due"
    by = doers(clause, sentence, actors, last_person)
    if by == UNKNOWN and clause.subject == "none":
        by = hearing.owners or by
    told = [
        *clues(sentence, clause.start, clause.end, clause.verb.at, due, by_person=signed.startswith("person"))
    ]
    if _is_distant(clause, hearing):
        told.append("distant")
    if by != UNKNOWN and not clause.party:
        told.append("owner")
    if hearing.kind == "item" and not signed.startswith("we_") and not signed.endswith(("unknown", "either")):
        told.append("item")
    if sentence.words[clause.verb.at] in _INTENDING and not signed.startswith("person"):
        told.append("intention")
    open_to_all = ("we_", "nobody_") if clause.is_inverted else ("we_", "nobody_", "general_")
    if "errand" in clause.verb.classes and signed.startswith(open_to_all):
        told.append("errand")
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


def _is_distant(clause: Clause, hearing: Hearing) -> bool:
    """ "Regeringen ger …": what is told of those who are not there."""
    first = clause.party[0].name.lower() if clause.party else ""
    return first in lexicon.words("commitments", "distant") and (first,) not in hearing.known.names


def _decided(sentence: Sentence, actors: Sequence[Actor], hearing: Hearing) -> Iterator[Seen]:
    """What a decision gives to be done."""
    end = len(sentence.tokens)
    if "att" not in sentence.words:
        return
    due = due_in(sentence, 0, end, hearing.calendar)
    for signed, at in decided(sentence, is_due=due.kind in ("next_meeting", "date")):
        due = due_in(sentence, at, end, hearing.calendar)
        told = [*clues(sentence, at, end, at, due)]
        sent = sent_to(sentence, actors, at) or agreed(sentence, actors, at)
        party = receiver(sentence, actors, at) if signed == "ordered" else sent
        by = owners(party)
        yield seen(sentence, (at, end), (at, end), by, due, estimate(signed, told))
