"""What groups are called by their kind: Samverkansgrupp, elevråd, nämnd."""

from app.imports import words
from app.imports.words import key

_TRIM = " \t.,;:-–—|()·•"
_LONGEST = 24  # letters of the longest word for a group


def is_body(name: str) -> bool:
    """Whether one of its words ends in what groups are called."""
    said = [word.strip(_TRIM) for word in key(name).split()]
    bodies = words.table("structure", "titles")["bodies"]
    return any(word[at:] in bodies for word in said for at in range(max(0, len(word) - _LONGEST), len(word)))
