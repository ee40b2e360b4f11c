"""Conditions that a sentence begins with: "Kommer det inget svar ringer Eva", "Om inget svar före jul …"."""

from functools import lru_cache

from app.imports import lexicon
from app.imports.kinds import is_definite
from app.imports.sentences import Sentence
from app.imports.verbs import helpers, is_finite

ENDS = frozenset((",", ".", ";", ":", ")", "(", "!", "?"))  # signs at which a clause ends
_LEAST = 5  # words of a sentence that begins with a condition


@lru_cache(maxsize=64)
def condition_first(sentence: Sentence) -> int:
    """ "Kommer det inget svar ringer Eva", "Blir det regn, ringer Eva": where the condition ends; 0: there is none."""
    words = sentence.words
    if len(words) < _LEAST or not _may_be_condition(words) or sentence.is_question:
        return 0
    prepositions = lexicon.words("names", "prepositions")
    if words[0] in prepositions or words[1] in prepositions | ENDS:
        return 0
    for at in range(2, len(words) - 1):
        if words[at] in lexicon.words("commitments", "subordinators") or words[at] in ENDS - {","}:
            return 0
        if is_done_then(sentence, at):
            return at
        if _is_present(words[at]):
            return at if _begins_main_clause(sentence, at) else 0
    return 0


def end_at_sign(sentence: Sentence, at: int, end: int) -> int:
    """Where the next sign is that ends a clause."""
    return next((place for place in range(at, end) if sentence.words[place] in ENDS), end)


def _may_be_condition(words: tuple[str, ...]) -> bool:
    """ "Kommer det …", "Hittas den inte …": the verb first."""
    negated = words[2] in lexicon.words("commitments", "clues", "negations")
    is_found = negated and any(one.tense == "present" for one in lexicon.readings(words[0]))
    return _is_present(words[0]) or is_found


def is_done_then(sentence: Sentence, at: int) -> bool:
    """ "Har svar inte kommit lyfts ärendet", "Hittas den inte måste låset bytas": right behind the condition."""
    done = any(one.tense == "present" and one.passive for one in lexicon.readings(sentence.words[at]))
    done = done or (sentence.words[at] in helpers() and _is_passive(sentence.words[at + 2 : at + 3]))
    behind = sentence.words[at + 1 : at + 2]
    definite = bool(behind) and is_definite(behind[0]) and not lexicon.readings(behind[0])
    return done and definite and sentence.words[at - 1].isalpha()


def _is_passive(said: tuple[str, ...]) -> bool:
    return any(one.tense == "infinitive" and one.passive for word in said for one in lexicon.readings(word))


def _is_present(word: str) -> bool:
    return any(reading.tense == "present" and not reading.passive for reading in lexicon.readings(word))


def _begins_main_clause(sentence: Sentence, at: int) -> bool:
    """A verb with its subject right behind it, joined to no verb before it."""
    follows = _is_subject(sentence, at + 1)
    joined = sentence.words[at - 1] in ("och", "samt", "men", "eller", "att")
    return follows and not joined and not sentence.tokens[at].is_capital


def is_nominal_condition(sentence: Sentence) -> bool:
    """ "Om inget svar före jul …": a condition without a verb."""
    is_none = sentence.words[0] == "om" and sentence.words[1:2] in (("inget",), ("inga",), ("ingen",))
    return is_none and not any(map(is_finite, sentence.words[2:4]))


def is_bare_condition(sentence: Sentence, end: int) -> bool:
    """ "Om inget svar före jul ringer Eva": its first verb, with who does it, is the main clause's."""
    first = next((at for at in range(2, end - 1) if is_finite(sentence.words[at])), 0)
    return is_nominal_condition(sentence) and first > 0 and _is_subject(sentence, first + 1)


def _is_subject(sentence: Sentence, at: int) -> bool:
    """Who does it: a name, or one of the words for anybody."""
    return sentence.tokens[at].is_capital or sentence.words[at] in lexicon.words("due", "event", "subjects")
