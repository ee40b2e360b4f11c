"""Tables of tasks: which column is the work, which the owner, which the day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.imports import lexicon, sections
from app.imports.blocks import Block
from app.imports.confidence import estimate
from app.imports.draft import DraftPoint, Source
from app.imports.due import NONE, Due
from app.imports.due_words import due_of
from app.imports.event_nouns import is_event
from app.imports.hearing import Hearing
from app.imports.names_alone import only
from app.imports.naming import Actor
from app.imports.owning import UNKNOWN, owners
from app.imports.sentences import Sentence
from app.imports.tokens import tokens_in

_FEW = 3  # words from which on a cell may be work
_KINDS = ("owner", "due", "task", "topic", "told")


@dataclass(frozen=True)
class Columns:
    """Which column holds what, by the words of the table's head; `is_counted`: the first one numbers the rows.

    `is_told`: the column of the work is one in which is told what was said. `indent`: letters before the head's text.
    """

    task: int | None
    owner: int | None
    due: int | None
    state: int | None = None
    many: int = 0
    is_counted: bool = False
    is_told: bool = False
    indent: int = 0

    def of_row(self, block: Block) -> "Columns":
        """The columns of one row: its number may be no cell, nor what stands before what was said."""
        is_rest = block.column(block.start) > self.indent and not block.number
        if self.is_told and self.task and is_rest and len(block.cells) <= self.many - self.task:
            return self._from(self.task)
        no_cell = self.is_counted and (block.number or len(block.cells) < self.many)
        return self._from(1) if no_cell else self

    def goes_on(self, block: Block) -> bool:
        """Whether the table does with what is no row of cells: a title that has some beside it, a cell alone."""
        return self.is_told and bool(block.cells or block.column(block.start) > self.indent)

    def _from(self, first: int) -> "Columns":
        """With the cells counted from a later one."""
        task, owner, due, state = (
            None if at is None or at < first else at - first
            for at in (self.task, self.owner, self.due, self.state)
        )
        many = self.many - first
        return replace(self, task=task, owner=owner, due=due, state=state, many=many, is_counted=False)


def columns(block: Block) -> Columns | None:
    """The columns that a table's head names, if it heads a table of tasks."""
    said = {kind: _labelled(block, kind) for kind in _KINDS}
    if said["owner"] is None or len(block.cells) < 2 or max(len(text) for text, _, _ in block.cells) > 40:
        return None
    is_told = said["told"] is not None and said["task"] == said["topic"]
    task = said["told"] if is_told else said["task"]
    if task is None:
        taken = {at for at in (*said.values(), _labelled(block, "number")) if at is not None}
        task = next((at for at in range(len(block.cells)) if at not in taken), None)
    counted = _labelled(block, "number") == 0
    state, indent = _labelled(block, "done"), block.column(block.start)
    return Columns(task, said["owner"], said["due"], state, len(block.cells), counted, is_told, indent)


def heads_telling(block: Block) -> bool:
    """Whether it heads a table in which is told what was said."""
    head = columns(block) if block.kind == "row" else None
    return head is not None and head.is_told


def _labelled(block: Block, kind: str) -> int | None:
    entries = lexicon.entries("commitments", "labels", kind)
    cells = [text.lower().strip(" :*.?") for text, _, _ in block.cells]
    return next((at for at, text in enumerate(cells) if text in entries), None)


def row_point(block: Block, said: Columns | None, hearing: Hearing, inherited: Due) -> DraftPoint | None:
    """The point that a row is; without a head its cells tell by what they hold."""
    cells = [_sentence(text) for text, _, _ in block.cells]
    owner_at = (
        said.owner if said else next((at for at in range(len(cells)) if _party(cells[at], hearing)), None)
    )
    by = _party(cells[owner_at], hearing) if owner_at is not None and owner_at < len(cells) else ()
    task_at = said.task if said else _longest(block, owner_at)
    if task_at is None or task_at >= len(cells) or task_at == owner_at or cells[task_at] is None:
        return None
    others = [cells[at] for at in range(len(cells)) if at not in (task_at, owner_at)]
    by_whom = [cells[owner_at]] if owner_at is not None and by else []  # "Eva / 31 maj"
    due = _due([*others, *by_whom, cells[task_at]], hearing)
    if due.kind == "none" and said and said.due is not None and said.due < len(block.cells):
        due = _alone(block.cells[said.due][0])
    text, start, end = block.cells[task_at]
    if said and said.is_told and not by:
        return None
    share = estimate("listed_row", ["owner"] if by else [])
    return DraftPoint(
        task=text[:300].rstrip(" .,;:"),
        agenda_number=block.agenda_number,
        source=Source(block.run.note[start:end][:400], start, min(end, start + 400)),
        owners=owners(by) if by else UNKNOWN,
        due_kind=(due if due.kind != "none" else inherited).kind,
        due_date=(due if due.kind != "none" else inherited).day,
        due_text=(due if due.kind != "none" else inherited).text,
        confidence=share,
    )


def has_owner_beside(block: Block, hearing: Hearing) -> bool:
    """A row without a head: a sentence, and behind it a cell with nothing but somebody who is known."""
    work = block.cells[0][0] if block.cells else ""
    if len(work.split()) < _FEW or sections.labels(work) or work[-1:] != ".":
        return False
    parties = (_party(_sentence(text), hearing) for text, _, _ in block.cells[1:])
    return any(
        party and all(actor.sure and actor.kind in ("person", "role") for actor in party) for party in parties
    )


def _sentence(text: str) -> Sentence | None:
    tokens = tokens_in(text)
    return Sentence(text, tokens) if tokens else None


def _party(cell: Sentence | None, hearing: Hearing) -> tuple[Actor, ...]:
    return only(cell.tokens, hearing.actors(cell), 0, len(cell.tokens)) if cell else ()


def _longest(block: Block, owner_at: int | None) -> int | None:
    others = [at for at in range(len(block.cells)) if at != owner_at]
    return max(others, key=lambda at: len(block.cells[at][0]), default=None)


def is_done(block: Block, said: Columns) -> bool:
    """By the column of states, or by the last word in that of days: "3 maj Klart" where the two were close, "klart"."""
    words = _words(block, said.state)[:1] or _words(block, said.due)[-1:]
    closed = lexicon.words("commitments", "clues", "closed")
    return any(word.lower().strip(".!") in closed for word in words)


def _words(block: Block, column: int | None) -> list[str]:
    return block.cells[column][0].split() if column is not None and column < len(block.cells) else []


def _alone(text: str) -> Due:
    """ "Årsmötet" in the column of days: an event without its preposition."""
    said = text.lower().split()
    return Due("event", text=text) if said and is_event(said[-1]) else NONE


def _due(cells: Sequence[Sentence | None], hearing: Hearing) -> Due:
    for cell in cells:
        if cell:
            due = due_of(cell, hearing.calendar)
            if due.kind != "none":
                return due
    return NONE
