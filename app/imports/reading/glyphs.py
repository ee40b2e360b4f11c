"""A page of a PDF as its letters and its drawn lines: accents put on their letters, struck ones marked."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import Any

from pdfminer.layout import LTChar, LTContainer, LTCurve, LTRect

THIN = 2.5  # points: a rectangle that is a line
SHORTEST = 4.0
STRIKES = (0.12, 0.55)  # how far above the baseline, in sizes, a line crosses out and does not underline
STEEPEST, HIGHEST = 0.3, 14.0  # of a line's length, and points, that a line through a word may rise
MOST_RULES = 5_000
MOST_POINTS = 100  # of a drawn line
MOST_NEAR = 200  # lines, at the height of one letter
# Written by themselves beside the letter they belong to (TeX).
SPACING = {"¨": "\u0308", "´": "\u0301", "`": "\u0300", "˚": "\u030a", "°": "\u030a", "ˆ": "\u0302"}
SPACING |= {"˜": "\u0303", "¸": "\u0327", "ˇ": "\u030c", "˝": "\u030b"}
LIGATURES = range(0xFB00, 0xFB07)
UNKNOWN = "(cid:"
BOLD = re.compile(r"bold|black|heavy", re.IGNORECASE)  # in the name of a font


@dataclass
class Glyph:
    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    struck: bool = False
    bold: bool = False

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True)
class Rule:
    """A drawn line: level (y0 = y1) or upright (x0 = x1)."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def is_level(self) -> bool:
        return self.x1 - self.x0 > self.y1 - self.y0


@dataclass
class Sheet:
    """`slants`: lines not quite level, in level pieces. `unknown`: letters of which the file does not say which."""

    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    slants: list[Rule] = field(default_factory=list)
    unknown: int = 0
    width: float = 0.0


def sheet(page: LTContainer[Any]) -> Sheet:
    """All that stands upright on a page."""
    made = Sheet(width=page.width)
    for item in _flat(page):
        if isinstance(item, LTChar):
            _add(made, item)
        elif isinstance(item, LTCurve) and len(made.rules) + len(made.slants) < MOST_RULES:
            made.rules += (found := _rules(item))
            made.slants += [] if found else _slants(item)
    made.glyphs = _composed(made.glyphs)
    _strike(made)
    return made


def _flat(container: LTContainer[Any]) -> Iterator[Any]:
    for item in container:
        if isinstance(item, LTContainer):
            yield from _flat(item)
        else:
            yield item


def _add(made: Sheet, char: LTChar) -> None:
    text = char.get_text()
    if text.startswith(UNKNOWN):
        made.unknown += 1
    elif char.upright and text:
        letters = unicodedata.normalize("NFKC", text) if ord(text[0]) in LIGATURES else text
        bold = bool(BOLD.search(char.fontname))
        size = max(char.size, 1.0)
        made.glyphs.append(Glyph(letters, char.x0, char.x1, char.matrix[5], size, bold=bold))


def _rules(shape: LTCurve) -> list[Rule]:
    wide, high = shape.x1 - shape.x0, shape.y1 - shape.y0
    if high <= THIN and wide >= SHORTEST:
        middle = (shape.y0 + shape.y1) / 2
        return [Rule(shape.x0, middle, shape.x1, middle)]
    if wide <= THIN and high >= SHORTEST:
        middle = (shape.x0 + shape.x1) / 2
        return [Rule(middle, shape.y0, middle, shape.y1)]
    if isinstance(shape, LTRect) and shape.stroke:
        x0, y0, x1, y1 = shape.bbox
        return [Rule(x0, y0, x1, y0), Rule(x0, y1, x1, y1), Rule(x0, y0, x0, y1), Rule(x1, y0, x1, y1)]
    return []


def _slants(shape: LTCurve) -> list[Rule]:
    """A line that somebody drew through a word, in pieces that each rise by little."""
    wide, high = shape.x1 - shape.x0, shape.y1 - shape.y0
    if isinstance(shape, LTRect) or high > STEEPEST * wide or high > HIGHEST:
        return []
    pieces: list[Rule] = []
    for (x0, y0), (x1, y1) in islice(pairwise(shape.pts), MOST_POINTS):
        many = int(abs(y1 - y0)) + 1
        for at in range(many):
            begin, end = sorted((x0 + (x1 - x0) * at / many, x0 + (x1 - x0) * (at + 1) / many))
            height = y0 + (y1 - y0) * (at + 0.5) / many
            pieces.append(Rule(begin, height, end, height))
    return pieces


def _composed(glyphs: list[Glyph]) -> list[Glyph]:
    """Accents that are drawn by themselves, on the letter drawn just before or after, in the same place."""
    kept: list[Glyph] = []
    waiting: Glyph | None = None
    for glyph in glyphs:
        mark = _mark(glyph.text)
        if mark and kept and _over(glyph, kept[-1]):
            kept[-1].text = unicodedata.normalize("NFC", kept[-1].text + mark)
            continue
        if waiting and _over(waiting, glyph):
            glyph.text = unicodedata.normalize("NFC", glyph.text + _mark(waiting.text))
            kept.remove(waiting)
        kept.append(glyph)
        waiting = glyph if mark else None
    return kept


def _mark(text: str) -> str:
    return text if unicodedata.combining(text[0]) else SPACING.get(text, "")


def _over(mark: Glyph, letter: Glyph) -> bool:
    """A letter that the mark stands over, and no mark itself."""
    near = abs(mark.baseline - letter.baseline) < letter.size
    reach = 0.15 * letter.size
    return near and letter.text.isalpha() and letter.x0 - reach <= mark.middle <= letter.x1 + reach


def _strike(made: Sheet) -> None:
    """Marks the letters that a level line goes through; such a line is no side of a table."""
    level = sorted([*(rule for rule in made.rules if rule.is_level), *made.slants], key=lambda rule: rule.y0)
    heights = [rule.y0 for rule in level]
    through: set[int] = set()
    for glyph in made.glyphs:
        lowest, highest = (glyph.baseline + part * glyph.size for part in STRIKES)
        first, last = bisect_left(heights, lowest), bisect_left(heights, highest)
        rule = _crossing(glyph, level[first : min(last, first + MOST_NEAR)])
        glyph.struck = rule is not None
        through.add(id(rule))
    made.rules = [rule for rule in made.rules if id(rule) not in through]


def _crossing(glyph: Glyph, rules: Sequence[Rule]) -> Rule | None:
    return next((rule for rule in rules if rule.x0 - 1 <= glyph.middle <= rule.x1 + 1), None)
