"""docx -> text: a line for each paragraph, with its number; headings marked `#`; tables as lines; crossed out kept."""

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from app.imports.reading import deleted, rows, struck
from app.imports.reading.marks import emphasized, marked, settled, unmarked
from app.imports.reading.numbering import BULLET, Numbering
from app.imports.reading.package import Package
from app.imports.reading.plain import clean
from app.imports.reading.styles import Style, Styles, bold, list_of
from app.imports.reading.styles import struck as is_struck

LETTERS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
# Moved away and deleted, how it looks, what fields are made of, and what older programs are shown instead.
NOT_TEXT = {"w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:instrText", "w:sdtPr", "mc:Fallback", "w:fldData"}
FIRST_PAGE = ("first", "default")
Pieces = list[tuple[str, bool | None]]


def read(content: bytes) -> str:
    """The text of a docx. Raises Unreadable."""
    package = Package(content)
    document = Document(package)
    lines = settled([*document.heading(package), *document.body()])
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
        text = struck.written(deleted.settled(self._pieces(paragraph, style, boxes))).rstrip()
        if style.heading and text.strip():
            yield ""
        before = self._before(properties, style, text)
        if not before and self._is_bold(paragraph, style):
            text = emphasized(text)
        yield from (before + text).replace("\n", _further_in(before)).split("\n")
        for box in boxes:
            yield from self.lines(box)

    def _before(self, properties: Element | None, style: Style, text: str) -> str:
        """Its place among the headings, and its number. An empty paragraph has none."""
        if not text.strip():
            return ""
        label, indent = self._label(properties, style)
        if style.heading:
            return marked(f"{label} " if label else "", style.heading)
        return f"{indent}{label} " if label else ""

    def _label(self, properties: Element | None, style: Style) -> tuple[str | None, str]:
        within = list_of(properties, style.list)
        if within is None:
            return None, ""
        label = self._numbering.label(*within)
        return label, "  " * within[1] if label == BULLET else ""

    def _pieces(self, element: Element, style: Style, boxes: list[Element]) -> Pieces:
        """The text of a paragraph, crossed out or not, None: deleted; the boxes that hang on it are put aside."""
        pieces: Pieces = []
        for child in element:
            if child.tag == "w:r":
                pieces += self._run(child, style, boxes)
            elif child.tag == "w:del":
                pieces += [(text, None) for run in child.iter("w:r") for text in _words(run, boxes)]
            elif child.tag not in NOT_TEXT:
                pieces += self._pieces(child, style, boxes)
        return pieces

    def _run(self, run: Element, style: Style, boxes: list[Element]) -> Pieces:
        properties = run.find("w:rPr")
        if properties is not None and properties.find("w:vanish") is not None:
            return []
        crossed_out = self._says(is_struck, "struck", properties, style)
        return [(text, crossed_out) for text in _words(run, boxes)]

    def _is_bold(self, paragraph: Element, style: Style) -> bool:
        """From end to end."""
        runs = [run for run in paragraph.iter("w:r") if any(text.text for text in run.iter("w:t"))]
        return bool(runs) and all(self._says(bold, "bold", run.find("w:rPr"), style) for run in runs)

    def _says(
        self,
        own: Callable[[Element | None], bool | None],
        name: str,
        properties: Element | None,
        style: Style,
    ) -> bool:
        """What words are by themselves, else by their style, else by that of their paragraph."""
        said = [own(properties), getattr(self._styles.of(properties, "w:rStyle"), name), getattr(style, name)]
        return next((one for one in said if one is not None), False)

    def _table(self, table: Element) -> Iterator[str]:
        for row in _within(table, "w:tr"):
            yield from rows.lines([self._cell(cell) for cell in _within(row, "w:tc")])

    def _cell(self, cell: Element) -> list[str]:
        return [unmarked(line) for line in self.lines(cell) if line.strip()]


def _further_in(before: str) -> str:
    """A line break inside an item of a list: its next line begins below its text."""
    return "\n" + " " * (len(before) if before.lstrip().startswith(BULLET) else 0)


def _words(element: Element, boxes: list[Element]) -> Iterator[str]:
    for child in element:
        if child.tag in {"w:t", "w:delText"}:
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
