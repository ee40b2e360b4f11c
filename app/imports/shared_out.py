"""Work shared out in one line, each piece with its owner in brackets: "Mat (Eva), musik (Ali), städning (Karin)"."""

from collections.abc import Iterator, Sequence

from app.imports.confidence import estimate
from app.imports.deeds import is_state
from app.imports.due import NONE
from app.imports.due_words import due_in
from app.imports.hearing import Hearing
from app.imports.names_alone import only
from app.imports.naming import Actor
from app.imports.owning import owners
from app.imports.proposals import Seen, seen
from app.imports.sentences import Sentence

_MOST_WORDS = 10


def shared_out(sentence: Sentence, actors: Sequence[Actor], hearing: Hearing) -> Iterator[Seen]:
    """A point for each piece, when there are two or more; what stands before a colon says when for all."""
    pieces = list(_pieces(sentence, actors))
    if len(pieces) < 2 or not any(actor.kind == "person" for _, _, party in pieces for actor in party):
        return
    front = due_in(sentence, 0, pieces[0][0], hearing.calendar) if pieces[0][0] else NONE
    for start, end, party in pieces:
        own = due_in(sentence, start, end, hearing.calendar)
        due = own if own.kind != "none" else front
        yield seen(
            sentence, (start, end), (start, end), owners(party), due, estimate("owned_noun", ["owner"])
        )


def _pieces(sentence: Sentence, actors: Sequence[Actor]) -> Iterator[tuple[int, int, tuple[Actor, ...]]]:
    """From which word to which a piece goes, and whose it is."""
    words = sentence.words
    begin = 0
    for at, word in enumerate(words):
        if word == ":":
            begin = at + 1
        elif word == "(":
            close = next((end for end in range(at, len(words)) if words[end] == ")"), at)
            party = only(sentence.tokens, actors, at + 1, close)
            if (
                party
                and _is_work(words, begin, at, actors)
                and not any(actor.kind == "role" for actor in party)
            ):
                yield begin, at, party
            begin = close + 1
        elif begin == at and word in (",", ";", "och", "samt"):
            begin = at + 1


def _is_work(words: Sequence[str], start: int, end: int, actors: Sequence[Actor]) -> bool:
    """Some words, and no names: those have in brackets what they are; nor how something is."""
    if not 0 < end - start <= _MOST_WORDS or is_state(words[start:end]):
        return False
    return not any(start <= actor.start < end for actor in actors)
