"""Whether a word opens a subordinate clause here: "om" is if or about, "att" may only lead in to an infinitive."""

from app.imports import lexicon
from app.imports.sentences import Sentence
from app.imports.verbs import is_finite, is_supine

_FILLERS = lexicon.words("commitments", "fillers")


def opens_clause(sentence: Sentence, at: int, starts: set[int]) -> bool:
    """Whether it does; `starts`: where those who are named begin."""
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
    if _has_no_verb(sentence, at + 1):
        return False
    if following in ("det", "detta", "den"):
        before = sentence.words[at - 1]
        return bool(lexicon.readings(before)) or before in _FILLERS or before == ","
    return _before_clause(sentence, at, following)


def _has_no_verb(sentence: Sentence, start: int) -> bool:
    """ "Förbundet tillfrågas om ersättare, Eva ringer": nothing but a thing before the comma."""
    comma = next((at for at in range(start, len(sentence.words)) if sentence.words[at] == ","), 0)
    said = sentence.words[start:comma]
    return comma > 0 and not any(is_finite(word) or is_supine(word) for word in said)


def _before_clause(sentence: Sentence, at: int, following: str) -> bool:
    """Whether "om" is if, not about: after a comma or a verb, or before a subject."""
    before = sentence.words[at - 1]
    if before == "fråga" and at > 1 and _is_noun_behind(sentence.words[at - 2]):
        return False
    if at == 1 and before in ("beslut", "beslutet"):
        return False  # "Beslut om budgeten tas"
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
