"""What is said beside one person's name about being there."""

from app.imports import words
from app.imports.parts import before_brackets
from app.imports.words import key

_MARK = 4  # letters; a shorter word ("x", "nej") counts only alone
_MOST_WORDS = 3
_WAY = 6  # letters; what is shorter may be somebody's code


def presence_of(text: str) -> str | None:
    """What the whole text says about being there."""
    known = words.meanings("people", "presence")
    bare = key(text).strip(" ,;:-–—()[]")
    alone = known.get(bare) or known.get(key(before_brackets(text)))
    begun = (known[start] for start in _beginnings(bare) if start in known and len(start) > _MARK)
    return alone or next(begun, None)


def _beginnings(text: str) -> list[str]:
    """The first words, the longest beginning first."""
    said = text.split()
    return [" ".join(said[:count]) for count in range(min(_MOST_WORDS, len(said)), 0, -1)]


def is_way(text: str) -> bool:
    """ "på distans", "via länk": a way of being there that stands before the name."""
    return len(text) > _WAY and text[0].islower() and presence_of(text) == "present"
