"""Notes that list their agenda first and then take each item up: the items are where they are taken up."""

from app.imports.item_titles import plain
from app.imports.passage import Passage, text_of


def in_body(note: str, made: list[Passage], items: dict[int, str], texts: list[str | None]) -> dict[int, str]:
    """Where a list of the agenda is followed by headings with the same titles, these are the items."""
    last = max(items, default=-1)
    again = _titled_again(note, made, items, texts) | _numbered_again(note, made, items)
    later = {entry: at for at, entry in reversed(again.items()) if at > last}
    if len(later) < 2 or (len(later) * 2 < len(items) and not _is_list(items)):
        return items
    return dict(sorted((later.get(at, at), number) for at, number in items.items()))


def _titled_again(
    note: str, made: list[Passage], items: dict[int, str], texts: list[str | None]
) -> dict[int, int]:
    """Headings with the title of an item -> that item."""
    by_title = {plain(text_of(note, made[at])): at for at in items}
    return {at: by_title[plain(text)] for at, text in enumerate(texts) if text and plain(text) in by_title}


def _numbered_again(note: str, made: list[Passage], items: dict[int, str]) -> dict[int, int]:
    """Passages behind a list that have the number and the first words of one of its items -> that item."""
    by_number = {number: at for at, number in items.items() if number}
    again: dict[int, int] = {}
    for at in range(max(items, default=len(made)) + 1, len(made)):
        mark = made[at].marker
        of = by_number.get(mark.number or "") if mark and made[at].words else None
        if of is not None and plain(text_of(note, made[of])).startswith(plain(text_of(note, made[at]))):
            again[at] = of
    return again


def _is_list(items: dict[int, str]) -> bool:
    """The items stand right below each other."""
    return max(items) - min(items) < len(items)
