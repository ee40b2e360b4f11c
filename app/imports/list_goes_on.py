"""Whether a list of people goes on with a block: with its people, or with a few words before more of them."""

from collections.abc import Sequence

from app.imports.blocks import Block
from app.imports.legends import explains
from app.imports.listed import in_text
from app.imports.people_list import PeopleList
from app.imports.people_tables import Table
from app.imports.person_lines import is_person_line

_SHORT = 60  # letters


def goes_on(table: Table | None, current: PeopleList, block: Block, following: Sequence[Block]) -> bool:
    """Whether the list has the block's people in it now, or a few words before more people."""
    if table and _is_read_by(table, current, block, following):
        return True
    if is_person_line(block) or (current.legend and current.legend.has_mark(block)):
        current.add(block)
        return True
    if current.legend and explains(block):
        return True
    is_short = len(block.text) < _SHORT and block.text[-1] not in ".!?"
    return is_short and bool(following) and is_person_line(following[0])


def _is_read_by(table: Table, current: PeopleList, block: Block, following: Sequence[Block]) -> bool:
    """A row, or a line between two rows that says where the next ones are from."""
    if block.kind == "row":
        current.entries += table.people(block)
        return True
    is_office = bool(following) and following[0].kind == "row" and len(block.text) < _SHORT
    if is_office and not any(said.name for said in in_text(block.text)):
        table.office = block.text
        return True
    return False
