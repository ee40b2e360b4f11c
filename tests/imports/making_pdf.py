"""A PDF as a printer is told it, no larger than a test needs: text at places, drawn lines, pages."""

import zlib
from dataclasses import dataclass, field

from pdfminer.fontmetrics import FONT_METRICS

WIDTHS = FONT_METRICS["Helvetica"][1]
WIDEST = 600  # for a letter that the font lacks
LEFT, RIGHT, TOP, SIZE, LEADING = 70.0, 525.0, 780.0, 11.0, 14.0


def width(text: str, size: float = SIZE) -> float:
    return sum(WIDTHS.get(letter, WIDEST) for letter in text) * size / 1000


@dataclass
class Page:
    """Places are in points from the lower left corner."""

    drawn: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, said: str, size: float = SIZE, *, bold: bool = False) -> None:
        font = "F2" if bold else "F1"
        self.drawn.append(f"BT /{font} {size} Tf {x:.2f} {y:.2f} Td <{coded(said).hex()}> Tj ET")

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.drawn.append(f"0.5 w {x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l S")

    def box(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.drawn.append(f"{x0:.2f} {y0:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re f")

    def strike(self, x: float, y: float, said: str) -> None:
        """Text with a line drawn through it."""
        self.text(x, y, said)
        self.line(x, y + 3.2, x + width(said), y + 3.2)

    def paragraph(self, y: float, said: str, x: float = LEFT, right: float = RIGHT) -> float:
        """Broken over lines at the right side, words divided where there is a `|`; the height of the next line."""
        for row in broken(said, right - x):
            self.text(x, y, row)
            y -= LEADING
        return y


def coded(said: str) -> bytes:
    """A letter each byte; letters that stand for a code are that code."""
    return b"".join(letter.encode("cp1252", "ignore") or letter.encode("latin-1") for letter in said)


def broken(said: str, room: float) -> list[str]:
    rows, row = [], ""
    for word in said.split(" "):
        whole = word.replace("|", "")
        if width(f"{row} {whole}".strip()) <= room:
            row = f"{row} {whole}".strip()
            continue
        first, _, last = word.partition("|")
        divided = last and width(f"{row} {first}-") <= room
        rows.append(f"{row} {first}-" if divided else row)
        row = last if divided else whole
    return [*rows, row]


def pdf(*pages: Page, to_unicode: str | None = None) -> bytes:
    """The file. `to_unicode`: what letters the codes of the font are, where they are not the usual ones."""
    contents = [zlib.compress("\n".join(page.drawn).encode("latin-1")) for page in pages]
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding"
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        5: font.replace(b"/Helvetica", b"/Helvetica-Bold") + b">>",
        3: font + (b"/ToUnicode 4 0 R>>" if to_unicode else b">>"),
    }
    if to_unicode:
        objects[4] = stream(to_unicode.encode())
    for number, content in enumerate(contents):
        objects[10 + 2 * number] = stream(content, b"/Filter/FlateDecode")
        objects[11 + 2 * number] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {10 + 2 * number} 0 R"
            "/Resources<</Font<</F1 3 0 R/F2 5 0 R>>>>>>".encode()
        )
    kids = " ".join(f"{11 + 2 * number} 0 R" for number in range(len(pages)))
    objects[2] = f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode()
    return file(objects)


def stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), more, content)


def file(objects: dict[int, bytes], trailer: bytes = b"") -> bytes:
    """Objects by their number, with the table of where they stand."""
    made, places = b"%PDF-1.5\n", {}
    for number, said in sorted(objects.items()):
        places[number] = len(made)
        made += b"%d 0 obj\n%s\nendobj\n" % (number, said)
    table = b"".join(b"%d 1\n%010d 00000 n \n" % (number, place) for number, place in sorted(places.items()))
    end = b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (max(objects) + 1, trailer, len(made))
    return made + b"xref\n" + table + end
