"""Mail kept as files, for a service that has no mail server yet: one .eml for each message."""

import os
import re
from collections.abc import Callable
from email import message_from_bytes
from hashlib import sha256
from pathlib import Path
from tempfile import mkstemp

from app.outbox.transport import Envelope, Outcome, OutcomeKind

NAME = re.compile(r"<([A-Za-z0-9][A-Za-z0-9_-]{0,99})@[^<>@\s]+>")


class FolderTransport:
    """A Transport to a folder. The same message handed over twice is one file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def transmit(self, envelope: Envelope, before_body: Callable[[], None]) -> Outcome:
        before_body()
        name = f"{name_of(envelope.message)}.eml"
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            keep(self._folder / name, envelope.message)
        except OSError as fault:
            return Outcome(OutcomeKind.temporary, f"not kept: {fault.strerror or fault}")
        return Outcome(OutcomeKind.accepted, f"250 kept as {name}")


def name_of(message: bytes) -> str:
    """The left side of the Message-ID, where that makes a file name; otherwise a digest."""
    identifier = str(message_from_bytes(message.partition(b"\r\n\r\n")[0])["Message-ID"] or "").strip()
    found = NAME.fullmatch(identifier)
    return found[1] if found else sha256(identifier.encode() if identifier else message).hexdigest()


def keep(path: Path, content: bytes) -> None:
    """Wholly or not at all, and still there after a power cut; readable by its owner alone."""
    handle, temporary = mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)
    _settle(path.parent)


def _settle(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
