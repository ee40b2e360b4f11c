"""Nouns that are work, and duties: "Återkoppling kommer", "Det är kassörens uppgift att …"."""

from collections.abc import Sequence

from app.imports import kinds, lexicon
from app.imports.clauses import Clause
from app.imports.sentences import Sentence

_PARTICLES = ("in", "ut", "upp", "i", "på", "av", "fram", "bort", "ner", "till", "under")


def deed(clause: Clause, sentence: Sentence) -> str | None:
    """ "Återkoppling kommer ske", "Kallelse kommer via mejl": a noun that is work, and a verb that it comes about."""
    verb = clause.verb
    if verb.lemma == "gå" and {"remiss", "remissrunda"} & set(sentence.words[verb.at + 1 : verb.at + 5]):
        return "deed_firm"
    comes = verb.lemma in ("ske", "komma", "gå") and (verb.lemma != "gå" or "ut" in sentence.words)
    if (
        verb.helper in ("firm", "need")
        and verb.lemma in ("ske", "göra")
        and _is_noun_of_work(clause, sentence)
    ):
        return "deed_firm"
    if comes and is_deed(clause, sentence):
        return "deed_firm" if verb.helper else "deed"
    if verb.lemma == "gå" and sentence.words[verb.at + 1 : verb.at + 3] == ("vidare", "till"):
        matters = lexicon.words("commitments", "matters")
        return "deed" if matters.intersection(sentence.words[clause.start : verb.at]) else None
    if verb.helper == "firm" and verb.frame and "work" in verb.classes:
        return "thing_firm"
    return None


def _is_noun_of_work(clause: Clause, sentence: Sentence) -> bool:
    """ "Avisering till medlemmarna ska ske …" """
    return sentence.words[clause.start].endswith(("ing", "ande", "ende")) and clause.subject == "thing"


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


def reaches(clause: Clause, sentence: Sentence) -> bool:
    """ "Eva informerar föräldrarna om …": whom the verb is turned to, when that is not the meeting itself."""
    after = clause.verb.at + 1
    after += sentence.words[after : after + 1] in (("sina",), ("sin",), ("sitt",), ("våra",), ("vår",))
    if clause.is_inverted or after >= len(sentence.tokens):
        return False
    token = sentence.tokens[after]
    if token.low in lexicon.words("commitments", "present_body"):
        return False
    definite = token.low.endswith(("arna", "erna", "orna", "en", "et", "na")) and len(token.low) > 4
    if token.low in lexicon.words("commitments", "absent_ones"):
        return True
    if token.low == "de":
        return _are_others(sentence.words[after + 1 : after + 2])
    if kinds.of_word(token.low) in ("organization", "role"):
        return True
    return token.is_word and (token.is_capital or (definite and not lexicon.readings(token.low)))


def _are_others(said: tuple[str, ...]) -> bool:
    """ "Eva meddelar de sökande": they are not those who sit at the meeting."""
    return any(word.isalpha() and word not in lexicon.words("commitments", "present_body") for word in said)


def is_result(clause: Clause, sentence: Sentence) -> bool:
    """ "Listan ska vara ifylld", "Texten måste bli klar": what must have been done."""
    verb = clause.verb
    if verb.lemma not in ("vara", "bli", "finnas", "sitta", "hänga"):
        return False
    if is_at_hand(sentence, verb.last + 1, clause.end):
        return True
    behind = sentence.words[verb.last + 1 : verb.last + 4]
    if behind[:1] == ("hos",):
        return True  # "Boken ska vara hos revisorn"
    return any(word in lexicon.words("commitments", "results") or _is_participle(word) for word in behind)


def is_at_hand(sentence: Sentence, start: int, end: int) -> bool:
    """ "Manus ska vara Eva till handa"."""
    phrases = lexicon.by_first("commitments", "result_phrases")
    return any(lexicon.longest_at(phrases, sentence.words, at) for at in range(start, end))


def _is_participle(word: str) -> bool:
    """ "signerad", "inlämnad", "ifylld"."""
    common = word[:-2] + "en" if word.endswith(("et", "na")) else word  # "påskrivet", "påskrivna"
    whole = (
        word,
        *(form[len(part) :] for form in (word, common) for part in _PARTICLES if form.startswith(part)),
    )
    tenses = ("participle", "supine") if word.endswith("t") else ("participle",)  # "skickat"
    return any(reading.tense in tenses for form in whole for reading in lexicon.readings(form))


def duty(clause: Clause, sentence: Sentence) -> int | None:
    """ "Det är ordförandens uppgift att …": where the one whose duty it is stands."""
    at = clause.verb.at
    if (
        clause.verb.lemma != "vara"
        or sentence.words[at + 2 : at + 3] == ()
        or not sentence.words[at + 1].endswith("s")
    ):
        return None
    is_bare = sentence.words[at + 2] == "sak" and sentence.words[at + 3 : at + 4] != ("att",)
    return (
        at + 1 if sentence.words[at + 2] in lexicon.words("commitments", "duties") and not is_bare else None
    )


def is_state(words: Sequence[str]) -> bool:
    """ "Svarsfrekvensen var 91 % (Norrby)": how it is, and where."""
    return "%" in words or not lexicon.words("commitments", "being").isdisjoint(words)
