"""Markdown that people wrote, as letters and pages show it: blocks of lines, in which nothing loads, leads or runs.

Links and images are their words with the address behind; HTML is what was typed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from app.mail.plain import cleaned, many_lines

# What these take would not be seen, or not as it was meant.
NOT_OURS = ["code", "html_block", "html_inline", "reference"]
MARKS = {"em": "em", "strong": "strong"}
LISTS = {"bullet_list": "bullets", "ordered_list": "numbers"}


class Span(NamedTuple):
    """`mark`: em, strong, code, or nothing."""

    words: str
    mark: str = ""


Line = tuple[Span, ...]


@dataclass(frozen=True)
class Block:
    """`kind`: paragraph, close (one that keeps close to the next), heading, bullets, numbers, quote.

    `items`: of a list, the first with the number `start`; of a quote, the one that is quoted.
    """

    kind: str
    lines: tuple[Line, ...] = ()
    items: tuple[tuple["Block", ...], ...] = ()
    start: int = 1


def blocks(source: str) -> tuple[Block, ...]:
    """What there is to be seen of it; nothing of what is empty."""
    text = many_lines("\n".join(source.splitlines()))
    return tuple(_blocks(SyntaxTreeNode(_parser().parse(text)).children))


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).disable(NOT_OURS)


def _blocks(nodes: Sequence[SyntaxTreeNode]) -> Iterator[Block]:
    for node in nodes:
        block = _block(node)
        if block and (block.lines or block.items):
            yield block


def _block(node: SyntaxTreeNode) -> Block | None:
    if node.type in {"paragraph", "heading"}:
        kind = "close" if node.hidden else node.type
        return Block(kind, tuple(_lines(node.children[0].children)))
    if node.type == "fence":
        lines = (cleaned(line) for line in node.content.splitlines())
        return Block("paragraph", tuple((Span(line, "code"),) for line in lines if line.strip()))
    if node.type == "blockquote":
        return Block("quote", items=_items([node]))
    if node.type in LISTS:
        return Block(LISTS[node.type], items=_items(node.children), start=int(node.attrs.get("start", 1)))
    return None


def _items(nodes: Sequence[SyntaxTreeNode]) -> tuple[tuple[Block, ...], ...]:
    found = (tuple(_blocks(node.children)) for node in nodes)
    return tuple(item for item in found if item)


def _lines(nodes: Sequence[SyntaxTreeNode]) -> Iterator[Line]:
    line: list[Span] = []
    for span in [*_spans(nodes, ""), None]:
        if span is None and any(one.words.strip() for one in line):
            yield tuple(one for one in line if one.words)
        line = [*line, span] if span else []


def _spans(nodes: Sequence[SyntaxTreeNode], mark: str) -> Iterator[Span | None]:
    """None: a line ends."""
    for node in nodes:
        if node.type in {"softbreak", "hardbreak"}:
            yield None
        elif node.type in {"text", "code_inline"}:
            yield Span(cleaned(node.content), mark or ("code" if node.type == "code_inline" else ""))
        elif node.type in {"link", "image"}:
            yield from _leading(node, mark)
        else:
            yield from _spans(node.children, MARKS.get(node.type, mark))


def _leading(node: SyntaxTreeNode, mark: str) -> Iterator[Span | None]:
    """Its words, and where it would lead if they do not say that."""
    words = list(_spans(node.children, mark))
    to = cleaned(str(node.attrs.get("href", node.attrs.get("src", ""))))
    said = "".join(span.words for span in words if span)
    yield from words
    if to and to.removeprefix("mailto:") != said:
        yield Span(f" ({to})" if said else to, mark)
