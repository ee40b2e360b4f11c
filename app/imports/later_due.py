"""What a line or sentence says of when the point before it is due: "Senast 13/9.", "…, sista dag är fredag"."""

from app.imports import lexicon
from app.imports.clauses import Clause, clauses_in
from app.imports.completing import DOING
from app.imports.due import Due
from app.imports.due_words import due_in, due_of
from app.imports.hearing import Hearing
from app.imports.sentences import Sentence

_OPENING = (
    "senast",
    "deadline",
    "klart",
    "klar",
    "ska",
    "bör",
    "före",
    "innan",
    "till",
    "inför",
    "gärna",
    "ut",
    "in",
)


def is_last_day(clause: Clause, sentence: Sentence) -> bool:
    """ "…, sista dag är 28 februari": a clause that says only by when."""
    front = sentence.words[clause.start : clause.verb.at]
    awaited = front[:1] in (
        ("svar",),
        ("svaret",),
        ("besked",),
        ("beskedet",),
    ) and clause.verb.lemma.startswith("vänta")
    return awaited or (
        clause.verb.lemma == "vara" and front[:1] in (("sista",), ("deadline",), ("deadlinen",))
    )


def later_due(sentence: Sentence, hearing: Hearing, *, is_item: bool = False) -> Due | None:
    """ "Senast 13/9.", "Fixas när vi flyttar.": a due without a task of its own.

    `is_item`: it stands with a bullet of its own, where "Tas upp igen nästa gång" is a point.
    """
    if label := _label(sentence):
        due = due_in(sentence, label, len(sentence.tokens), hearing.calendar)
        return due if due.kind != "none" and not _says_more(sentence, due) else None
    opens = sentence.words[0] in _OPENING
    clauses = () if opens else clauses_in(sentence, hearing.actors(sentence))
    done = [clause for clause in clauses if clause.verb.passive and clause.subject == "none"]
    if is_item and done and "park" in done[0].verb.classes:
        return None
    if not opens and not (done and done[0].verb.lemma in DOING and done[0].verb.at == 0):
        return None
    due = due_of(sentence, hearing.calendar)
    if due.kind == "none" or (opens and (due.start > 1 or _says_more(sentence, due))):
        return None
    return due


def _label(sentence: Sentence) -> int:
    """How many words "Klart:", "Deadline:" takes."""
    length = lexicon.longest_at(lexicon.by_first("commitments", "labels", "due"), sentence.words, 0)
    return length + 1 if length and sentence.words[length : length + 1] == (":",) else 0


def _says_more(sentence: Sentence, due: Due) -> bool:
    """Whether work is named behind the due: "Senast 14 juni: svar på remissen"."""
    behind = sentence.words[due.end : due.end + 2]
    return bool(behind) and behind[0] not in ("då", "när", ".", "!", "eftersom", "(")
