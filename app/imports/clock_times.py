"""One time of day among the tokens of a text: 8.30, 13:00, kl. 19, 0715; not the end of a date or of an amount."""

import re
from dataclasses import dataclass
from datetime import time

from app.imports import words
from app.imports.words import key

Tokens = list[re.Match[str]]


@dataclass(frozen=True)
class Clock:
    """A time, where it stands in the text, the token behind it; `minutes`: whether it tells these too."""

    at: time
    start: int
    end: int
    next: int
    minutes: bool


def clock_at(tokens: Tokens, at: int, *, four: bool = False) -> Clock | None:
    """The time that begins at a token; `four`: four digits are one, too. A bare hour counts; None: there is no time."""
    hour = text_at(tokens, at)
    if not hour.isdecimal() or len(hour) not in (1, 2, 4) or _is_of_other(tokens, at):
        return None
    if len(hour) == 4:
        is_time = four or _is_called_before(tokens, at) or _is_span_of_four(tokens, at)
        return _made(hour[:2], hour[2:], tokens, at, at, minutes=False) if is_time else None
    if any(_is_span_with_blanks(tokens, at - back) for back in (0, 3) if at >= back):
        return _made(hour, text_at(tokens, at + 1), tokens, at, at + 1, minutes=True)
    minute = text_at(tokens, at + 2)
    parted = text_at(tokens, at + 1) in (".", ":") and _close(tokens, at) and _close(tokens, at + 1)
    if parted and len(minute) == 2 and minute.isdecimal():
        is_date = _goes_on(tokens, at + 2)
        return None if is_date else _made(hour, minute, tokens, at, at + 2, minutes=True)
    if text_at(tokens, at + 1) in ("/", "%") and _close(tokens, at):
        return None
    return _made(hour, "0", tokens, at, at, minutes=False)


def _is_span_of_four(tokens: Tokens, at: int) -> bool:
    """ "0715-0900": no years, for it begins with a nought or ends with whole five minutes twice."""
    first, second = text_at(tokens, at), text_at(tokens, at + 2)
    dash = text_at(tokens, at + 1) in ("-", "–", "—") and len(second) == 4 and second.isdecimal()
    whole = dash and int(first) % 5 == int(second) % 5 == 0 and first < "1900"
    return whole or (dash and first[0] == "0")


def _is_span_with_blanks(tokens: Tokens, at: int) -> bool:
    """ "kl 13 00-15 30": where "kl" stands before."""
    said = [text_at(tokens, at + step) for step in range(5)]
    parts = [said[step] for step in (0, 1, 3, 4)]
    is_span = said[2] in ("-", "–", "—") and all(len(part) == 2 and part.isdecimal() for part in parts)
    return is_span and _is_called_before(tokens, at)


def _is_called_before(tokens: Tokens, at: int) -> bool:
    return any(called_at(tokens, at - back) == back for back in (1, 2, 3) if at >= back)


def _goes_on(tokens: Tokens, at: int) -> bool:
    """A dot and another number right behind: "16.09.21"."""
    is_touching = _close(tokens, at) and _close(tokens, at + 1)
    return is_touching and text_at(tokens, at + 1) == "." and text_at(tokens, at + 2).isdecimal()


def _is_of_other(tokens: Tokens, at: int) -> bool:
    """It goes on a longer number, or is that of a paragraph or of years at school: "§ 9-11", "åk 7-9"."""
    others = words.table("calendar", "around")["of_other"]
    return _touches_number(tokens, at) or (at > 0 and key(text_at(tokens, at - 1)) in others)


def _touches_number(tokens: Tokens, at: int) -> bool:
    if at == 0 or not _close(tokens, at - 1):
        return False
    parted = at > 1 and text_at(tokens, at - 1) in "./:"
    return parted and text_at(tokens, at - 2).isdecimal() and _close(tokens, at - 2)


def _close(tokens: Tokens, at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at].end() == tokens[at + 1].start()


def _made(hour: str, minute: str, tokens: Tokens, at: int, last: int, *, minutes: bool) -> Clock | None:
    if int(hour) > 23 or int(minute) > 59:
        return None
    return Clock(time(int(hour), int(minute)), tokens[at].start(), tokens[last].end(), last + 1, minutes)


def called_at(tokens: Tokens, at: int) -> int:
    """How many tokens "kl." takes there; 0: it does not stand there."""
    if key(text_at(tokens, at)) not in words.table("calendar", "around")["clock"]:
        return 0
    taken = 1
    while text_at(tokens, at + taken) in (".", ":"):
        taken += 1
    return taken


def text_at(tokens: Tokens, at: int) -> str:
    """What a token says; nothing behind the last."""
    return tokens[at].group() if at < len(tokens) else ""
