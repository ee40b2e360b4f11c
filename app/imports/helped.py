"""What stands behind a helper verb: the infinitive, what must have been done by then, or nothing but where to."""

from dataclasses import replace
from itertools import pairwise

from app.imports import lexicon, unknown_verbs
from app.imports.conjugation import Reading
from app.imports.having import perfect
from app.imports.sentences import Sentence
from app.imports.verbs import Verb, helpers, is_finite, whole_verb

_NEAR = 7  # words within which an infinitive belongs to its helper
_BY_THEN = frozenset(("senast", "innan", "före", "till", "inför", "nästa"))
_ALSO_PASSIVE = frozenset(("ses", "höras"))  # "behöver ses över", "ska höras före beslutet"


def helped_by(sentence: Sentence, at: int) -> Verb | None:
    """The verb that the helper here stands before; None: it helps none."""
    return (
        _given_work(sentence, at)
        or _comes_and(sentence, at)
        or _done_by_now(sentence, at)
        or _with_infinitive(sentence, at)
        or _going(sentence, at)
    )


def _comes_and(sentence: Sentence, at: int) -> Verb | None:
    """ "Eva kommer och visar filmen i maj": what somebody is to come for."""
    if sentence.words[at : at + 2] != ("kommer", "och"):
        return None
    behind = sentence.words[at + 2 : at + 3]
    does = next((one for word in behind for one in lexicon.readings(word) if one.tense == "present"), None)
    is_done = does is not None and not does.passive and does.lemma != "gå"  # "kommer och går"
    return whole_verb(sentence, at, at + 2, does, "firm") if does and is_done else None


def _with_infinitive(sentence: Sentence, at: int) -> Verb | None:
    """The infinitive that a helper stands before; of several the last: "ska kunna boka"."""
    found = infinitive(sentence, at + 1)
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
        further = infinitive(sentence, found + 1, near=3)
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
    return whole_verb(sentence, at, found, reading, helper)


def _infinitive_of(word: str) -> Reading | None:
    """Of "träffas" the verb that always ends so, not the passive of "träffa"."""
    readings = [reading for reading in lexicon.readings(word) if reading.tense == "infinitive"]
    always = (one for one in readings if one.lemma.endswith("s") and one.lemma not in _ALSO_PASSIVE)
    return next(always, next(iter(readings), None))


def _given_work(sentence: Sentence, at: int) -> Verb | None:
    """ "får i uppdrag att", "får ansvaret för": no helper of what follows."""
    reading = next((reading for reading in lexicon.readings(sentence.words[at]) if reading.is_finite), None)
    own = whole_verb(sentence, at, at, reading, "") if reading else None
    return own if own and own.frame and own.classes & {"carry", "promise", "park"} else None


def _done_by_now(sentence: Sentence, at: int) -> Verb | None:
    """ "Henrik ska ha skickat listan": told of what is done; "Alla ska ha läst planen före mötet": to be done."""
    having = next(
        (k for k in range(at + 1, min(at + _NEAR, len(sentence.words))) if sentence.words[k] == "ha"), None
    )
    if having and any(map(is_finite, sentence.words[at + 1 : having])):
        return None
    done = perfect(sentence, having) if having else None
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


def infinitive(sentence: Sentence, start: int, near: int = _NEAR) -> int | None:
    """Where the infinitive is that a helper just before `start` leads in to, if one is so near."""
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
