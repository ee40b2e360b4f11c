"""A commitment that was seen, as the point that is proposed."""

from dataclasses import dataclass, replace

from app.imports.blocks import Block
from app.imports.draft import DraftOwner, DraftPoint
from app.imports.due import Due
from app.imports.owning import UNKNOWN
from app.imports.sentences import Sentence

_LONGEST_SOURCE = 200
_LONGEST_TASK = 300
_TRAILING = frozenset((",", "som", "och", "men", "samt", "så", ";", "–", "-", ":", "|", "->", "→", "=>", "⇒"))


@dataclass(frozen=True)
class Seen:
    """`start`, `end`: its words in the block's text. `task_start`: where the work begins, behind its owner."""

    sentence: Sentence
    start: int
    end: int
    task_start: int
    task_end: int
    owners: tuple[DraftOwner, ...]
    due: Due
    confidence: float


def seen(
    sentence: Sentence,
    span: tuple[int, int],
    task: tuple[int, int],
    owners: tuple[DraftOwner, ...],
    due: Due,
    confidence: float,
) -> Seen:
    """From tokens to places in the text; a long sentence is cut where a word ends."""
    tokens = sentence.tokens
    first, last = _bare(sentence, *span)
    task_first, task_last = _bare(sentence, *task)
    start = tokens[first].start
    end = tokens[last].end
    if end - start > _LONGEST_SOURCE:
        end = max(
            token.end
            for token in tokens[first:]
            if token.end <= start + _LONGEST_SOURCE or token is tokens[first]
        )
    return Seen(
        sentence,
        start,
        end,
        tokens[task_first].start,
        tokens[task_last].end,
        owners or UNKNOWN,
        due,
        confidence,
    )


def about(found: Seen, start: int) -> Seen:
    """The same with what stands before it, unless that is long."""
    if found.end - start > _LONGEST_SOURCE:
        return found
    return replace(found, start=start, task_start=start)


def shifted(found: Seen, offset: int) -> Seen:
    """What was seen in a part of a text, where it stands in the whole of it."""
    return replace(
        found,
        start=found.start + offset,
        end=found.end + offset,
        task_start=found.task_start + offset,
        task_end=found.task_end + offset,
    )


def with_due(found: Seen, due: Due) -> Seen:
    """The same with this due, where it says none itself."""
    return found if found.due.kind != "none" else replace(found, due=due)


def reaching(found: Seen, end: int, due: Due) -> Seen:
    """The same with more of the sentence, as far as a source may go, and when that is due."""
    last = min(end, found.start + _LONGEST_SOURCE)
    longer = replace(found, end=max(found.end, last), task_end=max(found.task_end, last))
    return with_due(longer, due)


def _bare(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """Without the joining words and signs at its edges: first and last token."""
    last = end - 1
    while last > start and sentence.words[last] in _TRAILING:
        last -= 1
    while start < last and sentence.words[start] in (
        ",",
        "och",
        "men",
        "samt",
        "så",
        "–",
        "-",
        ":",
        ";",
        ".",
        "att",
        "->",
        "→",
        "|",
    ):
        start += 1
    return start, last


def point(block: Block, found: Seen) -> DraftPoint:
    """The point as it is shown to whoever goes through the note."""
    text = block.text[found.task_start : found.task_end].rstrip(" .,;:")
    return DraftPoint(
        task=_shown(text),
        agenda_number=block.agenda_number,
        source=block.source(found.start, found.end),
        owners=found.owners,
        due_kind=found.due.kind,
        due_date=found.due.day,
        due_text=found.due.text,
        confidence=found.confidence,
    )


def _shown(text: str) -> str:
    """With a capital, and short enough for a task."""
    short = text if len(text) <= _LONGEST_TASK else text[: _LONGEST_TASK - 1].rsplit(" ", 1)[0] + "…"
    return short[:1].upper() + short[1:]
