"""A cursor: the change that a reader stands at, sealed for who reads, what they filter by and what they see.

It says nothing to anybody else: two of them do not tell how much has happened between. The same place is sealed
alike, so that the same question has the same answer (and ETag).
"""

import hashlib
import json
from dataclasses import dataclass
from uuid import UUID

from app import base64url, settings
from app.errors import InvalidRequest
from app.sealing import opened, sealed_alike

POSITION, ID, REACH = 8, 16, 16  # bytes


@dataclass(frozen=True)
class Place:
    """A change by its position and id; before the first one: 0 and no id."""

    position: int
    id: UUID

    @property
    def bytes(self) -> bytes:
        return self.position.to_bytes(POSITION, "big") + self.id.bytes


START = Place(0, UUID(int=0))


def written(place: Place, reader: str, reach: bytes) -> str:
    """`reader`: who reads and by which filters. `reach`: a digest of what they see."""
    content = sealed_alike(place.bytes + reach, settings.keyring(), _purpose(reader))
    return base64url.written(content)


def read(cursor: str, reader: str) -> tuple[Place, bytes]:
    """The place, and what was seen there. Raises InvalidRequest for what this reader was not given."""
    try:
        sent = base64url.read(cursor)
    except ValueError:
        sent = b""
    content = opened(sent, settings.keyring(), _purpose(reader))
    if content is None:
        raise InvalidRequest(errors=[{"parameter": "cursor", "code": "unknown_cursor"}])
    position = int.from_bytes(content[:POSITION], "big")
    return Place(position, UUID(bytes=content[POSITION : POSITION + ID])), content[POSITION + ID :]


def digest(*seen: object) -> bytes:
    """What is seen, in as many bytes as a cursor has for it."""
    return hashlib.sha256(json.dumps(seen, default=str).encode()).digest()[:REACH]


def _purpose(reader: str) -> str:
    return f"cursor of changes\n{reader}"
