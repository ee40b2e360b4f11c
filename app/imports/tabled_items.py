"""Items that are rows of a table: the title is a cell of its own, and what was said stands in the next."""

from app.imports import lexicon
from app.imports.marker import Marker
from app.imports.passage import Passage

_STYLE = "|"
_COLUMNS = ("number", "topic", "told")  # in this order


def head_of_table(note: str, made: list[Passage]) -> int:
    """Where the row stands that names the columns; behind all there is if none does."""
    return next((at for at, passage in enumerate(made) if _names_columns(note, passage)), len(made))


def mark_numbers(note: str, made: list[Passage], head: int) -> None:
    """A number that is a cell of its own is made the marker of its row, below the row that names such columns."""
    for passage in made[head + 1 :]:
        first = note[slice(*passage.cells[0])] if passage.is_row and passage.marker is None else ""
        if first.isdecimal() and note[slice(*passage.cells[1])]:
            _, *passage.cells = passage.cells
            passage.words = [word for word in passage.words if word[0] >= passage.cells[0][0]]
            passage.marker = Marker("number", 0, first, _STYLE)


def tabled(made: list[Passage], items: dict[int, str], head: int) -> dict[int, int]:
    """The items in such a table -> how many words their title has."""
    rows = [at for at in items if at > head and made[at].is_row and made[at].marker]
    return {at: sum(end <= made[at].cells[0][1] for _, end in made[at].words) for at in rows}


def _names_columns(note: str, passage: Passage) -> bool:
    """ "Nr | Punkt | Anteckning | Vem", "Punkt | Diskussion | Vem": what it is about, and what was said."""
    names = [note[a:b].lower().strip(" :*.") for a, b in passage.cells]
    known = [lexicon.entries("commitments", "labels", kind) for kind in _COLUMNS]
    return len(names) > 2 and any(
        all(name in labels for name, labels in zip(names, row, strict=False)) for row in (known, known[1:])
    )
