"""Clock times as people write them: kl 8.30-11.30, 13:00–15:00, kl. 19, 09.00."""

import re
from dataclasses import dataclass, replace
from datetime import time

from app.imports import words
from app.imports.clock_times import Clock, Tokens, called_at, clock_at, text_at
from app.imports.words import key

_IN_BRACKETS = 6  # tokens
_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\w\s]")


@dataclass(frozen=True)
class Hours:
    """From when to when, and where that stands in the text."""

    start: int
    end: int
    begins: time
    ends: time | None = None


def hours_in(text: str, *, loose: bool = False) -> list[Hours]:
    """Every time or span of time. `loose`: a bare hour counts as well ("Tid: 13-15"), as behind a label."""
    tokens = list(_TOKEN.finditer(text))
    made: list[Hours] = []
    at = 0
    while at < len(tokens):
        read = _hours(tokens, at, loose=loose)
        if read:
            made.append(read[0])
            at = read[1]
        else:
            at += 1
    return made


def _hours(tokens: Tokens, at: int, *, loose: bool) -> tuple[Hours, int] | None:
    called = called_at(tokens, at)
    first = clock_at(tokens, at + called)
    if first is None:
        return None
    second = _second(tokens, first) or _and(tokens, at, first)
    between = second is not None and key(text_at(tokens, first.next)) == "och"
    if not (
        called or between or (first.minutes and (second is None or second.minutes)) or (loose and second)
    ):
        return None
    made = Hours(tokens[at].start(), first.end, first.at)
    if second:
        return replace(made, end=second.end, ends=second.at), second.next
    return made, first.next


def _second(tokens: Tokens, first: Clock) -> Clock | None:
    """The end of a span: behind a dash or "till", before which a bracket may stand: "8.45 (samling) – ca 14"."""
    around = words.table("calendar", "around")
    at = _past_bracket(tokens, first.next)
    joined = at + (key(text_at(tokens, at)) in around["joining"])
    if key(text_at(tokens, joined)) in around["ending"]:
        at = joined
    elif key(text_at(tokens, at)) not in around["range"]:
        return None
    four = text_at(tokens, at - 1).isdecimal() and len(text_at(tokens, at - 1)) == 4
    at += 1
    at += text_at(tokens, at) == "-"  # "13.00--14.30"
    at += key(text_at(tokens, at)) in around["about"]
    at += text_at(tokens, at) == "."
    second = clock_at(tokens, at + called_at(tokens, at), four=four)
    return second if second and second.at > first.at else None


def _and(tokens: Tokens, at: int, first: Clock) -> Clock | None:
    """ "mellan 15 och 17.30": one of the two with minutes, so that it is no number of people."""
    if at == 0 or key(text_at(tokens, at - 1)) != "mellan" or key(text_at(tokens, first.next)) != "och":
        return None
    second = clock_at(tokens, first.next + 1)
    return second if second and second.at > first.at and (first.minutes or second.minutes) else None


def _past_bracket(tokens: Tokens, at: int) -> int:
    if text_at(tokens, at) != "(":
        return at
    close = next((end for end in range(at, at + _IN_BRACKETS) if text_at(tokens, end) == ")"), at - 1)
    return close + 1
