"""Lists of people that stand beside each other: "Närvarande     Förhinder", "Arbetsgivaren     Arbetstagarna"."""

from collections.abc import Sequence

from app.imports import people, sections, words
from app.imports.blocks import Block, Cell
from app.imports.capacities import is_organization
from app.imports.listed_in_cells import are_of_several
from app.imports.people_list import PeopleList, says_why
from app.imports.words import key

_MOST_COLUMNS = 12

Beside = dict[int, PeopleList]


def side_by_side(block: Block) -> Beside:
    """The column each begins in -> its people, where a line begins two lists or more and nothing else."""
    found: Beside = {}
    for cell in block.cells if len(block.cells) <= _MOST_COLUMNS else ():
        if opened := _opened(cell):
            found[block.column(cell[1])] = opened
        elif not found:
            return {}
        else:
            last = max(found)
            opened = found.pop(last)
            opened.texts.append(cell[0])
            found[last if len(opened.texts) > 1 else block.column(cell[1])] = opened
    return found if len(found) > 1 else {}


def of_sides(block: Block, following: Sequence[Block]) -> Beside:
    """Where the cells say whom those below each are from, and the next row has somebody in each column."""
    cells = block.cells if len(block.cells) <= _MOST_COLUMNS else ()
    are_sides = len(cells) > 1 and all(_is_side(text) for text, _, _ in cells)
    if not are_sides or not following or not are_of_several([text for text, _, _ in following[0].cells]):
        return {}
    return {block.column(start): PeopleList("present", organization=text) for text, start, _ in cells}


def _is_side(text: str) -> bool:
    is_known = key(text).strip(" :") in words.table("people", "sides")["words"]
    return is_known or (is_organization(text) and people.entry(text).name is None)


def _opened(cell: Cell) -> PeopleList | None:
    """The list that a cell begins: "Närvarande", "Närvarande: Anna Alm"."""
    text = cell[0]
    label, colon, names = text.partition(":")
    meaning = sections.section(label)
    if meaning not in sections.LISTS or not meaning:
        return None
    made = PeopleList(meaning, excused=says_why(label))
    made.texts += [names.strip()] if colon and names.strip() else []
    return made


def share(beside: Beside, block: Block) -> None:
    """Each cell of a line to the list that begins nearest above it; behind a comma it goes on with the last."""
    for text, start, _ in block.cells[:_MOST_COLUMNS] or ((block.text, block.start, block.end),):
        nearest = min(beside, key=lambda column: abs(column - block.column(start)))
        texts = beside[nearest].texts
        texts[-1:] = [f"{texts[-1]} {text}"] if texts and texts[-1].endswith(",") else [*texts[-1:], text]
