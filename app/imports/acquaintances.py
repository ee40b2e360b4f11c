"""Whom the note has already introduced: those in its attendance list, by full name, first name, initials."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.imports import kinds
from app.imports.draft import DraftAttendance
from app.imports.tokens import Token, tokens_in
from app.imports.words import key

Words = tuple[str, ...]

_LONGEST_ORGANIZATION = 5
_QUOTED = re.compile(r"[\"”“'](\w+)[\"”“']")  # 'Eva "Evis" Ek'


@dataclass(frozen=True, eq=False)
class Acquaintances:
    """Names as words -> their kind; `longest`: how many words the longest has; `firsts`: what they begin with.

    `small`: those of them that the note writes with a small letter. `writer`: who "jag" is.
    """

    names: dict[Words, str]
    initials: dict[str, str]
    longest: int
    firsts: frozenset[str] = frozenset()
    small: frozenset[str] = frozenset()
    writer: str | None = None

    def at(self, tokens: Sequence[Token], at: int) -> tuple[int, str] | None:
        """How long the known name is that stands here, and its kind."""
        token = tokens[at]
        if kinds.without_dots(token.text) in self.initials:
            return 1, "person"
        if not (token.is_capital or token.text[0] == "@" or token.low in self.small):
            return None
        if key(token.text.lstrip("@")) not in self.firsts:
            return None
        for length in range(min(self.longest, len(tokens) - at), 0, -1):
            kind = self.names.get(tuple(key(word.text.lstrip("@")) for word in tokens[at : at + length]))
            if kind:
                return length, kind
        return None

    def full_name(self, initials: str) -> str | None:
        return self.initials.get(kinds.without_dots(initials))


def acquaintances(
    attendance: Sequence[DraftAttendance], *, unshifted: bool = False, writer: str | None = None
) -> Acquaintances:
    """Those whom the attendance lists, and the organizations they came for.

    `unshifted`: the note is in small letters, and so may be the names in it, though the list has capitals.
    """
    names: dict[Words, str] = {}
    initials: dict[str, str] = {}
    for row in attendance:
        office = row.organization or ""
        is_role = kinds.of_word(office.lower()) == "role"
        if not is_role and 0 < len(said := _words(office)) <= _LONGEST_ORGANIZATION:
            names.setdefault(said, "organization")
            for alone in _own_name(office):
                names.setdefault(alone, "organization")
        if row.name:
            _introduce(row.name, names, initials)
    firsts = frozenset(words[0] for words in names)
    called = (row.name.split()[0] for row in attendance if row.name)
    small = frozenset(name.lower() for name in called if unshifted or name[0].islower())
    return Acquaintances(names, initials, max(map(len, names), default=0), firsts, small, writer)


def _own_name(organization: str) -> Iterator[Words]:
    """ "Region Norrby", "Norrby kommun", "Webbyrån Knapp": what it is called besides its kind."""
    said = [token for token in tokens_in(organization) if token.is_word]
    own = [token for token in said if token.low != "region" and not kinds.of_word(token.low)]
    if len(said) == 2 and len(own) == 1 and own[0].is_capital and not kinds.is_first_name(own[0].low):
        yield (key(own[0].text),)
        if own[0] is said[0] and own[0].low.endswith("s"):
            yield (key(own[0].text[:-1]),)


def _introduce(name: str, names: dict[Words, str], initials: dict[str, str]) -> None:
    said = _words(name)
    for length in range(len(said), 0, -1):
        names[said[:length]] = "person"
    for called in _QUOTED.findall(name):
        names.setdefault(_words(called), "person")
    if len(said) > 1 and not kinds.of_word(said[-1]):
        names.setdefault(said[-1:], "person")
        written = tuple(token.low for token in tokens_in(name) if token.is_word)
        initials |= dict.fromkeys((*_initials(said), *_initials(written)), name)
        for short in _of_double_name(name):
            initials.setdefault(short, name)


def _initials(said: Words) -> Iterator[str]:
    """ "EKB", "EB", "EVBE", "EvBe", "EBe", "EvB" of Eva Karin Berg."""
    yield "".join(word[0] for word in said).upper()
    yield (said[0][0] + said[-1][0]).upper()
    yield (said[0][:2] + said[-1][:2]).upper()
    for first, last in ((2, 2), (1, 2), (2, 1)):
        yield said[0][:first].capitalize() + said[-1][:last].capitalize()


def _of_double_name(name: str) -> Iterator[str]:
    """ "AL", "ALE" of Ann-Lis Ek."""
    first, *rest = name.split()
    if "-" in first and rest:
        both = "".join(part[:1] for part in first.split("-", 1)).upper()
        yield both
        yield both + rest[-1][0].upper()


def _words(name: str) -> Words:
    return tuple(key(token.text) for token in tokens_in(name) if token.is_word)
