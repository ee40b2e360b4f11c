"""The finite verbs of a sentence that no subordinate clause takes."""

from collections.abc import Sequence

from app.imports import events, lexicon
from app.imports.finite_verbs import verb_at
from app.imports.naming import Actor
from app.imports.sentences import Sentence
from app.imports.verbs import Verb, is_finite, is_supine, may_be_verb

_PRONOUNS = lexicon.words("names", "pronouns")
_SUBJECTS = (_PRONOUNS | {"vi", "ni", "man", "det", "jag", "alla"}) - {"de"}
_ASKING = frozenset(("hur", "vad", "vilka", "vilken", "vilket", "vem", "när", "var"))
_MANY = frozenset(("alla", "några", "flera", "våra", "era", "sina", "dessa", "många"))
_SUBORDINATORS = lexicon.words("commitments", "subordinators")
_FILLERS = lexicon.words("commitments", "fillers")


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
            if _is_subordinator(sentence, at, starts) and not _is_asked_already(sentence, at, pending):
                pending.append(at)
            at += 1
            continue
        if not pending:
            found.append(verb)
        elif _is_inverted_main(sentence, pending[-1], verb, starts) or _tells_of_person(
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
    last = events.condition_first(sentence) if found and found[0].at == 0 else 0
    is_done = last > 0 and (events.is_done_then(sentence, last) or sentence.words[last - 1] == "så")
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


_OTHERS = (_is_where, _is_of_time, _is_counted)


def _is_asked_already(sentence: Sentence, at: int, pending: list[int]) -> bool:
    """ "hur mycket mat som ska beställas": one clause, opened by its first word."""
    return sentence.words[at] == "som" and bool(pending) and sentence.words[pending[-1]] in _ASKING


def _as_main(sentence: Sentence, taken: list[Verb]) -> list[Verb]:
    """ "Kommunen som målgrupp läggs till": a word that opened no clause after all."""
    opening = sentence.words[0] in lexicon.words("commitments", "subordinators")
    return taken if len(taken) == 1 and not opening else []


def _tells_of_person(sentence: Sentence, opener: int, verb: Verb, actors: Sequence[Actor]) -> bool:
    """ "… till Eva, som sammanställer svaren": a clause that says what a person does next."""
    cleft = sentence.words[:2] == ("det", "är")
    if sentence.words[opener] != "som":
        return False
    if verb.at != opener + 1:
        said = any(map(is_finite, sentence.words[:opener]))  # not "Tåget som Eva ska ta går 8.15"
        is_ahead = "carry" in verb.classes or (verb.helper == "firm" and said)
        return is_ahead and any(_stands_between(actor, opener, verb) for actor in actors)
    if sentence.words[opener - 1] != "," and not cleft:
        return bool(verb.classes & {"work", "carry"}) and any(
            _is_given_it(sentence, actor, opener) for actor in actors
        )
    return any(
        actor.kind == "person" and actor.sure and opener - 5 <= actor.end <= opener - (not cleft)
        for actor in actors
    )


def _is_given_it(sentence: Sentence, actor: Actor, opener: int) -> bool:
    """ "… till Eva som lägger ut den": who does the next thing with it."""
    named = actor.kind == "person" and actor.sure and actor.end == opener
    return named and actor.start > 0 and sentence.words[actor.start - 1] in ("till", "åt", "av")


def _stands_between(actor: Actor, opener: int, verb: Verb) -> bool:
    """ "… ett brev som Eva tar med sig": who does the next thing with it."""
    return actor.kind == "person" and actor.sure and (actor.start, actor.end) == (opener + 1, verb.at)


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
    is_noun = subordinator == 0 and events.is_nominal_condition(sentence)
    may_lead = is_noun or sentence.words[subordinator] in ("innan", "till", "efter", "då")
    return may_lead and verb.at + 1 in starts


def _is_verb_of_clause(sentence: Sentence, opener: int, at: int) -> bool:
    """ "När Eva fått bilderna lägger hon upp dem": the verb of what is said of when may be without its "har"."""
    opens = sentence.words[opener] in ("när", "sedan", "sen", "fort", "snart", "innan", "tills", "om")
    return opens and is_supine(sentence.words[at])


def _is_subordinator(sentence: Sentence, at: int, starts: set[int]) -> bool:
    """Whether a word opens a subordinate clause here."""
    word = sentence.words[at]
    if word not in lexicon.words("commitments", "subordinators"):
        return False
    following = sentence.words[at + 1] if at + 1 < len(sentence.words) else ""
    if word == "att":
        return at > 0 and not _is_transparent(sentence, at) and not _leads_in_to_infinitive(sentence, at + 1)
    if word == "om":
        return at == 0 or _is_if(sentence, at, following)
    if word == "som":
        return sentence.words[at - 1] not in ("vem", "vad", "vilka", "vilken", "vilket")
    if word in ("snart", "fort"):
        return sentence.words[at - 1] == "så"
    reason = at > 0 and word in ("då", "eftersom", "medan") and at + 1 in starts
    adverb = word in ("då", "där", "så", "innan") and any(r.is_finite for r in lexicon.readings(following))
    return not (adverb or reason)


def _is_if(sentence: Sentence, at: int, following: str) -> bool:
    """Whether "om" is if, not about."""
    if following in ("det", "detta", "den"):
        before = sentence.words[at - 1]
        return bool(lexicon.readings(before)) or before in _FILLERS or before == ","
    return _before_clause(sentence, at, following)


def _before_clause(sentence: Sentence, at: int, following: str) -> bool:
    """Whether "om" is if, not about: after a comma or a verb, or before a subject."""
    before = sentence.words[at - 1]
    if before == "fråga" and at > 1 and _is_noun_behind(sentence.words[at - 2]):
        return False
    return (
        before in (",", "(", "–", "-")
        or any(r.tense in ("present", "infinitive", "imperative") for r in lexicon.readings(before))
        or following in ("de", "vi", "man", "hon", "han", "någon", "ingen", "inte", "ni", "alla")
    )


def _is_noun_behind(word: str) -> bool:
    """ "kassörens fråga om lokalen", "en fråga om lokalen": what is asked, and no verb."""
    return word.endswith("s") or word in lexicon.words("commitments", "determiners")


def _is_infinitive(word: str) -> bool:
    definite = word.endswith(("rna", "ena"))
    unknown = len(word) > 4 and word.endswith("a") and not definite and not lexicon.readings(word)
    return unknown or any(reading.tense == "infinitive" for reading in lexicon.readings(word))


def _leads_in_to_infinitive(sentence: Sentence, at: int) -> bool:
    """ "att boka", "att även boka"; but not "att även gångvägen ska sandas"."""
    behind = at + (sentence.words[at : at + 1] in (("inte",), ("även",)))
    return behind < len(sentence.words) and _is_infinitive(sentence.words[behind])


def _is_transparent(sentence: Sentence, at: int) -> bool:
    """ "Styrelsen beslutade att Eva köper in …": what is decided is said in the clause that follows."""
    return any(
        word in lexicon.words("commitments", "deciding") for word in sentence.words[max(0, at - 3) : at]
    )
