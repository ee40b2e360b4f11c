"""What a line begins with: a bullet, a number, a letter, the mark of a heading in Markdown or MediaWiki."""

from app.imports.bullets import bullet
from app.imports.heading_marks import RULES, drawn, markdown
from app.imports.leading_numbers import leading_letter, leading_number
from app.imports.marker import Marker


def marker(text: str) -> Marker | None:
    """What the line begins with; None: its text."""
    if text[0] in RULES and (found := drawn(text)):
        return found
    if text[0] == "#":
        return markdown(text)
    return bullet(text) or leading_number(text) or leading_letter(text)
