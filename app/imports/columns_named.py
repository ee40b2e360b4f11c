"""A form of minutes: running text, and beside it columns that a head on each page names, "Ansvarig", "Klart"."""

from app.imports import cells, lexicon
from app.imports.lines import Line

_WIDTH = 40  # letters that the text has before the first column beside it
_SHARE = 0.4  # of the lines that have anything in a column, at most
_NEAR = 2  # letters from where the head's word begins


def beside_text(note: str, cut: list[Line]) -> frozenset[int]:
    """How far in what stands in these columns begins; none where the text is no running text."""
    heads = {at: named for at, line in enumerate(cut) if (named := _named(note, line))}
    if not heads:
        return frozenset()
    begin = {at for named in heads.values() for at in named}
    first, below = min(begin) - _NEAR, cut[min(heads) :]
    reaching = sum(line.right > first and len(_starts(note, line)) > 1 for line in below)
    is_text = reaching - len(heads) <= len(below) * _SHARE and first >= _WIDTH
    near = range(-_NEAR, _NEAR + 1)
    return frozenset(at + by for at in begin for by in near) if is_text else frozenset()


def _named(note: str, line: Line) -> list[int]:
    """Where a head's columns begin that say whose what is told is, and by when."""
    if len(_starts(note, line)) < 2:
        return []
    close = _starts(note, line, frozenset(range(line.start, line.end)))
    kinds = {column: _kind(text.lower().strip(" :")) for column, text in close}
    is_head = "owner" in kinds.values() and not {"topic", "told"}.isdisjoint(kinds.values())
    return [column for column, kind in kinds.items() if kind in ("owner", "due")] if is_head else []


def _kind(text: str) -> str | None:
    kinds = ("owner", "due", "topic", "told")
    return next((kind for kind in kinds if text in lexicon.entries("commitments", "labels", kind)), None)


def _starts(note: str, line: Line, near: frozenset[int] = frozenset()) -> list[tuple[int, str]]:
    """Each cell of a line, with how far in it begins; `near`: where two blanks part two cells, as wide gaps do."""
    spans = cells.columns(note, line.start, line.end, near)
    return [(line.indent + a - line.start, note[a:b]) for a, b in spans]
