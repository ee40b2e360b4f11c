"""Who does what a clause says: its subject, "av Eva", "mellan Eva och Ali", "åt kassören"."""

from collections.abc import Sequence

from app.imports import kinds, lexicon
from app.imports.clauses import Clause
from app.imports.deeds import duty
from app.imports.draft import DraftOwner
from app.imports.naming import Actor, joined
from app.imports.owning import UNKNOWN, is_everyone, owners
from app.imports.sentences import Sentence

_WITH = {("tillsammans", "med"), ("ihop", "med"), ("together", "with"), ("sammen", "med")}
_GIVEN = ("uppdra", "ge", "ombe", "be", "uppmana", "anmoda", "utse", "välja")


def doers(
    clause: Clause, sentence: Sentence, actors: Sequence[Actor], last_person: Actor | None
) -> tuple[DraftOwner, ...]:
    verb = clause.verb
    if clause.subject == "vague" and (at := duty(clause, sentence)):
        return (_dutiful(sentence, at),)
    if clause.subject == "pronoun" and (not verb.passive or verb.lemma in _GIVEN):
        return owners([last_person]) if last_person else UNKNOWN
    if (
        verb.passive
        or verb.lemma in ("uppdra", "ombe")
        or ("i" in verb.frame[:1] and verb.lemma == "ge")
        or (verb.frame == ("till", "att") and verb.lemma in ("utse", "välja"))
        or clause.subject in ("thing", "vague", "nobody", "none")
    ):
        return _agents(clause, sentence, actors)
    return owners([*clause.party, *_together(clause, sentence, actors)])


def _together(clause: Clause, sentence: Sentence, actors: Sequence[Actor]) -> list[Actor]:
    """ "Eva hämtar nyckeln tillsammans med Ali"."""
    reach = range(clause.verb.last + 1, clause.end - 2)
    at = next((at for at in reach if sentence.words[at : at + 2] in _WITH), None)
    beside = [actor for actor in actors if at is not None and actor.start >= at + 2]
    party = next(joined(beside, sentence.tokens), [])
    return [actor for actor in party if party[0].start == (at or 0) + 2 and actor.kind == "person"]


def by_agent(clause: Clause, sentence: Sentence, actors: Sequence[Actor], *, is_due: bool) -> str | None:
    """ "Västarna tvättas av Eva", "Antal meddelas till Eva av alla senast 3 maj": a passive whose doer is named.

    What is reported, and what a group does, is work to come only where a sentence says when (`is_due`).
    """
    verb = clause.verb
    if not verb.passive or verb.tense != "present" or verb.classes & {"state", "work"} == {"state"}:
        return None
    known = {"work", "carry", "report"} if is_due else {"work", "carry"}
    is_told = "report" in verb.classes and not is_due
    if is_told or not verb.classes & known or verb.lemma in lexicon.words("commitments", "own_duties"):
        return None
    doing = ("person", "role", "group") if is_due else ("person", "role")
    named = any(
        (a.kind in doing or is_everyone(a.owner())) and a.sure and sentence.words[a.start - 1] == "av"
        for a in actors
        if a.start > verb.at
    )
    return "done_by" if named else None


def _dutiful(sentence: Sentence, at: int) -> DraftOwner:
    """Whose duty it is: the word without its genitive s."""
    word = sentence.tokens[at].text
    name = word[:-1]
    if name.lower() in lexicon.words("names", "everyone"):
        return DraftOwner("group", word)
    return DraftOwner(kinds.of_word(name.lower()) or "person", name)


def _is_of_us(sentence: Sentence, at: int) -> bool:
    """ "bemannas av oss i gruppen", "sköts av de tre i gruppen"."""
    return sentence.words[at - 3 : at] in (("av", "oss", "i"), ("av", "dem", "i"), ("av", "de", "i"))


def _agents(clause: Clause, sentence: Sentence, actors: Sequence[Actor]) -> tuple[DraftOwner, ...]:
    """ "… skickas ut av Eva", "dialog mellan Eva och Ali", "uppdras åt kassören", "kassören ges i uppdrag"."""
    if clause.verb.passive and clause.verb.lemma in _GIVEN and clause.party:
        return owners(clause.party)  # "Samtliga ombads höra av sig till Eva"
    behind = [actor for actor in actors if clause.verb.at < actor.start < clause.end]
    for party in joined(behind, sentence.tokens):
        before = sentence.words[party[0].start - 1]
        if _is_of_us(sentence, party[0].start):
            return owners(party[:1])
        if (
            before in ("av", "åt", "genom", "by", "via")
            or (before == "från" and _comes_from(clause))
            or (
                before == "("
                and sentence.words[party[-1].end : party[-1].end + 1] == (")",)
                and party[0].sure
            )
            or (
                clause.verb.lemma in ("uppdra", "ombe")
                and (before == "till" or party[0].start == clause.verb.last + 1)
            )
            or (clause.verb.lemma == "ge" and not clause.verb.passive)
            or (clause.verb.frame == ("till", "att") and party[0].start == clause.verb.at + 1)
            or (before == "mellan" and len(party) > 1)
        ):
            return owners(party)
    if clause.party and clause.verb.lemma in _GIVEN:
        return owners(clause.party)
    return owners(_made_up_of(clause, sentence, actors))


def _comes_from(clause: Clause) -> bool:
    """ "Underlag behövs från ekonomen", "Inbjudan kommer från Eva" """
    return clause.verb.lemma in lexicon.words("due", "again", "needed") | {"komma"}


def _made_up_of(clause: Clause, sentence: Sentence, actors: Sequence[Actor]) -> list[Actor]:
    """ "En arbetsgrupp bestående av Eva och Ali tillsätts", "Skylt (Eva) målas": those named before the verb."""
    front = [actor for actor in actors if clause.start < actor.start and actor.end <= clause.verb.at]
    for party in joined(front, sentence.tokens):
        before = sentence.words[max(0, party[0].start - 2) : party[0].start]
        bracketed = before[-1:] == ("(",) and sentence.words[party[-1].end] == ")"
        if before == ("bestående", "av") or (bracketed and all(actor.sure for actor in party)):
            return party
    return []
