"""Who could not come though no list has them: a sentence tells of them."""

from collections.abc import Iterator, Sequence

from app.imports import words
from app.imports.away import away_words, bare, is_away
from app.imports.blocks import Block
from app.imports.capacities import is_title
from app.imports.draft import DraftAttendance
from app.imports.kinds import is_first_name
from app.imports.person_names import is_full_name
from app.imports.words import key

_REACH = 8  # words behind a name among which "har förhinder" is looked for
_COUNTS = (3, 2, 1)  # words of a name, the longest first


def not_listed(rows: Sequence[DraftAttendance], made: Sequence[Block]) -> Iterator[DraftAttendance]:
    """ "Mona Forss hade anmält förhinder": a sentence that begins with a name the list does not have."""
    known = {key(row.name or "") for row in rows}
    known |= {name.split(" ", 1)[0] for name in known}
    for block in made:
        said = block.text.split()
        if away_words().isdisjoint(map(bare, said)):
            continue
        openings = (0, *_openings(said, ".," if block.agenda_number is None else "."))
        behind_titles = (at + 1 for at in openings if is_title(" ".join(said[at : at + 1])))
        opening = (_away(said, at, count) for at in (*openings, *behind_titles) for count in _COUNTS)
        for name in (*opening, *_inverted(said)):
            if name and key(name) not in known:
                known |= {key(name), key(name).split(" ", 1)[0]}
                yield DraftAttendance(name, presence="excused")


def _inverted(said: Sequence[str]) -> Iterator[str | None]:
    """ "Från hamnen hade Eva Lind anmält förhinder": with the verb before the name."""
    known, first = words.table("people", "away"), 0
    for at, word in enumerate(said):
        if word in known["had"] and (at == first or bare(said[first]) in known["before_had"]):
            yield from (_away(said, at + 1, count, verb=word) for count in _COUNTS)
        first = at + 1 if word[-1] in ".!?" else first


def _away(said: Sequence[str], at: int, count: int, *, verb: str = "") -> str | None:
    """The name of so many words, when the sentence goes on to say that they could not come; `verb`: it began so."""
    behind = [bare(word) for word in said[at + count : at + count + _REACH]]
    if not is_away([verb, *behind] if verb else behind):
        return None
    if said[at + count][0].isupper():
        return None  # "Kuratorn Lisen" of "Kuratorn Lisen Ek"
    name = " ".join(said[at : at + count]).lstrip("(")
    return name if is_full_name(name) or (count == 1 and is_first_name(key(name))) else None


def _openings(said: Sequence[str], signs: str) -> Iterator[int]:
    """Where a bracket begins, and what follows on one of the signs."""
    for at, word in enumerate(said):
        if word[-1] in signs:
            yield at + 1
        elif word[0] == "(":
            yield at
