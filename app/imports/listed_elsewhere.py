"""Whether a note says how many were there and not who: "Närvarande: 34 medlemmar enligt förteckning"."""

from collections.abc import Sequence

from app.imports import sections, words
from app.imports.blocks import Block
from app.imports.head import head
from app.imports.words import key

_TRIM = " .,:;()"


def are_listed_elsewhere(made: Sequence[Block]) -> bool:
    """The list at the head begins with a number, and refers to an attachment or to a kind of people."""
    elsewhere = words.table("people", "choosing")["elsewhere"]
    for block in head(made):
        said = sections.labelled(block.text)
        names = key(block.text[said[1] :]).split() if said and said[0] == "present" else []
        if names and names[0].isdecimal() and not elsewhere.isdisjoint(word.strip(_TRIM) for word in names):
            return True
    return False
