"""The finite verbs of a sentence that no subordinate clause takes."""

from collections.abc import Sequence

from app.imports import lexicon
from app.imports.clauses_of_persons import tells_of_person
from app.imports.conditions import condition_first, is_done_then, is_nominal_condition
from app.imports.finite_verbs import verb_at
from app.imports.naming import Actor
from app.imports.sentences import Sentence
from app.imports.subordinators import opens_clause
from app.imports.verbs import Verb, is_supine, may_be_verb

_PRONOUNS = lexicon.words("names", "pronouns")
_SUBJECTS = (_PRONOUNS | {"vi", "ni", "man", "det", "jag", "alla"}) - {"de"}
_ASKING = frozenset(("hur", "vad", "vilka", "vilken", "vilket", "vem", "när", "var"))
_MANY = frozenset(("alla", "några", "flera", "våra", "era", "sina", "dessa", "många"))
_SUBORDINATORS = lexicon.words("commitments", "subordinators")


def main_verbs(sentence: Sentence, actors: Sequence[Actor]) -> list[Verb]:
    """The verbs of its main clauses, in order."""
    tokens = sentence.tokens
    inside = {at for actor in actors for at in range(actor.start, actor.end)}
    starts = {actor.start for actor in actors}
    persons = {actor.end for actor in actors if actor.sure}
    persons |= {at + 1 for at, word in enumerate(sentence.words) if word in _SUBJECTS}
    found: list[Verb] = []
    taken: list[Verb] = []
    pending: list[int] = []
    at = 0
    while at < len(tokens):
        _close(pending, sentence, at)
        word = sentence.words[at]
        if not (may_be_verb(word) or at in persons or word in _SUBORDINATORS):
            at += 1
            continue
        is_none = at in inside or any(is_other(sentence, at) for is_other in _OTHERS)
        verb = None if is_none else verb_at(sentence, at, persons)
        if verb is None:
            if opens_clause(sentence, at, starts) and not _is_asked_already(sentence, at, pending):
                pending.append(at)
            at += 1
            continue
        if not pending:
            found.append(verb)
        elif _is_inverted_main(sentence, pending[-1], verb, starts) or tells_of_person(
            sentence, pending[-1], verb, actors
        ):
            pending.clear()
            found.append(verb)
        else:
            opener = pending.pop()
            taken += [verb] if sentence.words[opener] == "som" else []
        at = verb.last + 1
    return _behind_condition(sentence, found) or _as_main(sentence, taken)


def _behind_condition(sentence: Sentence, found: list[Verb]) -> list[Verb]:
    """Without the verb of a condition that the sentence begins with, where what is done then has no doer."""
    last = condition_first(sentence) if found and found[0].at == 0 else 0
    is_done = last > 0 and (is_done_then(sentence, last) or sentence.words[last - 1] == "så")
    return [verb for verb in found if verb.at >= last] if is_done else found


def _is_where(sentence: Sentence, at: int) -> bool:
    """ "när och var kakorna hämtas": where, not was."""
    return sentence.words[at] == "var" and at > 1 and sentence.words[at - 2] in _ASKING


def _is_of_time(sentence: Sentence, at: int) -> bool:
    """ "till nästa gång vi ses": what tells which time is meant."""
    return at > 1 and sentence.words[at - 2] == "gång" and sentence.words[at - 1] in _SUBJECTS


def _is_counted(sentence: Sentence, at: int) -> bool:
    """ "i alla portar", "på flera planer": a noun behind a preposition and how many of them."""
    before = sentence.words[max(0, at - 2) : at]
    return len(before) > 1 and before[1] in _MANY and before[0] in lexicon.words("names", "prepositions")


def _is_each(sentence: Sentence, at: int) -> bool:
    """ "alla tar en kaka var": each of them, not was."""
    return (
        sentence.words[at] == "var"
        and at > 2
        and sentence.words[at + 1 : at + 2] in ((".",), (",",), ("och",))
    )


_OTHERS = (_is_where, _is_each, _is_of_time, _is_counted)


def _is_asked_already(sentence: Sentence, at: int, pending: list[int]) -> bool:
    """ "hur mycket mat som ska beställas": one clause, opened by its first word."""
    return sentence.words[at] == "som" and bool(pending) and sentence.words[pending[-1]] in _ASKING


def _as_main(sentence: Sentence, taken: list[Verb]) -> list[Verb]:
    """ "Kommunen som målgrupp läggs till": a word that opened no clause after all."""
    opening = sentence.words[0] in lexicon.words("commitments", "subordinators")
    return taken if len(taken) == 1 and not opening else []


def _close(pending: list[int], sentence: Sentence, at: int) -> None:
    """Without the clauses that end with a word."""
    if pending and _closes(sentence, at, pending[-1]):
        pending.clear()
    elif pending and _is_verb_of_clause(sentence, pending[-1], at):
        pending.pop()


def _closes(sentence: Sentence, at: int, subordinator: int) -> bool:
    """ "men" and a colon begin a new main clause; a comma ends "som t.ex. affischer"."""
    word = sentence.words[at]
    return word in ("men", "but", ":") or (
        word == "," and sentence.words[subordinator] == "som" and at - subordinator > 1
    )


def _is_inverted_main(sentence: Sentence, subordinator: int, verb: Verb, starts: set[int]) -> bool:
    """ "Innan jul skickar Eva …", "Om inget svar före jul ringer Eva": the word opened no clause with a verb."""
    is_noun = subordinator == 0 and is_nominal_condition(sentence)
    may_lead = is_noun or sentence.words[subordinator] in ("innan", "till", "efter", "då")
    return may_lead and verb.at + 1 in starts


def _is_verb_of_clause(sentence: Sentence, opener: int, at: int) -> bool:
    """ "När Eva fått bilderna lägger hon upp dem": the verb of what is said of when may be without its "har"."""
    opens = sentence.words[opener] in ("när", "sedan", "sen", "fort", "snart", "innan", "tills", "om")
    return opens and is_supine(sentence.words[at])
