"""Clock times as people write them: kl 8.30-11.30, 13:00–15:00, kl. 19, 09.00."""

import re
from dataclasses import dataclass, replace
from datetime import time

from app.imports import words
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


@dataclass(frozen=True)
class _Clock:
    at: time
    start: int
    end: int
    next: int
    minutes: bool


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


def _hours(tokens: list[re.Match[str]], at: int, *, loose: bool) -> tuple[Hours, int] | None:
    called = _is_called(tokens, at)
    first = _clock(tokens, at + called)
    if first is None:
        return None
    second = _second(tokens, first) or _and(tokens, at, first)
    between = second is not None and key(_text(tokens, first.next)) == "och"
    if not (
        called or between or (first.minutes and (second is None or second.minutes)) or (loose and second)
    ):
        return None
    made = Hours(tokens[at].start(), first.end, first.at)
    if second:
        return replace(made, end=second.end, ends=second.at), second.next
    return made, first.next


def _text(tokens: list[re.Match[str]], at: int) -> str:
    return tokens[at].group() if at < len(tokens) else ""


def _is_called(tokens: list[re.Match[str]], at: int) -> int:
    """How many tokens "kl." takes."""
    if key(_text(tokens, at)) not in words.table("calendar", "around")["clock"]:
        return 0
    taken = 1
    while _text(tokens, at + taken) in (".", ":"):
        taken += 1
    return taken


def _clock(tokens: list[re.Match[str]], at: int, *, four: bool = False) -> _Clock | None:
    """One time of day; not the end of a date or of an amount."""
    hour = _text(tokens, at)
    if not hour.isdecimal() or len(hour) not in (1, 2, 4) or _touches_number(tokens, at):
        return None
    if len(hour) == 4:
        is_time = four or _is_called_before(tokens, at) or _is_span_of_four(tokens, at)
        return _made(hour[:2], hour[2:], tokens, at, at, minutes=False) if is_time else None
    minute = _text(tokens, at + 2)
    parted = _text(tokens, at + 1) in (".", ":") and _close(tokens, at) and _close(tokens, at + 1)
    if parted and len(minute) == 2 and minute.isdecimal():
        behind = _text(tokens, at + 3) in (".", "/", "-") and _close(tokens, at + 2)
        if (
            behind
            and _text(tokens, at + 3) == "."
            and _text(tokens, at + 4).isdecimal()
            and _close(tokens, at + 3)
        ):
            return None
        return _made(hour, minute, tokens, at, at + 2, minutes=True)
    if _text(tokens, at + 1) in ("/", "%") and _close(tokens, at):
        return None
    return _made(hour, "0", tokens, at, at, minutes=False)


def _is_span_of_four(tokens: list[re.Match[str]], at: int) -> bool:
    """ "0715-0900": no years, for it begins with a nought or ends with whole five minutes twice."""
    first, second = _text(tokens, at), _text(tokens, at + 2)
    dash = _text(tokens, at + 1) in ("-", "–", "—") and len(second) == 4 and second.isdecimal()
    whole = dash and int(first) % 5 == int(second) % 5 == 0 and first < "1900"
    return whole or (dash and first[0] == "0")


def _is_called_before(tokens: list[re.Match[str]], at: int) -> bool:
    return any(_is_called(tokens, at - back) == back for back in (1, 2, 3) if at >= back)


def _touches_number(tokens: list[re.Match[str]], at: int) -> bool:
    if at == 0 or not _close(tokens, at - 1):
        return False
    before = _text(tokens, at - 1)
    return (
        before in "./:-–"
        and at > 1
        and _text(tokens, at - 2).isdecimal()
        and _close(tokens, at - 2)
        and before in "./:"
    )


def _close(tokens: list[re.Match[str]], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at].end() == tokens[at + 1].start()


def _made(
    hour: str, minute: str, tokens: list[re.Match[str]], at: int, last: int, *, minutes: bool
) -> _Clock | None:
    if int(hour) > 23 or int(minute) > 59:
        return None
    return _Clock(time(int(hour), int(minute)), tokens[at].start(), tokens[last].end(), last + 1, minutes)


def _second(tokens: list[re.Match[str]], first: _Clock) -> _Clock | None:
    """The end of a span: behind a dash or "till", before which a bracket may stand: "8.45 (samling) – ca 14"."""
    around = words.table("calendar", "around")
    at = _past_bracket(tokens, first.next)
    joined = at + (key(_text(tokens, at)) in around["joining"])
    if key(_text(tokens, joined)) in around["ending"]:
        at = joined
    elif key(_text(tokens, at)) not in around["range"]:
        return None
    four = _text(tokens, at - 1).isdecimal() and len(_text(tokens, at - 1)) == 4
    at += 1
    at += key(_text(tokens, at)) in around["about"]
    at += _text(tokens, at) == "."
    second = _clock(tokens, at + _is_called(tokens, at), four=four)
    return second if second and second.at > first.at else None


def _and(tokens: list[re.Match[str]], at: int, first: _Clock) -> _Clock | None:
    """ "mellan 15 och 17.30": one of the two with minutes, so that it is no number of people."""
    if at == 0 or key(_text(tokens, at - 1)) != "mellan" or key(_text(tokens, first.next)) != "och":
        return None
    second = _clock(tokens, first.next + 1)
    return second if second and second.at > first.at and (first.minutes or second.minutes) else None


def _past_bracket(tokens: list[re.Match[str]], at: int) -> int:
    if _text(tokens, at) != "(":
        return at
    close = next((end for end in range(at, at + _IN_BRACKETS) if _text(tokens, end) == ")"), at - 1)
    return close + 1
