"""The section that each passage stands in."""

from app.imports import sections
from app.imports.passage import Passage


def sections_of(made: list[Passage], headings: list[str | None]) -> list[str | None]:
    """Of each passage what the last heading that says so means. `headings`: what is one, as text."""
    current, found = None, []
    for passage, heading in zip(made, headings, strict=True):
        if heading is not None:
            current = sections.section(heading) if passage.words else current
        found.append(current)
    return found
