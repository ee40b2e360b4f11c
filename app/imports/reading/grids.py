"""Tables with drawn lines: which letters stand in which cell."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from app.imports.reading.glyphs import Glyph, Rule

TOUCH = 3.0  # points


@dataclass(frozen=True)
class Cell:
    x0: float
    x1: float
    glyphs: tuple[Glyph, ...]


@dataclass(frozen=True)
class Row:
    top: float
    bottom: float
    cells: tuple[Cell, ...]


def rows(glyphs: Sequence[Glyph], rules: Sequence[Rule]) -> list[Row]:
    """The rows of all tables of a page, from the top down; empty ones too."""
    upright = [rule for rule in rules if not rule.is_level]
    level = [rule for rule in rules if rule.is_level]
    return [
        row
        for bottom, top in _spans(upright)
        for row in _rows(glyphs, _of(upright, bottom, top), _of(level, bottom, top))
    ]


def _spans(upright: Sequence[Rule]) -> list[tuple[float, float]]:
    """The heights that upright lines cover, from the top down."""
    spans: list[tuple[float, float]] = []
    for rule in sorted(upright, key=lambda one: one.y0):
        if spans and rule.y0 <= spans[-1][1] + TOUCH:
            spans[-1] = (spans[-1][0], max(spans[-1][1], rule.y1))
        else:
            spans.append((rule.y0, rule.y1))
    return spans[::-1]


def _of(rules: Sequence[Rule], bottom: float, top: float) -> list[Rule]:
    return [rule for rule in rules if bottom - TOUCH <= rule.y0 and rule.y1 <= top + TOUCH]


def _rows(glyphs: Sequence[Glyph], upright: Sequence[Rule], level: Sequence[Rule]) -> list[Row]:
    heights = _distinct([rule.y0 for rule in level])
    if len(heights) < 2 or len(_distinct([rule.x0 for rule in upright])) < 2:
        return []
    inside: list[list[Glyph]] = [[] for _ in heights]
    for glyph in glyphs:
        at = bisect_right(heights, glyph.baseline)
        if 0 < at < len(heights):
            inside[at].append(glyph)
    made = [_row(inside[at], upright, heights[at - 1], heights[at]) for at in range(1, len(heights))]
    return made[::-1]


def _row(glyphs: Sequence[Glyph], upright: Sequence[Rule], bottom: float, top: float) -> Row:
    """Its cells are between the upright lines that go through it."""
    middle = (bottom + top) / 2
    sides = _distinct([rule.x0 for rule in upright if rule.y0 <= middle <= rule.y1])
    found: list[list[Glyph]] = [[] for _ in sides]
    for glyph in glyphs:
        at = bisect_right(sides, glyph.middle)
        if 0 < at < len(sides):
            found[at].append(glyph)
    cells = [Cell(sides[at - 1], sides[at], tuple(found[at])) for at in range(1, len(sides))]
    return Row(top, bottom, tuple(cells))


def _distinct(places: Sequence[float]) -> list[float]:
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > TOUCH:
            kept.append(place)
    return kept
