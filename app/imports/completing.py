"""What a following line or sentence says about the point before it: who does it."""

from collections.abc import Sequence

from app.imports import lexicon
from app.imports.clauses import Clause, clauses_in
from app.imports.draft import DraftOwner
from app.imports.due import NONE, Due
from app.imports.due_words import due_in
from app.imports.hearing import Hearing
from app.imports.names_alone import only
from app.imports.owning import owners
from app.imports.recalling import is_noun_of
from app.imports.sentences import Sentence

DOING = frozenset(
    (
        "fixa",
        "göra",
        "ordna",
        "ta",
        "sköta",
        "ansvara",
        "lösa",
        "kolla",
        "genomföra",
        "hålla",
        "vara",
        "påbörja",
        "åta",
    )
)
_IT = frozenset(
    (
        "det",
        "detta",
        "den",
        "dessa",
        "dem",
        "på",
        "i",
        "tag",
        "sig",
        "hand",
        "om",
        "för",
        "ansvarig",
        "ansvariga",
        "tillsammans",
    )
)
_SOMETIME = frozenset(("nån", "någon", "gång", "dag", "kväll", "sen", "sedan", "då", "själv", "själva"))
_SHORT = 7  # words of a sentence that says only who takes it


def takers(sentence: Sentence, hearing: Hearing, above: Sequence[str] = ()) -> tuple[DraftOwner, ...]:
    """ "Ordförande fixar!", "Eva gör det.": who takes what was said just before, in the words `above`."""
    clauses = clauses_in(sentence, hearing.actors(sentence))
    if len(sentence.tokens) > _SHORT or len(clauses) != 1:
        return ()
    return owners(clauses[0].party) if takes_it(clauses[0], sentence, above=above) else ()


def doing_it(sentence: Sentence, hearing: Hearing, above: Sequence[str]) -> tuple[DraftOwner, ...]:
    """ "Eva skriver den tillsammans med Ali, klart i maj.": who does what was nobody's, said otherwise and when."""
    clauses = clauses_in(sentence, hearing.actors(sentence))
    if not clauses:
        return ()
    due = due_in(sentence, clauses[0].verb.at, len(sentence.tokens), hearing.calendar)
    is_short = _is_short(clauses, sentence, due)
    does_it = takes_it(clauses[0], sentence, due, above) or _does_that(clauses[0], sentence, due)
    does_it = does_it or leads_it(clauses[0], sentence) or is_about_it(clauses[0], sentence)
    does_it = does_it or is_whose(clauses[0], sentence)
    return owners(clauses[0].party) if is_short and does_it and clauses[0].subject == "actor" else ()


def _is_short(clauses: Sequence[Clause], sentence: Sentence, due: Due) -> bool:
    """Little more is said, or only what nobody in particular does: "Eva gör det, fler händer behövs"."""
    if any(clause.subject == "actor" for clause in clauses[1:]):
        return False
    end = clauses[1].start if len(clauses) > 1 else len(sentence.tokens)
    return end - (due.end - due.start) <= _SHORT + 1 and (len(clauses) == 1 or sentence.words[end - 1] == ",")


def concerned(sentence: Sentence, hearing: Hearing) -> tuple[DraftOwner, ...]:
    """ "Gäller alla.": of whom what was said before is asked."""
    end = len(sentence.tokens) - (sentence.words[-1] == ".")
    if sentence.words[0] != "gäller" or end < 2:
        return ()
    party = only(sentence.tokens, hearing.actors(sentence), 1, end)
    return owners(party) if party else ()


def takes_up(sentence: Sentence, hearing: Hearing) -> bool:
    """ "Eva ordnar det.", "Eva ansvarar.": with a word for what was said before; not "Eva svarar."."""
    said = {"det", "detta", "den", "dessa", "dem"} & set(sentence.words)
    return bool(takers(sentence, hearing)) and bool(said or "ansvarar" in sentence.words)


def takes_it(clause: Clause, sentence: Sentence, due: Due = NONE, above: Sequence[str] = ()) -> bool:
    """ "…, Jonas håller i det": a clause that says only who does what was said before it, and when (`due`).

    `above`: the words before it, so that "ansvarar för inköpet" takes what says "köpa in".
    """
    rest = _left(sentence, clause.verb.at + 1, clause.end, due)
    verb = clause.verb
    is_all = not rest and "work" in verb.classes and not verb.frame
    front = sentence.words[clause.start : verb.at]
    is_told = verb.tense == "present" or verb.lemma == "åta"  # "…, det åtog sig Eva"
    does_it = front in (("det",), ("detta",)) and verb.lemma in DOING and is_told
    if clause.subject == "actor" and does_it:
        return True
    if clause.subject != "actor" or clause.is_inverted or (verb.tense == "past" and verb.lemma != "åta"):
        return False
    if verb.lemma not in DOING and not is_all:
        return False
    rest = {word for word in rest if not is_noun_of(word, above)}
    return rest <= _IT and (verb.lemma != "vara" or not rest.isdisjoint(("ansvarig", "ansvariga")))


def leads_it(clause: Clause, sentence: Sentence) -> bool:
    """ "Eva håller i pennan", "Eva sköter det praktiska": who does most of what others answer for too."""
    leading = lexicon.by_first("commitments", "leading")
    return lexicon.longest_at(leading, sentence.words, clause.verb.at) > 0


def is_whose(clause: Clause, sentence: Sentence) -> bool:
    """ "Annonsen ska in i bladet, ansvarig för den är Eva": whose what was just told of is."""
    front = sentence.words[clause.start : clause.verb.at]
    is_of_it = front[1:] in (("för", "den"), ("för", "det"), ("för", "detta"), ("för", "dem"))
    return is_of_it and front[0] in ("ansvarig", "ansvariga") and clause.verb.lemma in ("vara", "bli")


def _does_that(clause: Clause, sentence: Sentence, due: Due) -> bool:
    """ "Eva skriver den", "Eva tar fram det": work on nothing but what was just said."""
    verb = clause.verb
    rest = _left(sentence, verb.at + 1, clause.end, due) - set(verb.frame)
    is_work = "work" in verb.classes and verb.tense == "present" and not verb.passive
    return is_work and rest <= _IT and bool(rest & {"den", "det", "dem", "dessa"})


def is_about_it(clause: Clause, sentence: Sentence) -> bool:
    """ "Eva pratar med vaktmästaren om det": what is said there of what was just said."""
    said = [word for word in sentence.words[clause.verb.at : clause.end] if word[0].isalnum()]
    is_talk = bool(clause.verb.classes & {"errand", "work", "report"}) and clause.verb.tense == "present"
    return is_talk and said[-2:] in (["om", "det"], ["om", "detta"], ["om", "saken"])


def _left(sentence: Sentence, start: int, end: int, due: Due) -> set[str]:
    """The words behind the verb that are neither its due nor of a time of the day."""
    left = (at for at in range(start, end) if not due.start <= at < due.end)
    return {sentence.words[at] for at in left if sentence.words[at][0].isalnum()} - _SOMETIME
