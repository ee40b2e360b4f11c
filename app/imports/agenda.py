"""The agenda of a note: its numbered items, else its list of items, else its headings."""

from dataclasses import dataclass
from functools import cached_property

from app.imports import numbering, sections
from app.imports.headed_items import headed
from app.imports.headings import NUMBERED
from app.imports.item_titles import title_words
from app.imports.items_in_body import in_body
from app.imports.listed_items import below_agenda
from app.imports.passage import Passage, text_of, words_between
from app.imports.tabled_items import head_of_table, mark_numbers, tabled
from app.imports.unnumbered_items import beside_numbered, remaining


@dataclass(frozen=True)
class Found:
    """`titles`: place of an item -> how many of its words are the title. `numbers`: the item each is under.

    `first`: the place of the first item; None: there is none.
    """

    titles: dict[int, int]
    levels: dict[int, int]
    numbers: list[str | None]

    @cached_property
    def first(self) -> int | None:
        return min(self.titles, default=None)


def find(note: str, made: list[Passage], levels: list[int | None]) -> Found:
    """The agenda's items; numbers that stand in cells of their own become markers of their passages, amounts text."""
    texts = [
        text_of(note, passage) if level is not None else None
        for passage, level in zip(made, levels, strict=True)
    ]
    head = head_of_table(note, made)
    mark_numbers(note, made, head)
    items = numbering.items(made, texts)
    _give_back_numbers(note, made, items)
    items = _without_told(note, made, items)
    items = in_body(note, made, items, texts)
    titles = _numbered(note, made, items, texts) if items else _unnumbered(note, made, texts, levels)
    titles |= tabled(made, items, head)
    numbers = _numbers(items, texts)
    return Found(titles, _depths(items, titles, texts, numbers), numbers)


def _give_back_numbers(note: str, made: list[Passage], items: dict[int, str]) -> None:
    """An amount at the beginning of a line, and "Ärende 82", are text after all."""
    for at, passage in enumerate(made):
        mark = passage.marker
        if mark and at not in items and mark.kind == "number" and (mark.bare or mark.style[:1].isalpha()):
            start = passage.first.start
            passage.words[:0] = words_between(note, start, start + mark.length)
            passage.marker = None


def _without_told(note: str, made: list[Passage], items: dict[int, str]) -> dict[int, str]:
    """Parts of an item that go on on their line, "9.1 Badstege. Vera frågade …", are none where the items do not."""
    goes_on = {at for at in items if made[at].marker and title_words(note, made[at]) < len(made[at].words)}
    tops = [at for at, number in items.items() if "." not in number]
    if sum(at in goes_on for at in tops) * 2 > len(tops):
        return items
    return {at: number for at, number in items.items() if "." not in number or at not in goes_on}


def _numbered(
    note: str, made: list[Passage], items: dict[int, str], texts: list[str | None]
) -> dict[int, int]:
    """The titles of numbered items, which may end before their line does, and of those beside them."""
    titles = {at: title_words(note, made[at]) if made[at].marker else len(made[at].words) for at in items}
    return titles | _whole(made, beside_numbered(note, made, items, texts))


def _unnumbered(
    note: str, made: list[Passage], texts: list[str | None], levels: list[int | None]
) -> dict[int, int]:
    """The titles of items in a note that numbers none."""
    places = below_agenda(made, texts, levels) or headed(note, made, texts, levels)
    found = list(in_body(note, made, dict.fromkeys(places, ""), texts))
    return _whole(made, [*found, *remaining(texts, max(found, default=len(texts)))])


def _whole(made: list[Passage], places: list[int]) -> dict[int, int]:
    return {at: len(made[at].words) for at in places}


def _numbers(items: dict[int, str], texts: list[str | None]) -> list[str | None]:
    """The item that each passage stands under; an action list at the end stands under none."""
    found: list[str | None] = []
    current, last = None, max(items, default=-1)
    for at, text in enumerate(texts):
        current = items.get(at, current)
        if at > last and text and sections.section(text) in ("actions", "signatures", "distribution"):
            current = None
        found.append(current)
    return found


def _depths(
    items: dict[int, str], titles: dict[int, int], texts: list[str | None], numbers: list[str | None]
) -> dict[int, int]:
    """How deep numbered items stand; those beside them, and the headings behind that no item has, as the outermost."""
    if not items:
        return {}
    behind = [at for at in range(max(items) + 1, len(texts)) if texts[at] and numbers[at] is None]
    own = {at: NUMBERED + number.count(".") for at, number in items.items()}
    return dict.fromkeys((*titles, *behind), NUMBERED) | own
