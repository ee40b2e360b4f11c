"""Which clause commits somebody to something, and by what sign; the rest is report, rule or reflection."""

from app.imports import kinds, lexicon
from app.imports.clauses import Clause
from app.imports.deeds import deed, duty, goes_on
from app.imports.sentences import Sentence
from app.imports.verbs import Verb

_ATTENDING = frozenset(("delta", "medverka", "närvara", "besöka"))
_HAPPENING = frozenset(("föra", "ha", "ta", "genomföra", "göra"))
_WE = frozenset(("vi", "ni", "we"))


def who(clause: Clause) -> str:
    """The kind of subject: person, role, organization, group, everyone, we; thing, nobody or vague."""
    if clause.subject == "actor":
        first = clause.party[0]
        if first.name.lower() in _WE:
            return "we"
        if first.name.lower().split()[0] in lexicon.words("names", "everyone"):
            return "everyone"
        if first.kind == "organization" and kinds.is_general(first.name.lower()):
            return "general_organization"
        return first.kind if first.sure else f"perhaps_{first.kind}"
    return {"pronoun": "person", "none": "nobody"}.get(clause.subject, clause.subject)


def sign(clause: Clause, sentence: Sentence) -> str | None:
    """What about a clause makes it a commitment, as the table of confidence names it; None: nothing does."""
    verb = clause.verb
    if verb.helper == "wish" or _calls_next_meeting(clause, sentence):
        return None
    if _orders(verb):
        return "ordered"
    if "park" in verb.classes and (verb.passive or verb.tense != "past"):
        return "park"
    if verb.passive:
        return _passive(clause, sentence) if verb.tense != "past" else None
    return _past(clause) if verb.tense == "past" else _active(clause, sentence)


def _past(clause: Clause) -> str | None:
    """ "Ali åtog sig att …", "Eva bad Ali …": promises hold though they are told of."""
    kept = next((kind for kind in ("promise", "ask") if kind in clause.verb.classes), None)
    return f"{who(clause)}_{kept}" if kept else None


def _calls_next_meeting(clause: Clause, sentence: Sentence) -> bool:
    """ "Nästa möte bokas till …" says when it is, not what is to be done."""
    front = sentence.words[clause.start : clause.verb.at]
    return len(front) > 1 and front[0] in lexicon.words("due", "coming") and clause.subject == "thing"


def _orders(verb: Verb) -> bool:
    """ "uppdrar åt kassören att", "ger Eva i uppdrag att", "Eva ges i uppdrag att"."""
    return verb.lemma in ("uppdra", "ombe") or (
        verb.lemma == "ge" and verb.frame[:2] in (("i", "uppdrag"), ("i", "uppgift"))
    )


def _passive(clause: Clause, sentence: Sentence) -> str | None:
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
    formal = (verb.lemma, *verb.frame) in lexicon.phrases("commitments", "formal_passive")
    return (
        "done_present_other"
        if "work" in verb.classes and not formal and not verb.classes & {"report"}
        else None
    )


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


def _active(clause: Clause, sentence: Sentence) -> str | None:
    verb, subject = clause.verb, who(clause)
    if subject == "vague":
        return "duty" if duty(clause, sentence) else None
    if subject == "thing" or (subject == "nobody" and verb.lemma in ("ske", "komma")):
        return deed(clause, sentence)
    how = "carry" if _names_the_responsible(clause, sentence) else _how(clause, sentence)
    return f"{subject}_{how}" if how else None


def _names_the_responsible(clause: Clause, sentence: Sentence) -> bool:
    """ "Ansvarig för skyltarna är Petra" """
    first = sentence.words[clause.start]
    named = first in ("ansvarig", "ansvariga", "sammankallande", "kontaktperson", "huvudansvarig")
    return named and clause.verb.lemma in ("vara", "bli") and clause.is_inverted


def _how(clause: Clause, sentence: Sentence) -> str | None:
    """promise, carry, ask; firm, need or present work; report; unknown."""
    verb = clause.verb
    strong = next((kind for kind in ("promise", "carry", "ask") if kind in verb.classes), None)
    if strong:
        return strong
    if verb.helper:
        return _helped(clause)
    if verb.classes:
        return _present(verb)
    known = bool(lexicon.readings(sentence.words[verb.at]))
    return "unknown" if not known and clause.party and clause.party[0].kind == "person" else None


def _present(verb: Verb) -> str:
    """What the present tense of a known verb says."""
    if "work" in verb.classes:
        return "either" if verb.classes & {"report", "state"} else "present"
    if "report" in verb.classes:
        return "report"
    return "attend" if "attend" in verb.classes and verb.lemma in _ATTENDING else "state"


def _helped(clause: Clause) -> str:
    verb = clause.verb
    if "attend" in verb.classes:
        return f"{verb.helper}_attend"
    if (verb.lemma, *verb.frame) in lexicon.phrases("commitments", "idle"):
        return f"{verb.helper}_idle"
    if "work" in verb.classes:
        return verb.helper
    return f"{verb.helper}_report" if "report" in verb.classes else f"{verb.helper}_unknown"
