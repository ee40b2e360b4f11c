"""A line that says when all below it is due: "Inför basaren den 29 november:", "Följande ska vara klart till maj:"."""

from collections.abc import Sequence
from itertools import pairwise

from app.imports import lexicon
from app.imports.due import NONE, Due
from app.imports.due_words import due_of
from app.imports.hearing import Hearing
from app.imports.sentences import sentences_in

_NEAR = 5  # words of a line among which "att göra" stands


def leads_in(text: str) -> bool:
    """Whether a line with a colon at its end begins as one that says when: it is no title."""
    first = text.lower().split(maxsplit=1)[0] if text.strip() else ""
    return text.rstrip().endswith(":") and first in lexicon.words("due", "list_leads")


def tells_what_to_do(words: Sequence[str]) -> bool:
    """ "Kvar att fixa:", "Att ordna före festen:" """
    to_do = lexicon.words("commitments", "headings", "to_do")
    return any(first == "att" and word in to_do for first, word in pairwise(words))


def due_below(text: str, hearing: Hearing) -> Due | None:
    """When what stands in the list below a line is due; None: the line leads in to no tasks."""
    if not text.endswith(":"):
        return None
    last = list(sentences_in(text))[-1]
    due = due_of(last, hearing.calendar)
    if tells_what_to_do(last.words[:_NEAR]) and not last.is_question:
        return due
    said = leads_in(text) or not lexicon.words("due", "list_words").isdisjoint(last.words)
    if due is NONE or not said or any(actor.sure for actor in hearing.actors(last)):
        return None
    return due
