"""How many more there were, at the end of a list: "Eva Lind, Bo Alm samt ytterligare tre föräldrar"."""

from app.imports import words
from app.imports.spans_of_time import is_number
from app.imports.words import key

_FEW = 7  # words


def are_uncounted(text: str) -> bool:
    """ "ytterligare tre anhöriga", "två till", "några boende": several people, and nobody's name."""
    said = text.strip(" .").split()
    if not text.partition(" från ")[0].islower() or not 1 < len(said) < _FEW:
        return False
    return is_number(said[0]) or key(said[0]) in words.table("people", "uncounted")["openers"]
