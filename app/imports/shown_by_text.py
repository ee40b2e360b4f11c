"""Who must have been there though no list has them: whom the text shows to have led, written or spoken."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.imports.appointed import Told, appointed
from app.imports.blocks import Block
from app.imports.draft import DraftAttendance
from app.imports.listed_elsewhere import are_listed_elsewhere
from app.imports.officers import chosen, opener
from app.imports.person_names import is_full_name
from app.imports.speakers import guest, heads_own_words, speaker, visitor
from app.imports.words import key

_TRIM = ' .,:;!?()"”'
_FEW = 2  # so few on the list: it is no list of all who were there
_LONGEST = 2_000  # letters of a block that are read


def joined(rows: Sequence[DraftAttendance], made: Sequence[Block]) -> tuple[DraftAttendance, ...]:
    """The rows and those whom the text shows to have been there."""
    found = {key(row.name or ""): row for row in rows}
    is_listed = len(rows) >= _FEW and not are_listed_elsewhere(made)
    for name, role in _several(list(_told(made, spoke=not is_listed)), is_listed=is_listed):
        known = _known(found, name)
        if known and found[known].presence == "unknown":
            found[known] = replace(found[known], presence="present")
        elif not known and (len(rows) < _FEW or is_full_name(name)):
            found[key(name)] = DraftAttendance(name, roles=(role,) if role else (), presence="present")
    return (*(row for row in rows if not row.name), *(row for row in found.values() if row.name))


def _several(told: list[Told], *, is_listed: bool) -> list[Told]:
    """The one first name that a note without any list says is nobody's attendance."""
    alone = not is_listed and len({key(name) for name, _ in told}) == 1 and told[0][1] is None
    return [] if alone and " " not in told[0][0] else told


def _known(found: dict[str, DraftAttendance], name: str) -> str | None:
    """Whom of those found the name may be: by the whole name, or by first name where one of the two is that alone."""
    said = key(name)
    first = said.split(" ", 1)[0]
    short = said if " " not in said else first
    return next(
        (
            other
            for other in found
            if other == said
            or (" " not in said and other.split(" ", 1)[0] == short)
            or (" " not in other and other == first)
            or (" " in other and " " in said and set(other.split()) >= set(said.split()))
        ),
        None,
    )


def _told(made: Sequence[Block], *, spoke: bool) -> Iterator[Told]:
    for block, below in zip(made, [*made[1:], None], strict=False):
        if spoke and block.kind == "heading" and heads_own_words(block, below):
            yield block.text.strip(_TRIM), None
        for said in _sentences(block.text[:_LONGEST].split()):
            bare = [key(word).strip(_TRIM) for word in said]
            yield from chosen(said, bare, block)
            yield from appointed(said, block)
            yield from opener(said, bare)
            yield from speaker(said, bare) if spoke else guest(said, bare)
            yield from visitor(said, bare) if block.opens_item else ()


def _sentences(said: Sequence[str]) -> Iterator[Sequence[str]]:
    begin = 0
    for at, word in enumerate(said):
        ends = word[-1] in ".!?" and (len(word) > 3 or at + 1 == len(said))
        if ends and (at + 1 == len(said) or said[at + 1][0].isupper()):
            yield said[begin : at + 1]
            begin = at + 1
    if begin < len(said):
        yield said[begin:]
