"""Lists of people that stand beside each other: "Närvarande     Förhinder"."""

from app.imports import sections
from app.imports.blocks import Block, Cell
from app.imports.people_list import PeopleList, says_why

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
    """Each cell of a line to the list that begins nearest above it."""
    for text, start, _ in block.cells[:_MOST_COLUMNS] or ((block.text, block.start, block.end),):
        nearest = min(beside, key=lambda column: abs(column - block.column(start)))
        beside[nearest].texts.append(text)
