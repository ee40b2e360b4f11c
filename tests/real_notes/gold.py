"""What the annotated notes beside the project say, as values; nothing of them is kept here."""

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[3] / "shared" / "notes"
FILES = sorted(path for path in FOLDER.glob("*.json") if path.with_suffix(".txt").exists())
MISSING = "the annotated notes do not lie beside the project"


@dataclass(frozen=True)
class Attendee:
    name: str | None
    title: str | None
    organization: str | None
    role: str | None
    status: str


@dataclass(frozen=True)
class Owner:
    kind: str
    name: str | None


@dataclass(frozen=True)
class Point:
    """`due_day`: where the note's expression makes it a certain day."""

    task: str
    agenda_number: str | None
    owners: tuple[Owner, ...]
    due_kind: str
    due_text: str | None
    due_day: date | None


@dataclass(frozen=True)
class Note:
    """One note. `index` counts from 1 and is all that tests call it by."""

    index: int
    group: str | None
    held_on: date | None
    start: str | None
    end: str | None
    place: str | None
    attendance: tuple[Attendee, ...]
    agenda: tuple[tuple[str | None, str], ...]
    points: tuple[Point, ...]
    next_on: date | None


def read(index: int) -> Note:
    """The note with this number, from 1."""
    gold = json.loads(FILES[index - 1].read_text(encoding="utf-8"))
    meeting = gold["meeting"]
    return Note(
        index=index,
        group=_text(meeting["group"]),
        held_on=_day(meeting["date"]),
        start=meeting["start"],
        end=meeting["end"],
        place=_text(meeting["place"]),
        attendance=tuple(_attendee(said) for said in gold["attendance"]),
        agenda=tuple((item["number"], _text(item["title"]) or "") for item in gold["agenda"]),
        points=tuple(_point(said) for said in gold["action_points"]),
        next_on=_day(gold["next_meeting"]["date"]),
    )


def moved(note: Note, by: timedelta) -> Note:
    """The same note, all its days so much later."""
    points = tuple(replace(point, due_day=point.due_day and point.due_day + by) for point in note.points)
    held_on, next_on = (day and day + by for day in (note.held_on, note.next_on))
    return replace(note, points=points, held_on=held_on, next_on=next_on)


def key(name: str) -> str:
    """What two writings of one name have in common: no case, accents or double spaces."""
    letters = unicodedata.normalize("NFD", name.casefold())
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())


def first_by_key(names: Iterable[str | None]) -> list[str]:
    """Each name once, as it was written first."""
    found: dict[str, str] = {}
    for name in names:
        if name:
            found.setdefault(key(name), name)
    return list(found.values())


def _attendee(said: dict[str, Any]) -> Attendee:
    name, title, organization, role = (
        _text(said[word]) for word in ("name", "title", "organization", "role")
    )
    return Attendee(name, title, organization, role, said["status"])


def _point(said: dict[str, Any]) -> Point:
    due = said["due"]
    owners = tuple(
        Owner(one["kind"], _text(one["name"])) for one in said["owners"] if one["kind"] != "unknown"
    )
    task, waits_for = _text(said["text"]) or "", _text(due["text"])
    return Point(task, said["agenda_number"], owners, due["kind"], waits_for, _day(due["date"]))


def _text(said: str | None) -> str | None:
    """Every run of white space as one space, as the guide to the notes says; nothing as None."""
    return " ".join(unicodedata.normalize("NFC", said).split()) or None if said else None


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None
