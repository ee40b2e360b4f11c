"""The people of a row: a name in one cell and the rest about it, names in several, or many in one."""

from dataclasses import replace

from app.imports import people
from app.imports.blocks import Block
from app.imports.capacities import role_of
from app.imports.kinds import is_first_name
from app.imports.listed import in_text
from app.imports.parts import before_brackets, parts
from app.imports.people import Entry
from app.imports.person_names import is_full_name, is_named_in_full
from app.imports.words import key


def in_row(block: Block) -> list[Entry]:
    """Whoever the row's cells name."""
    return in_cells([text for text, _, _ in block.cells if text])


def in_cells(texts: list[str]) -> list[Entry]:
    """Whoever the cells name; a colon ends the one that says whom the others are from."""
    before, *names = texts or [""]
    if before.endswith(":") and names and not role_of(before):
        return in_text(f"{before} {', '.join(names)}")
    if sum(map(is_named_in_full, texts)) > 1:
        return [said for text in texts if (said := people.entry(text)).name]
    if are_of_several(texts):
        return [said for text in texts for said in in_text(text) if said.name]
    return _many_in_one(texts) or _one_in_all(texts)


def are_of_several(texts: list[str]) -> bool:
    """ "Vera Lind, rektor   Isak Bro, lots": two cells at least begin with somebody."""
    return sum(map(_begins_in_full, texts)) > 1


def _begins_in_full(text: str) -> bool:
    """ "Vera Lind, rektor": a full name with a first name that is known."""
    first = before_brackets(next(iter(parts(text)), ""))
    return is_full_name(first) and is_first_name(key(first).split()[0])


def _many_in_one(texts: list[str]) -> list[Entry]:
    """Those of the first cell that names several; another cell says where they are from."""
    for text in texts:
        several = in_text(text)
        if sum(said.name is not None for said in several) > 1:
            office = next((other for other in texts if other is not text), None)
            return [replace(said, organization=said.organization or office) for said in several]
    return []


def _one_in_all(texts: list[str]) -> list[Entry]:
    """The one whom a cell names, by a full name rather than by one word, with all that the others say."""
    naming = [text for text in texts if people.entry(text).name]
    named = next(filter(_begins_in_full, naming), next(iter(naming), None))
    return [people.entry(", ".join([named, *(text for text in texts if text is not named)]))] if named else []
