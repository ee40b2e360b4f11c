"""Narrow columns beside a text: whose what it asks for is, and by when."""

from collections.abc import Sequence
from dataclasses import replace

from app.imports.blocks import Block, Cell
from app.imports.clauses import clauses_in
from app.imports.confidence import estimate
from app.imports.due import NONE
from app.imports.due_words import due_of
from app.imports.hearing import Hearing
from app.imports.listing import lone_owners
from app.imports.owning import UNKNOWN
from app.imports.proposals import Seen, seen, with_due
from app.imports.sentences import sentences_in


def beside_alone(block: Block, hearing: Hearing) -> list[Seen]:
    """ "Skyltar beställs.", with somebody in the column beside it, who does it."""
    *_, last = sentences_in(block.text)
    done = next(iter(clauses_in(last, hearing.actors(last))), None)
    if done is None or not done.verb.passive or done.verb.tense != "present":
        return []
    in_columns = (sentence for text, _, _ in block.cells[1:] for sentence in sentences_in(text))
    by = next((lone for sentence in in_columns if (lone := lone_owners(sentence, hearing))), ())
    whole = (0, len(last.tokens))
    return [seen(last, whole, whole, by, NONE, estimate("listed_row", ["owner"]))] if by else []


def with_columns(block: Block, found: Seen, hearing: Hearing) -> Seen:
    """The columns beside the text win over nothing; those on other lines than its own are another's."""
    for text, _, _ in _on_its_lines(block, found):
        for sentence in sentences_in(text):
            lone = lone_owners(sentence, hearing) if found.owners == UNKNOWN else ()
            found = (
                replace(found, owners=lone) if lone else with_due(found, due_of(sentence, hearing.calendar))
            )
    return found


def _on_its_lines(block: Block, found: Seen) -> Sequence[Cell]:
    """Of several lines that have columns beside them, those on which a point stands; else all there are."""
    beside, note = block.cells[1:], block.run.note
    if len({note.rfind("\n", 0, start) for _, start, _ in beside}) < 2:
        return beside
    source = block.run.source(found.start, found.end)
    begin, finish = note.rfind("\n", 0, source.start), note.find("\n", source.end)
    return [cell for cell in beside if begin < cell[1] and (finish < 0 or cell[1] < finish)]
