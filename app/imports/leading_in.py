"""A line that says when all below it is due: "Inför basaren den 29 november:", "Följande ska vara klart till maj:"."""

from app.imports import lexicon
from app.imports.due_words import NONE, Due, due_in
from app.imports.hearing import Hearing
from app.imports.sentences import sentences_in


def leads_in(text: str) -> bool:
    """Whether a line with a colon at its end begins as one that says when: it is no title."""
    first = text.lower().split(maxsplit=1)[0] if text.strip() else ""
    return text.rstrip().endswith(":") and first in lexicon.words("due", "list_leads")


def due_below(text: str, hearing: Hearing) -> Due:
    """When what stands in the list below a line is due, if the line says so."""
    if not text.endswith(":"):
        return NONE
    last = list(sentences_in(text))[-1]
    due = due_in(last, 0, len(last.tokens), hearing.calendar)
    said = leads_in(text) or not lexicon.words("due", "list_words").isdisjoint(last.words)
    return due if said and not any(actor.sure for actor in hearing.actors(last)) else NONE
