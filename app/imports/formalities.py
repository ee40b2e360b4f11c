"""Items of an agenda that are known by their words alone: opening and closing, other questions."""

from app.imports import words
from app.imports.item_titles import plain


def is_formality(text: str) -> bool:
    """ "Mötets öppnande", "Avslutning"."""
    return plain(text) in words.meanings("structure", "formalities")


def is_unnumbered(text: str) -> bool:
    """ "Övriga frågor": an item though it has no number where the others do."""
    return plain(text) in words.table("structure", "unnumbered")["titles"]
