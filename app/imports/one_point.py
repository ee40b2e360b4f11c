"""Where clauses of a sentence are one point: one says more of the other, when it is due, or who takes it."""

from dataclasses import replace
from itertools import pairwise

from app.imports import lexicon
from app.imports.clauses import Clause
from app.imports.completing import is_about_it, is_whose, takes_it
from app.imports.confidence import LEAST
from app.imports.due import NONE, Due
from app.imports.later_due import is_last_day
from app.imports.owning import UNKNOWN, is_shared_work, owners
from app.imports.proposals import Seen, reaching
from app.imports.saying_when import only_when
from app.imports.sentences import Sentence

_CLOSING = ("klart", "klar", "klara", "färdig", "färdigt", "senast", "deadline", "allt")
_A_NEW_ONE = (("en", "ny"), ("ett", "nytt"), ("nya", "sådana"), ("en", "sådan"))


def more_of(
    last: Seen, clause: Clause, sentence: Sentence, due: Due, *, is_signed: bool, promised: bool
) -> Seen | None:
    """The point before it, when a clause only says when that is due, how it is done, or who takes it."""
    is_open = last.due is NONE and due is not NONE
    if is_open and (
        is_last_day(clause, sentence) or only_when(clause, sentence) or _asks_to_it(clause, sentence)
    ):
        return replace(last, due=due)
    if promised and _says_what(clause, sentence):
        return reaching(last, sentence.tokens[clause.end - 1].end, due)
    says_who = clause.party and all(actor.kind == "person" for actor in clause.party)  # "…, Eva skriver"
    if not (is_signed or says_who) or clause.is_shared or not is_shared_work(last.owners):
        return None
    if is_whose(clause, sentence):
        return replace(last, owners=owners(clause.party))
    talks = last.owners == UNKNOWN and is_about_it(clause, sentence)
    if talks or takes_it(clause, sentence, due, sentence.words[: clause.start]):
        return replace(last, owners=owners(clause.party), due=last.due if due is NONE else due)
    return None


def _asks_to_it(clause: Clause, sentence: Sentence) -> bool:
    """ "Eva ordnar en träff, inbjudan kommer i nästa vecka": how those who are asked hear of it, and when."""
    front = sentence.words[clause.start : clause.verb.at]
    is_call = front in (("inbjudan",), ("kallelse",), ("kallelsen",), ("program",), ("anmälan",))
    return is_call and clause.verb.lemma in ("komma", "gå", "skicka")


def _says_what(clause: Clause, sentence: Sentence) -> bool:
    """ "Eva lovar att hon ringer", "Eva lovar att skylten kommer upp före jul": what the promise is."""
    of_thing = clause.subject in ("thing", "vague") and sentence.words[clause.start] == "att"
    return clause.subject == "pronoun" or of_thing


def joined_to(last: Seen, clause: Clause, sentence: Sentence, found: Seen) -> Seen | None:
    """The point before it with what a clause tells of, when that is the same task; None: it is another one."""
    if clause.is_shared:
        return _with_more(last, found)
    if _helps_with_it(clause, sentence) and UNKNOWN not in (last.owners, found.owners):
        return replace(reaching(last, found.end, found.due), owners=(*last.owners, *found.owners))
    if _does_what_is_needed(last, clause, sentence, found):
        return replace(reaching(last, found.end, found.due), owners=found.owners)
    return None


def _helps_with_it(clause: Clause, sentence: Sentence) -> bool:
    """ "Eva bakar bullar och Ali hjälper till": with what was just told of, when nothing else is named."""
    more = any(word[0].isalpha() for word in sentence.words[clause.verb.last + 1 : clause.end])
    return clause.verb.lemma in lexicon.words("commitments", "helping") and not more


def _does_what_is_needed(last: Seen, clause: Clause, sentence: Sentence, found: Seen) -> bool:
    """ "Kopplingen måste bytas, han köper en ny i veckan": who does it, and how, is no second task."""
    behind = sentence.words[clause.verb.last + 1 : clause.end]
    again = any(pair in _A_NEW_ONE for pair in pairwise(behind)) or behind[:1] in (("den",), ("dem",))
    is_nobodys = last.owners == UNKNOWN and last.due is NONE
    return is_nobodys and again and all(owner.kind == "person" for owner in found.owners)


def _with_more(one: Seen, more: Seen) -> Seen:
    """ "Övriga läser och lämnar synpunkter före mötet": as sure as the surer of the two."""
    return replace(reaching(one, more.end, more.due), confidence=max(one.confidence, more.confidence))


def with_one_more(made: list[Seen], found: Seen, clause: Clause, sentence: Sentence) -> list[Seen]:
    """ "Eva ringer, och Ali skriver" are two; "Eva ringer, som återkommer i maj" says more of the one before."""
    is_more = bool(made) and made[-1].owners == found.owners
    if is_more and sentence.words[clause.verb.at - 1] == "som":
        return [*made[:-1], reaching(made[-1], sentence.tokens[clause.end - 1].end, found.due)]
    return [*made, found] if found.confidence >= LEAST else made


def all_due(made: list[Seen], due: Due, sentence: Sentence) -> list[Seen]:
    """ "Eva ritar, Ali trycker, klart före jul": a day for all that was said before it."""
    closing = due.start > 0 and sentence.words[due.start] in _CLOSING and sentence.words[due.start - 1] == ","
    in_order = not lexicon.words("due", "event", "following").isdisjoint(sentence.words)
    return (
        [replace(one, due=due) if one.due is NONE else one for one in made]
        if closing and not in_order
        else made
    )
