"""A stretch of a sentence in which there is nothing but names: "Eva och Ali", "Eva, senast 3 maj"."""

from collections.abc import Sequence

from app.imports import lexicon
from app.imports.day_words import month_of, weekday_of
from app.imports.naming import Actor
from app.imports.tokens import Token

_JOINING = frozenset(
    ("och", "o", "samt", "&", ",", "/", "+", "and", "og", "m.fl.", "-", "med", "tillsammans", "m.fl", ".")
)
_DAY_WORDS = lexicon.words("due", "beside_names")


def only(tokens: Sequence[Token], actors: Sequence[Actor], start: int, end: int) -> tuple[Actor, ...]:
    """The actors of a stretch that holds nothing else but what joins them, or a day; empty: it does."""
    inside = [actor for actor in actors if actor.start >= start and actor.end <= end]
    taken = {at for actor in inside for at in range(actor.start, actor.end)}
    rest = {tokens[at].low for at in range(start, end) if at not in taken}
    return tuple(inside) if all(word in _JOINING or _is_of_a_day(word) for word in rest) else ()


def _is_of_a_day(word: str) -> bool:
    """What a due beside the name is written with: "(Eva, senast 3 maj)"."""
    return (
        word[0].isdecimal()
        or word in _DAY_WORDS
        or weekday_of(word) is not None
        or month_of(word) is not None
    )
