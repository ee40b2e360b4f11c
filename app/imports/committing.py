"""Which clause commits somebody to something, and by what sign; the rest is report, rule or reflection."""

from app.imports import lexicon
from app.imports.actives import active
from app.imports.asked import asked, is_needed_from
from app.imports.at_the_meeting import is_of_minutes
from app.imports.clauses import Clause, has_object
from app.imports.coming_back import is_of_matter
from app.imports.deeds import is_result
from app.imports.passives import passive
from app.imports.sentences import Sentence
from app.imports.subject_kinds import who
from app.imports.verbs import Verb

_DUTIFUL = frozenset(("person", "role", "group"))  # what is on authorities is a rule


def sign(clause: Clause, sentence: Sentence) -> str | None:
    """What about a clause makes it a commitment, as the table of confidence names it; None: nothing does."""
    verb = clause.verb
    if verb.helper == "wish" or _calls_next_meeting(clause, sentence) or _is_not_all(clause, sentence):
        return None
    if is_of_minutes(sentence, verb.last + 2) or _is_nothing(clause, sentence):
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
    return _past(clause, sentence) if verb.tense == "past" else active(clause, sentence)


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


def _is_nothing(clause: Clause, sentence: Sentence) -> bool:
    """ "Inget behöver göras", "Inga möten bokas"."""
    return sentence.words[clause.start] in ("inget", "ingenting", "inga") and clause.subject != "actor"


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
    """ "Remissen flyttas till mars", "Eva flyttar till Norrby": when and where; "Frågan flyttas till …" comes back."""
    if clause.verb.lemma == "flytta" and who(clause) == "person":
        return True
    if clause.verb.lemma != "flytta" or clause.subject != "thing":
        return False
    behind = sentence.words[clause.verb.last + 1 : clause.verb.last + 2]
    return behind[:1] not in (("nästa",), ("kommande",)) and not is_of_matter(clause, sentence)


def _orders(verb: Verb) -> bool:
    """ "uppdrar åt kassören att", "ger Eva i uppdrag att", "Eva ges i uppdrag att"."""
    return verb.lemma in ("uppdra", "ombe") or (
        verb.lemma == "ge" and verb.frame[:2] in (("i", "uppdrag"), ("i", "uppgift"))
    )
