"""A file in a folder -> its text, read behind the fence."""

from pathlib import Path

from app.imports import fence
from app.imports.problems import UnknownFileKind
from app.imports.reading.kinds import Kind
from app.imports.reading.limits import PACKED


def read_text(path: Path) -> str:
    """The text of a docx, pdf, txt or md. Raises a problem of app/imports/problems.py, or OSError."""
    return fence.text_of(content_of(path), kind_named(path.name))


def content_of(path: Path) -> bytes:
    """Its bytes; of a file that is too large no more than tells so."""
    with path.open("rb") as opened:
        return opened.read(PACKED + 1)


def kind_named(name: str) -> Kind:
    """The kind that a file's name says it is. Raises UnknownFileKind."""
    extension = Path(name).suffix.lower().removeprefix(".")
    if extension not in list(Kind):
        raise UnknownFileKind
    return Kind(extension)
