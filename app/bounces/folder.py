"""A folder that what comes back is put in, by a mail server or by hand: read once, then moved aside."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from app.bounces import incoming
from app.bounces.incoming import Taken

READ, NOT_READ = "read", "not-read"


def take(folder: Path, now: datetime) -> list[Taken]:
    """What the mails in the folder came to. One that says nothing to us goes to `not-read`, for a person to see.

    A Maildir (with `new`) is one too. A file that another process takes meanwhile is left to it.
    """
    taken: list[Taken] = []
    for file in sorted(_waiting(folder)):
        with suppress(FileNotFoundError):
            taken.append(_take_one(file, folder, now))
    return taken


def _take_one(file: Path, folder: Path, now: datetime) -> Taken:
    taken = incoming.take(file.read_bytes(), now)
    _put_aside(file, folder / (READ if taken.understood else NOT_READ))
    return taken


def _waiting(folder: Path) -> Iterator[Path]:
    for place in (folder, folder / "new"):
        if place.is_dir():
            yield from (file for file in place.iterdir() if file.is_file() and not file.name.startswith("."))


def _put_aside(file: Path, place: Path) -> None:
    place.mkdir(exist_ok=True)
    file.rename(place / file.name)
