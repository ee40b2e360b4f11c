"""Tables of tasks whose columns are lost: the owner, and perhaps a day, stand last on each line."""

from app.imports import lexicon
from app.imports.day_words import month_of, weekday_of
from app.imports.hearing import Hearing
from app.imports.naming import joined
from app.imports.owners_beside import Beside
from app.imports.sentences import Sentence

_KINDS = ("owner", "due", "task", "action")
_BETWEEN = frozenset(("ska", "skall", "det", "vara", "och", "/", "?", ":", "-", "|", "är", "senast"))
_DAY = frozenset(("senast", "v", "v.", "vecka", "till", "snarast", "löpande", "klart", "före", "innan"))
_LONGEST = 12


def is_head(sentence: Sentence) -> bool:
    """ "Att göra Vem gör När ska det vara klart": nothing but what columns are called, one of them the owner's."""
    words, found, at = sentence.words, [], 0
    if len(words) > _LONGEST:
        return False
    while at < len(words):
        length, kind = _label(words, at)
        if kind:
            found.append(kind)
        elif words[at] not in _BETWEEN:
            return False
        at += max(length, 1)
    return "owner" in found[1:]


def _label(words: tuple[str, ...], at: int) -> tuple[int, str]:
    """The longest label that begins here, and what it is a label of."""
    lengths = (
        (lexicon.longest_at(lexicon.by_first("commitments", "labels", kind), words, at), kind)
        for kind in _KINDS
    )
    length, kind = max(lengths, key=lambda found: found[0])
    return length, kind if length else ""


def at_end(sentence: Sentence, hearing: Hearing) -> Beside | None:
    """Who is named last, with nothing or a day behind."""
    for party in reversed(list(joined(hearing.actors(sentence), sentence.tokens))):
        begin, end = party[0].start, party[-1].end
        if begin and (end == len(sentence.tokens) or _is_day(sentence.words[end])):
            return Beside(tuple(party), 0, begin, "behind")
    return None


def _is_day(word: str) -> bool:
    return word[0].isdecimal() or word in _DAY or bool(month_of(word) or weekday_of(word))
