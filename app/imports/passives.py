"""Passive work: what is to be done without its doer, and whom somebody is asked or chosen to be."""

from app.imports import lexicon
from app.imports.clauses import Clause
from app.imports.deeds import goes_on
from app.imports.sentences import Sentence
from app.imports.verbs import meaning

_HAPPENING = frozenset(("föra", "ha", "ta", "genomföra", "göra"))


def passive(clause: Clause, sentence: Sentence) -> str | None:
    """ "Mallar ska läggas ut", "Underlaget behöver kompletteras", "Punkten förs in"."""
    verb = clause.verb
    if verb.helper:
        known = bool(verb.classes & {"work", "carry"})
        if {f"{verb.lemma}s", verb.lemma} & lexicon.words("commitments", "idle") and not (
            verb.frame and known
        ):
            return None
        coming = "coming" if sentence.words[verb.at] == "kommer" else verb.helper
        return f"done_{coming}" if known else f"done_{coming}_unknown"
    if is_passive_work(clause):
        return "done_present"
    if verb.lemma in _HAPPENING and goes_on(clause, sentence):
        return "deed"
    if _is_curt(clause):
        return "done_present"
    formal = (verb.lemma, *verb.frame) in lexicon.phrases("commitments", "formal_passive")
    return (
        "done_present_other"
        if "work" in verb.classes and not formal and not verb.classes & {"report"}
        else None
    )


def _is_curt(clause: Clause) -> bool:
    """ "Sprids till ledarna": the verb first, and what it is about left out."""
    verb = clause.verb
    is_work = "work" in verb.classes and "report" not in verb.classes and verb.lemma not in _HAPPENING
    return is_work and verb.at == clause.start and clause.subject == "none"


def is_passive_work(clause: Clause) -> bool:
    verb = clause.verb
    whole = (verb.lemma, *verb.frame)
    if whole in lexicon.phrases("commitments", "formal_passive"):
        return False
    if whole in lexicon.phrases("commitments", "passive") or (verb.lemma,) in lexicon.phrases(
        "commitments", "passive"
    ):
        return True
    return bool(verb.frame) and "work" in verb.classes


def asked(clause: Clause, sentence: Sentence) -> str | None:
    """ "Eva utsågs att kontakta kommunen", "Ledamöterna uppmanas att lämna förslag"."""
    verb = clause.verb
    at = next((k for k in range(verb.last + 1, verb.last + 5) if sentence.words[k : k + 1] == ("att",)), None)
    if not clause.party or at is None or not _is_work(sentence, at + 1):
        return None
    if verb.lemma == "utse":
        return "appointed"
    return "asked" if verb.lemma in ("uppmana", "be", "anmoda") and verb.tense == "present" else None


def _is_work(sentence: Sentence, at: int) -> bool:
    """Whether an infinitive of work stands there, and no duty at the meeting itself ("att justera protokollet")."""
    own = lexicon.words("commitments", "own_duties")
    return any(
        reading.tense == "infinitive"
        and reading.lemma not in own
        and meaning(sentence, at, reading.lemma)[1] & {"work", "carry"}
        for word in sentence.words[at : at + 1]
        for reading in lexicon.readings(word)
    )
