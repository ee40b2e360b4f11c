"""The bullet that a line begins with, and the empty box to tick behind it."""

from app.imports.marker import Marker, skip

BULLETS = frozenset("-*•–—·▪◦‣➢●○■□►➤✓✔+∙\uf0b7\uf0a7\uf0d8")
_LETTERS = frozenset("oa")  # what a bullet has become in a text


def bullet(text: str) -> Marker | None:
    """The marker that a bullet makes; None: the text begins with none, or the sign touches what stands behind it."""
    if text[0] not in BULLETS | _LETTERS or text[:2] == "**" or len(text) < 2:
        return None
    if text[0] in _LETTERS:
        fits = text[1] == "\t" or (text[1] == " " and (text[2:3].isspace() or text[2:3].isupper()))
    else:
        fits = text[1].isspace() or (text[0] not in "-*+–—·" and not text[1].isdecimal())
    if not fits:
        return None
    begins = skip(text, 1)
    behind = _past_box(text, begins)
    return Marker("bullet", behind, style=text[0], is_box=behind > begins)


def _past_box(text: str, at: int) -> int:
    """Past "[ ]", an empty box to tick; "[x]" stays, since it says that the thing is done."""
    return skip(text, at + 3) if text[at : at + 3] == "[ ]" and len(text) > at + 4 else at
