"""Which clause commits somebody to something, and by what sign; the rest is report, rule or reflection."""

from app.imports import lexicon
from app.imports.clauses import Clause, has_object
from app.imports.coming_back import is_of_matter
from app.imports.deeds import deed, duty, is_result, reaches
from app.imports.passives import asked, is_needed_from, passive
from app.imports.sentences import Sentence
from app.imports.subject_kinds import who
from app.imports.verbs import Verb, is_finite

_ATTENDING = frozenset(("delta", "medverka", "närvara", "besöka"))
_GOING = frozenset(("åka", "gå", "representera", "företräda"))
_MEETING = frozenset(("träffas", "ses", "mötas", "sammanträda", "samlas"))
_DUTIFUL = frozenset(("person", "role", "group"))  # what is on authorities is a rule
_TO_NEXT = (("på", "nästa"), ("till", "nästa"))  # "kommer till nästa möte"
_REACHING = frozenset(("ge", "påminna", "informera", "meddela", "upplysa", "underrätta"))
_QUESTIONS = {
    (word,) for word in ("hur", "vad", "när", "varför", "vilka", "vilken", "vem", "var", "ifall", "att", "om")
}
_PARTICLES = frozenset(
    ("upp", "ut", "fram", "in", "ihop", "bort", "ner", "ned", "igång", "iordning", "klart", "iväg")
)


def sign(clause: Clause, sentence: Sentence) -> str | None:
    """What about a clause makes it a commitment, as the table of confidence names it; None: nothing does."""
    verb = clause.verb
    if verb.helper == "wish" or _calls_next_meeting(clause, sentence) or _is_not_all(clause, sentence):
        return None
    return _given(clause, sentence) or _said(clause, sentence)


def _given(clause: Clause, sentence: Sentence) -> str | None:
    """Work that is ordered, put off, asked for, or that must have been done."""
    verb = clause.verb
    if _orders(verb):
        return "ordered"
    expected = verb.lemma == "vänta" and verb.passive  # "Kostnaden väntas öka"
    again = verb.tense == "past" and verb.frame[-1:] == ("igen",)  # "Frågan lyftes igen"
    told = verb.perfect or expected or again or _waited(clause, sentence)
    if "park" in verb.classes and not (told or _moves_event(clause, sentence)):
        return "park"
    if verb.helper and is_result(clause, sentence):
        return f"result_{verb.helper}"
    if is_needed_from(clause, sentence):
        return "needed_from"
    return asked(clause, sentence) if verb.passive else None


def _said(clause: Clause, sentence: Sentence) -> str | None:
    verb = clause.verb
    if verb.lemma == "åligga":
        return "duty" if who(clause) in _DUTIFUL else None
    if verb.passive:
        return passive(clause, sentence) if verb.tense != "past" else None
    return _past(clause, sentence) if verb.tense == "past" else _active(clause, sentence)


def _past(clause: Clause, sentence: Sentence) -> str | None:
    """ "Ali åtog sig att …", "Eva bad Ali …": promises hold though they are told of."""
    kept = next((kind for kind in ("promise", "ask") if kind in clause.verb.classes), None)
    if kept == "promise" and clause.verb.lemma == "lova" and not has_object(sentence, clause.verb):
        return None
    if kept == "ask" and sentence.words[clause.verb.last + 1 : clause.verb.last + 2] == ("om",):
        return None  # "Lena har bett om en genomgång"
    if kept == "promise" and sentence.words[clause.start : clause.verb.at] == ("de",):
        return "organization_promise"
    return f"{who(clause)}_{kept}" if kept else None


def _calls_next_meeting(clause: Clause, sentence: Sentence) -> bool:
    """ "Nästa möte bokas till …" says when it is, not what is to be done."""
    front = sentence.words[clause.start : clause.verb.at]
    return len(front) > 1 and front[0] in lexicon.words("due", "coming") and clause.subject == "thing"


def _is_not_all(clause: Clause, sentence: Sentence) -> bool:
    """ "Inte alla har tillgång": told of how it is."""
    first = clause.party[0].start if clause.party else 0
    return bool(first) and sentence.words[first - 1] in lexicon.words("commitments", "clues", "negations")


def _waited(clause: Clause, sentence: Sentence) -> bool:
    """ "Många fick vänta mer än tre dagar": for how long somebody did."""
    behind = sentence.words[clause.verb.last + 1 : clause.verb.last + 6]
    lasting = lexicon.words("commitments", "clues", "lasting") | {
        "timmar",
        "minuter",
        "timme",
        "länge",
        "längre",
    }
    return clause.verb.tense == "past" and not lasting.isdisjoint(behind)


def _moves_event(clause: Clause, sentence: Sentence) -> bool:
    """ "Remissen flyttas till mars": when it will be; "Frågan flyttas till nästa möte" comes back."""
    if clause.verb.lemma != "flytta" or clause.subject != "thing":
        return False
    behind = sentence.words[clause.verb.last + 1 : clause.verb.last + 2]
    return behind[:1] not in (("nästa",), ("kommande",)) and not is_of_matter(clause, sentence)


def _orders(verb: Verb) -> bool:
    """ "uppdrar åt kassören att", "ger Eva i uppdrag att", "Eva ges i uppdrag att"."""
    return verb.lemma in ("uppdra", "ombe") or (
        verb.lemma == "ge" and verb.frame[:2] in (("i", "uppdrag"), ("i", "uppgift"))
    )


def _active(clause: Clause, sentence: Sentence) -> str | None:
    verb, subject = clause.verb, who(clause)
    if _keeps_minutes(clause, sentence) or _begins_then(clause, sentence):
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


def _needs_new(clause: Clause, sentence: Sentence) -> bool:
    """ "Skåpet behöver ett nytt lås": what somebody is to get."""
    behind = sentence.words[clause.verb.last + 1 : clause.verb.last + 3]
    is_needed = clause.verb.lemma == "behöva" and clause.verb.tense == "present"
    return is_needed and behind in (("en", "ny"), ("ett", "nytt"), ("några", "nya"))


def _of_anybody(clause: Clause, sentence: Sentence) -> str | None:
    """ "Det är kassörens uppgift att …"; "Någon måste ringa elektrikern": work for which nobody was found."""
    someone = not {"någon", "nån"}.isdisjoint(sentence.words[clause.start : clause.verb.at + 2])
    is_work = not clause.verb.classes or "work" in clause.verb.classes
    if someone and clause.verb.helper in ("need", "firm") and is_work:
        return "nobody_need"
    return "duty" if duty(clause, sentence) else None


def _keeps_minutes(clause: Clause, sentence: Sentence) -> bool:
    """ "Eva skriver, Ali justerar", "Eva öppnar 17.21": what they do at the meeting, with nothing said of what."""
    if clause.verb.lemma not in lexicon.words("commitments", "minutes") or clause.verb.helper:
        return False
    behind = sentence.words[clause.verb.last + 1 : clause.end]
    if clause.verb.lemma == "skriva" and _is_of_thing(sentence):
        return False  # "Missivet - Eva skriver"
    return not any(
        word[0].isalpha() and word not in ("kl", "protokoll", "protokollet", "mötet", "och")
        for word in behind
    )


def _is_of_thing(sentence: Sentence) -> bool:
    """What is written stands before a dash, and is not the minutes."""
    first = sentence.words[0]
    is_minutes = first in lexicon.words("commitments", "of_minutes")
    return first.isalpha() and not is_minutes and sentence.words[1:2] in (("-",), ("–",))


def _names_the_responsible(clause: Clause, sentence: Sentence) -> bool:
    """ "Ansvarig för skyltarna är Petra" """
    first = sentence.words[clause.start]
    named = first in ("ansvarig", "ansvariga", "sammankallande", "kontaktperson", "huvudansvarig")
    return named and clause.verb.lemma in ("vara", "bli") and clause.is_inverted


def _how(clause: Clause, sentence: Sentence) -> str | None:
    """promise, carry, ask; firm, need or present work; report; unknown."""
    verb = clause.verb
    if _asks_meeting(clause, sentence):
        return "report"
    strong = next((kind for kind in ("promise", "carry", "ask") if kind in verb.classes), None)
    if strong or verb.helper:
        return strong or _helped(clause)
    comes = verb.lemma == "komma" and sentence.words[verb.last + 1 : verb.last + 3] in _TO_NEXT
    if comes or (verb.lemma in _REACHING and reaches(clause, sentence)):
        return "present"
    how = _present(verb) if verb.classes else _of_unknown(clause, sentence)
    if how == "attend" and not _sits_here(clause, sentence):
        return "attend_elsewhere"
    if how == "meet" and len(clause.party) > 1 and all(actor.kind == "person" for actor in clause.party):
        return "present"  # "Eva och Ali träffas den 20 mars"
    is_told = how == "meet" and ("för" not in sentence.words or not _again().isdisjoint(sentence.words))
    return None if is_told else how


def _sits_here(clause: Clause, sentence: Sentence) -> bool:
    """ "Eva deltar på distans", "deltar under punkt 4", "deltar i mötet": told of the meeting itself."""
    behind = [word for word in sentence.words[clause.verb.last + 1 : clause.end] if word[0].isalpha()]
    here = lexicon.words("commitments", "attending_here")
    return any(word in here for word in behind) or behind[-1:] == ["mötet"] or clause.verb.lemma == "närvara"


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


def _asks_meeting(clause: Clause, sentence: Sentence) -> bool:
    """ "Eva frågar hur det går", "Ali svarar att …": said at the meeting; "Eva frågar Ali om …" is done after it."""
    behind = sentence.words[clause.verb.at + 1 : clause.verb.at + 2]
    if behind == ("om",) and not _is_asked_whether(sentence, clause.verb.at + 2):
        return _is_of_others(clause)
    is_asking = clause.verb.lemma in ("fråga", "svara") and not clause.verb.helper
    return is_asking and who(clause) not in ("we", "nobody") and behind in _QUESTIONS


def _is_of_others(clause: Clause) -> bool:
    """ "Vision frågar om vikarierna": an organization, or who is hardly a person, asks at the meeting."""
    return any(not actor.sure or actor.kind == "organization" for actor in clause.party[:1])


def _is_asked_whether(sentence: Sentence, at: int) -> bool:
    """ "frågar om lokalen är ledig"; "frågar om lokalen" and "frågar om Ali kan vara ordförande" are errands."""
    behind = sentence.tokens[at:]
    return bool(behind) and not behind[0].is_capital and any(is_finite(token.low) for token in behind)


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
