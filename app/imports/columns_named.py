"""A form of minutes: running text, and beside it columns that a head on each page names, "Ansvarig", "Klart"."""

from app.imports import cells, lexicon
from app.imports.lines import Line

_WIDTH = 40  # letters that the text has before the first column beside it
_SHARE = 4  # of so many lines at most one has anything in a column
_NEAR = 2  # letters from where the head's word begins


def beside_text(note: str, cut: list[Line]) -> frozenset[int]:
    """How far in what stands in these columns begins; none where the text is no running text."""
    heads = [named for line in cut if (named := _named(note, line))]
    if not heads:
        return frozenset()
    first = min(at for head in heads for at in head)
    reaching = sum(line.right > first + _NEAR and len(_starts(note, line)) > 1 for line in cut)
    is_text = (reaching - len(heads)) * _SHARE <= len(cut) and first >= _WIDTH
    near = range(-_NEAR, _NEAR + 1)
    return frozenset(at + by for head in heads for at in head for by in near) if is_text else frozenset()


def _named(note: str, line: Line) -> list[int]:
    """Where a head's columns begin that say whose what is told is, and by when."""
    said = [(column, text.lower().strip(" :")) for column, text in _starts(note, line)]
    kinds = {column: _kind(text) for column, text in said}
    is_head = {"topic", "owner"} <= set(kinds.values())
    return [column for column, kind in kinds.items() if kind in ("owner", "due")] if is_head else []


def _kind(text: str) -> str | None:
    kinds = ("owner", "due", "topic")
    return next((kind for kind in kinds if text in lexicon.entries("commitments", "labels", kind)), None)


def _starts(note: str, line: Line) -> list[tuple[int, str]]:
    """Each cell of a line, with how far in it begins."""
    spans = cells.columns(note, line.start, line.end, frozenset())
    return [(line.indent + a - line.start, note[a:b]) for a, b in spans]
