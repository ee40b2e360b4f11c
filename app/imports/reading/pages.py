"""The pages of a PDF -> lines of text: what runs along left out, tables as lines, paragraphs whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from app.imports.reading import grids, rows, unruled
from app.imports.reading.columns import in_reading_order
from app.imports.reading.glyphs import Glyph, Sheet
from app.imports.reading.lines import Line, indented, lines
from app.imports.reading.marks import settled
from app.imports.reading.paragraphs import Layout, paragraphs
from app.imports.reading.running import DIGITS, without_running
from app.imports.reading.spacing import spacing
from app.imports.reading.titles import titles

LONG = 45  # letters: a line that shows how wide the text is
SEVERAL, ALIKE = 4, 30.0  # lines that end within so many points of each other
PADDING = 10.0  # points, at most, between a cell's side and its text
ENDLESS = 10_000.0


@dataclass(frozen=True)
class Row:
    """A row of a table; of each cell its lines, and where its text ends."""

    top: float
    cells: tuple[tuple[list[Line], float], ...]

    @property
    def shape(self) -> tuple[int, str]:
        """Where it stands and what it says, but for the digits."""
        said = " | ".join(line.text for cell, _ in self.cells for line in cell)
        return round(self.top), DIGITS.sub("#", said)


Block = Line | Row


def written(sheets: Sequence[Sheet]) -> list[str]:
    """The text of all pages, line by line."""
    tables = [[row for row in grids.rows(one.glyphs, one.rules) if len(row.cells) > 1] for one in sheets]
    free = [
        lines(_outside(one, table), number)
        for number, (one, table) in enumerate(zip(sheets, tables, strict=True))
    ]
    pages = indented(without_running(free))
    rows_said = _told_once([[_row(row) for row in table] for table in tables])
    cells = [cell for page in rows_said for row in page for cell, _ in row.cells]
    usual = spacing([*pages, *cells])
    layout = Layout(usual, titles([*pages, *cells], usual))
    right = _right(pages, max((one.width for one in sheets), default=0.0))
    blocks = [block for page in zip(pages, rows_said, strict=True) for block in _ordered(*page)]
    return settled([line for run in _runs(blocks) for line in _run(run, right, layout)])


def _outside(one: Sheet, tables: Sequence[grids.Row]) -> list[Glyph]:
    """The letters that stand in no table."""
    inside = {id(glyph) for row in tables for cell in row.cells for glyph in cell.glyphs}
    return [glyph for glyph in one.glyphs if id(glyph) not in inside]


def _row(row: grids.Row) -> Row:
    return Row(row.top, tuple(_cell(cell) for cell in row.cells))


def _cell(cell: grids.Cell) -> tuple[list[Line], float]:
    """Its text ends as far from its right side as it begins from its left one."""
    found = lines(cell.glyphs, 0)
    padding = min((line.begins - cell.x0 for line in found), default=0.0)
    return found, cell.x1 - min(max(padding, 0.0), PADDING)


def _told_once(pages: Sequence[list[Row]]) -> list[list[Row]]:
    """Tables without the rows that stand at the same place of the page before: headings said again."""
    said = [{row.shape for row in page} for page in pages]
    return [
        [row for row in page if not number or row.shape not in said[number - 1]]
        for number, page in enumerate(pages)
    ]


def _right(pages: Sequence[Sequence[Line]], width: float) -> float:
    """Where the text ends: where several long lines do, else as far from the right side as it begins from the left."""
    ends = [line.x1 for page in pages for line in page if len(line.text) >= LONG]
    if ends and sum(end > max(ends) - ALIKE for end in ends) >= SEVERAL:
        return max(ends)
    left = min((line.begins for page in pages for line in page), default=0.0)
    return max([*ends, width - left])


def _ordered(free: Sequence[Line], tables: Sequence[Row]) -> list[Block]:
    found = unruled.rows(in_reading_order(free))
    blocks: list[Block] = [one if isinstance(one, Line) else _unruled(one) for one in found]
    return sorted([*blocks, *tables], key=_height) if tables else blocks


def _unruled(cells: Sequence[list[Line]]) -> Row:
    top = max(line.baseline for cell in cells for line in cell)
    return Row(top, tuple((cell, ENDLESS) for cell in cells))


def _height(block: Block) -> float:
    return -block.baseline if isinstance(block, Line) else -block.top


def _runs(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    for _, run in groupby(blocks, key=lambda block: isinstance(block, Line)):
        yield list(run)


def _run(run: Sequence[Block], right: float, layout: Layout) -> Iterator[str]:
    plain = [block for block in run if isinstance(block, Line)]
    if plain:
        yield from ("", *paragraphs(plain, right, layout), "")
    for row in run:
        if isinstance(row, Row):
            yield from rows.lines([paragraphs(cell, right, layout.in_cells) for cell, right in row.cells])
