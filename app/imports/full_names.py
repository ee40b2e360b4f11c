"""Who is called by first name in a mail, and stands in its head by the full one: "Från: Malin Ek", "Kopia: Bo Alm"."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.imports import sent
from app.imports.blocks import Block
from app.imports.draft import DraftAttendance
from app.imports.kinds import is_first_name
from app.imports.person_names import is_full_name
from app.imports.words import key
from app.imports.writer import is_sender

_HEAD = 8  # blocks of a mail's head
_BOTH = 2  # the head and one row


def in_full(rows: Sequence[DraftAttendance], made: Sequence[Block]) -> tuple[DraftAttendance, ...]:
    """The rows, those by the full name whom no other row and no other name in the head could be."""
    written = list(dict.fromkeys(_written(made)))
    firsts = Counter(map(_first, (*written, *(row.name or "" for row in rows))))
    by_first = {_first(name): name for name in written if firsts[_first(name)] == _BOTH}
    return tuple(
        replace(row, name=by_first[key(row.name)]) if row.name and key(row.name) in by_first else row
        for row in rows
    )


def _first(name: str) -> str:
    return key(name).split(" ", 1)[0]


def _written(made: Sequence[Block]) -> Iterator[str]:
    """The full names of the head, where it is a mail's."""
    head = made[:_HEAD]
    for block in head if any(is_sender(block.text) for block in head) else ():
        if is_sender(block.text) or sent.is_receiver(block.text):
            for piece in block.text.partition(":")[2].replace(";", ",").split(","):
                name = piece.split("<", 1)[0].split("(", 1)[0].strip(' "')
                if is_full_name(name) and is_first_name(_first(name)):
                    yield name
