"""Who was there, in a note that does not call the list what it is: "Vi som sågs: Anna Alm, Bo Ek"."""

from collections.abc import Sequence

from app.imports import people, sections
from app.imports.blocks import Block
from app.imports.fields import head
from app.imports.kinds import is_first_name
from app.imports.people_list import PeopleList
from app.imports.words import key

_LEAD = 60  # letters before a colon that may lead in to names
_LONGEST = 1000


def unlabelled(made: Sequence[Block]) -> list[PeopleList]:
    """The first line above the agenda that is nothing but names, two of them at least."""
    lines = (block.text for block in head(made) if block.kind in ("paragraph", "item"))
    return next(([PeopleList("present", texts=[names])] for line in lines if (names := _names(line))), [])


def _names(line: str) -> str | None:
    if len(line) > _LONGEST or sections.labels(line):
        return None
    before, colon, behind = line.partition(": ")
    text = behind if colon and len(before) < _LEAD else line
    named = [piece for part in people.parts(text) for piece in people.by_and(part)]
    return text if len(named) > 1 and all(_is_somebody(piece) for piece in named) else None


def _is_somebody(text: str) -> bool:
    bare = people.without_brackets(text)
    return people.is_full_name(bare) or is_first_name(key(bare))
