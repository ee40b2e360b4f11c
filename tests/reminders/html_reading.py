"""A reader of the letters' HTML: its elements, its words, and how they are seen."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "br"}
BLOCKS = {"h1", "h2", "p", "li", "br", "title", "blockquote"}
INHERITED = {"color", "background-color"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None]
    looks: dict[str, str]


@dataclass
class Page(HTMLParser):
    """Raises AssertionError where an element is not closed in its turn."""

    html: str
    declared: str = ""
    elements: list[Element] = field(default_factory=list)
    seen: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    words: str = ""
    open: list[Element] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.html)
        self.close()
        assert not self.open, "not closed"

    def handle_decl(self, decl: str) -> None:
        self.declared = decl

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        around = self.open[-1].looks if self.open else {}
        looks = {name: value for name, value in around.items() if name in INHERITED} | styles(attributes)
        self.elements.append(Element(tag, attributes, looks))
        if tag not in VOID:
            self.open.append(self.elements[-1])
        self.words += " " if tag in BLOCKS else ""
        self.mark(tag, attributes)

    def mark(self, tag: str, attributes: dict[str, str | None]) -> None:
        """What a reader sees before the items of a list; of its own lists a letter hides the marks."""
        if tag in {"ul", "ol"}:
            start = int(attributes.get("start") or 1) if tag == "ol" else 0
            self.numbers.append(-1 if "role" in attributes else start)
        if tag == "li" and self.numbers[-1] == 0:
            self.words += "- "
        if tag == "li" and self.numbers[-1] > 0:
            self.words += f"{self.numbers[-1]}. "
            self.numbers[-1] += 1

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"{tag} was not opened"
        closed = self.open.pop()
        assert closed.tag == tag, f"{tag} closes {closed.tag}"
        if tag in {"ul", "ol"}:
            self.numbers.pop()
        if tag == "a":
            self.words += f": {closed.attributes['href']}"

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open[-1].tag != "title":
            self.words += data
            self.seen.append((data, self.open[-1].looks))

    @property
    def tags(self) -> list[str]:
        return [element.tag for element in self.elements]


def styles(attributes: dict[str, str | None]) -> dict[str, str]:
    pairs = (one.split(":", 1) for one in (attributes.get("style") or "").split(";") if one)
    return {name.strip(): value.strip() for name, value in pairs}


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, contrast ratio."""
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance, of #rrggbb."""
    assert re.fullmatch(r"#[0-9a-f]{6}", colour), colour
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
