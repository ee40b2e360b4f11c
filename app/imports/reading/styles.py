"""What a docx's styles say of their paragraphs and words: headings, lists, crossed out. Styles stand on others."""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from app.imports.reading.numbering import number

HEADING = re.compile(r"(?:heading|rubrik) ?([1-9])", re.IGNORECASE)
TITLES = {"title", "rubrik", "titel"}
DEEPEST = 20
OFF = {"0", "false", "off", "none"}


@dataclass(frozen=True)
class Style:
    """`heading`: 1 for the highest; None: none. `list`: id and depth."""

    heading: int | None = None
    list: tuple[str, int] | None = None
    struck: bool | None = None
    bold: bool | None = None


class Styles:
    def __init__(self, part: Element | None) -> None:
        found = () if part is None else part.iter("w:style")
        self._elements = {style.get("w:styleId", ""): style for style in found}
        self._known: dict[str, Style] = {}

    def of(self, element: Element | None, name: str) -> Style:
        """The style that the properties of a paragraph (`w:pStyle`) or of words (`w:rStyle`) name."""
        named = None if element is None else element.find(name)
        return Style() if named is None else self._style(named.get("w:val", ""), 0)

    def _style(self, id: str, depth: int) -> Style:
        if id in self._known:
            return self._known[id]
        element = self._elements.get(id)
        if element is None or depth > DEEPEST:
            return Style()
        below = element.find("w:basedOn")
        under = Style() if below is None else self._style(below.get("w:val", ""), depth + 1)
        return self._known.setdefault(id, _read(element, under))


def struck(properties: Element | None) -> bool | None:
    """Whether the properties of words cross them out; None: they do not say."""
    return _told(properties, "w:strike", "w:dstrike")


def bold(properties: Element | None) -> bool | None:
    """Whether the properties of words make them bold; None: they do not say."""
    return _told(properties, "w:b")


def _told(properties: Element | None, *names: str) -> bool | None:
    found = [properties.find(name) for name in names] if properties is not None else []
    said = [one.get("w:val", "true") not in OFF for one in found if one is not None]
    return any(said) if said else None


def list_of(properties: Element | None, otherwise: tuple[str, int] | None) -> tuple[str, int] | None:
    """The list that the properties of a paragraph put it in, and how deep; id 0 takes it out of one."""
    said = None if properties is None else properties.find("w:numPr")
    if said is None:
        return otherwise
    id, depth = said.find("w:numId"), said.find("w:ilvl")
    list_id = id.get("w:val", "0") if id is not None else otherwise[0] if otherwise else "0"
    deep = number(depth.get("w:val"), 0) if depth is not None else otherwise[1] if otherwise else 0
    return None if list_id == "0" else (list_id, min(deep, 8))


def _read(element: Element, under: Style) -> Style:
    name = element.find("w:name")
    called = "" if name is None else name.get("w:val", "")
    heading = HEADING.fullmatch(called)
    properties = element.find("w:pPr")
    outline = None if properties is None else properties.find("w:outlineLvl")
    level = under.heading
    if heading:
        level = int(heading[1])
    elif called.lower() in TITLES:
        level = None
    elif outline is not None:
        level = _outline(outline)
    words = element.find("w:rPr")
    crossed_out, heavy = struck(words), bold(words)
    return Style(
        level,
        list_of(properties, under.list),
        under.struck if crossed_out is None else crossed_out,
        under.bold if heavy is None else heavy,
    )


def _outline(outline: Element) -> int | None:
    """Nine levels, from 0; the tenth is the text."""
    level = number(outline.get("w:val"), 9)
    return level + 1 if level < 9 else None
