"""What is printed on every page: headers, footers, page numbers. Told once, and numbers not at all."""

import re
from collections import Counter
from collections.abc import Sequence

from app.imports.reading.lines import Line

EDGE = 3  # lines at the top and bottom of a page that may be such
DIGITS = re.compile(r"\d+")
NUMBER = re.compile(
    r"(?:(?:sida|sid\.?|side|page|s\.)\s*)?[-–]?\s*\d{1,3}\s*(?:(?:av|of|/)\s*\d{1,3}|\(\s*\d{1,3}\s*\))?\s*[-–]?",
    re.IGNORECASE,
)


def without_running(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without what they repeat; the first one keeps its header."""
    tops, bottoms = [page[:EDGE] for page in pages], [page[-EDGE:] for page in pages]
    headers, footers = _repeated(tops), _repeated(bottoms)
    return [_page(page, headers if number else set(), footers) for number, page in enumerate(pages)]


def _repeated(edges: Sequence[Sequence[Line]]) -> set[str]:
    said = Counter(shape for edge in edges for shape in {_shape(line) for line in edge})
    return {shape for shape, times in said.items() if times > 1 and times * 2 >= len(edges)}


def _shape(line: Line) -> str:
    return DIGITS.sub("#", line.text)


def _page(page: Sequence[Line], headers: set[str], footers: set[str]) -> list[Line]:
    last = len(page) - EDGE
    return [
        line
        for place, line in enumerate(page)
        if not (place < EDGE and (_shape(line) in headers or _is_number(line)))
        and not (place >= last and (_shape(line) in footers or _is_number(line)))
    ]


def _is_number(line: Line) -> bool:
    return bool(NUMBER.fullmatch(line.text.strip()))
