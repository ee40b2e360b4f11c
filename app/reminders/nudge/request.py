"""Which request asked for a nudge, so that it is carried out once (api-conventions 7)."""

import hashlib
import json
from typing import Any
from uuid import UUID

from app.errors import InvalidRequest, Problem

LONGEST = 64
HALF = 32  # hexadecimal digits: 128 bits for who asked with which key, as many for what was asked


class IdempotencyKeyNeeded(Problem):
    """A repeat would send the mail again."""

    status = 428
    code = "idempotency-key-needed"


class IdempotencyKeyReused(Problem):
    """The same key has come with another body."""

    status = 422
    code = "idempotency-key-reused"


def request_key(caller_id: UUID, route: str, header: str | None, body: dict[str, Any]) -> str:
    """Of one caller, route and key, ending with what was asked. Raises IdempotencyKeyNeeded, InvalidRequest."""
    if header is None:
        raise IdempotencyKeyNeeded(header="Idempotency-Key")
    asked = json.dumps(body, sort_keys=True, default=str)
    return _digest(f"{caller_id}\n{route}\n{_bare(header)}") + _digest(asked)


def same_asker(key: str) -> str:
    """What the keys of all requests begin with that came from one caller to one route with one key."""
    return key[:HALF]


def _bare(header: str) -> str:
    """The key without the quotes it may stand in."""
    quoted = len(header) > 1 and header[0] == header[-1] == '"'
    key = header[1:-1] if quoted else header
    if not 1 <= len(key) <= LONGEST:
        raise InvalidRequest(errors=[{"header": "Idempotency-Key", "code": "idempotency_key_length"}])
    return key


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:HALF]
