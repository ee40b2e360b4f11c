"""What was to be done, and is not: "Eva skulle ringa Ali. Ej gjort, kvarstår."."""

from collections.abc import Iterator

from app.imports import lexicon
from app.imports.clauses import clauses_in
from app.imports.confidence import estimate
from app.imports.due_words import due_of
from app.imports.hearing import Hearing
from app.imports.owning import owners
from app.imports.proposals import Seen, seen
from app.imports.sentences import Sentence


def is_left(sentence: Sentence) -> bool:
    """ "Kvarstår.", "Ej gjort, kvarstår.", "Inte klart än.": nothing is said but that it is not done."""
    said = {word for word in sentence.words if word.isalpha()}
    left = lexicon.words("commitments", "left_over", "left")
    return bool(said & left) and said <= left | lexicon.words("commitments", "left_over", "beside")


def left_over(last: Sentence, hearing: Hearing) -> Iterator[Seen]:
    """The work that a sentence says somebody was to do."""
    for clause in clauses_in(last, hearing.actors(last)):
        if (
            clause.party
            and last.words[clause.verb.at] == "skulle"
            and clause.verb.classes & {"work", "carry"}
        ):
            span = clause.start, clause.end
            due = due_of(last, hearing.calendar)
            yield seen(last, span, span, owners(clause.party), due, estimate("person_firm", ()))
