"""The numbers that Word works out and does not write: what stands before each paragraph of a list."""

import re
from collections import defaultdict
from dataclasses import dataclass
from xml.etree.ElementTree import Element

BULLET = "-"
DEEPEST = 9
ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True)
class Level:
    kind: str
    text: str
    start: int


class Numbering:
    """Lists by their id (`w:numId`); each paragraph is asked about once, in order."""

    def __init__(self, part: Element | None) -> None:
        self._abstract: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, int]]] = {}
        self._counts: dict[str, list[int]] = defaultdict(lambda: [0] * DEEPEST)
        self._begun: set[str] = set()
        for one in () if part is None else part:
            if one.tag == "w:abstractNum":
                self._abstract[one.get("w:abstractNumId", "")] = dict(
                    _level(lvl) for lvl in one.iter("w:lvl")
                )
            elif one.tag == "w:num":
                self._lists[one.get("w:numId", "")] = _list(one)

    def label(self, list_id: str, depth: int) -> str | None:
        """`1.`, `a)`, `2.1`, or `-` for a bullet; None when nothing is shown."""
        abstract_id, restarts = self._lists.get(list_id, ("", {}))
        levels = self._abstract.get(abstract_id, {})
        level = levels.get(depth)
        if level is None:
            return None
        counts = self._count(list_id, abstract_id, restarts, levels, depth)
        if level.kind == "bullet":
            return BULLET
        shown = PLACE.sub(lambda at: _number(counts, levels, int(at[1]) - 1), level.text).strip()
        return None if level.kind == "none" else shown or None

    def _count(
        self,
        list_id: str,
        abstract_id: str,
        restarts: dict[int, int],
        levels: dict[int, Level],
        depth: int,
    ) -> list[int]:
        """One more at this depth; what is deeper begins again."""
        counts = self._counts[abstract_id]
        if list_id not in self._begun:
            self._begun.add(list_id)
            for at, start in restarts.items():
                counts[at] = start - 1
        if counts[depth] == 0:
            counts[depth] = restarts.get(depth, levels[depth].start) - 1
        counts[depth] += 1
        counts[depth + 1 :] = [0] * (DEEPEST - depth - 1)
        return counts


def _level(lvl: Element) -> tuple[int, Level]:
    depth = min(number(lvl.get("w:ilvl"), 0), DEEPEST - 1)
    return depth, Level(
        _said(lvl, "w:numFmt", "decimal"), _said(lvl, "w:lvlText", ""), number(_said(lvl, "w:start", "1"), 1)
    )


def _list(num: Element) -> tuple[str, dict[int, int]]:
    restarts = {
        min(number(over.get("w:ilvl"), 0), DEEPEST - 1): number(_said(over, "w:startOverride", "1"), 1)
        for over in num.iter("w:lvlOverride")
        if over.find("w:startOverride") is not None
    }
    return _said(num, "w:abstractNumId", ""), restarts


def _said(element: Element, name: str, otherwise: str) -> str:
    found = element.find(name)
    return otherwise if found is None else found.get("w:val", otherwise)


def number(text: str | None, otherwise: int) -> int:
    """A number of at most four digits; what is none is another."""
    return int(text) if text and len(text) <= 4 and text.isascii() and text.isdigit() else otherwise


def _number(counts: list[int], levels: dict[int, Level], depth: int) -> str:
    level = levels.get(depth, Level("decimal", "", 1))
    count = counts[depth] or level.start
    written = {
        "lowerLetter": _letter(count),
        "upperLetter": _letter(count).upper(),
        "lowerRoman": _roman(count),
        "upperRoman": _roman(count).upper(),
        "decimalZero": f"{count:02}",
    }
    return written.get(level.kind, str(count))


def _letter(count: int) -> str:
    return chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 10) if count > 0 else ""


def _roman(count: int) -> str:
    written = ""
    for value, letters in ROMAN:
        written += letters * min(count // value, 10)
        count %= value
    return written
