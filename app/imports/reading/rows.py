"""Tables as lines: a line for each line of the row's cells, between strokes; an empty cell keeps its place."""

import re
from collections.abc import Sequence
from itertools import zip_longest

BETWEEN = " | "
# The number of an item begins its line also in a table.
NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*[.)]|§ ?\d{1,3}) \|")


def lines(cells: Sequence[Sequence[str]]) -> list[str]:
    """One row, as many lines as its longest cell has. A table of one column is just its text."""
    if len(cells) == 1:
        return list(cells[0])
    written = [_line(parts) for parts in zip_longest(*[_filled(cell) for cell in cells], fillvalue="")]
    return [line for line in written if line.strip(" |")]


def _filled(cell: Sequence[str]) -> list[str]:
    return [line.replace("\t", " ").strip() for line in cell if line.strip()]


def _line(parts: Sequence[str]) -> str:
    said = f"{BETWEEN.join(parts)} |"
    return said if NUMBER.match(said) else f"| {said}"
