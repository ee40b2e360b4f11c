"""Owners that stand beside the work: in brackets, before or behind a dash, colon or comma, behind a label."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.imports import lexicon
from app.imports.names_alone import only
from app.imports.naming import Actor
from app.imports.tokens import Token

_DASHES = frozenset("-–—:|/")
_BEHIND = frozenset(("-", "–", "—", "/", "|", "→", "->", "=>", "⇒"))
_OPENING = {"(": ")", "[": "]"}


@dataclass(frozen=True)
class Beside:
    """The owners, and which tokens are left to be the work. `form`: label, brackets, before or behind."""

    party: tuple[Actor, ...]
    start: int
    end: int
    form: str


def beside(tokens: Sequence[Token], actors: Sequence[Actor]) -> Beside | None:
    """Owners that stand beside the work in one line."""
    if not actors or len(tokens) < 2:
        return None
    return (
        _labelled(tokens, actors)
        or _before(tokens, actors)
        or _bracketed(tokens, actors)
        or _behind(tokens, actors)
    )


def _labelled(tokens: Sequence[Token], actors: Sequence[Actor]) -> Beside | None:
    """ "… Ansvarig: Eva" """
    labels = lexicon.by_first("commitments", "labels", "owner")
    words = tuple(token.low for token in tokens)
    for at in range(len(tokens)):
        length = lexicon.longest_at(labels, words, at)
        after = at + length
        if (
            not length
            or after >= len(tokens)
            or not (
                tokens[after].text in ":-–"
                or tokens[at].is_capital
                or (at and tokens[at - 1].text in ",(–-.")
            )
        ):
            continue
        after += tokens[after].text in ":-–"
        end = next((stop for stop in range(after, len(tokens)) if tokens[stop].text in ".;)"), len(tokens))
        if party := only(tokens, actors, after, end):
            before = at - (at > 0 and tokens[at - 1].text in "(,–-[")
            return (
                Beside(party, 0, before, "label")
                if before > 0
                else Beside(party, min(end + 1, len(tokens)), len(tokens), "label")
            )
    return None


def responsible(tokens: Sequence[Token], actors: Sequence[Actor]) -> Beside | None:
    """ "Ansvarig för affischen: Eva": the work stands within the label."""
    labels = lexicon.by_first("commitments", "labels", "owner")
    length = lexicon.longest_at(labels, tuple(token.low for token in tokens), 0)
    if not length or len(tokens) < length + 4 or tokens[length].low != "för":
        return None
    at = next((k for k in range(length + 2, len(tokens) - 1) if tokens[k].text in ":-–"), None)
    party = only(tokens, actors, at + 1, len(tokens)) if at else ()
    return Beside(party, 0, at, "label") if at and party and _are_sure(party) else None


def _before(tokens: Sequence[Token], actors: Sequence[Actor]) -> Beside | None:
    """ "Eva: boka lokal", "Eva och Ali – kontaktar hyresvärden", "@Eva boka lokal" """
    first = actors[0]
    is_called = tokens[0].text[0] == "@" and not first.start
    if is_called and any(token.text[0].islower() for token in tokens[first.end : first.end + 1]):
        return Beside((first,), first.end, len(tokens), "before")
    for at in range(1, min(len(tokens) - 1, 14)):
        sign = tokens[at]
        if sign.text in _DASHES and (sign.text in ":|" or sign.start > tokens[at - 1].end):
            party = only(tokens, actors, 0, at)
            known = () if party and _are_sure(party) else only(tokens, actors, at + 1, len(tokens))
            if known and _are_sure(known):
                return Beside(known, 0, at, "behind")  # "Musik: Eva"
            return Beside(party, at + 1, len(tokens), "before") if party else None
    return None


def _are_sure(party: Sequence[Actor]) -> bool:
    return all(actor.sure for actor in party)


def before_comma(tokens: Sequence[Token], actors: Sequence[Actor]) -> Beside | None:
    """ "AP: Eva, ny skylt", "AP: Eva + Ali, ny skylt": behind a label the known names before a comma."""
    for at in range(len(tokens) - 2, 0, -1):
        party = only(tokens, actors, 0, at) if tokens[at].text == "," else ()
        if party and _are_sure(party) and not only(tokens, actors, at + 1, len(tokens)):
            return Beside(party, at + 1, len(tokens), "before")
    return None


def behind_comma(tokens: Sequence[Token], actors: Sequence[Actor]) -> Beside | None:
    """ "Spelschema, Eva": in a list of tasks the known name that the line ends with."""
    commas = [at for at in range(len(tokens) - 2, 0, -1) if tokens[at].text == ","]
    at = next((at for at in commas if tokens[at + 1].low not in lexicon.words("due", "until")), None)
    party = only(tokens, actors, at + 1, _before_due(tokens, at + 1)) if at else ()
    return Beside(party, 0, at, "behind") if at and party and _are_sure(party) else None


def _bracketed(tokens: Sequence[Token], actors: Sequence[Actor]) -> Beside | None:
    """ "Lokal (Eva)", "[Eva] Lokal" """
    last = len(tokens) - 1
    last -= tokens[last].text in ".;,"
    while tokens[last].text in _OPENING.values() and tokens[last - 1].text == tokens[last].text:
        last -= 1  # "(Eva))"
    if tokens[last].text in _OPENING.values():
        opening = next((at for at in range(last - 1, -1, -1) if tokens[at].text in _OPENING), None)
        party = only(tokens, actors, opening + 1, last) if opening else ()
        if opening and party:
            return Beside(party, 0, opening, "brackets")
    if tokens[0].text in _OPENING:
        closing = next(
            (at for at in range(1, len(tokens)) if tokens[at].text == _OPENING[tokens[0].text]), None
        )
        party = only(tokens, actors, 1, closing) if closing else ()
        if closing and party:
            return Beside(party, closing + 1, len(tokens), "brackets")
    return None


def _behind(tokens: Sequence[Token], actors: Sequence[Actor]) -> Beside | None:
    """ "Boka lokal – Eva", "Boka lokal / Eva" """
    for at in range(len(tokens) - 2, 0, -1):
        sign = tokens[at]
        if (sign.text in _BEHIND and tokens[at - 1].end < sign.start) or sign.text in (":", "@"):
            party = only(tokens, actors, at + 1, _before_due(tokens, at + 1))
            if party:
                return Beside(party, 0, at, "behind")
        if sign.text in ".!?":
            return None
    return None


def _before_due(tokens: Sequence[Token], start: int) -> int:
    """ "Boka lokal – Eva, före nästa möte": where behind the names a comma leads in to the due."""
    leads = lexicon.words("due", "until") | lexicon.words("due", "leads")
    commas = (at for at in range(start + 1, len(tokens) - 1) if tokens[at].text == ",")
    return next((at for at in commas if tokens[at + 1].low in leads), len(tokens))
