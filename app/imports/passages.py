"""Lines put together to what the writer wrote as one: paragraphs, list items, rows of a table."""

import re
from dataclasses import replace

from app.imports import cells, columns_named, joining
from app.imports.bullets import BULLETS
from app.imports.lines import Line, lines
from app.imports.marker import Marker
from app.imports.markers import marker
from app.imports.passage import Passage, words_between

_NUMBER = 12  # letters of a number that has its line for itself
_ROW = re.compile(r"\|-+(?:\s+\w+=.*)?")  # where a table of MediaWiki goes on, perhaps with how it is to look
_RULE = frozenset("-=_*|+: \t–—~`")


def passages(note: str) -> list[Passage]:
    """The note's passages, in order."""
    cut = lines(note)
    width = joining.width_of(cut)
    made: list[Passage] = []
    aligned, named = cells.aligned(note, cut), columns_named.beside_text(note, cut)
    broken, in_wiki = True, False
    alone: Marker | None = None
    for line in cut:
        if line.text.startswith(("{|", "|}")) or _ROW.fullmatch(line.text):
            in_wiki, broken = (not line.text.startswith("|}")), True
            continue
        if _is_rule(line.text):
            _underline(made, line)
            broken = True
            continue
        if on_its_own := _on_its_own(line.text):
            alone, broken = on_its_own, True
            continue
        passage = _passage(note, line, aligned[line.start], named, in_wiki=in_wiki)
        if alone and not passage.marker:
            passage.marker = alone
        title, alone = alone is not None and alone.kind == "number", None
        if (
            made
            and not broken
            and joining.is_near(made[-1], passage, width, note)
            and joining.continues(made[-1], passage, width, note)
        ):
            _join(note, made[-1], passage)
        else:
            made.append(passage)
        broken = title
    return made


def _on_its_own(text: str) -> Marker | None:
    """A bullet or the number of an item that has the line for itself: what it marks stands on the next."""
    if text in BULLETS:
        return Marker("bullet", 0, style=text)
    found = marker(text) if len(text) < _NUMBER else None
    is_number = found is not None and found.kind == "number" and not found.bare and found.length == len(text)
    return replace(found, length=0) if found and is_number else None


def _is_rule(text: str) -> bool:
    return len(text) > 2 and all(letter in _RULE for letter in text)


def _underline(made: list[Passage], line: Line) -> None:
    if not made or line.blank_before:
        return
    made[-1].header = made[-1].is_row
    plain = line.text.strip("=-_~") == ""
    made[-1].underlined = plain and made[-1].first is made[-1].last and made[-1].marker is None


def _passage(
    note: str, line: Line, aligned: frozenset[int], named: frozenset[int], *, in_wiki: bool
) -> Passage:
    begins = marker(line.text)
    start = line.start + (begins.length if begins else 0)
    places = frozenset(line.start - line.indent + column for column in aligned)
    end = line.end - (begins.closing if begins else 0)
    spans = (in_wiki and cells.doubled(note, start, end)) or cells.columns(note, start, end, places)
    main, side = spans, []
    if cells.are_beside(spans, line, named, marked=begins is not None and begins.kind == "bullet"):
        main, side = spans[:1], spans[1:]
    words = [word for a, b in main for word in words_between(note, a, b)]
    right = line.indent + main[0][1] - line.start if side else line.right
    row = spans if len(spans) > 1 else []
    small = bool(words) and note[words[0][0]].islower() and not line.unshifted
    return Passage(line, line, begins, words, row, side, joined_right=right, small=small)


def _join(note: str, above: Passage, below: Passage) -> None:
    before = words_between(note, below.first.start, below.words[0][0]) if below.marker and below.words else []
    above.words += [*before, *below.words]
    above.last = below.last
    above.joined_right = below.joined_right
    if above.side or below.side:
        above.side += below.side
        above.cells = []
    elif above.cells:
        above.cells[-1] = (above.cells[-1][0], below.last.end)
