"""When those come of whom the next thing is said: "Målarna kommer 3 maj, Eva släpper in dem."."""

from dataclasses import replace

from app.imports import lexicon
from app.imports.clauses import Clause
from app.imports.due import NONE, Calendar, Due
from app.imports.due_words import due_in
from app.imports.sentences import Sentence

_COMING = ("kommer", "anländer")
_THEM = frozenset(("dem", "dom", "honom", "henne"))
_NEAR = 4  # words from the verb to its day


def arrival(sentence: Sentence, end: int, calendar: Calendar) -> Due:
    """The day on which somebody comes, told before a word of the sentence; `NONE`: none is. No words say so here."""
    at = next((at for at in range(end) if sentence.words[at] in _COMING), end)
    due = due_in(sentence, at + 1, end, calendar) if at + 1 < end else NONE
    is_near = due.kind == "date" and due.start - at <= _NEAR
    return replace(due, start=0, end=0) if is_near else NONE


def is_about_them(clause: Clause, sentence: Sentence) -> bool:
    """What is done is done to or with those just named: "släpper in dem", "möter upp"."""
    behind = tuple(word for word in sentence.words[clause.verb.at + 1 : clause.end] if word[0].isalnum())
    meets = (clause.verb.lemma, *behind) in lexicon.phrases("commitments", "receiving")
    return meets or not _THEM.isdisjoint(behind)
