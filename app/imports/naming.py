"""Who is named in a sentence: persons, roles, organizations, groups."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from app.imports import kinds, lexicon
from app.imports.acquaintances import Acquaintances
from app.imports.draft import DraftOwner
from app.imports.kinds import are_initials, is_first_name
from app.imports.name_forms import by_form, capitals, everyone, openers, title
from app.imports.tokens import Token
from app.imports.verbs import is_finite

_JOINING = frozenset(("och", "o", "samt", "&", ",", "/", "+", "and", "og", "respektive", "resp", "liksom"))
_WRITERS = lexicon.words("names", "writers")
_LONG_LIST = 10  # names and parts of names: three or four people
_LEADING = frozenset(
    ("en", "ett", "hela", "varje", "respektive", "resp", "den", "mindre", "liten", "ny", "lokala", "båda")
)


@dataclass(frozen=True)
class Actor:
    """`start` and `end`: from which token, to which. `sure`: known, or by its form no other thing."""

    kind: str
    name: str
    start: int
    end: int
    sure: bool = True

    def owner(self) -> DraftOwner:
        return DraftOwner(self.kind, self.name)


def actors_in(tokens: Sequence[Token], text: str, known: Acquaintances) -> list[Actor]:
    """Everybody named, in order."""
    found: list[Actor] = []
    at = 0
    while at < len(tokens):
        if not _begins(tokens[at], known):
            at += 1
            continue
        actor = None if _is_done_by(found, tokens, at) else _actor(tokens, at, text, known)
        if actor and actor.kind == "person" and found and _is_title_of(found[-1], actor, tokens):
            found[-1] = replace(actor, start=found[-1].start)
        elif actor:
            found.append(_with_leading(actor, tokens, text, found))
        at = actor.end if actor else at + 1
    return found


def _is_done_by(found: Sequence[Actor], tokens: Sequence[Token], at: int) -> bool:
    """ "Eva leder arbetet": a role that is a verb behind a person and before what is done."""
    named = found and found[-1].kind == "person" and found[-1].end == at
    goes_on = at + 1 < len(tokens) and tokens[at + 1].is_word and not tokens[at + 1].is_capital
    return bool(named) and goes_on and is_finite(tokens[at].low)


def _begins(token: Token, known: Acquaintances) -> bool:
    """Whether a name may begin here."""
    first = token.text[0]
    if token.low in known.small or token.low in _WRITERS:
        return True
    if first.islower():
        return _may_begin(token.low)
    return first.isalpha() or first == "@"


def _is_title_of(before: Actor, actor: Actor, tokens: Sequence[Token]) -> bool:
    """ "skyddsombud Eva", "rektor Ali Ek": what the person is, and nobody else."""
    title = tokens[before.start]
    if title.low in lexicon.words("commitments", "labels", "owner") or title.is_capital:
        return False  # "ansvarig Eva"
    return before.kind == "role" and before.end == actor.start


def joined(actors: Sequence[Actor], tokens: Sequence[Token]) -> Iterator[list[Actor]]:
    """Those that stand together: "Eva, Ali och Karin" are one party."""
    party: list[Actor] = []
    for actor in actors:
        if party and not _joins(tokens, party[-1].end, actor.start):
            yield party
            party = []
        party.append(actor)
    if party:
        yield party


def _joins(tokens: Sequence[Token], end: int, start: int) -> bool:
    between = [token.low for token in tokens[end:start]]
    return 0 < len(between) <= 2 and all(word in _JOINING or word == "även" for word in between)


def _is_nobody(token: Token, known: Acquaintances) -> bool:
    """Initials that nobody on the list has; where the list is long, also a word that is no first name: "Fibrola"."""
    unknown = len(known.names) >= _LONG_LIST and not is_first_name(token.low)
    return unknown or (bool(known.names) and are_initials(token.text))


def _actor(tokens: Sequence[Token], at: int, text: str, known: Acquaintances) -> Actor | None:
    token = tokens[at]
    if token.low in _WRITERS:
        return Actor("person", known.writer or token.text, at, at + 1)
    if _is_inflected(tokens, at):
        return None
    if token.text[0] == "@" and len(token.text) > 1 and not known.at(tokens, at):
        return Actor("person", token.text[1:], at, at + 1)
    length, kind = everyone(tokens, at) or known.at(tokens, at) or title(tokens, at) or (0, "")
    if kind == "person":
        length = max(length, capitals(tokens, at))
    if not length:
        length, kind, sure = by_form(tokens, at)
        if kind == "person" and length == 1 and _is_nobody(token, known):
            kind = "organization"
        return Actor(kind, _said(tokens, at, at + length, text), at, at + length, sure) if length else None
    return Actor(kind, _said(tokens, at, at + length, text), at, at + length)


def _is_inflected(tokens: Sequence[Token], at: int) -> bool:
    """ "CI:n", "API:et": a thing in its definite form, nobody's name."""
    return tokens[at].low.endswith((":n", ":en", ":t", ":et", ":na"))


@lru_cache(maxsize=10_000)
def _may_begin(low: str) -> bool:
    """Whether a name may begin with a word in small letters: a role, a group, everyone."""
    return kinds.of_word(low) is not None or low in openers()


def _said(tokens: Sequence[Token], start: int, end: int, text: str) -> str:
    return text[tokens[start].start : tokens[end - 1].end].lstrip("@")


def _with_leading(actor: Actor, tokens: Sequence[Token], text: str, found: list[Actor]) -> Actor:
    """ "En mindre grupp", "hela styrelsen": the words before belong to it."""
    start = actor.start
    floor = found[-1].end if found else 0
    if actor.kind not in ("group", "role", "organization") or not tokens[start].text[0].islower():
        return actor
    while start > floor and tokens[start - 1].low in _LEADING:
        start -= 1
    return replace(actor, start=start, name=_said(tokens, start, actor.end, text))
