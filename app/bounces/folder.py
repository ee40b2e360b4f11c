"""A folder that what comes back is put in, by a mail server or by hand: read once, then moved aside."""

import logging
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from app import database
from app.bounces import incoming
from app.bounces.incoming import Taken

READ, NOT_READ = "read", "not-read"

log = logging.getLogger(__name__)


def take(folder: Path, now: datetime) -> list[Taken]:
    """What the mails in the folder came to. One that says nothing to us goes to `not-read`, for a person to see.

    A Maildir (with `new`) is one too. A file that another process takes meanwhile is left to it. One that
    something is wrong with goes to `not-read` too, and stops no other. Raises what is a fault of the folder, before
    anything is read, or of the database.
    """
    taken: list[Taken] = []
    for place in (READ, NOT_READ):
        (folder / place).mkdir(exist_ok=True)
    for file in sorted(_waiting(folder)):
        with suppress(FileNotFoundError):
            taken.append(_take_one(file, folder, now))
    return taken


def _take_one(file: Path, folder: Path, now: datetime) -> Taken:
    taken = _understood(file, now)
    try:
        file.rename(folder / (READ if taken.understood else NOT_READ) / file.name)
    except FileNotFoundError:
        raise
    except OSError as fault:
        log.error("%s could not be moved aside (%s)", file.name, type(fault).__name__)  # noqa: TRY400
    return taken


def _understood(file: Path, now: datetime) -> Taken:
    """What is in it may be somebody's secrets: of a fault only the file's name is told."""
    try:
        return incoming.take(file.read_bytes(), now)
    except FileNotFoundError:
        raise
    except Exception as fault:
        if isinstance(fault, SQLAlchemyError) and database.is_everybodys(fault):
            raise
        log.error("%s could not be read (%s)", file.name, type(fault).__name__)  # noqa: TRY400
        return Taken()


def _waiting(folder: Path) -> Iterator[Path]:
    for place in (folder, folder / "new"):
        if place.is_dir():
            yield from (file for file in place.iterdir() if file.is_file() and not file.name.startswith("."))
