"""Tables without drawn lines: lines one below the other whose words stand in the same columns, some of them empty."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from app.imports.reading.lines import Line, Segment

FEWEST, COLUMNS = 3, 3
Place = tuple[float, float]


def rows(lines: Sequence[Line]) -> Iterator[Line | list[list[Line]]]:
    """The lines, and as rows of cells those of a table that has a cell left empty before a filled one."""
    for many, run in groupby(lines, key=lambda line: len(line.segments) > 1 and line.label is None):
        found = list(run)
        places = _columns(found) if many and len(found) >= FEWEST else []
        cut = [_cells(line, places) for line in found] if len(places) >= COLUMNS else []
        yield from cut if _is_table(cut) else found


def _is_table(rows: Sequence[list[list[Line]]]) -> bool:
    return any(map(_skips, rows)) and all(len(cell) < 2 for row in rows for cell in row)


def _columns(lines: Sequence[Line]) -> list[Place]:
    """Where they stand: what lies over or under other words is of their column."""
    places: list[Place] = []
    for segment in sorted((one for line in lines for one in line.segments), key=lambda one: one.x0):
        if places and segment.x0 < places[-1][1]:
            places[-1] = (places[-1][0], max(places[-1][1], segment.x1))
        else:
            places.append((segment.x0, segment.x1))
    return places


def _cells(line: Line, places: Sequence[Place]) -> list[list[Line]]:
    return [[_alone(line, one) for one in line.segments if x0 <= one.x0 < x1] for x0, x1 in places]


def _alone(line: Line, segment: Segment) -> Line:
    return replace(line, segments=(segment,))


def _skips(cells: Sequence[list[Line]]) -> bool:
    filled = [bool(cell) for cell in cells]
    return (False, True) in pairwise(filled)
