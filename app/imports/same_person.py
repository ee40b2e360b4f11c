"""Rows of one person: by the full name and by the first alone, or by the initials that the full name has."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from app.imports import initials
from app.imports.draft import DraftAttendance
from app.imports.own_initials import are_initials_of
from app.imports.words import key


def each_once(rows: Iterable[DraftAttendance]) -> Iterator[DraftAttendance]:
    """Those who were called by the full name, and were there by a short one, are one person each."""
    listed = list(rows)
    pairs = list(_pairs(listed))
    shorts = {id(short) for _, short in pairs}
    fulls = {id(full): short for full, short in pairs}
    for row in listed:
        if id(row) in fulls:
            yield _merged(row, fulls[id(row)])
        elif id(row) not in shorts:
            yield row


def _merged(full: DraftAttendance, short: DraftAttendance) -> DraftAttendance:
    roles = tuple(dict.fromkeys((*full.roles, *short.roles)))
    return replace(full, presence=short.presence, roles=roles)


def _pairs(rows: list[DraftAttendance]) -> Iterator[tuple[DraftAttendance, DraftAttendance]]:
    """A full name and the short one of the same person, where nobody else could be meant."""
    full = [row for row in rows if row.name and " " in row.name]
    firsts = Counter(_first(row) for row in full)
    for short in rows:
        if not short.name or " " in short.name:
            continue
        if initials.are(short.name):
            meant = [row for row in full if are_initials_of(short.name, row.name or "")]
        else:
            meant = [row for row in full if _first(row) == key(short.name) and firsts[_first(row)] == 1]
        if len(meant) == 1:
            yield meant[0], short


def _first(row: DraftAttendance) -> str:
    return key(row.name or "").split(" ", 1)[0]
