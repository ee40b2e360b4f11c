"""docx -> text: a line for each paragraph, with its number; headings marked `#`; tables as lines; crossed out kept."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from app.imports.reading import rows, struck
from app.imports.reading.numbering import BULLET, Numbering
from app.imports.reading.package import Package
from app.imports.reading.plain import clean
from app.imports.reading.styles import Style, Styles, list_of
from app.imports.reading.styles import struck as is_struck

LETTERS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
# Deleted and moved away, how it looks, what fields are made of, and what older programs are shown instead.
NOT_TEXT = {"w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:instrText", "w:sdtPr", "mc:Fallback", "w:fldData"}
HEADING = re.compile("^#+ ")
FIRST_PAGE = ("first", "default")
Pieces = list[tuple[str, bool]]


def read(content: bytes) -> str:
    """The text of a docx. Raises Unreadable."""
    package = Package(content)
    document = Document(package)
    lines = [*document.heading(package), *document.body()]
    return clean("\n".join(lines).replace("\u00a0", " ").strip("\n") + "\n")


class Document:
    def __init__(self, package: Package) -> None:
        self._styles = Styles(_one(package, "styles"))
        self._numbering = Numbering(_one(package, "numbering"))
        self._root = package.tree(package.main)

    def heading(self, package: Package) -> Iterator[str]:
        """What stands above the first page, without page numbers: often the day and the kind of meeting."""
        headers = package.related("header")
        pointers = [] if self._root is None else list(self._root.iter("w:headerReference"))
        chosen = [one for kind in FIRST_PAGE for one in pointers if one.get("w:type", "default") == kind][:1]
        for pointer in chosen:
            part = package.tree(headers.get(pointer.get("r:id", ""), ""))
            if part is not None:
                yield from [line for line in self.lines(part) if any(letter.isalpha() for letter in line)]

    def body(self) -> Iterator[str]:
        body = None if self._root is None else self._root.find("w:body")
        if body is not None:
            yield from self.lines(body)

    def lines(self, block: Element) -> Iterator[str]:
        """The lines of all paragraphs and tables of a block, in order."""
        for child in block:
            if child.tag == "w:p":
                yield from self._paragraph(child)
            elif child.tag == "w:tbl":
                yield from self._table(child)
            elif child.tag not in NOT_TEXT:
                yield from self.lines(child)

    def _paragraph(self, paragraph: Element) -> Iterator[str]:
        properties = paragraph.find("w:pPr")
        style = self._styles.of(properties, "w:pStyle")
        boxes: list[Element] = []
        text = struck.written(self._pieces(paragraph, style, boxes)).rstrip()
        if style.heading and text.strip():
            yield ""
        yield from (self._before(properties, style, text) + text).split("\n")
        for box in boxes:
            yield from self.lines(box)

    def _before(self, properties: Element | None, style: Style, text: str) -> str:
        """Its place among the headings, and its number. An empty paragraph has none."""
        if not text.strip():
            return ""
        label, indent = self._label(properties, style)
        if style.heading:
            return "#" * style.heading + " " + (f"{label} " if label else "")
        return f"{indent}{label} " if label else ""

    def _label(self, properties: Element | None, style: Style) -> tuple[str | None, str]:
        within = list_of(properties, style.list)
        if within is None:
            return None, ""
        label = self._numbering.label(*within)
        return label, "  " * within[1] if label == BULLET else ""

    def _pieces(self, element: Element, style: Style, boxes: list[Element]) -> Pieces:
        """The text of a paragraph, crossed out or not; the boxes that hang on it are put aside."""
        pieces: Pieces = []
        for child in element:
            if child.tag == "w:r":
                pieces += self._run(child, style, boxes)
            elif child.tag not in NOT_TEXT:
                pieces += self._pieces(child, style, boxes)
        return pieces

    def _run(self, run: Element, style: Style, boxes: list[Element]) -> Pieces:
        properties = run.find("w:rPr")
        if properties is not None and properties.find("w:vanish") is not None:
            return []
        said = [is_struck(properties), self._styles.of(properties, "w:rStyle").struck, style.struck]
        crossed_out = next((one for one in said if one is not None), False)
        return [(text, crossed_out) for text in _words(run, boxes)]

    def _table(self, table: Element) -> Iterator[str]:
        for row in _within(table, "w:tr"):
            yield from rows.lines([self._cell(cell) for cell in _within(row, "w:tc")])

    def _cell(self, cell: Element) -> list[str]:
        return [HEADING.sub("", line) for line in self.lines(cell) if line.strip()]


def _words(element: Element, boxes: list[Element]) -> Iterator[str]:
    for child in element:
        if child.tag == "w:t":
            yield child.text or ""
        elif child.tag in LETTERS:
            yield LETTERS[child.tag]
        elif child.tag == "w:txbxContent":
            boxes.append(child)
        elif child.tag not in NOT_TEXT:
            yield from _words(child, boxes)


def _within(element: Element, wanted: str) -> Iterator[Element]:
    """Rows of a table and cells of a row, also those inside content controls and changes."""
    for child in element:
        if child.tag == wanted:
            yield child
        elif child.tag not in NOT_TEXT and child.tag != "w:tbl":
            yield from _within(child, wanted)


def _one(package: Package, kind: str) -> Element | None:
    return next((package.tree(name) for name in package.related(kind).values()), None)
