"""Invented notes in which every point is marked: ⟦its words⟧{p Eva, o Kansliet | date 2026-05-01}."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from app.imports import notes
from app.imports.acquaintances import acquaintances
from app.imports.draft import DraftPoint
from app.imports.due import Calendar
from app.imports.hearing import Hearing
from app.imports.proposals import Seen
from app.imports.sentences import sentences_in
from app.imports.spoken import heard

HERE = Path(__file__).parent
NAMES = sorted(path.stem for path in (HERE / "marked").glob("*.txt"))

_MARK = re.compile(r"⟦([^⟧]*)⟧\{([^|}]*) \| ([^}]*)\}")
_KINDS = {"p": "person", "r": "role", "o": "organization", "g": "group"}
_HEARING = Hearing(acquaintances(()), Calendar(date(2026, 4, 20), date(2026, 5, 18)))

Owners = list[tuple[str, str | None]]


@dataclass(frozen=True)
class Marked:
    """What a note or a sentence asks for."""

    text: str
    start: int
    end: int
    owners: Owners
    due_kind: str
    due_date: str | None = None


@dataclass(frozen=True)
class Said:
    """A sentence of the list: `expected` None when it asks for nothing; `is_demanded`: it must be read right."""

    text: str
    expected: Marked | None
    is_demanded: bool


def owners(written: str) -> Owners:
    pairs = (one.split(" ", 1) for one in written.split(", ") if one != "-")
    return sorted((_KINDS[kind], name) for kind, name in pairs)


def marked(name: str) -> tuple[str, list[Marked]]:
    """A note without its marks, and what was marked."""
    raw = (HERE / "marked" / f"{name}.txt").read_text(encoding="utf-8")
    text, found, last = "", [], 0
    for mark in _MARK.finditer(raw):
        text += raw[last : mark.start()]
        kind, *day = mark.group(3).split()
        end = len(text) + len(mark.group(1))
        found.append(Marked(mark.group(1), len(text), end, owners(mark.group(2)), kind, *day))
        text += mark.group(1)
        last = mark.end()
    return text + raw[last:], found


@cache
def matched(name: str) -> list[tuple[DraftPoint, Marked | None]]:
    """Each proposal from a marked note with the mark it means, each mark once."""
    text, wanted = marked(name)
    pairs: list[tuple[DraftPoint, Marked | None]] = []
    for point in notes.read(text).action_points:
        mine = next((mark for mark in wanted if _means(point, mark)), None)
        wanted = [mark for mark in wanted if mark is not mine]
        pairs.append((point, mine))
    return pairs


def _means(point: DraftPoint, mark: Marked) -> bool:
    common = min(point.source.end, mark.end) - max(point.source.start, mark.start)
    return common >= 0.5 * min(mark.end - mark.start, point.source.end - point.source.start)


def said_at_meetings() -> Iterator[Said]:
    """The list of sentences."""
    for line in (HERE / "said_at_meetings.txt").read_text(encoding="utf-8").splitlines():
        if line.lstrip("?")[:1] in ("+", "-") and ":: " in line:
            head, text = line.split(":: ", 1)
            yield Said(text, _expected(head, text), not line.startswith("?"))


def _expected(head: str, text: str) -> Marked | None:
    if "+" not in head:
        return None
    by, due = head.split("+ ", 1)[1].split(" | ")
    return Marked(text, 0, len(text), owners(by), due.strip())


@cache
def read_sentence(text: str) -> list[Seen]:
    return [seen for sentence in sentences_in(text) for seen in heard(sentence, _HEARING, None)]
