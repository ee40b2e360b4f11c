"""A verb as a clause has it, and which words may be verbs at all."""

from dataclasses import dataclass
from functools import cache, lru_cache

from app.imports import lexicon
from app.imports.conjugation import Reading
from app.imports.frames import meaning
from app.imports.sentences import Sentence


@dataclass(frozen=True)
class Verb:
    """`at`: the finite word; `last`: the last word of the verb. `helper`: firm, need, wish, or none.

    `classes`: what the lexicon says of it; empty: a verb we do not know. `perfect`: has done.
    """

    at: int
    last: int
    lemma: str
    tense: str
    passive: bool
    helper: str
    classes: frozenset[str]
    frame: lexicon.Phrase = ()
    perfect: bool = False


@cache
def helpers() -> dict[str, str]:
    """The words that stand before an infinitive, each with its kind: wish, need or firm."""
    return {
        word: kind
        for kind in ("wish", "need", "firm")
        for word in lexicon.words("commitments", "helpers", kind)
    }


def is_finite(word: str) -> bool:
    """Whether a word may be a verb in the present or the past."""
    return any(reading.is_finite for reading in lexicon.readings(word))


def is_supine(word: str) -> bool:
    """Whether a word can only be what stands behind "har": "fått"."""
    readings = lexicon.readings(word)
    return bool(readings) and all(reading.tense == "supine" for reading in readings)


def is_taken(verb: Verb) -> bool:
    """ "tas nästa gång", "får tas på stämman": what is taken up, with nothing said of how."""
    return verb.lemma == "ta" and verb.passive and not verb.frame and verb.tense != "past"


@lru_cache(maxsize=20_000)
def may_be_verb(word: str) -> bool:
    """Whether a word may be a finite verb, whatever stands around it; behind a name any other may be too."""
    return word == "to" or word in helpers() or is_finite(word) or word.endswith("ade")


def whole_verb(sentence: Sentence, at: int, last: int, reading: Reading, helper: str) -> Verb:
    """The verb that begins at a word and whose own meaning is that of another, with the frame it fills."""
    frame, classes, end = meaning(sentence, last, reading.lemma)
    return Verb(at, end, reading.lemma, reading.tense, reading.passive, helper, classes, frame)
