"""A docx as a package: what is in it, and its parts, unpacked within limits."""

import posixpath
import zipfile
import zlib
from io import BytesIO
from xml.etree.ElementTree import Element

from app.imports.reading import xml
from app.imports.reading.limits import LARGE, MEMBERS, RATIO, UNPACKED, Unreadable, check

MAIN = "wordprocessingml.document.main+xml"
ENCRYPTED = 0x1


class Package:
    """Raises Unreadable for what is too much, encrypted, has macros, or is no Word document."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
            members = self._zip.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise Unreadable("broken-file") from error
        _check(members, len(content))
        self._names = {member.filename for member in members}
        self._left = UNPACKED
        self.main = self._main()

    def tree(self, name: str) -> Element | None:
        """A part as XML; None when it is not there."""
        return xml.tree(self._part(name)) if name in self._names else None

    def related(self, kind: str) -> dict[str, str]:
        """The parts of a kind that the document points at, by the id of the pointer."""
        folder, file = posixpath.split(self.main)
        relations = self.tree(f"{folder}/_rels/{file}.rels")
        return {
            relation.get("Id", ""): posixpath.normpath(posixpath.join(folder, relation.get("Target", "")))
            for relation in (relations if relations is not None else ())
            if relation.get("Type", "").endswith(f"/{kind}") and relation.get("TargetMode") != "External"
        }

    def _main(self) -> str:
        types = self.tree("[Content_Types].xml")
        said = {} if types is None else {one.get("PartName", ""): one.get("ContentType", "") for one in types}
        if any("macroEnabled" in kind or "vbaProject" in kind for kind in said.values()):
            raise Unreadable("file-with-macros")
        if any(name.lower().endswith("vbaproject.bin") for name in self._names):
            raise Unreadable("file-with-macros")
        found = [name.lstrip("/") for name, kind in said.items() if kind.endswith(MAIN)]
        if not found:
            raise Unreadable("unknown-file-kind")
        return found[0]

    def _part(self, name: str) -> bytes:
        try:
            with self._zip.open(name) as opened:
                part = opened.read(self._left + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError) as error:
            raise Unreadable("broken-file") from error
        self._left -= len(part)
        check("unpacked", -self._left, 0)
        return part


def _check(members: list[zipfile.ZipInfo], packed: int) -> None:
    check("members", len(members), MEMBERS)
    if any(member.flag_bits & ENCRYPTED for member in members):
        raise Unreadable("encrypted-file")
    unpacked = sum(member.file_size for member in members)
    check("unpacked", unpacked, UNPACKED)
    if unpacked > LARGE:
        check("ratio", unpacked / packed, RATIO)
