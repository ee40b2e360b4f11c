"""What a block adds to the point above it: whose that is, or when it is due."""

from dataclasses import replace

from app.imports.blocks import Block
from app.imports.completing import takers
from app.imports.draft import DraftOwner, DraftPoint
from app.imports.due import Due
from app.imports.hearing import Hearing
from app.imports.later_due import later_due
from app.imports.listing import lone_owners
from app.imports.owning import is_open
from app.imports.saying_when import when_of
from app.imports.sentences import Sentence, sentences_in
from app.imports.tokens import tokens_in


def give(points: list[DraftPoint], by: tuple[DraftOwner, ...]) -> bool:
    """The owners to the last point, if it has none or only "we"."""
    if not points or not is_open(points[-1].owners):
        return False
    points[-1] = replace(points[-1], owners=by)
    return True


def completes(points: list[DraftPoint], block: Block, hearing: Hearing) -> bool:
    """Whether the block only says more of the last point; then that is said there."""
    first, *rest = sentences_in(block.text)
    if rest or not points or points[-1].agenda_number != block.agenda_number:
        return False
    above = points[-1]
    words = [token.low for token in tokens_in(above.source.text)]
    by = lone_owners(first, hearing, labelled=True) or takers(first, hearing, words)
    due = later_due(first, hearing, is_item=block.kind == "item") or _when(
        block, first, above, words, hearing
    )
    if by:
        give(points, by)
    if due and above.due_kind == "none":
        points[-1] = replace(points[-1], due_kind=due.kind, due_date=due.day, due_text=due.text)
    return bool(by or due)


def _when(block: Block, first: Sentence, above: DraftPoint, words: list[str], hearing: Hearing) -> Due | None:
    """A line of its own that says when the point above it is due."""
    if block.kind != "paragraph" or above.due_kind != "none":
        return None
    return when_of(first, words, hearing)
