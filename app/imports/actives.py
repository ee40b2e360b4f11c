"""Active clauses in the present: by what sign they commit their subject, or somebody, to something."""

from app.imports import lexicon
from app.imports.at_the_meeting import asks_meeting, greets, keeps_minutes, sits_here
from app.imports.clauses import Clause
from app.imports.deeds import deed, duty, reaches
from app.imports.sentences import Sentence
from app.imports.subject_kinds import who
from app.imports.verbs import Verb

_ATTENDING = frozenset(("delta", "medverka", "närvara", "besöka"))
_GOING = frozenset(("åka", "gå", "representera", "företräda"))
_MEETING = frozenset(("träffas", "ses", "mötas", "sammanträda", "samlas"))
_TO_NEXT = (("på", "nästa"), ("till", "nästa"))  # "kommer till nästa möte"
_REACHING = frozenset(("ge", "påminna", "informera", "meddela", "upplysa", "underrätta", "svara"))
_NEW = (("ny",), ("nytt",), ("nya",))
_PARTICLES = frozenset(
    ("upp", "ut", "fram", "in", "ihop", "bort", "ner", "ned", "igång", "iordning", "klart", "iväg")
)


def active(clause: Clause, sentence: Sentence) -> str | None:
    """The sign, as the table of confidence names it; None: the clause commits nobody."""
    verb, subject = clause.verb, who(clause)
    is_here = keeps_minutes(clause, sentence) or greets(clause, sentence)
    if is_here or _begins_then(clause, sentence) or _lies(clause):
        return None
    if subject == "vague":
        return _of_anybody(clause, sentence)
    if "carry" in verb.classes and sentence.words[clause.start : verb.at] == ("de",):
        return "they_carry"
    if subject == "nobody" and verb.lemma == "gå" and (found := deed(clause, sentence)):
        return found
    if subject == "thing" or (subject == "nobody" and verb.lemma in ("ske", "komma")):
        return "nobody_need" if _needs_new(clause, sentence) else deed(clause, sentence)
    how = "carry" if _names_the_responsible(clause, sentence) else _how(clause, sentence)
    return f"{subject}_{how}" if how else None


def _begins_then(clause: Clause, sentence: Sentence) -> bool:
    """ "En ny rektor börjar den 2 maj": when somebody's time begins; "Eva börjar måla" is work."""
    behind = sentence.words[clause.verb.last + 1 : clause.verb.last + 2]
    days = lexicon.words("due", "leads") | lexicon.words("names", "prepositions") | {"den"}
    return clause.verb.lemma == "börja" and (not behind or behind[0] in days or behind[0][0].isdecimal())


def _lies(clause: Clause) -> bool:
    """ "Vi ligger på 70 %", "De ligger på scenen": how much, and where; "Eva ligger på" is to urge."""
    named = who(clause) in ("person", "role", "organization") and clause.subject == "actor"
    return (clause.verb.lemma, *clause.verb.frame) == ("ligga", "på") and not named


def _needs_new(clause: Clause, sentence: Sentence) -> bool:
    """ "Skåpet behöver ett nytt lås", "Boden behöver nytt tak": what somebody is to get."""
    behind = sentence.words[clause.verb.last + 1 : clause.verb.last + 3]
    is_needed = clause.verb.lemma == "behöva" and clause.verb.tense == "present"
    return is_needed and (behind[:1] in _NEW or behind in (("en", "ny"), ("ett", "nytt"), ("några", "nya")))


def _of_anybody(clause: Clause, sentence: Sentence) -> str | None:
    """ "Det är kassörens uppgift att …"; "Någon måste ringa elektrikern": work for which nobody was found."""
    someone = not {"någon", "nån"}.isdisjoint(sentence.words[clause.start : clause.verb.at + 2])
    is_work = not clause.verb.classes or "work" in clause.verb.classes
    if someone and clause.verb.helper in ("need", "firm") and is_work:
        return "nobody_need"
    return "duty" if duty(clause, sentence) else None


def _names_the_responsible(clause: Clause, sentence: Sentence) -> bool:
    """ "Ansvarig för skyltarna är Petra" """
    first = sentence.words[clause.start]
    named = first in ("ansvarig", "ansvariga", "sammankallande", "kontaktperson", "huvudansvarig")
    return named and clause.verb.lemma in ("vara", "bli") and clause.is_inverted


def _how(clause: Clause, sentence: Sentence) -> str | None:
    """promise, carry, ask; firm, need or present work; report; unknown."""
    verb = clause.verb
    if asks_meeting(clause, sentence):
        return "report"
    strong = next((kind for kind in ("promise", "carry", "ask") if kind in verb.classes), None)
    if strong or verb.helper:
        return strong or _helped(clause)
    comes = verb.lemma == "komma" and sentence.words[verb.last + 1 : verb.last + 3] in _TO_NEXT
    if comes or (verb.lemma in _REACHING and reaches(clause, sentence)):
        return "present"
    how = _present(verb) if verb.classes else _of_unknown(clause, sentence)
    is_there = how == "state" and verb.frame[:1] == ("med",) and "där" in sentence.words[verb.at : clause.end]
    if is_there or (how == "attend" and not sits_here(clause, sentence)):
        return "attend_elsewhere"
    if how == "meet" and len(clause.party) > 1 and all(actor.kind == "person" for actor in clause.party):
        return "present"  # "Eva och Ali träffas den 20 mars"
    is_told = how == "meet" and ("för" not in sentence.words or not _again().isdisjoint(sentence.words))
    return None if is_told else how


def _again() -> frozenset[str]:
    """ "Rådet träffas åter den 7 maj" says when the next meeting is."""
    return lexicon.words("due", "coming") | {"åter", "igen", "gång"}


def _of_unknown(clause: Clause, sentence: Sentence) -> str | None:
    """A verb the lexicon does not class: behind a person it is likely work, surely so with a particle ("lär upp")."""
    if who(clause) == "everyone" and sentence.words[clause.verb.at].endswith("ar"):
        return "unknown"  # "alla noder mappar sina termer"
    if not clause.party or clause.party[0].kind != "person":
        return None
    behind = sentence.words[clause.verb.last + 1 : clause.verb.last + 2]
    return "present" if behind and behind[0] in _PARTICLES else "unknown"


def _present(verb: Verb) -> str:
    """What the present tense of a known verb says."""
    if "pursue" in verb.classes and not verb.classes & {"work", "errand"}:
        return "pursue"
    if "attend" in verb.classes and verb.lemma in _GOING:
        return "go"
    if "work" in verb.classes:
        is_both = verb.classes & {"report", "state"} and "errand" not in verb.classes
        return "either" if is_both else "present"
    if "report" in verb.classes:
        return "report"
    if verb.lemma in _MEETING:
        return "meet"
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
