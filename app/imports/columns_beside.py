"""Narrow columns beside a text: whose what it asks for is, and by when."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby, takewhile
from operator import itemgetter

from app.imports import lexicon
from app.imports.blocks import Block, Cell
from app.imports.clauses import clauses_in
from app.imports.confidence import estimate
from app.imports.due import NONE
from app.imports.due_words import due_of
from app.imports.hearing import Hearing
from app.imports.listing import lone_owners
from app.imports.owning import UNKNOWN
from app.imports.proposals import Seen, seen, with_due
from app.imports.sentences import Sentence, sentences_in

_NONE = lexicon.words("commitments", "clues", "negations")


def beside_alone(block: Block, hearing: Hearing, found: Sequence[Seen]) -> list[Seen]:
    """ "Skyltar beställs.", "Brandskyddet är inte redovisat.": with somebody in the column beside it, who does it.

    The one is work, of the other a day beside it says so. What is found in the text already is none of these.
    """
    if len(block.cells) < 2:
        return []
    made: list[Seen] = []
    place, taken = block.run.place, {one.sentence.start for one in found}
    said = [(place(one.start), place(one.end - 1), one) for one in sentences_in(block.text)]
    for line, cells in groupby(block.cells[1:], partial(_line, block)):
        on_it = _on_line(said, line, block.run.note.find("\n", line))
        if on_it and not any(one.start in taken for _, one in on_it):
            _, most = max(on_it, key=itemgetter(0))
            taken.add(most.start)
            made += _of_line(most, [text for text, _, _ in cells], hearing)
    return made


def _on_line(said: Sequence[tuple[int, int, Sentence]], line: int, end: int) -> list[tuple[int, Sentence]]:
    """The sentences of which letters stand on a line, each with how many."""
    first = bisect_left(said, line, key=itemgetter(1))
    reaching = takewhile(lambda one: end < 0 or one[0] < end, map(said.__getitem__, range(first, len(said))))
    return [((last if end < 0 else min(last, end)) - max(begin, line), one) for begin, last, one in reaching]


def _of_line(said: Sentence, texts: Sequence[str], hearing: Hearing) -> list[Seen]:
    beside = [sentence for text in texts for sentence in sentences_in(text)]
    by = next((lone for sentence in beside if (lone := lone_owners(sentence, hearing))), ())
    due = next((due for one in beside if (due := due_of(one, hearing.calendar)).kind != "none"), NONE)
    if not by or said.words[0] in _NONE or not (due is not NONE or _is_done(said, hearing)):
        return []
    whole = (0, len(said.tokens))
    return [seen(said, whole, whole, by, due, estimate("listed_row", ["owner"]))]


def _is_done(said: Sentence, hearing: Hearing) -> bool:
    done = next(iter(clauses_in(said, hearing.actors(said))), None)
    return done is not None and done.verb.passive and done.verb.tense == "present"


def with_columns(block: Block, found: Seen, hearing: Hearing) -> Seen:
    """The columns beside the text win over nothing; those on other lines than its own are another's."""
    for text, _, _ in _on_its_lines(block, found):
        for sentence in sentences_in(text):
            lone = lone_owners(sentence, hearing) if found.owners == UNKNOWN else ()
            found = with_due(found, due_of(sentence, hearing.calendar))
            found = replace(found, owners=lone) if lone else found
    return found


def _on_its_lines(block: Block, found: Seen) -> Sequence[Cell]:
    """Of several lines that have columns beside them, those on which a point stands; else all there are."""
    beside, note = block.cells[1:], block.run.note
    if not beside or _line(block, beside[0]) == _line(block, beside[-1]):
        return beside
    source = block.run.source(found.start, found.end)
    begin, finish = note.rfind("\n", 0, source.start), note.find("\n", source.end)
    first = bisect_left(beside, begin, key=itemgetter(1))
    return [
        *takewhile(
            lambda cell: finish < 0 or cell[1] < finish, map(beside.__getitem__, range(first, len(beside)))
        )
    ]


def _line(block: Block, cell: Cell) -> int:
    """Where the line begins that a cell stands in."""
    return block.run.note.rfind("\n", 0, cell[1]) + 1
