"""Text in two columns, read one after the other: lines that all have their gap in the same place, both sides text."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.imports.reading.lines import Line, Segment

FEWEST = 6  # lines
TEXT = 25  # letters on the average: less is a list or a table
NARROWEST = 8.0  # points


def in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page; where it has columns, the left one first."""
    ordered: list[Line] = []
    at = 0
    while at < len(lines):
        run = _run(lines, at)
        ordered += _unfolded(run) if _is_text(run) else run or [lines[at]]
        at += max(len(run), 1)
    return ordered


def _run(lines: Sequence[Line], first: int) -> list[Line]:
    """Lines from the first one on that leave the same strip free."""
    run: list[Line] = []
    left, right = float("-inf"), float("inf")
    for line in lines[first:]:
        if len(line.segments) != 2:
            break
        left, right = max(left, line.segments[0].x1), min(right, line.segments[1].x0)
        if right - left < NARROWEST:
            break
        run.append(line)
    return run


def _is_text(run: Sequence[Line]) -> bool:
    if len(run) < FEWEST:
        return False
    return all(sum(len(line.segments[side].text) for line in run) >= TEXT * len(run) for side in (0, 1))


def _unfolded(run: Sequence[Line]) -> Iterator[Line]:
    for side in (0, 1):
        for line in run:
            yield _alone(line, line.segments[side], line.label if side == 0 else None)


def _alone(line: Line, segment: Segment, label: str | None) -> Line:
    return replace(line, segments=(segment,), label=label)
