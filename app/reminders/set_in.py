"""What people wrote in Markdown, as lines of plain text: lists marked, and what belongs together set in alike."""

from collections.abc import Iterable, Iterator
from itertools import count
from typing import NamedTuple

from app.mail.plain import one_line
from app.markdown import Block, Line

QUOTED_BY = 2


class SetIn(NamedTuple):
    """A line, and how far the first and the rest of what it is folded to are set in."""

    words: str
    first: int = 0
    rest: int = 0


Group = tuple[SetIn, ...]


def groups(blocks: Iterable[Block], by: int = 0) -> Iterator[Group]:
    """Those between which there are empty lines."""
    close: Group = ()
    for block in blocks:
        if block.kind == "close":
            close += tuple(_lines(block, by))
            continue
        first, *rest = _groups(block, by)
        yield close + first
        close = ()
        yield from rest
    if close:
        yield close


def _groups(block: Block, by: int) -> Iterator[Group]:
    if block.kind == "quote":
        yield from groups(block.items[0], by + QUOTED_BY)
    elif block.items:
        yield from _together(block, by)
    else:
        yield tuple(_lines(block, by))


def _lines(block: Block, by: int) -> Iterator[SetIn]:
    return (SetIn(_words(line), by, by) for line in block.lines)


def _words(line: Line) -> str:
    return one_line("".join(span.words for span in line))


def _together(block: Block, by: int) -> Iterator[Group]:
    """The items of a list; those that keep close to each other in one group."""
    marks = (
        ("- " for _ in block.items)
        if block.kind == "bullets"
        else (f"{each}. " for each in count(block.start))
    )
    close: Group = ()
    for item, mark in zip(block.items, marks, strict=False):
        first, *rest = groups(item, by + len(mark))
        marked = (SetIn(mark + first[0].words, by, by + len(mark)), *first[1:])
        if item[0].kind == "close":
            close += marked
            close += tuple(line for group in rest for line in group)
            continue
        if close:
            yield close
            close = ()
        yield marked
        yield from rest
    if close:
        yield close
