"""A file's bytes -> its text. Runs in the child process alone (app/imports/fence.py); knows nothing of the rest."""

from collections.abc import Callable
from importlib import import_module

from app.imports.reading.kinds import Kind

READERS = {Kind.docx: "docx", Kind.pdf: "pdf", Kind.txt: "plain", Kind.md: "plain"}


def reader(kind: Kind) -> Callable[[bytes], str]:
    """What reads a kind of file; loaded when it is asked for. It raises Unreadable."""
    read: Callable[[bytes], str] = import_module(f"{__name__}.{READERS[kind]}").read
    return read
