"""What is known while a note is read."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from app.imports.acquaintances import Acquaintances
from app.imports.draft import DraftOwner
from app.imports.due import NONE, Calendar, Due
from app.imports.naming import Actor, actors_in
from app.imports.sentences import Sentence


@dataclass(frozen=True)
class Hearing:
    """What is known while a note is read: who is who, the days, what kind of block it is.

    `owners`: whose heading it stands under ("4.1 Ordförande"): the subject of what has none. `then`: when "då" is.
    `arrival`: when those come of whom the sentence before tells. `takes_place`: when what is talked of does.
    `in_week`: a day of the week that the title tells of. `in_item`: it stands under an item of the agenda.
    `them`: who "de" are, named before.
    """

    known: Acquaintances
    calendar: Calendar
    kind: str = "paragraph"
    owners: tuple[DraftOwner, ...] = ()
    then: Due = NONE
    arrival: Due = NONE
    takes_place: Due = NONE
    in_week: date | None = None
    in_item: bool = False
    them: tuple[DraftOwner, ...] = ()

    def actors(self, sentence: Sentence) -> tuple[Actor, ...]:
        return _actors(sentence, self.known)


@lru_cache(maxsize=64)
def _actors(sentence: Sentence, known: Acquaintances) -> tuple[Actor, ...]:
    """A sentence is asked about several times while it is read."""
    return tuple(actors_in(sentence.tokens, sentence.text, known))
