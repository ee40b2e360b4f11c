"""Work without a verb, and its day: "Utskick fredag 31 maj", "Sista dag för manus är 3 maj"."""

from collections.abc import Iterator, Sequence

from app.imports import lexicon
from app.imports.clauses import clauses_in
from app.imports.confidence import estimate
from app.imports.deeds import is_deed_word
from app.imports.due import NONE, Due
from app.imports.due_words import due_in
from app.imports.hearing import Hearing
from app.imports.naming import Actor
from app.imports.owning import UNKNOWN, owners
from app.imports.proposals import Seen, seen
from app.imports.sentences import Sentence

_SHORT = 16  # words of a line without a verb


def _is_last_day(sentence: Sentence, due: Due) -> bool:
    """ "3 maj är deadline för manus", "Sista dag för manus är 3 maj" """
    behind = sentence.words[due.end :]
    begins = sentence.words[:2] in lexicon.phrases("commitments", "last_days")
    return (begins and sentence.words[2:3] == ("för",)) or (
        "för" in behind and ("deadline" in behind or "sista" in behind)
    )


def _is_handed_over(sentence: Sentence, actors: Sequence[Actor], due: Due) -> bool:
    """ "Rapporter från lagen till Eva senast 3 maj": what somebody is to have, and by when."""
    by_when = sentence.words[due.start] in ("senast", "före", "innan")
    to = (actor for actor in actors if actor.start > 1 and sentence.words[actor.start - 1] == "till")
    return by_when and any(actor.kind == "person" and actor.sure for actor in to)


def _is_from_outside(sentence: Sentence, due: Due) -> bool:
    """ "Inbjudan till kurs i Norrby, 14-15 november": what has come, and the day of what it is to."""
    is_to = sentence.words[1:2] == ("till",) and sentence.words[0].startswith("inbjud")
    return is_to and sentence.words[due.start] not in lexicon.words("due", "until")


def dated(sentence: Sentence, actors: Sequence[Actor], hearing: Hearing) -> Iterator[Seen]:
    """ "Utskick fredag 31 maj", "Senast den 14 juni – svar på remissen": no verb, but work and a day."""
    length = len(sentence.tokens)
    due = due_in(sentence, 0, length, hearing.calendar) if length <= _SHORT else NONE
    if due.kind != "date":
        return
    if _is_last_day(sentence, due):
        yield seen(sentence, (0, length), (0, length), UNKNOWN, due, estimate("deadline", []))
    if clauses_in(sentence, actors):
        return
    if _is_handed_over(sentence, actors, due):
        by = owners([actor for actor in actors if sentence.words[actor.start - 1] == "från"])
        yield seen(sentence, (0, length), (0, length), by, due, estimate("dated_deed", ["due_date"]))
    elif is_deed_word(sentence.words[0]) and not _is_from_outside(sentence, due):
        yield seen(sentence, (0, length), (0, length), UNKNOWN, due, estimate("dated_deed", ["due_date"]))
    elif (
        due.start == 0
        and sentence.words[0] == "senast"
        and sentence.words[due.end : due.end + 1]
        and sentence.words[due.end] in "-–—:"
    ):
        yield seen(sentence, (0, length), (due.end, length), UNKNOWN, due, estimate("dated_line", []))
