"""What the text says of people on the list: who could not come, and who spoke and so was there."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.imports import sections, words
from app.imports.away import bare, is_away
from app.imports.blocks import Block
from app.imports.draft import DraftAttendance
from app.imports.not_listed import not_listed
from app.imports.words import key

_REACH = 8  # words behind a name among which "har förhinder" is looked for

Names = dict[str, int | None]


def heard(rows: Sequence[DraftAttendance], made: Sequence[Block]) -> tuple[DraftAttendance, ...]:
    """The rows, those of whom the text says more with the presence it says."""
    names = _names(rows)
    firsts = {name.split(" ", 1)[0] for name in names}
    away: set[int] = set()
    spoke: set[int] = set()
    for block in made if names else ():
        signed = block.text.startswith("/") or any(
            label.meaning == "signatures" for label in sections.labels(block.text)
        )
        raw = block.text.split()
        said = [bare(word) for word in raw]
        for at, row, behind in _mentions(said, names, firsts):
            ends = raw[behind - 1][-1] in ".:;!?"
            if not ends and is_away(_outside(raw, said, behind)) and not _is_of_next(block):
                away.add(row)
            elif (
                signed
                or _speaks(said, behind)
                or (block.kind == "heading" and at == 0 and block.text.endswith(":"))
            ):
                spoke.add(row)
    told = tuple(_told(row, at in away, at in spoke) for at, row in enumerate(rows))
    return told + tuple(not_listed(rows, made))


def _is_of_next(block: Block) -> bool:
    """It stands below "Nästa möte"."""
    return any(sections.section(heading) == "next_meeting" for heading in block.headings)


def _outside(raw: Sequence[str], said: Sequence[str], behind: int) -> Sequence[str]:
    """The words behind a name in its sentence, as far as to a bracket: "Kim (Ragnar kunde inte)"."""
    end = behind
    while end < min(behind + _REACH, len(raw)) and raw[end][0] != "(":
        end += 1
        if raw[end - 1][-1] in ".:;!?":
            break
    return said[behind:end]


def _told(row: DraftAttendance, away: bool, spoke: bool) -> DraftAttendance:
    if away and row.presence in ("unknown", "present"):
        return replace(row, presence="excused")
    return replace(row, presence="present") if spoke and row.presence == "unknown" else row


def _names(rows: Sequence[DraftAttendance]) -> Names:
    """Full names, and first names that only one of them has -> the row."""
    found: Names = {}
    for at, row in enumerate(rows):
        full = key(row.name or "")
        first = full.split(" ", 1)[0]
        for name in {full, first} - {""}:
            found[name] = None if name in found else at
    return found


def _mentions(said: Sequence[str], names: Names, firsts: set[str]) -> Iterator[tuple[int, int, int]]:
    """Where somebody is named: the place, the row, and the place behind the name; `firsts`: what names begin with."""
    at = 0
    while at < len(said):
        if said[at] not in firsts:
            at += 1
            continue
        for count in (4, 3, 2, 1):
            row = names.get(" ".join(said[at : at + count])) if at + count <= len(said) else None
            if row is not None:
                yield at, row, at + count
                at += count - 1
                break
        at += 1


def _speaks(said: Sequence[str], behind: int) -> bool:
    known = words.table("people", "speaks")
    return behind < len(said) and (
        said[behind] in known["verbs"] or said[behind].endswith(tuple(known["endings"]))
    )
