"""The text of an API key: `nasta_<id>_<secret>`, 256 random bits of which only a hash is kept."""

import hashlib
import hmac
import re
import secrets
from uuid import UUID

_FORM = re.compile(r"nasta_([0-9a-f]{32})_([A-Za-z0-9_-]{43})", re.ASCII)


def new() -> str:
    """256 random bits as text."""
    return secrets.token_urlsafe(32)


def hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def written(key_id: UUID, secret: str) -> str:
    """The key as its owner keeps it."""
    return f"nasta_{key_id.hex}_{secret}"


def read(key: str) -> tuple[UUID, str] | None:
    """Id and secret of a key; None for anything else."""
    found = _FORM.fullmatch(key)
    return found and (UUID(found[1]), found[2])


def same(one: str, other: str) -> bool:
    """Compared in constant time."""
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))
