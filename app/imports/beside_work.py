"""Work with its owner beside it, and work that begins with its verb: "Boka lokal (Eva)", "Eva: kollar priset"."""

from collections.abc import Iterator, Sequence

from app.imports import kinds, lexicon, sections
from app.imports.bare_work import bare_sign
from app.imports.clauses import Clause, clauses_in
from app.imports.clues import clues
from app.imports.committing import sign
from app.imports.confidence import LEAST, estimate
from app.imports.deeds import is_deed_word, is_state
from app.imports.draft import DraftOwner
from app.imports.due import NONE
from app.imports.due_words import due_in
from app.imports.hearing import Hearing
from app.imports.names_alone import only
from app.imports.naming import Actor
from app.imports.owners_beside import Beside, behind_comma, beside, responsible
from app.imports.owning import owners
from app.imports.proposals import Seen, seen, with_due
from app.imports.sentences import Sentence

_SHORTEST = 8  # words of a line that is nothing but a task and a name
_REPORTS = ("rapport", "information", "presentation", "redovisning", "föredrag")


def owned(sentence: Sentence, actors: Sequence[Actor], hearing: Hearing) -> Iterator[Seen]:
    """Work with its owner beside it, outside lists of tasks: "Boka lokal (Eva)", "Eva: kollar priset"."""
    side = responsible(sentence.tokens, actors) or beside(sentence.tokens, actors) or _last(sentence, actors)
    if side is None or side.start >= side.end or not all(actor.sure for actor in side.party):
        return
    if only(sentence.tokens, [actor for actor in actors if actor.sure], side.start, side.end):
        return  # "Eva (ordförande)"
    by = owners(side.party)
    behind = due_in(sentence, side.end, len(sentence.tokens), hearing.calendar)
    found = bare(sentence, side.start, side.end, by, hearing, ["owner"])
    if bare_sign(sentence, side.start) is None:
        found = _owned(sentence, actors, side, hearing)
    yield from (with_due(one, behind) for one in found)


def _last(sentence: Sentence, actors: Sequence[Actor]) -> Beside | None:
    """ "Lampan byts snarast, Eva.": behind work that is nobody's the name that the sentence ends with."""
    side = behind_comma(sentence.tokens, actors)
    if side is None or any(actor.kind != "person" for actor in side.party):
        return None
    if any(actor.kind == "person" and actor.end == side.end for actor in actors):
        return None  # "Bjud in Tord, Eva och Lasse."
    inside = clauses_in(sentence, actors)
    is_nobodys = all(clause.subject in ("nobody", "none", "thing") for clause in inside)
    is_work = bool(inside) or bare_sign(sentence) is not None
    return side if is_work and is_nobodys else None


def bare(
    sentence: Sentence,
    start: int,
    end: int,
    by: tuple[DraftOwner, ...],
    hearing: Hearing,
    told: Sequence[str],
) -> Iterator[Seen]:
    """What begins with its verb: "Boka lokal"."""
    found = bare_sign(sentence, start)
    if found is None:
        return
    name, verb = found
    due = due_in(sentence, start, end, hearing.calendar)
    if due is NONE and sentence.words[start - 1 : start] == (":",):
        due = due_in(sentence, 0, start - 1, hearing.calendar)  # "Till nästa gång: läs kapitel 4"
    marks = [*clues(sentence, start, end, verb, due), *told]
    if hearing.kind == "item":
        marks.append("item")
    yield seen(sentence, (start, end), (verb, end), by, due, estimate(name, marks))


def _owned(sentence: Sentence, actors: Sequence[Actor], side: Beside, hearing: Hearing) -> Iterator[Seen]:
    inside = [clause for clause in clauses_in(sentence, actors) if side.start <= clause.verb.at < side.end]
    inside = [] if _is_thing_alone(inside, side) else inside
    due = due_in(sentence, side.start, side.end, hearing.calendar)
    name = _sign(sentence, inside, side, hearing)
    if name is None:
        return
    told = [*clues(sentence, side.start, side.end, side.start, due)]
    by = owners(inside[0].party if inside and inside[0].party else side.party)
    yield seen(sentence, (side.start, side.end), (side.start, side.end), by, due, estimate(name, told))


def _is_thing_alone(inside: Sequence[Clause], side: Beside) -> bool:
    """ "Skyltar: Eva": a thing, though it has the form of a verb; "Antecknar: Eva" says who writes."""
    is_word = side.end - side.start == 1 and side.form == "behind"
    return is_word and all(one.verb.lemma not in lexicon.words("commitments", "minutes") for one in inside)


def _sign(sentence: Sentence, inside: Sequence[Clause], side: Beside, hearing: Hearing) -> str | None:
    if side.form == "label":
        return "labelled"
    if inside:
        signed = sign(inside[0], sentence)
        if signed and inside[0].subject in ("nobody", "none", "thing"):
            is_work = signed in ("done_present_other", "done_present_held")  # "Vikarier söks (Eva)"
            return "owned" if is_work or estimate(signed, ()) >= LEAST else None
        return signed
    if (
        (hearing.kind != "item" and not _is_task_and_name(sentence, side, hearing))
        or kinds.of_word(sentence.words[side.start])
        or sections.label(sentence.text[sentence.start : sentence.end].partition(":")[0])
    ):
        return None
    if is_state(sentence.words[side.start : side.end]):
        return None
    persons = all(actor.kind == "person" for actor in side.party)
    is_task = side.form == "behind" or (side.form == "before" and is_deed_word(sentence.words[side.start]))
    return "owned_noun" if side.form == "brackets" or (is_task and persons) else None


def _is_task_and_name(sentence: Sentence, side: Beside, hearing: Hearing) -> bool:
    """ "Kaffe och bullar (Eva)": a short line of its own that ends with who does it; no report and no title."""
    words = sentence.words[side.start : side.end]
    told = lexicon.words("commitments", "spoken_of")
    return (
        _ends_with_name(sentence, side, hearing)
        and len(words) <= _SHORTEST
        and all(actor.kind == "person" for actor in side.party)
        and not any(word in told or word.endswith(_REPORTS) for word in words)
    )


def _ends_with_name(sentence: Sentence, side: Beside, hearing: Hearing) -> bool:
    """ "Kaffe (Eva)" alone on its line, "Kaffe: Eva" in a text or, by first name, on a line under an item."""
    is_line = not sentence.start and sentence.end >= len(sentence.text.rstrip())
    if side.form == "brackets":
        return is_line
    is_task = hearing.in_item and not any(" " in actor.name for actor in side.party)
    return side.form == "behind" and sentence.words[side.end] == ":" and (not is_line or is_task)
