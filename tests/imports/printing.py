"""A note set as a writer would set it, as a Word document and as a PDF."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.imports import making_docx as word
from tests.imports.making_docx import docx, heading, p, run, table
from tests.imports.making_pdf import LEFT, RIGHT, SIZE, TOP, Page, broken, pdf, width
from tests.imports.typesetting import Block, blocks

BOTTOM, PADDING, ROOM = 70.0, 5.0, 16.0
LARGE, MIDDLE, STEP = 18.0, 13.0, 18.0
LEADING = 1.3  # in sizes
FREE = (0x81, 0x8D, 0x8F, 0x90, 0x9D)  # codes that the font has no letters for


def as_docx(note: str) -> bytes:
    return docx(*[_word(block) for block in blocks(note)])


def _word(block: Block) -> str:
    if block.kind in ("heading", "title"):
        return heading(block.text, block.level + 1 if block.kind == "heading" else 1)
    if block.kind == "bold":
        return p(run(block.text, "<w:b/>"))
    if block.kind == "item":
        properties = f'<w:numPr><w:ilvl w:val="{block.level}"/><w:numId w:val="{word.BULLETED}"/></w:numPr>'
        return p("<w:r><w:br/></w:r>".join(map(run, block.text.split("\n"))), properties=properties)
    if block.kind == "columns" and len(block.rows) == 1:
        return p(("\t\t\t\t" if block.text.startswith(" " * 20) else "") + "\t".join(block.rows[0]))
    return table(*map(list, block.rows)) if block.rows else p(block.text)


def as_pdf(note: str) -> bytes:
    """Letters that the font lacks get codes of their own."""
    lacking = sorted({letter for letter in note if not letter.encode("cp1252", "ignore")})
    codes = dict(zip(lacking, FREE, strict=False))
    printer = Printer({letter: chr(code) for letter, code in codes.items()})
    for block in blocks(note):
        printer.put(block)
    return pdf(*printer.pages, to_unicode=_letters(codes) if codes else None)


def _letters(codes: dict[str, int]) -> str:
    told = [f"<{code:02X}> <{letter.encode('utf-16-be').hex().upper()}>" for letter, code in codes.items()]
    return (
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
        f"{len(told)} beginbfchar {' '.join(told)} endbfchar endcmap end"
    )


@dataclass
class Printer:
    codes: dict[str, str]
    pages: list[Page] = field(default_factory=lambda: [Page()])
    y: float = TOP

    def put(self, block: Block) -> None:
        if block.kind == "blank":
            self.y -= SIZE * LEADING / 2
        elif block.kind in ("heading", "title"):
            size = LARGE if block.kind == "title" else max(MIDDLE + 2 - block.level, MIDDLE - 1)
            self._down(size)
            self._paragraph(block.text, size=size, bold=True)
        elif block.rows:
            self._table(block)
        else:
            self._listed(block)

    def _listed(self, block: Block) -> None:
        inset = STEP * (block.level + 1) if block.kind == "item" else 0.0
        for number, line in enumerate(block.text.split("\n")):
            self._need(1)
            if block.kind == "item" and not number:
                self._say(LEFT + inset - STEP / 2, "•")
            self._paragraph(line, x=LEFT + inset, bold=block.kind == "bold")

    def _paragraph(self, said: str, x: float = LEFT, size: float = SIZE, *, bold: bool = False) -> None:
        for row in broken(self._coded(said), (RIGHT - x) * SIZE / size * (0.9 if bold else 1.0)):
            self._need(size / SIZE)
            self._say(x, row, size, bold=bold)
            self._down(size)

    def _table(self, block: Block) -> None:
        """With lines between its cells, or without, as wide as what is in them."""
        ruled = block.kind == "table"
        sides = self._sides(block.rows)
        for row in block.rows:
            cut = [broken(self._coded(cell), b - a - 2 * PADDING) for cell, a, b in _between(row, sides)]
            most = max(map(len, cut))
            self._need(most + 1)
            if ruled:
                self._rules(sides, most)
            for line in range(most):
                for lines, left in zip(cut, sides[:-1], strict=True):
                    self._say(left, lines[line] if line < len(lines) else "")
                self._down(SIZE)
            self.y -= PADDING if ruled else 0.0

    def _sides(self, rows: Sequence[Sequence[str]]) -> list[float]:
        """Short columns get what they need, the others share what is left."""
        wanted = [max(width(self._coded(row[at])) for row in rows) + ROOM for at in range(len(rows[0]))]
        while sum(wanted) > RIGHT - LEFT:
            wanted[wanted.index(max(wanted))] *= 0.9
        return [LEFT + sum(wanted[:at]) for at in range(len(wanted) + 1)]

    def _rules(self, sides: Sequence[float], lines: int) -> None:
        top = self.y + SIZE
        bottom = top - lines * SIZE * LEADING - PADDING
        for height in (top, bottom):
            self.pages[-1].line(sides[0] - PADDING, height, sides[-1] - PADDING, height)
        for side in sides:
            self.pages[-1].line(side - PADDING, bottom, side - PADDING, top)

    def _say(self, x: float, said: str, size: float = SIZE, *, bold: bool = False) -> None:
        if said:
            self.pages[-1].text(x, self.y, said, size, bold=bold)

    def _need(self, lines: float) -> None:
        if self.y - lines * SIZE * LEADING < BOTTOM:
            self.pages.append(Page())
            self.y = TOP

    def _down(self, size: float) -> None:
        self.y -= size * LEADING

    def _coded(self, said: str) -> str:
        return "".join(self.codes.get(letter, letter) for letter in said)


def _between(row: Sequence[str], sides: Sequence[float]) -> list[tuple[str, float, float]]:
    return list(zip(row, sides[:-1], sides[1:], strict=True))
