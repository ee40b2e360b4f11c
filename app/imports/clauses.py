"""The main clauses of a sentence: what its verbs say, and who their subject is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile

from app.imports import lexicon
from app.imports.main_verbs import main_verbs
from app.imports.naming import Actor
from app.imports.sentences import Sentence
from app.imports.subjects import subject as subject_of
from app.imports.tokens import Token
from app.imports.verbs import Verb, is_finite, is_taken

_COORDINATORS = frozenset(
    ("och", "men", "samt", "utan", "så", ",", "sedan", "medan", "and", "but", "og", ":", "–", "-")
)


_LISTING = frozenset((",", "och", "o", "samt", "&"))


@dataclass(frozen=True)
class Clause:
    """`start` and `end`: its tokens. `party`: the actors who are its subject.

    `subject`: actor, pronoun (he, she, they), vague (one, it), thing, or none at all. `is_shared`: the
    subject is that of the clause before ("Eva har ringt och ska återkomma").
    """

    start: int
    end: int
    verb: Verb
    subject: str
    party: tuple[Actor, ...] = ()
    is_inverted: bool = False
    is_shared: bool = False


def clauses_in(sentence: Sentence, actors: Sequence[Actor]) -> tuple[Clause, ...]:
    """The main clauses that have a subject of their own, in order."""
    return _clauses(sentence, tuple(actors))


@lru_cache(maxsize=64)
def _clauses(sentence: Sentence, actors: tuple[Actor, ...]) -> tuple[Clause, ...]:
    verbs = main_verbs(sentence, actors)
    made: list[Clause] = []
    for number, verb in enumerate(verbs):
        start = _beginning(sentence, verb, made)
        subject, party, inverted = subject_of(sentence, actors, start, verb)
        if made and subject == "vague" and _is_object(sentence, start, verb):
            subject = "none"
        behind = start == (made[-1].verb.last + 1 if made else None) and sentence.words[start] != "att"
        if behind and subject in ("thing", "vague"):
            continue
        if made and subject == "none" and _is_done_next(sentence, verb):
            start, subject = verb.at - 1, "thing"
        if made and subject == "none":
            made += _sharing(sentence, made[-1], start, verb)
            continue
        end = verbs[number + 1].at if number + 1 < len(verbs) else len(sentence.tokens)
        made.append(Clause(start, end, verb, subject, party, inverted))
    return tuple(_closed_up(made, len(sentence.tokens)))


def _is_done_next(sentence: Sentence, verb: Verb) -> bool:
    """ "…, därefter trycks affischer", "… och sedan kallas till stämma": work of its own, by nobody named."""
    joining, then = ("", *sentence.words[: verb.at])[-2:]
    return verb.passive and joining in (",", "och", "samt") and then in ("sedan", "sen", "därefter")


def _is_object(sentence: Sentence, start: int, verb: Verb) -> bool:
    """ "Eva ser över bladet och gör det lättläst": it, what is made, not who makes it."""
    return start == verb.at and sentence.words[start - 1] in ("och", "samt")


def _sharing(sentence: Sentence, above: Clause, start: int, verb: Verb) -> list[Clause]:
    """A second verb of the same subject, when it may commit and the first does not."""
    telling = above.verb.tense == "past" or (
        above.verb.classes & {"report", "state"} and not above.verb.helper
    )
    is_turned = above.verb.helper == "wish" and (
        sentence.words[verb.at - 1] == "men" or bool(verb.classes & {"carry", "promise"})
    )
    ahead = verb.helper in ("firm", "need") or verb.classes & {"work", "carry", "promise", "park", "ask"}
    joined = any(
        word in ("och", "samt", "men", "utan", ",", "and", "og")
        for word in sentence.words[verb.at - 2 : verb.at]
    )
    parked = verb.passive and _is_put_off(verb)
    if not (telling or is_turned) or not (ahead or parked) or not joined:
        return []
    has_promised = "promise" in verb.classes and has_object(sentence, verb)
    if (verb.tense == "past" or verb.passive) and not (parked or has_promised):
        return []
    if above.subject in ("thing", "vague") and not parked and "park" not in verb.classes:
        return []
    begin = start if is_turned or (above.verb.tense == "past" and not parked) else above.start
    return [Clause(begin, verb.last + 1, verb, above.subject, above.party, is_shared=True)]


def has_object(sentence: Sentence, verb: Verb) -> bool:
    """ "har lovat en ny lista", "har lovat att ringa"; not "har lovat per telefon"."""
    behind = [*takewhile(lambda word: word[0].isalnum(), sentence.words[verb.last + 1 :])]
    is_nothing = behind[:1] in (["inget"], ["ingenting"], ["inga"])
    is_thing = bool(behind) and not is_nothing and behind[0] not in lexicon.words("names", "prepositions")
    return is_thing or "att" in behind


def _is_put_off(verb: Verb) -> bool:
    """ "… men bordlades", "…, tas upp nästa gång", "… och ska redovisas": told of later."""
    if verb.perfect:
        return False
    coming = is_taken(verb) or ("treat" in verb.classes and verb.tense != "past")
    return coming or "park" in verb.classes or verb.helper in ("firm", "need")


def _closed_up(made: list[Clause], length: int) -> list[Clause]:
    """Each clause ends where the next begins."""
    ends = [*(clause.start for clause in made[1:]), length][: len(made)]
    return [_ending(clause, max(end, clause.verb.last + 1)) for clause, end in zip(made, ends, strict=True)]


def _ending(clause: Clause, end: int) -> Clause:
    return clause if clause.end == end else replace(clause, end=end)


def _beginning(sentence: Sentence, verb: Verb, made: list[Clause]) -> int:
    """After the last coordinator before the verb; the sentence's start for its first clause."""
    if not made:
        return _behind_what_was(sentence, verb)
    floor = made[-1].verb.last + 1
    reach = range(verb.at - 1, floor - 1, -1)
    at = next(
        (
            at
            for at in reach
            if sentence.words[at] in _COORDINATORS
            or _tells_who(sentence, at, verb)
            or _tells_why(sentence, at)
        ),
        None,
    )
    if at is None:
        return floor
    if _tells_why(sentence, at):
        return at
    after = next((k for k in range(at + 1, verb.at) if sentence.words[k] not in _COORDINATORS), verb.at)
    return _past_list(sentence, after, floor, verb)


def _behind_what_was(sentence: Sentence, verb: Verb) -> int:
    """ "Rut som har nyckeln var inte här idag, Eva ringer henne": where the work begins; else the sentence does."""
    start = verb.at - 1
    is_behind = start > 1 and sentence.words[start - 1] == "," and sentence.tokens[start].is_capital
    told = sentence.words[: start - 1] if is_behind else ()
    was = next((at for at, word in enumerate(told) if word in ("var", "kunde", "fick", "hann")), 0)
    is_told = "som" in told[1:was] and not any(map(is_finite, told[was + 1 :]))
    return start if is_told and told[0] not in lexicon.words("due", "event", "clauses") else 0


def _tells_who(sentence: Sentence, at: int, verb: Verb) -> bool:
    """ "… ett brev som Eva tar med sig", "… till Eva som lägger ut det" """
    return sentence.words[at] == "som" and (at + 1 == verb.at or sentence.tokens[at + 1].is_capital)


def _tells_why(sentence: Sentence, at: int) -> bool:
    """ "… till nästa möte, då Eva kan vara med", "… eftersom Eva är sjuk" """
    return sentence.words[at] in ("då", "eftersom") and sentence.tokens[at + 1].is_capital


def _are_listed(tokens: Sequence[Token]) -> bool:
    return all(token.is_capital or token.text in _LISTING for token in tokens)


def _past_list(sentence: Sentence, start: int, floor: int, verb: Verb) -> int:
    """ "… och Eva och Ali bokar": the coordinator between two names is none between clauses."""
    at = start - 2
    while start < verb.at and at > floor and _are_listed(sentence.tokens[start : verb.at]):
        if not sentence.tokens[at].is_capital:
            break
        while at > floor and sentence.tokens[at].is_capital:
            at -= 1
        if sentence.words[at] in lexicon.words("names", "prepositions"):
            break
        start = at + (not sentence.tokens[at].is_capital)
        if sentence.words[at] not in _LISTING:
            break
        at -= 1
    return start
