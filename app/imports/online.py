"""A meeting at a distance: its link, or "Teams"."""

import re

from app.imports import words
from app.imports.without_times import bare_pieces
from app.imports.words import key

_TRIM = " \t.,;:-–—|()·•"


def online(text: str) -> str | None:
    """A link that has the line for itself, or a word for meeting at a distance."""
    before, _, behind = text.partition(": ")
    link = (behind if key(before) in words.table("structure", "places")["online"] else text).strip("<> ")
    if link.startswith(("http://", "https://")) and " " not in link:
        return link
    parts = [part.strip(_TRIM) for piece in bare_pieces(text) for part in re.split(r"[.,] ", piece)]
    known = words.table("structure", "places")["online"]
    return next((part for part in parts if key(part) in known), None)
