"""Who wrote the note, when it is signed like a letter: "Hälsningar Malin"."""

from collections.abc import Sequence
from itertools import pairwise

from app.imports import people, sections
from app.imports.blocks import Block

_END = 8  # blocks at the end among which the signature is


def writer(made: Sequence[Block]) -> str | None:
    """The name below the closing words, as written; None when there is none."""
    end = made[-_END:]
    names = (
        below.text.strip(" /.,")
        for above, below in pairwise(end)
        if sections.section(above.text) == "signatures"
    )
    return next((name for name in names if people.is_name(name)), None)
