"""What is treated again, and who comes on a day: "Frågan tas upp nästa gång", "Elfirman kommer tisdag 3 maj"."""

from app.imports import lexicon
from app.imports.capacities import role_of
from app.imports.clauses import Clause
from app.imports.due import NONE, Due
from app.imports.due_words import is_at_meeting
from app.imports.event_nouns import is_event
from app.imports.sentences import Sentence
from app.imports.subject_kinds import who
from app.imports.verbs import is_taken

_SETTING = ("fastställa", "bestämma")


def comes_back(clause: Clause, sentence: Sentence, due: Due, *, met: bool) -> bool:
    """ "Frågan tas upp på nästa möte", "Rapporten redovisas i mars": what is to be treated then.

    `met`: whether the due is a meeting, or a day ahead.
    """
    return _is_taken_again(clause, sentence, due, met=met) or _is_treated(clause, sentence, due, met=met)


def _is_taken_again(clause: Clause, sentence: Sentence, due: Due, *, met: bool) -> bool:
    """What "we take", or what "is taken" at a meeting, with nothing said of how."""
    if _we_take_it(clause, sentence) and met:
        return True
    if _is_left_till(clause, sentence, due):
        return True
    if _we_take_it_up_again(clause, sentence):
        return due.kind in ("next_meeting", "date")
    is_left = is_taken(clause.verb) and is_at_meeting(due) and not clause.verb.perfect
    return is_left or _comes_here_again(clause, sentence, due)


def _is_left_till(clause: Clause, sentence: Sentence, due: Due) -> bool:
    """ "Tas när Eva är med.", "Hann vi inte med, tar det nästa möte.": with nothing said of by whom."""
    if clause.verb.lemma != "ta" or clause.verb.tense != "present":
        return False
    if clause.party:  # "Vi tar priset på nästa möte"
        is_then = due.kind == "next_meeting" and sentence.words[due.start] in lexicon.words("due", "leads")
        return who(clause) == "we" and not clause.verb.frame and is_then
    if is_taken(clause.verb):
        then = due.kind == "event" and sentence.words[due.start] in ("när", "då", "så")
        return then and clause.subject == "none"
    it = sentence.words[clause.verb.at + 1 : clause.verb.at + 2] in (("det",), ("den",))
    return it and clause.verb.at == due.start - 2 and due.kind == "next_meeting"


def _is_treated(clause: Clause, sentence: Sentence, due: Due, *, met: bool) -> bool:
    """ "Frågan tas upp", "Rapporten redovisas", "Vi återkommer" """
    verb = clause.verb
    is_ahead = "treat" in verb.classes and verb.tense != "past" and verb.helper != "wish"
    if not is_ahead or _sets_day(clause, sentence):
        return False
    if verb.lemma == "återkomma" and clause.subject == "thing":
        return due.kind != "none" and is_of_matter(clause, sentence)
    if not verb.passive and not clause.party and due.end == verb.at:
        return False  # "Nästa möte behandlar …"
    told = clause.subject in ("thing", "none", "vague") or who(clause) in ("we", "group", "everyone")
    again = "igen" in sentence.words[verb.at : clause.end]
    return (told or verb.passive) and met and (verb.passive or again or is_at_meeting(due))


def _we_take_it(clause: Clause, sentence: Sentence) -> bool:
    """ "Frågan om lokalen tar vi nästa gång", "Den tar vi på nästa möte" """
    verb, front = clause.verb, sentence.words[clause.start : clause.verb.at]
    known = is_of_matter(clause, sentence) or front[-1:] in (("den",), ("det",), ("resten",))
    return (
        verb.lemma == "ta"
        and verb.tense == "present"
        and clause.is_inverted
        and who(clause) == "we"
        and known
    )


def _comes_here_again(clause: Clause, sentence: Sentence, due: Due) -> bool:
    """ "Förslaget tas upp här i gruppen innan jul": at a meeting of ours, though none is named."""
    verb = clause.verb
    behind = sentence.words[verb.last + 1 : verb.last + 4]
    ours = (
        behind[:2] == ("här", "i")
        and behind[2:]
        and behind[2] in lexicon.words("commitments", "present_body")
    )
    coming = verb.passive and verb.tense != "past" and "treat" in verb.classes
    return bool(coming and ours and due is not NONE)


def _sets_day(clause: Clause, sentence: Sentence) -> bool:
    """ "Årsmötet fastställs till den 9 april": when it will be."""
    verb = clause.verb
    to_day = verb.lemma in _SETTING and sentence.words[verb.last + 1 : verb.last + 2] == ("till",)
    return to_day and verb.at > clause.start and is_event(sentence.words[verb.at - 1])


def _we_take_it_up_again(clause: Clause, sentence: Sentence) -> bool:
    """ "Vi tar upp frågan igen i maj" """
    verb = clause.verb
    takes_up = verb.lemma == "ta" and verb.frame[:1] == ("upp",) and verb.tense == "present"
    return takes_up and who(clause) in ("we", "group") and "igen" in sentence.words[verb.at : clause.end]


def comes_to_us(clause: Clause, due: Due) -> bool:
    """ "Elfirman kommer tisdag 26 april", "Vaktmästaren kommer på måndag": work that has its day."""
    verb = clause.verb
    is_coming = verb.lemma == "komma" and not verb.helper and not verb.frame and verb.tense == "present"
    is_ours = (
        bool(clause.party) and role_of(clause.party[0].name) is not None
    )  # "Ordföranden kommer på måndag"
    hired = who(clause).endswith("organization") or (who(clause).endswith("role") and not is_ours)
    return is_coming and hired and due.kind == "date"


def is_of_matter(clause: Clause, sentence: Sentence) -> bool:
    """ "Frågan …", "Ärendet …" """
    front = sentence.words[clause.start : clause.verb.at]
    return not lexicon.words("commitments", "matters").isdisjoint(front)
