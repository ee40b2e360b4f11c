"""What only says when the work just told of is due: "Offerten ska vara inne senast 10 juni", "det behandlas i maj"."""

from collections.abc import Sequence
from dataclasses import replace

from app.imports import lexicon
from app.imports.clauses import Clause, clauses_in
from app.imports.deeds import is_result
from app.imports.due import Calendar, Due
from app.imports.due_words import due_in, due_of
from app.imports.hearing import Hearing
from app.imports.sentences import Sentence
from app.imports.verbs import is_finite

_DEFINITE = ("erna", "arna", "orna", "ena", "na", "en", "et", "an", "n", "t")
_HANDED = 3  # words of "Listan till Eva"
_SHORTEST = 4  # letters of a stem by which a noun is known again
_RESULT = ("ske", "göra", "komma", "föreligga", "finnas")


def when_of(sentence: Sentence, above: Sequence[str], hearing: Hearing) -> Due | None:
    """When a sentence says that the work told of in the words `above` is due; None: it says something else."""
    clauses = clauses_in(sentence, hearing.actors(sentence))
    if not clauses and not _names_anybody(sentence, hearing) and _again(sentence.words):
        return _said(due_in(sentence, 1, len(sentence.tokens), hearing.calendar))  # "Svar senast 1 mars."
    if not clauses and _is_handed_over(sentence):
        return _said(due_in(sentence, _HANDED, len(sentence.tokens), hearing.calendar))
    if not clauses or sentence.is_question or not refers_back(clauses[0], sentence, above):
        return None
    if _is_of_those_called(sentence, above):
        return None
    if any(clause.subject == "actor" for clause in clauses):
        return None
    told = any(is_wanted(clause, sentence) for clause in clauses) or _is_wanted_too(sentence, clauses[-1])
    return _said(due_of(sentence, hearing.calendar)) if told else None


def _is_of_those_called(sentence: Sentence, above: Sequence[str]) -> bool:
    """ "Eva sammankallar. Ett första förslag ska lämnas i maj.": what they do then, no part of calling them."""
    calls = any(r.lemma == "sammankalla" for word in above for r in lexicon.readings(word))
    return calls and sentence.words[0] not in lexicon.words("due", "again", "it")


def _is_handed_over(sentence: Sentence) -> bool:
    """ "Listan till Eva senast 31 mars.": a thing that is known, and to whom it goes."""
    is_known = sentence.words[0] in lexicon.words("due", "again", "handed_over")
    return (
        is_known
        and sentence.words[1:2] == ("till",)
        and len(sentence.tokens) > _HANDED
        and sentence.tokens[2].is_capital
    )


def then(last: Sentence, calendar: Calendar) -> Due:
    """When "då" is, behind a sentence: the day of the next meeting is the next meeting. No words say so here."""
    due = replace(due_of(last, calendar), start=0, end=0)
    is_next = due.kind == "date" and due.day is not None and due.day == calendar.next_on
    return replace(due, kind="next_meeting") if is_next else due


def says_then(clause: Clause, sentence: Sentence) -> bool:
    """ "Eva visar då bilderna", "Då visar Eva bilderna", "Eva är värd då": and no clause that it opens."""
    words, verb = sentence.words, clause.verb
    at = next((at for at in range(clause.start, clause.end) if words[at] == "då"), None)
    if at is None:
        return False
    is_last = at + 1 == len(words) or not words[at + 1][0].isalnum() or words[at + 1] in ("och", "samt")
    between = words[verb.last + 1 : at]
    is_near = verb.at < at and all(word in lexicon.words("due", "again", "it") for word in between)
    is_second = (
        verb.at < at and is_finite(words[at - 1]) and words[at - 2] == "och"
    )  # "… och visar då bilderna"
    return is_last or is_near or is_second or at - 1 in (verb.at, verb.last) or at + 1 == verb.at


def _said(due: Due) -> Due | None:
    return due if due.kind != "none" else None


def _names_anybody(sentence: Sentence, hearing: Hearing) -> bool:
    return any(actor.sure for actor in hearing.actors(sentence))


def only_when(clause: Clause, sentence: Sentence) -> bool:
    """ "…, det behandlas på mötet i juni": a clause about what stands before it in the sentence."""
    if clause.subject == "actor" or not clause.start:
        return False
    return refers_back(clause, sentence, sentence.words[: clause.start]) and is_wanted(clause, sentence)


def refers_back(clause: Clause, sentence: Sentence, above: Sequence[str]) -> bool:
    """ "Det …", "Uppdraget …", "Sista dag …"; "Offerten …" when an offer was told of."""
    front = sentence.words[clause.start : clause.verb.at]
    if not front:
        return clause.verb.at == 0 and clause.subject == "none"  # "Ska vara klart i maj", "Behövs före jul"
    if (
        (_again(front) and front[1:2] != ("på",))  # "Förslag på namn lämnas till Eva" is something else
        or (front == ("de",) and clause.subject == "thing")
        or _is_last_day(front)
        or (front[-1] in lexicon.words("names", "pronouns") and wants_it(clause, sentence))
    ):
        return True
    return _is_known(front[0], above) and (len(front) == 1 or front[1] not in ("av", "till", "om", "för"))


def _again(words: Sequence[str]) -> bool:
    return bool(lexicon.longest_at(lexicon.by_first("due", "again", "phrases"), tuple(words), 0))


def wants_it(clause: Clause, sentence: Sentence) -> bool:
    """ "Han vill ha den senast fredag", "De behöver svar i mars"."""
    behind = sentence.words[clause.verb.at : clause.end]
    wants = behind[:2] == ("vill", "ha") or behind[:1] == ("behöver",)
    return wants and any(_again((word,)) or word == "dem" for word in behind[1:4])


def _is_known(word: str, above: Sequence[str]) -> bool:
    """Whether a noun in its definite form is what a word above says, or its end: "handlingsplan", "planen"."""
    if word in lexicon.words("commitments", "matters"):
        return False  # "Frågan tas upp på stämman" comes back
    stem = next((word.removesuffix(end) for end in _DEFINITE if word.endswith(end)), "")
    stem = stem.rstrip("e") if len(stem) > _SHORTEST else stem
    return len(stem) >= _SHORTEST and any(stem in other for other in above)


def is_wanted(clause: Clause, sentence: Sentence) -> bool:
    """ "ska vara klar", "ska redovisas", "behandlas", "är fredag": what must have been done, or is."""
    verb = clause.verb
    if wants_it(clause, sentence) or _does_it(clause, sentence) or _is_first(clause, sentence):
        return True
    if verb.tense == "past" or verb.helper == "wish" or _names_doer(sentence, verb.last, clause.end):
        return False
    if verb.lemma in lexicon.words("due", "again", "supposed") or _is_sent_on(clause, sentence):
        return False
    if verb.helper:
        is_out = (verb.lemma, *verb.frame) in lexicon.phrases("due", "again", "going_out")
        return is_out or is_result(clause, sentence) or verb.passive or verb.lemma in _RESULT
    if verb.lemma in lexicon.words("due", "again", "needed"):
        return True
    last_day = verb.lemma in ("vara", "bli") and _is_last_day(sentence.words[clause.start : verb.at])
    return last_day or (verb.passive and bool(verb.classes & {"treat", "work", "carry", "report"}))


def _is_first(clause: Clause, sentence: Sentence) -> bool:
    """ "Eva ritar skyltar, den första kommer i maj": when they begin to be there."""
    is_first = sentence.words[clause.start + 1 : clause.verb.at] in (("första",), ("första", "versionen"))
    return is_first and clause.verb.lemma == "komma"


def _is_sent_on(clause: Clause, sentence: Sentence) -> bool:
    """ "Den skickas till grannarna i maj": a step of its own, to others."""
    is_sent = clause.verb.passive and clause.verb.lemma in lexicon.words("due", "again", "sending")
    return is_sent and not clause.verb.helper and "till" in sentence.words[clause.verb.at : clause.end]


def _does_it(clause: Clause, sentence: Sentence) -> bool:
    """ "…, det gör hon i veckan"."""
    front = sentence.words[clause.start : clause.verb.at]
    return clause.verb.lemma == "göra" and clause.subject == "pronoun" and front in (("det",), ("detta",))


def _names_doer(sentence: Sentence, start: int, end: int) -> bool:
    """ "redovisas av Eva": another's work, or a new point."""
    places = (at for at in range(start, end - 1) if sentence.words[at] == "av")
    return any(sentence.tokens[at + 1].is_capital for at in places)


def _is_last_day(front: Sequence[str]) -> bool:
    """ "Sista dag", "Manusstopp", "anmälningsstoppet" """
    stops = tuple(lexicon.words("due", "again", "last_day_ends"))
    is_named = bool(lexicon.longest_at(lexicon.by_first("due", "again", "last_day"), tuple(front), 0))
    return is_named or (len(front) == 1 and front[0].endswith(stops))


def _is_wanted_too(sentence: Sentence, last: Clause) -> bool:
    """ "Den tar en timme och ska vara gjord i maj": said of the same thing by a second verb."""
    behind = sentence.words[last.verb.last + 1 :]
    joined = next((at for at in range(len(behind) - 2) if behind[at] == "och"), None)
    return joined is not None and behind[joined + 1] in ("ska", "skall", "måste", "behöver")
