"""A note as blocks: headings, paragraphs, list items, rows; each under its agenda item and its headings."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.imports import agenda, headings
from app.imports.draft import Source
from app.imports.passage import Passage
from app.imports.passages import passages
from app.imports.runs import Run, run

Cell = tuple[str, int, int]


@dataclass(frozen=True)
class Block:
    """`kind`: heading, paragraph, item or row. `text`: without bullet or number, on one line.

    `start`, `end`: where it stands in the note. `agenda_number`: the item it stands under (a heading that
    opens one: its own). `headings`: those above it, outermost first. `cells`: the columns of a row, and of
    a text with a narrow column beside it (then the text is the first cell alone). `unshifted`: the whole note is in
    small letters. `in_item`: an item of the agenda was opened above it.
    """

    kind: str
    text: str
    start: int
    end: int
    number: str | None = None
    agenda_number: str | None = None
    headings: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = ()
    opens_item: bool = False
    is_table_head: bool = False
    run: Run = field(default=run("", []), repr=False, compare=False)
    is_box: bool = False
    unshifted: bool = False
    in_item: bool = False

    def column(self, at: int) -> int:
        """How far from the beginning of its line a place in the note is."""
        return at - (self.run.note.rfind("\n", 0, at) + 1)

    def source(self, start: int = 0, end: int | None = None) -> Source:
        """The note's own words for a part of the text."""
        return self.run.source(start, len(self.text) if end is None else end)


def blocks(note: str) -> list[Block]:
    """The blocks of a note (composed, NFC), in order."""
    made = passages(note)
    levels = [headings.level(note, made, at) for at in range(len(made))]
    found = agenda.find(note, made, levels)
    return list(_blocks(note, made, levels, found))


def _blocks(note: str, made: list[Passage], levels: list[int | None], found: agenda.Found) -> Iterator[Block]:
    above: list[tuple[int, str]] = []
    for at, passage in enumerate(made):
        level = found.levels.get(at, levels[at])
        title, rest = _parts(note, passage, found.titles.get(at))
        if level is None or not title.words:
            if title.words:
                yield _block(note, passage, _kind(passage), title, found, at, above)
            continue
        above = [entry for entry in above if entry[0] < level]
        yield _block(note, passage, "heading", title, found, at, above)
        above = [*above, (level, title.text.rstrip(": "))]
        if rest.words:
            kind = "row" if len(passage.cells) > 2 else "paragraph"
            yield _block(note, passage, kind, rest, found, at, above, inside=True)


def _parts(note: str, passage: Passage, title_words: int | None) -> tuple[Run, Run]:
    """The title and what follows on its line."""
    words = passage.words
    cut = len(words) if title_words is None else title_words
    return run(note, words[:cut]), run(note, words[cut:])


def _kind(passage: Passage) -> str:
    if passage.is_row:
        return "row"
    return "item" if passage.marker and passage.marker.kind != "mark" else "paragraph"


def _block(
    note: str,
    passage: Passage,
    kind: str,
    said: Run,
    found: agenda.Found,
    at: int,
    above: list[tuple[int, str]],
    *,
    inside: bool = False,
) -> Block:
    start = said.words[0][0] if inside else passage.first.start
    opens = at in found.titles and not inside
    cells = _cells(note, passage, said.text)
    if inside:
        cells = cells[1:] if kind == "row" else ()
    return Block(
        kind,
        said.text,
        start,
        max(said.words[-1][1], passage.last.end if _is_whole(passage, found.titles.get(at)) else 0),
        None if inside else _number(passage) or (found.numbers[at] if opens else None),
        found.numbers[at],
        tuple(text for _, text in above),
        cells,
        opens,
        passage.header,
        said,
        passage.marker is not None and passage.marker.is_box,
        passage.first.unshifted,
        found.first is not None and at > found.first,
    )


def _is_whole(passage: Passage, title_words: int | None) -> bool:
    """It is no title with more behind it: none at all, or with the lines drawn around it."""
    return not title_words or (passage.marker is not None and passage.marker.closing > 0)


def _number(passage: Passage) -> str | None:
    return passage.marker.number if passage.marker else None


def _cells(note: str, passage: Passage, text: str) -> tuple[Cell, ...]:
    spans = passage.side or passage.cells
    cells = tuple((" ".join(note[a:b].split()), a, b) for a, b in spans)
    return ((text, passage.words[0][0], passage.words[-1][1]), *cells) if passage.side else cells
