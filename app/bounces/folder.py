"""A folder that reports are put in, by a mail server or by hand: read once, then moved aside."""

import logging
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from app import database
from app.bounces import report, service

log = logging.getLogger(__name__)

READ, NOT_READ = "read", "not-read"


def take(folder: Path, now: datetime) -> int:
    """How many addresses the mails in the folder marked. What is no report goes to `not-read`, for a person to see.

    A Maildir (with `new`) is one too. A file that another process takes meanwhile is left to it.
    """
    marked = 0
    for file in sorted(_waiting(folder)):
        with suppress(FileNotFoundError):
            marked += _take_one(file, folder, now)
    return marked


def _take_one(file: Path, folder: Path, now: datetime) -> int:
    found, marked = report.read(file.read_bytes()), 0
    if found:
        with database.transaction() as session:
            marked = service.reported(session, found, now)
    _put_aside(file, folder / (READ if found else NOT_READ))
    return marked


def _waiting(folder: Path) -> Iterator[Path]:
    for place in (folder, folder / "new"):
        if place.is_dir():
            yield from (file for file in place.iterdir() if file.is_file() and not file.name.startswith("."))


def _put_aside(file: Path, place: Path) -> None:
    place.mkdir(exist_ok=True)
    file.rename(place / file.name)
