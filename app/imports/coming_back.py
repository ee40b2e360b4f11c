"""What is treated again, and who comes on a day: "Frågan tas upp nästa gång", "Elfirman kommer tisdag 3 maj"."""

from app.imports import lexicon
from app.imports.clauses import Clause
from app.imports.due import Due
from app.imports.due_words import is_at_meeting
from app.imports.sentences import Sentence
from app.imports.subject_kinds import who


def comes_back(clause: Clause, sentence: Sentence, due: Due, *, met: bool) -> bool:
    """ "Frågan tas upp på nästa möte", "Rapporten redovisas i mars": what is to be treated then.

    `met`: whether the due is a meeting, or a day ahead.
    """
    verb = clause.verb
    if _we_take_it(clause, sentence) and met:
        return True
    if _we_take_it_up_again(clause, sentence):
        return due.kind in ("next_meeting", "date")
    if "treat" not in verb.classes or verb.tense == "past" or verb.helper == "wish":
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


def _we_take_it_up_again(clause: Clause, sentence: Sentence) -> bool:
    """ "Vi tar upp frågan igen i maj" """
    verb = clause.verb
    takes_up = verb.lemma == "ta" and verb.frame[:1] == ("upp",) and verb.tense == "present"
    return takes_up and who(clause) in ("we", "group") and "igen" in sentence.words[verb.at : clause.end]


def comes_to_us(clause: Clause, due: Due) -> bool:
    """ "Elfirman kommer tisdag 26 april": work that somebody outside has set a day for."""
    verb = clause.verb
    is_coming = verb.lemma == "komma" and not verb.helper and not verb.frame and verb.tense == "present"
    return is_coming and who(clause).endswith("organization") and due.kind == "date"


def is_of_matter(clause: Clause, sentence: Sentence) -> bool:
    """ "Frågan …", "Ärendet …" """
    front = sentence.words[clause.start : clause.verb.at]
    return not lexicon.words("commitments", "matters").isdisjoint(front)
