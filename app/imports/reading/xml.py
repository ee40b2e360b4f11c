"""XML from people -> a tree: no DTD at all, so many elements, so deep."""

from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from app.imports.reading.limits import DEPTH, ELEMENTS, Unreadable, check

CHUNK = 65_536
NAMESPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/package/2006/content-types": "ct",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/package/2006/relationships": "pr",
}


def tree(part: bytes) -> Element:
    """The root. Names are `w:p`; those of other namespaces have none. Raises Unreadable."""
    builder = _Builder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartDoctypeDeclHandler = builder.refuse
    parser.StartElementHandler, parser.EndElementHandler = builder.start, builder.end
    parser.CharacterDataHandler = builder.data
    try:
        for first in range(0, len(part), CHUNK):
            parser.Parse(part[first : first + CHUNK], False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Unreadable("broken-file") from error
    return builder.root()


class _Builder:
    def __init__(self) -> None:
        self._tree, self._count, self._depth = TreeBuilder(), 0, 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        self._depth += 1
        check("elements", self._count, ELEMENTS)
        check("depth", self._depth, DEPTH)
        self._tree.start(_short(name), {_short(key): value for key, value in attributes.items()})

    def end(self, name: str) -> None:
        self._depth -= 1
        self._tree.end(_short(name))

    def data(self, text: str) -> None:
        self._tree.data(text)

    def refuse(self, *_: Any) -> None:
        raise Unreadable("file-with-dtd")

    def root(self) -> Element:
        return self._tree.close()


def _short(name: str) -> str:
    space, _, local = name.rpartition("}")
    prefix = NAMESPACES.get(space)
    return f"{prefix}:{local}" if prefix else local
