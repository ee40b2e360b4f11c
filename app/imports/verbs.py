"""The verb of a clause: its helper, its own meaning, the words that belong to it."""

from collections.abc import Container
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

from app.imports import lexicon, unknown_verbs
from app.imports.conjugation import Reading
from app.imports.sentences import Sentence

_NEAR = 7  # words within which an infinitive belongs to its helper
_WHOSE = {
    (word,) for word in ("vi", "man", "de", "hon", "han", "det", "någon", "ni")
}  # "om" is if before them
_ABLE = frozenset(("råd", "rätt", "möjlighet", "lust", "svårt", "lätt", "tid", "chans"))  # "har råd att"
_BY_THEN = frozenset(("senast", "innan", "före", "till", "inför", "nästa"))
_ALSO_PASSIVE = frozenset(("ses", "höras"))  # "behöver ses över", "ska höras före beslutet"
_BETWEEN = frozenset(("även", "också", "dessutom"))
_LOOSE = frozenset(("vidare", "igen", "upp", "in", "ut", "fram", "över", "bort", "med", "ner", "ihop"))


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
    return {
        word: kind
        for kind in ("wish", "need", "firm")
        for word in lexicon.words("commitments", "helpers", kind)
    }


def verb_at(sentence: Sentence, at: int, persons: Container[int]) -> Verb | None:
    """The finite verb that begins here, if one does; `persons`: where names of persons end."""
    word = sentence.words[at]
    if word == "to" and (at in persons or sentence.words[at - 1] in ("are", "is")):
        asked = _infinitive(sentence, at + 1, near=1)
        return (
            _own(sentence, at, asked, Reading(sentence.words[asked], "infinitive"), "firm") if asked else None
        )
    if word in lexicon.words("names", "prepositions") and (at not in persons or not has_frame(sentence, at)):
        return None
    if word in helpers() and (given := _given_work(sentence, at)):
        return given
    if word in helpers() and (
        helped := _done_by_now(sentence, at) or _helped(sentence, at) or _going(sentence, at)
    ):
        return helped
    reading = _finite(sentence, at, at in persons)
    if reading and reading.lemma == "ha" and (having := _perfect(sentence, at) or _left_to_do(sentence, at)):
        return having
    return _own(sentence, at, at, reading, "") if reading else None


def _finite(sentence: Sentence, at: int, behind_name: bool) -> Reading | None:
    """The word as a finite verb; behind a name also as one that the lexicon does not have."""
    finite = [reading for reading in lexicon.readings(sentence.words[at]) if reading.is_finite]
    if not finite and behind_name:
        return unknown_verbs.misspelt(sentence, at) or unknown_verbs.present_tense(sentence, at)
    if not finite:
        return unknown_verbs.past_tense(sentence, at)
    reading = next((r for r in finite if r.lemma.endswith("s")), finite[0])
    attributive = reading.tense == "past" and not behind_name and unknown_verbs.is_attribute(sentence, at)
    return None if attributive else reading


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


def has_frame(sentence: Sentence, at: int) -> bool:
    """Whether a word that may be a preposition is a verb with words of its own: "för in", not "för"."""
    return any(meaning(sentence, at, reading.lemma)[0] for reading in lexicon.readings(sentence.words[at]))


def _own(sentence: Sentence, at: int, last: int, reading: Reading, helper: str) -> Verb:
    frame, classes, end = meaning(sentence, last, reading.lemma)
    return Verb(at, end, reading.lemma, reading.tense, reading.passive, helper, classes, frame)


def meaning(sentence: Sentence, at: int, lemma: str) -> tuple[lexicon.Phrase, frozenset[str], int]:
    """The longest frame of the verb that its surroundings fill (of two the nearer), its classes, its last word."""
    near = sentence.words[at + 1 : at + 5]
    filled = [
        (-len(rest), end, rest, classes)
        for rest, classes in lexicon.frames().get(lemma, ())
        if (not rest or rest[0] in near) and (end := _filled(sentence, at, rest)) is not None
    ]
    if not filled:
        return (), frozenset(), at
    _, end, rest, classes = min(filled, key=lambda found: found[:2])
    return rest, classes, end


def _filled(sentence: Sentence, at: int, rest: lexicon.Phrase) -> int | None:
    """Where the words of a frame end, if they stand behind the verb in their order."""
    for number, wanted in enumerate(rest):
        reach = 4 if number == 0 and wanted in _LOOSE else 3 if number == 0 else 1
        found = _find(sentence.words, wanted, at + 1, reach)
        if found is None:
            return None
        at = found
    return at


def _find(words: tuple[str, ...], wanted: str, start: int, reach: int) -> int | None:
    if start < len(words) and words[start] in _BETWEEN and reach == 1 and wanted not in _BETWEEN:
        start += 1  # "lyfter den även i gruppen"
    for at in range(start, min(start + reach, len(words))):
        if words[at] == wanted:
            return None if wanted == "om" and words[at + 1 : at + 2] in _WHOSE else at
        if words[at] in (".", ",", ":", ";", "och", "att", "som", "om", "för") or _is_next_verb(words[at]):
            return None
    return None


def _is_next_verb(word: str) -> bool:
    """A present tense that ends in "r" is no noun: a particle behind it is its own."""
    readings = lexicon.readings(word)
    return word.endswith("r") and bool(readings) and all(r.tense == "present" for r in readings)


def _helped(sentence: Sentence, at: int) -> Verb | None:
    """The infinitive that a helper stands before; of several the last: "ska kunna boka"."""
    found = _infinitive(sentence, at + 1)
    if found is None:
        return None
    if (
        sentence.words[at] == "kommer"
        and sentence.words[found - 1] != "att"
        and "," in sentence.words[at:found]
    ):
        return None
    helper = helpers()[sentence.words[at]]
    while sentence.words[found] in lexicon.words("commitments", "helpers", "infinitives"):
        further = _infinitive(sentence, found + 1, near=3)
        if further is None:
            break
        if sentence.words[found] in ("kunna", "vilja"):
            helper = "wish" if helper != "firm" else helper
        elif sentence.words[found] == "behöva":
            helper = "need" if helper == "firm" else helper
        found = further
    reading = _infinitive_of(sentence.words[found])
    reading = reading or next(iter(lexicon.readings(sentence.words[found])), None)
    reading = reading or Reading(sentence.words[found], "infinitive", sentence.words[found].endswith("s"))
    return _own(sentence, at, found, reading, helper)


def _infinitive_of(word: str) -> Reading | None:
    """Of "träffas" the verb that always ends so, not the passive of "träffa"."""
    readings = [reading for reading in lexicon.readings(word) if reading.tense == "infinitive"]
    always = (one for one in readings if one.lemma.endswith("s") and one.lemma not in _ALSO_PASSIVE)
    return next(always, next(iter(readings), None))


def _given_work(sentence: Sentence, at: int) -> Verb | None:
    """ "får i uppdrag att", "får ansvaret för": no helper of what follows."""
    reading = next((reading for reading in lexicon.readings(sentence.words[at]) if reading.is_finite), None)
    own = _own(sentence, at, at, reading, "") if reading else None
    return own if own and own.frame and own.classes & {"carry", "promise", "park"} else None


def _done_by_now(sentence: Sentence, at: int) -> Verb | None:
    """ "Henrik ska ha skickat listan": told of what is done; "Alla ska ha läst planen före mötet": to be done."""
    having = next(
        (k for k in range(at + 1, min(at + _NEAR, len(sentence.words))) if sentence.words[k] == "ha"), None
    )
    if having and any(map(is_finite, sentence.words[at + 1 : having])):
        return None
    done = _perfect(sentence, having) if having else None
    if done and _is_by_then(sentence.words[at : done.at] + sentence.words[done.last :], sentence.words[:at]):
        return replace(done, at=at, tense="infinitive", helper=helpers()[sentence.words[at]], perfect=False)
    return done if having == at + 1 else None


def _is_by_then(said: tuple[str, ...], front: tuple[str, ...]) -> bool:
    """A word behind says until when, or the sentence begins with "till nästa möte"."""
    until = any(
        word in _BY_THEN and (word != "till" or following == "nästa" or following[0].isdecimal())
        for word, following in pairwise((*said, "."))
    )
    return until or ("nästa" in front and front[0] in _BY_THEN)


def _going(sentence: Sentence, at: int) -> Verb | None:
    """ "ska på externt möte", "Annonsen ska in i bladet": the verb is understood."""
    where = sentence.words[at + 1 : at + 2]
    if sentence.words[at] not in ("ska", "skall", "måste", "behöver"):
        return None
    if where in (("på",), ("till",), ("iväg",)) and sentence.words[at] in ("ska", "skall"):
        return Verb(at, at, "gå", "infinitive", False, "firm", frozenset({"attend"}))
    if where in (("in",), ("ut",), ("upp",), ("bort",), ("fram",), ("ner",), ("ned",)):
        helper = helpers()[sentence.words[at]]
        return Verb(at, at + 1, "sätta", "infinitive", True, helper, frozenset({"work"}), where)
    return None


def _infinitive(sentence: Sentence, start: int, near: int = _NEAR) -> int | None:
    for at in range(start, min(start + near, len(sentence.words))):
        word = sentence.words[at]
        known = lexicon.readings(word)
        if any(reading.tense == "infinitive" for reading in known):
            return at
        if any(reading.is_finite for reading in known) or word in (".", ":", ";", "som", "("):
            return at if at == start and any(reading.tense == "present" for reading in known) else None
        if not known and unknown_verbs.looks_infinitive(sentence, at) and _only_fillers(sentence, start, at):
            return at
    return None


def _only_fillers(sentence: Sentence, start: int, end: int) -> bool:
    """ "ska även", "ska fortfarande": nothing but small words stand there."""
    return all(word in lexicon.words("commitments", "fillers") for word in sentence.words[start:end])


def _perfect(sentence: Sentence, at: int) -> Verb | None:
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


def _left_to_do(sentence: Sentence, at: int) -> Verb | None:
    """ "har två uppdateringar att göra": what is still to be done."""
    for found in range(at + 1, min(at + 9, len(sentence.words) - 1)):
        if sentence.words[found - 1] in _ABLE:
            return None
        if sentence.words[found] == "att" and sentence.words[found + 1 : found + 3] != ("göra", "med"):
            reading = next(
                (r for r in lexicon.readings(sentence.words[found + 1]) if r.tense == "infinitive"), None
            )
            return _own(sentence, at, found + 1, reading, "need") if reading else None
    return None
