"""By when somebody wants what is done: "Eva ritar rampen. … Ali vill ha ritningen i maj"."""

from dataclasses import replace

from app.imports.clauses import Clause, clauses_in
from app.imports.due import NONE, Due
from app.imports.due_words import due_in
from app.imports.hearing import Hearing
from app.imports.proposals import Seen, with_due
from app.imports.recalling import is_noun_of
from app.imports.saying_when import is_wanted, refers_back
from app.imports.sentences import Sentence

_WANTING = (("vill", "ha"), ("behöver", "ha"), ("behöver", "få"), ("vill", "få"), ("vill", "se"))


def wanted_by_then(
    found: list[Seen], last: Sentence, sentence: Sentence, hearing: Hearing
) -> list[Seen] | None:
    """The points, those of the sentence before due when this one wants them; None: it wants nothing of theirs.

    What it says of all of them ("Allt ska vara inne den 3 maj men …") holds for those that nobody wants sooner.
    """
    clauses = clauses_in(sentence, hearing.actors(sentence))
    wishes = [clause for clause in clauses if _is_wish(clause, sentence)]
    rest = [clause for clause in clauses if clause not in wishes]
    if not wishes or not all(
        refers_back(one, sentence, last.words) and is_wanted(one, sentence) for one in rest
    ):
        return None
    of_all = next((_due(one, sentence, hearing) for one in rest), NONE)
    given = [_given(one, wishes, sentence, hearing) if one.sentence is last else one for one in found]
    if all(one is other for one, other in zip(found, given, strict=True)):
        return None
    return [with_due(one, of_all) if one.sentence is last else one for one in given]


def _given(one: Seen, wishes: list[Clause], sentence: Sentence, hearing: Hearing) -> Seen:
    """The point with the due of the wish for what it makes."""
    said = [token.low for token in one.sentence.tokens if one.task_start <= token.start < one.task_end]
    for wish in wishes:
        thing = sentence.words[wish.verb.at + 2]
        due = _due(wish, sentence, hearing)
        if one.due.kind == "none" and due.kind != "none" and (thing in said or is_noun_of(thing, said)):
            return replace(one, due=due)
    return one


def _is_wish(clause: Clause, sentence: Sentence) -> bool:
    at = clause.verb.at
    return clause.subject == "actor" and sentence.words[at : at + 2] in _WANTING and at + 2 < clause.end


def _due(clause: Clause, sentence: Sentence, hearing: Hearing) -> Due:
    return due_in(sentence, clause.verb.at, clause.end, hearing.calendar)
