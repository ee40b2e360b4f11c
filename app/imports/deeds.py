"""Nouns that are work, and duties: "Återkoppling kommer", "Det är kassörens uppgift att …"."""

from app.imports import lexicon
from app.imports.clauses import Clause
from app.imports.sentences import Sentence


def deed(clause: Clause, sentence: Sentence) -> str | None:
    """ "Återkoppling kommer ske", "Kallelse kommer via mejl": a noun that is work, and a verb that it comes about."""
    verb = clause.verb
    comes = verb.lemma in ("ske", "komma", "gå") and (verb.lemma != "gå" or "ut" in sentence.words)
    if comes and is_deed(clause, sentence):
        return "deed_firm" if verb.helper else "deed"
    if verb.helper == "firm" and verb.frame and "work" in verb.classes:
        return "thing_firm"
    return None


def is_deed(clause: Clause, sentence: Sentence) -> bool:
    behind = sentence.words[clause.verb.last + 1 : clause.verb.last + 3]
    front = sentence.words[clause.start : clause.verb.at]
    return goes_on(clause, sentence) or any(is_deed_word(word) for word in (*front, *behind))


def goes_on(clause: Clause, sentence: Sentence) -> bool:
    """ "Fortsatt dialog …", "Vidare diskussion …" """
    front = sentence.words[clause.start : clause.verb.at]
    return any(word in ("vidare", "fortsatt", "fortsatta", "ytterligare", "fördjupad") for word in front[:2])


def is_deed_word(word: str) -> bool:
    """ "kallelse", "återkoppling", and what ends so."""
    deeds = lexicon.words("commitments", "deeds")
    return word in deeds or any(word[cut:] in deeds for cut in range(3, len(word) - 6))


def duty(clause: Clause, sentence: Sentence) -> int | None:
    """ "Det är ordförandens uppgift att …": where the one whose duty it is stands."""
    at = clause.verb.at
    if (
        clause.verb.lemma != "vara"
        or sentence.words[at + 2 : at + 3] == ()
        or not sentence.words[at + 1].endswith("s")
    ):
        return None
    return at + 1 if sentence.words[at + 2] in lexicon.words("commitments", "duties") else None
