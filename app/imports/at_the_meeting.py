"""What is said or done at the meeting itself, and so is nothing to do after it."""

from app.imports import lexicon
from app.imports.clauses import Clause
from app.imports.sentences import Sentence
from app.imports.subject_kinds import who
from app.imports.verbs import is_finite

_QUESTIONS = {
    (word,) for word in ("hur", "vad", "när", "varför", "vilka", "vilken", "vem", "var", "ifall", "att", "om")
}


def keeps_minutes(clause: Clause, sentence: Sentence) -> bool:
    """ "Eva skriver, Ali justerar", "Eva öppnar 17.21": what they do at the meeting, with nothing said of what."""
    if clause.verb.lemma not in lexicon.words("commitments", "minutes") or clause.verb.helper:
        return False
    behind = sentence.words[clause.verb.last + 1 : clause.end]
    if clause.verb.lemma == "skriva" and (_is_of_thing(sentence) or clause.verb.frame):
        return False  # "Missivet - Eva skriver", "Ordföranden skriver under"
    return not any(
        word[0].isalpha() and word not in ("kl", "protokoll", "protokollet", "mötet", "och")
        for word in behind
    )


def is_of_minutes(sentence: Sentence, at: int) -> bool:
    """ "(i uppdrag att) justera protokollet": an infinitive that is an office of the meeting; no "skriva ett brev"."""
    own = lexicon.words("commitments", "own_duties")
    is_own = any(
        reading.lemma in own for word in sentence.words[at : at + 1] for reading in lexicon.readings(word)
    )
    return is_own and not {"protokoll", "protokollet", "mötet"}.isdisjoint(sentence.words[at + 1 : at + 4])


def _is_of_thing(sentence: Sentence) -> bool:
    """What is written stands before a dash, and is not the minutes."""
    first = sentence.words[0]
    is_minutes = first in lexicon.words("commitments", "of_minutes")
    return first.isalpha() and not is_minutes and sentence.words[1:2] in (("-",), ("–",))


def greets(clause: Clause, sentence: Sentence) -> bool:
    """ "Ordföranden hälsar välkommen till årets första möte"."""
    behind = sentence.words[clause.verb.at + 1 : clause.verb.at + 4]
    return clause.verb.lemma == "hälsa" and any(word.startswith("välkom") for word in behind)


def sits_here(clause: Clause, sentence: Sentence) -> bool:
    """ "Eva deltar på distans", "deltar under punkt 4", "deltar i mötet": told of the meeting itself."""
    behind = [word for word in sentence.words[clause.verb.last + 1 : clause.end] if word[0].isalpha()]
    here = lexicon.words("commitments", "attending_here")
    return any(word in here for word in behind) or behind[-1:] == ["mötet"] or clause.verb.lemma == "närvara"


def asks_meeting(clause: Clause, sentence: Sentence) -> bool:
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
    if behind and behind[0].low in lexicon.words("names", "pronouns"):
        return False  # "Eva frågar om hon vill": somebody who is not there
    return bool(behind) and not behind[0].is_capital and any(is_finite(token.low) for token in behind)
