"""Sentences of a text: where one ends, though abbreviations, dates and initials have dots too."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from app.imports import kinds, lexicon
from app.imports.day_words import month_of
from app.imports.tokens import Token, tokens_in

LONGEST = 200  # words; what is longer is no sentence, and is read in parts

_REACH = 7  # words behind a bracket among which its verb is
_STOPS = frozenset(".!?…")
_ARROWS = frozenset(("->", "=>", "→", "⇒", "➔", "➡", ";"))
_CLOSING = frozenset("\"”»)]'’")
_SHORT = 4  # letters of an abbreviation at most


@dataclass(frozen=True, eq=False)
class Sentence:
    """`text` is the whole text it stands in; `start` and `end` are places there. Equal to itself alone."""

    text: str
    tokens: tuple[Token, ...]

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end

    @property
    def is_question(self) -> bool:
        last = [token.text for token in self.tokens[-2:]]
        return "?" in last and (last[-1] != ")" or self.tokens[0].text == "(")  # not "Nya lås (i maj?)"

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(token.low for token in self.tokens)


def sentences_in(text: str, start: int = 0, end: int | None = None) -> Iterator[Sentence]:
    """The sentences of a text, or of a part of it, in order; one in brackets is a sentence of its own."""
    return iter(_sentences(text, start, end))


@lru_cache(maxsize=64)
def _sentences(text: str, start: int, end: int | None) -> tuple[Sentence, ...]:
    """A text is asked for its sentences several times while it is read."""
    return tuple(_cut(text, tokens_in(text, start, end)))


def _cut(text: str, tokens: tuple[Token, ...]) -> Iterator[Sentence]:
    begin = 0
    for at in range(len(tokens)):
        if _ends(tokens, at) or at - begin >= LONGEST or at == len(tokens) - 1:
            for part in _unbracketed(tokens[begin : at + 1]):
                yield Sentence(text, part)
            begin = at + 1


def _unbracketed(tokens: tuple[Token, ...]) -> Iterator[tuple[Token, ...]]:
    """ "Handtaget är trasigt (Eva tar upp det med vaktmästaren)." are two."""
    opening = next((at for at in range(len(tokens)) if _opens_sentence(tokens, at)), None)
    if opening is None:
        yield tokens
        return
    closing = next((at for at in range(opening, len(tokens)) if tokens[at].text == ")"), len(tokens))
    if closing + 1 < len(tokens) and tokens[closing + 1].is_word and not tokens[closing + 1].is_capital:
        yield tokens
        return
    for part in (tokens[:opening], tokens[opening + 1 : closing], tokens[closing + 1 :]):
        if any(token.is_word for token in part):
            yield part


def _opens_sentence(tokens: tuple[Token, ...], at: int) -> bool:
    """A bracket behind which a name and then a verb stand."""
    if tokens[at].text != "(" or at + 2 >= len(tokens) or not tokens[at + 1].is_capital:
        return False
    for token in tokens[at + 2 : at + _REACH]:
        if token.text in (")", "("):
            return False
        if any(reading.tense == "present" for reading in lexicon.readings(token.low)):
            return not token.is_capital
    return False


def _ends(tokens: tuple[Token, ...], at: int) -> bool:
    sign = tokens[at].text
    if sign in _ARROWS:
        return True
    if sign in _CLOSING and at and tokens[at - 1].text in _STOPS and tokens[at - 1].end == tokens[at].start:
        return _may_begin(tokens, at + 1)
    if sign not in _STOPS or not _may_begin(tokens, at + 1):
        return False
    return sign != "." or not _is_abbreviation(tokens, at)


def _may_begin(tokens: tuple[Token, ...], at: int) -> bool:
    if at >= len(tokens):
        return False
    first, sign = tokens[at], tokens[at - 1]
    if first.start <= sign.end:
        return False
    return not first.text[0].islower() or first.text[0] in '"”»' or _is_in_small_letters(tokens, at)


def _is_in_small_letters(tokens: tuple[Token, ...], at: int) -> bool:
    """ "stinker. vi vänder den": whoever writes uses no capitals; a short word before the dot is an abbreviation."""
    word = tokens[at - 2].text if at > 1 else ""
    return tokens[0].text[0].islower() and len(word) > _SHORT and word.isalpha() and word.islower()


def _is_capital(tokens: tuple[Token, ...], at: int) -> bool:
    return at < len(tokens) and tokens[at].is_capital


def _is_abbreviation(tokens: tuple[Token, ...], dot: int) -> bool:
    """Of the word before the dot: "kl.", "A.", "13." before a month; "31 dec." ends it."""
    if not dot or tokens[dot - 1].end != tokens[dot].start:
        return False
    word = tokens[dot - 1]
    if word.text.isdecimal():
        return dot == 1
    if month_of(word.low) and dot > 1 and tokens[dot - 2].text.isdecimal() and _is_capital(tokens, dot + 1):
        return False
    if word.low in lexicon.words("commitments", "abbreviations"):
        return True
    if word.low == "sen" and tokens[dot + 1].text[0].isdecimal():
        return True  # "sen. 17/5", at the latest
    return len(word.text) == 1 and word.is_capital and not _begins_anew(tokens, dot)


def _begins_anew(tokens: tuple[Token, ...], dot: int) -> bool:
    """ "… till Lasse H. Kommunen har svarat": behind somebody's initial a word that is part of no name."""
    if dot < 2 or not tokens[dot - 2].is_capital or dot + 1 == len(tokens):
        return False
    following = tokens[dot + 1]
    everyone = lexicon.words("names", "everyone")
    return (
        kinds.is_no_name(following) or kinds.of_word(following.low) is not None or following.low in everyone
    )
