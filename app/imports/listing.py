"""Lists of tasks: under their heading every line is a point, with its owner before, behind or in it."""

from collections.abc import Sequence
from dataclasses import replace

from app.imports import lexicon
from app.imports.clauses import Clause, clauses_in
from app.imports.clues import clues, is_closed
from app.imports.committing import sign
from app.imports.confidence import LEAST, estimate, surer
from app.imports.draft import DraftOwner
from app.imports.due import Due
from app.imports.due_words import due_of
from app.imports.flat_tables import at_end
from app.imports.hearing import Hearing
from app.imports.names_alone import only
from app.imports.naming import Actor
from app.imports.owners_beside import Beside, before_comma, behind_comma, beside
from app.imports.owning import UNKNOWN, owners
from app.imports.proposals import Seen, seen, with_due
from app.imports.sentences import LONGEST, Sentence, sentences_in
from app.imports.spoken import heard
from app.imports.tokens import tokens_in

_LONGEST_LINE = 140
_HEEDED = {"closed", "negated", "hedged"}  # the clues that count against a line of a list


def in_list(
    text: str, hearing: Hearing, by: tuple[DraftOwner, ...], inherited: Due, *, is_flat: bool = False
) -> list[Seen]:
    """What one entry of a list asks for: what its sentences say, else the entry as it stands."""
    sentences = list(sentences_in(text))
    whole = sentences[0] if len(sentences) == 1 else Sentence(text, tokens_in(text)[:LONGEST])
    if sentences[0].words[0] in lexicon.words("due", "coming"):
        return []
    if is_flat and (side := at_end(whole, hearing)):
        return listed(whole, hearing, by, inherited, side=side)
    if _has_owner_beside(whole, hearing):
        return listed(whole, hearing, by, inherited)
    if not clauses_in(whole, hearing.actors(whole)) and (
        side := behind_comma(whole.tokens, hearing.actors(whole))
    ):
        return listed(whole, hearing, by, inherited, side=side)
    spoken = [seen for sentence in sentences for seen in heard(sentence, hearing, None)]
    if spoken:
        return [_inheriting(one, by, inherited) for one in spoken]
    return listed(whole, hearing, by, inherited) if _is_entry(sentences[0], hearing) else []


def _has_owner_beside(whole: Sentence, hearing: Hearing) -> bool:
    actors = hearing.actors(whole)
    return bool(actors) and beside(whole.tokens, actors) is not None


def _is_entry(first: Sentence, hearing: Hearing) -> bool:
    """A line with a bullet, or a short one; not what leads in to others."""
    if first.words[-1] == ":" or len(first.tokens) < 2 or first.words[0] in lexicon.words("due", "coming"):
        return False
    return hearing.kind == "item" or (first.tokens[0].is_capital and first.end - first.start <= _LONGEST_LINE)


def _inheriting(found: Seen, by: tuple[DraftOwner, ...], inherited: Due) -> Seen:
    """Surer than elsewhere, with the owner and due of the list when it has none of its own."""
    mine = found.owners if found.owners != UNKNOWN else by or UNKNOWN
    return with_due(replace(found, owners=mine, confidence=surer(found.confidence, "listed")), inherited)


def listed(
    sentence: Sentence,
    hearing: Hearing,
    by: tuple[DraftOwner, ...],
    inherited: Due,
    start: int = 0,
    side: Beside | None = None,
) -> list[Seen]:
    """The point that a line of a list is; `by` and `inherited`: what its heading says; `side`: its owner, if seen."""
    actors = hearing.actors(sentence)
    side = side or beside(sentence.tokens[start:], _moved(actors, start)) if actors else None
    if start and not side and not clauses_in(sentence, actors):
        side = before_comma(sentence.tokens[start:], _moved(actors, start))
    first, last = (start + side.start, start + side.end) if side else (start, len(sentence.tokens))
    if first >= last or is_closed(sentence):
        return []
    inside = next(iter(clauses_in(sentence, actors)), None)
    mine = owners(side.party) if side else ()
    named = (mine if side and inside and inside.verb.at >= last else _named(inside) or mine) or by or UNKNOWN
    due = due_of(sentence, hearing.calendar)
    if due.kind == "date" and due.start == 0 and _is_day_alone(sentence, due):
        return []
    told = set(clues(sentence, first, last, inside.verb.at if inside else first, due)) & _HEEDED
    if inside and not side and not start and estimate(sign(inside, sentence) or "other", ()) < LEAST:
        told.add("statement")
    share = estimate("listed", told)
    begin = inside.verb.at if inside and inside.subject == "actor" and not inside.is_inverted else first
    made = seen(sentence, (first, last), (begin, last), named, due, share)
    return [with_due(made, inherited)] if share >= LEAST else []


def _is_day_alone(sentence: Sentence, due: Due) -> bool:
    """ "Torsdag 18 september kl 18.00": when, but not what."""
    return not any(token.is_word and len(token.text) > 2 for token in sentence.tokens[due.end :])


def _moved(actors: Sequence[Actor], start: int) -> Sequence[Actor]:
    if not start:
        return actors
    return [
        replace(actor, start=actor.start - start, end=actor.end - start)
        for actor in actors
        if actor.start >= start
    ]


def _named(clause: Clause | None) -> tuple[DraftOwner, ...]:
    """The subject of the line, when it says who does it."""
    if clause is None or clause.subject != "actor" or clause.verb.passive:
        return ()
    return owners(clause.party)


def lone_owners(sentence: Sentence, hearing: Hearing, *, labelled: bool = False) -> tuple[DraftOwner, ...]:
    """The owners of a line that names somebody and nothing else: "Ansvarig: Eva", "Eva:" (unless `labelled`)."""
    actors = hearing.actors(sentence)
    if not actors:
        return ()
    length = lexicon.longest_at(lexicon.by_first("commitments", "labels", "owner"), sentence.words, 0)
    start = length + (length > 0 and len(sentence.words) > length and sentence.words[length] in ":-–")
    end = len(sentence.tokens) - (sentence.words[-1] in ":.")
    if not length and sentence.words[end - 1] in lexicon.words("commitments", "labels", "owner"):
        end -= 1  # "Eva ansvarig."
    elif labelled and not length:
        return ()
    party = only(sentence.tokens, actors, start, end) if start < end else ()
    return owners(party) if party else ()


def action_label(sentence: Sentence) -> int:
    """How many tokens a label as "Åtgärd:" at the beginning takes; 0: there is none."""
    labels = lexicon.by_first("commitments", "labels", "action")
    length = lexicon.longest_at(labels, sentence.words, 0)
    if not length or len(sentence.words) <= length + 1:
        return 0
    after = length + (sentence.words[length].isdecimal())
    if after > length and sentence.words[after + 1 : after + 2] and sentence.words[after + 1].isdecimal():
        return 0  # "Åtgärd 12-17 är klara"
    if sentence.words[after] in (":", "->", "→") or (sentence.words[after] in "-–" and length):
        return after + 1
    return after if _is_named_behind(sentence, after) else 0


def _is_named_behind(sentence: Sentence, at: int) -> bool:
    """ "TODO Eva: laga skrivaren", "AP Eva Ek - boka lokal": a name stands between the label and the work."""
    sign = next(
        (k for k in range(at + 1, min(at + 4, len(sentence.words) - 1)) if sentence.words[k] in ":-–"), at
    )
    named = all(token.is_capital for token in sentence.tokens[at:sign])
    return sign > at and (named or sentence.words[at] in lexicon.words("names", "everyone"))
