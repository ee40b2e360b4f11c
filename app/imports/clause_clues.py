"""What else about a clause speaks for a commitment or against it: whose it is, in what form, by when."""

from collections.abc import Iterator

from app.imports import lexicon
from app.imports.clauses import Clause
from app.imports.clues import clues
from app.imports.due import Due
from app.imports.hearing import Hearing
from app.imports.kinds import is_definite
from app.imports.sentences import Sentence

_INTENDING = ("planerar", "avser", "tänker", "ämnar", "hoppas")


def clause_clues(
    clause: Clause, sentence: Sentence, hearing: Hearing, signed: str, due: Due, *, is_somebodys: bool
) -> list[str]:
    """The names of the clues, as the table of confidence has them; `signed`: by what the clause commits."""
    by_person = signed.startswith("person")
    told = [*clues(sentence, clause.start, clause.end, clause.verb.at, due, by_person=by_person)]
    return [*told, *_of_form(clause, sentence, signed, due), *_of_doer(clause, hearing, signed, is_somebodys)]


def _of_doer(clause: Clause, hearing: Hearing, signed: str, is_somebodys: bool) -> Iterator[str]:
    if _is_distant(clause, hearing):
        yield "distant"
    if is_somebodys and not clause.party:
        yield "owner"
    if hearing.kind == "item" and not signed.startswith("we_") and not signed.endswith(("unknown", "either")):
        yield "item"


def _of_form(clause: Clause, sentence: Sentence, signed: str, due: Due) -> Iterator[str]:
    if signed.startswith("result_") and _is_until(sentence, due):
        yield "until"
    if sentence.words[clause.verb.at] in _INTENDING and not signed.startswith("person"):
        yield "intention"
    is_given = not clause.is_inverted or _begins_with_thing(clause, sentence)
    open_to_all = ("we_", "nobody_", "general_") if is_given else ("we_", "nobody_")
    if "errand" in clause.verb.classes and signed.startswith(open_to_all):
        yield "errand"


def _begins_with_thing(clause: Clause, sentence: Sentence) -> bool:
    """ "Kartan tar kommunen fram": what is done stands first, so that it is told whose it is."""
    front = sentence.words[clause.start : clause.verb.at]
    return len(front) == 1 and is_definite(front[0])


def _is_until(sentence: Sentence, due: Due) -> bool:
    """ "(ska vara klart) två veckor före", "innan stämman": no rule for all times, but by when."""
    said = sentence.words[due.start : due.end]
    return due.kind == "event" and not {"före", "innan", "inför", "till", "senast"}.isdisjoint(said)


def _is_distant(clause: Clause, hearing: Hearing) -> bool:
    """ "Regeringen ger …": what is told of those who are not there."""
    first = clause.party[0].name.lower() if clause.party and not clause.verb.passive else ""
    return first in lexicon.words("commitments", "distant") and (first,) not in hearing.known.names
