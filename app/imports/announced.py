"""Whose meetings a note announces: "Nästa möte för BGB är"."""

from collections.abc import Sequence
from itertools import takewhile

from app.imports import words
from app.imports.blocks import Block
from app.imports.words import key

_LONGEST = 600  # letters
_TRIM = " \t.,;:-–—|()"


def announced(made: Sequence[Block]) -> str | None:
    """The group that the next meeting is said to be of, where no title says whose this one was."""
    for block in made:
        said = block.text[:_LONGEST].split()
        for at in range(1, len(said)):
            if said[at][0].isupper() and _leads_to_group(said[:at]):
                return " ".join(takewhile(lambda name: name[0].isupper(), said[at:])).strip(_TRIM)
    return None


def _leads_to_group(said: Sequence[str]) -> bool:
    """It ends "nästa möte för"."""
    known = words.table("structure", "coming")
    return key(said[-1]) in known["of"] and key(" ".join(said[-3:-1])) in known["subjects"]
