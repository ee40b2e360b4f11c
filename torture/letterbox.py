"""What the mail server has taken in: appended to a file before it is answered for, and counted from there."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from email.parser import BytesHeaderParser
from hashlib import sha256
from pathlib import Path


@dataclass(frozen=True)
class Copy:
    """One message as it came in."""

    recipient: str
    message_id: str
    digest: str


class Letterbox:
    def __init__(self, path: Path) -> None:
        self._handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def keep(self, recipient: str, message: bytes) -> None:
        head = json.dumps({"recipient": recipient, "octets": len(message)}).encode()
        os.write(self._handle, head + b"\n" + message + b"\n")


def copies(path: Path) -> Iterator[Copy]:
    """All that was kept, in order."""
    parser = BytesHeaderParser()
    with path.open("rb") as file:
        while head := file.readline():
            about = json.loads(head)
            message = file.read(about["octets"])
            file.readline()
            message_id = str(parser.parsebytes(message)["Message-ID"]).strip()
            yield Copy(about["recipient"], message_id, sha256(message).hexdigest())
