"""Invented notes with all that is to be read of them: lines that begin with @, then ===, then the note itself.

@group, @date, @start, @end, @place, @next (the first coming day); @att name | present or absent; @ag number | title.
In the note each point is marked as in `marked_notes`; `| soft` behind it says that it may be found or not.
"""

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from app.imports.notes import read
from app.imports.proposal import as_json
from app.names import key
from tests.imports.marked_notes import owners

HERE = Path(__file__).parent / "whole"
NAMES = sorted(path.stem for path in HERE.glob("*.txt"))

_MARK = re.compile(r"⟦([^⟧]*)⟧\{([^|}]*) \| ([^|}]*)( \| soft)?\}")
_FIELDS = {"group": "group", "date": "held_on", "start": "start_time", "end": "end_time", "place": "place"}
_KEPT_AS_SAID = ("date", "start", "end", "next")


@dataclass(frozen=True)
class Wanted:
    """A point that a note has; `soft`: finding it is neither right nor wrong."""

    start: int
    end: int
    owners: list[tuple[str, str | None]]
    due_kind: str
    due_date: str | None
    soft: bool


@dataclass
class Whole:
    text: str = ""
    points: list[Wanted] = field(default_factory=list)
    people: dict[str, str] = field(default_factory=dict)
    agenda: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)


@dataclass
class Score:
    """How many were said, how many there are, how many of them were right."""

    said: int = 0
    wanted: int = 0
    right: int = 0

    def add(self, said: int, wanted: int, right: int) -> None:
        self.said, self.wanted, self.right = self.said + said, self.wanted + wanted, self.right + right

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, self.said + self.wanted)

    @property
    def share(self) -> float:
        return self.right / max(1, self.wanted)


@cache
def whole(name: str) -> Whole:
    head, body = (HERE / f"{name}.txt").read_text(encoding="utf-8").split("\n===\n", 1)
    found = Whole()
    for line in head.splitlines():
        _told(found, *line[1:].partition(" ")[::2])
    last = 0
    for mark in _MARK.finditer(body):
        found.text += body[last : mark.start()]
        start = len(found.text)
        found.text += mark.group(1)
        kind, *day = mark.group(3).split()
        by = owners(mark.group(2).strip())
        found.points.append(
            Wanted(start, len(found.text), by, kind, day[0] if day else None, bool(mark.group(4)))
        )
        last = mark.end()
    found.text += body[last:]
    return found


def _told(found: Whole, name: str, value: str) -> None:
    parts = [part.strip() for part in value.split("|")]
    if name == "att":
        found.people[key(parts[0])] = parts[1]
    elif name == "ag":
        found.agenda.append(key(parts[1]))
    elif value.strip():
        found.fields[name] = value.strip()


@cache
def proposed(name: str) -> dict[str, Any]:
    return as_json(read(whole(name).text))


def matches(name: str) -> list[tuple[dict[str, Any], Wanted | None]]:
    """Each proposed point with the one it means, each once; those that mean a soft one are left out."""
    wanted = list(whole(name).points)
    pairs: list[tuple[dict[str, Any], Wanted | None]] = []
    for point in proposed(name)["action_points"]:
        meant = sorted((one for one in wanted if _overlap(point, one) >= 0.5), key=lambda one: one.soft)
        if meant and meant[0].soft:
            continue
        pairs.append((point, meant[0] if meant else None))
        wanted = [one for one in wanted if not meant or one is not meant[0]]
    return pairs


def _overlap(point: dict[str, Any], one: Wanted) -> float:
    start, end = int(point["source"]["start"]), int(point["source"]["end"])
    return (min(end, one.end) - max(start, one.start)) / max(1, min(end - start, one.end - one.start))


def owners_are_right(point: dict[str, Any], one: Wanted) -> bool:
    """As many of each kind, and the same names; what a group is called does not count."""
    said = [(by["kind"], by["name"]) for by in point["owners"] if by["kind"] != "unknown"]
    return sorted(map(_who, said)) == sorted(map(_who, one.owners))


def _who(by: tuple[str, str | None]) -> tuple[str, str]:
    return by[0], "" if by[0] == "group" else key(by[1] or "")


def people_said(name: str) -> dict[str, str]:
    rows = (row for row in proposed(name)["attendance"] if row["name"])
    return {key(row["name"]): "absent" if row["presence"] == "excused" else row["presence"] for row in rows}


def agenda_said(name: str) -> list[str]:
    return [key(item["title"]) for item in proposed(name)["agenda_items"]]


def fields_said(name: str) -> dict[str, str | None]:
    """The meeting's own data as the head of a whole note has them."""
    said = proposed(name)
    coming = next((one["held_on"] for one in said["next_meetings"]), None)
    return {own: said["meeting"][theirs] for own, theirs in _FIELDS.items()} | {"next": coming}


def same(name: str, wanted: str, said: str | None) -> bool:
    return wanted == said if name in _KEPT_AS_SAID else key(wanted) == key(said or "")
