"""Tables in which one column tells what was said: "Punkt | Diskussion och beslut | Ansvarig | När"."""

from collections.abc import Sequence
from dataclasses import replace

from app.imports.blocks import Block
from app.imports.draft import DraftOwner
from app.imports.due import NONE, Due
from app.imports.due_words import due_of
from app.imports.hearing import Hearing
from app.imports.names_alone import only
from app.imports.naming import Actor
from app.imports.owning import UNKNOWN, owners
from app.imports.proposals import Seen, shifted, with_due
from app.imports.running_text import told
from app.imports.sentences import sentences_in
from app.imports.task_tables import Columns


def told_row(
    block: Block, columns: Columns, hearing: Hearing, person: Actor | None
) -> tuple[list[Seen], Actor | None]:
    """What the sentences of a row ask for, in places of the block's text; by whom and when its columns say.

    The person is the one named last, as in running text.
    """
    texts = [text for text, _, _ in block.cells]
    text = _at(texts, columns.task)
    by, due = _owners(_at(texts, columns.owner), hearing), _due(_at(texts, columns.due), hearing)
    found, person = told(text, hearing, person) if text else ([], person)
    offset = _place(block, texts, columns.task)
    return [_completed(one, by, due, offset) for one in found], person


def _at(texts: Sequence[str], column: int | None) -> str:
    return texts[column] if column is not None and column < len(texts) else ""


def _place(block: Block, texts: Sequence[str], column: int | None) -> int:
    """Where a cell begins in the block's text; one before it may say the same."""
    at = 0
    for text in texts[:column]:
        at = max(at, block.text.find(text, at) + len(text))
    return max(0, block.text.find(_at(texts, column), at))


def _owners(text: str, hearing: Hearing) -> tuple[DraftOwner, ...]:
    for sentence in sentences_in(text) if text else ():
        if party := only(sentence.tokens, hearing.actors(sentence), 0, len(sentence.tokens)):
            return owners(party)
    return UNKNOWN


def _due(text: str, hearing: Hearing) -> Due:
    for sentence in sentences_in(text) if text else ():
        return due_of(sentence, hearing.calendar)
    return NONE


def _completed(found: Seen, by: tuple[DraftOwner, ...], due: Due, offset: int) -> Seen:
    """What the sentence says wins over the columns; the columns win over nothing."""
    owned = replace(found, owners=by) if found.owners == UNKNOWN else found
    return with_due(shifted(owned, offset), due)
