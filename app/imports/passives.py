"""Passive work: what is to be done without its doer."""

from itertools import pairwise, takewhile

from app.imports import lexicon
from app.imports.clauses import Clause
from app.imports.deeds import goes_on
from app.imports.event_nouns import is_event
from app.imports.kinds import is_definite, is_general
from app.imports.sentences import Sentence
from app.imports.verbs import Verb

_ONE_MORE = frozenset(("en", "ett", "ny", "nytt", "nya", "andra", "tredje", "fjärde", "extra", "ytterligare"))
_TELLING = frozenset(("informera", "underrätta", "meddela", "upplysa", "varsko"))
_HELD = frozenset(
    (
        "genomföra",
        "planera",
        "leverera",
        "fira",
        "arrangera",
        "anordna",
        "hålla",
        "installera",
        "besiktiga",
        "slå",
        "införa",
        "göra",
    )
)
_ARRANGED = frozenset(("planera", "fira", "arrangera", "anordna", "hålla"))  # "Planeras till maj": when it is
_AGREED = (("enligt", "detta"), ("enligt", "ovan"), ("utifrån", "detta"), ("efter", "detta"))
_FETCHED = frozenset(("hämta",))  # "Nycklar hämtas på kansliet": how it is done
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
    return _present(clause, sentence)


def _present(clause: Clause, sentence: Sentence) -> str | None:
    """ "Punkten förs in", "Sprids till ledarna", "Grannarna underrättas"."""
    verb = clause.verb
    if clause.subject == "none" and verb.lemma in lexicon.words("commitments", "minutes"):
        return None  # "Justeras av Eva"
    if verb.lemma in lexicon.words("due", "again", "supposed"):
        return None  # "Leverans beräknas till maj"
    if is_passive_work(clause):
        return "done_present"
    if verb.lemma in _HAPPENING and goes_on(clause, sentence):
        return "deed"
    is_said = _is_agreed_so(clause, sentence) or _is_told_later(clause, sentence)
    if _is_curt(clause) or is_said or _is_errand(clause, sentence):
        return "done_present"
    return _of_things(clause, sentence)


def _of_things(clause: Clause, sentence: Sentence) -> str | None:
    """ "Linjerna målas": work, or what happens by itself."""
    verb = clause.verb
    if verb.lemma == "hålla" and verb.frame == ("i",) and _is_of_event(clause, sentence):
        return None
    if verb.lemma in _HELD or _is_by_others(clause, sentence):
        return "done_present_held"
    is_work = "work" in verb.classes and not _is_formal(verb) and not verb.classes & {"report"}
    return "done_present_other" if is_work else None


def _is_of_event(clause: Clause, sentence: Sentence) -> bool:
    """ "Temadagen hålls i Norrköping den 3 oktober": where and when something takes place."""
    front = sentence.words[clause.start : clause.verb.at]
    behind = sentence.tokens[clause.verb.last + 1 : clause.verb.last + 2]
    return bool(front) and is_event(front[-1]) and bool(behind) and behind[0].is_capital


def _is_formal(verb: Verb) -> bool:
    """A gesture of the meeting's own, though it has the form of work."""
    return (verb.lemma, *verb.frame) in lexicon.phrases("commitments", "formal_passive")


def _is_curt(clause: Clause) -> bool:
    """ "Sprids till ledarna": the verb first, and what it is about left out."""
    verb = clause.verb
    is_work = "work" in verb.classes and "report" not in verb.classes and not _is_formal(verb)
    is_work = is_work and verb.lemma not in _HAPPENING | _ARRANGED
    return is_work and verb.at == clause.start and clause.subject == "none"


def _is_told_later(clause: Clause, sentence: Sentence) -> bool:
    """ "Grannarna underrättas om detta": they who hear it are not those who sit at the meeting."""
    front = sentence.words[clause.start : clause.verb.at]
    present = lexicon.words("commitments", "present_body")
    definite = len(front) == 1 and front[0].endswith(("arna", "erna", "orna", "en", "et", "na"))
    return clause.verb.lemma in _TELLING and definite and front[0] not in present


def _is_agreed_so(clause: Clause, sentence: Sentence) -> bool:
    """ "Utkastet justeras enligt detta": as was said just before."""
    behind = sentence.words[clause.verb.last + 1 : clause.end]
    is_so = any(pair in _AGREED for pair in pairwise(behind))
    return is_so and "work" in clause.verb.classes


def _is_errand(clause: Clause, sentence: Sentence) -> bool:
    """ "Tillstånd söks", "En container hyrs", "Resten monteras": something not yet there, or what is left."""
    verb, front = clause.verb, sentence.words[clause.start : clause.verb.at]
    if (
        not front
        or "work" not in verb.classes
        or verb.lemma in _HELD | _FETCHED
        or _is_by_others(clause, sentence)
    ):
        return False
    is_left = front[-1] in ("resten", "återstoden")
    return is_left or ("errand" in verb.classes and _is_new(front))


def _is_new(front: tuple[str, ...]) -> bool:
    """One noun in its bare form, or with "en", "ny" before it: "En ny matta", "Tillstånd från kommunen"."""
    prepositions = lexicon.words("names", "prepositions")
    *before, noun = (
        takewhile(lambda word: word not in prepositions, front) if front[0] not in prepositions else front
    )
    is_bare = noun.isalpha() and not is_definite(noun) and not noun.endswith("s")
    return is_bare and len(before) < 3 and _ONE_MORE.issuperset(before)


def _is_by_others(clause: Clause, sentence: Sentence) -> bool:
    """ "Vägen lagas av kommunen", "Avgiften betalas varje år": the doer is no one here, or it is so every time."""
    behind = sentence.words[clause.verb.last + 1 : clause.end]
    by = any(first == "av" and is_general(word) for first, word in pairwise(behind))
    return by or any(word in ("varje", "varannan", "vartannat", "årligen") for word in behind)


def is_passive_work(clause: Clause) -> bool:
    verb = clause.verb
    whole = (verb.lemma, *verb.frame)
    if _is_formal(verb):
        return False
    if whole in lexicon.phrases("commitments", "passive") or (verb.lemma,) in lexicon.phrases(
        "commitments", "passive"
    ):
        return True
    return bool(verb.frame) and "work" in verb.classes
