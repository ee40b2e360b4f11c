"""Several sentences on one point: a task, the small group that is set up for it, and who is in it."""

from collections.abc import Sequence
from dataclasses import replace

from app.imports.clauses import Clause, clauses_in
from app.imports.hearing import Hearing
from app.imports.owning import UNKNOWN, owners
from app.imports.proposals import Seen
from app.imports.sentences import Sentence

_SETTING_UP = frozenset(("tillsätta", "bilda", "utse", "skapa", "starta"))


def gather(found: list[Seen], sentence: Sentence, here: Sequence[Seen], hearing: Hearing) -> None:
    """Add the commitments of one more sentence to those of the passage."""
    clauses = clauses_in(sentence, hearing.actors(sentence))
    waits = bool(found and clauses) and found[-1].owners == UNKNOWN
    if waits and _takes_part(clauses[0]):
        found[-1] = replace(found[-1], owners=owners(clauses[0].party))
    elif not (waits and _sets_up_group(clauses[0], sentence)):
        found += here


def _sets_up_group(clause: Clause, sentence: Sentence) -> bool:
    """ "En mindre arbetsgrupp ska tillsättas." """
    subject = sentence.words[clause.start : clause.verb.at]
    return clause.verb.lemma in _SETTING_UP and any(word.endswith(("grupp", "gruppen")) for word in subject)


def _takes_part(clause: Clause) -> bool:
    """ "Simon och Maria är med." """
    return (
        clause.verb.lemma in ("vara", "ingå", "delta")
        and clause.verb.tense != "past"
        and (clause.verb.lemma != "vara" or "med" in clause.verb.frame)
        and bool(clause.party)
        and all(actor.kind == "person" for actor in clause.party)
    )
