"""What a note says its marks mean: "x = närvarande", "N = närvarande, F = frånvarande", "- = förhinder"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.imports.blocks import Block
from app.imports.head import MOST
from app.imports.listed import in_text
from app.imports.listed_in_cells import in_cells
from app.imports.people import Entry
from app.imports.presence import presence_of
from app.imports.words import key

_BETWEEN = re.compile("[(),;]")
_LINE = 200  # letters
_MARK = 3  # letters
_TRIM = " ()[].,:"


@dataclass(frozen=True)
class Legend:
    """`marks`: each with what it says of whom it stands beside."""

    marks: Mapping[str, str]

    def people(self, block: Block) -> list[Entry]:
        """Those of a line, one of them alone with what the mark at its beginning or end says."""
        cells = [text for text, _, _ in block.cells if text]
        said, rest = self._parted(cells or block.text.split(), _sign(block))
        named = [one for one in (in_cells(rest) if cells else in_text(" ".join(rest))) if one.name]
        return [replace(one, presence=said or one.presence) for one in named] if len(named) < 2 else named

    def has_mark(self, block: Block) -> bool:
        """One of its marks stands at the beginning or end of a line that names somebody."""
        is_line = block.kind != "heading" and len(block.text) < _LINE
        return is_line and any(one.presence for one in self.people(block))

    def _parted(self, pieces: list[str], sign: str) -> tuple[str | None, list[str]]:
        """What the mark says, and the pieces without it."""
        for mark, rest in ((pieces[0], pieces[1:]), (pieces[-1], pieces[:-1])):
            if rest and (said := self.of(mark)):
                return said, rest
        return self.of(sign), pieces

    def of(self, mark: str) -> str | None:
        return self.marks.get(key(mark).strip(_TRIM))

    def completed(self, said: list[Entry]) -> list[Entry]:
        """Where somebody has a mark, those who have none are what no mark says."""
        meant = set(self.marks.values())
        others = "absent" if meant == {"present"} else None if "present" in meant else "present"
        if not any(one.presence for one in said):
            return said
        return [replace(one, presence=one.presence or others) for one in said]


def legend_of(made: Sequence[Block]) -> Legend | None:
    """The first that the head of the note gives."""
    found = (marks for block in made[:MOST] if (marks := _meanings(block)))
    return next(map(Legend, found), None)


def explains(block: Block) -> bool:
    """ "x = närvarande" alone on its line."""
    return block.text.partition("=")[0].strip(" (").count(" ") == 0 and bool(_meanings(block))


def _meanings(block: Block) -> dict[str, str]:
    line = block.run.note[block.start : block.end]
    return dict(_told(line)) if "=" in line and len(line) < _LINE else {}


def _told(line: str) -> Iterator[tuple[str, str]]:
    for piece in _BETWEEN.split(line):
        before, sign, behind = piece.partition("=")
        mark = (key(before).split() or [""])[-1].strip(_TRIM)
        if sign and 0 < len(mark) <= _MARK and (meaning := presence_of(behind)):
            yield mark, meaning


def _sign(block: Block) -> str:
    """The bullet or number that the line begins with."""
    first = block.run.note[block.start : block.start + 1]
    return block.number or (first if block.kind == "item" or not first.isalnum() else "")
