"""What stands behind "har": what is done, or what is still to be done."""

from app.imports import lexicon
from app.imports.frames import meaning
from app.imports.sentences import Sentence
from app.imports.verbs import Verb, whole_verb

_ABLE = frozenset(
    ("råd", "rätt", "möjlighet", "lust", "svårt", "lätt", "tid", "chans", "kr", "kronor", "tkr")
)  # "har råd att"


def perfect(sentence: Sentence, at: int) -> Verb | None:
    """ "har bokat": what is done."""
    for found in range(at + 1, min(at + 6, len(sentence.words))):
        readings = lexicon.readings(sentence.words[found])
        supine = next((reading for reading in readings if reading.tense == "supine"), None)
        if supine:
            frame, classes, end = meaning(sentence, found, supine.lemma)
            return Verb(at, end, supine.lemma, "past", supine.passive, "", classes, frame, perfect=True)
        if any(reading.is_finite for reading in readings) or sentence.words[found] in (".", ",", "att"):
            return None
    return None


def left_to_do(sentence: Sentence, at: int) -> Verb | None:
    """ "har två uppdateringar att göra": what is still to be done."""
    for found in range(at + 1, min(at + 9, len(sentence.words) - 1)):
        if sentence.words[found - 1] in _ABLE:
            return None
        if sentence.words[found] == "att" and sentence.words[found + 1 : found + 3] != ("göra", "med"):
            reading = next(
                (r for r in lexicon.readings(sentence.words[found + 1]) if r.tense == "infinitive"), None
            )
            return whole_verb(sentence, at, found + 1, reading, "need") if reading else None
    return None
