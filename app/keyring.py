"""The service's secrets, each with an id: the first signs and seals, all verify and open (threats-and-faults 5)."""

import hashlib
import hmac
import re
from dataclasses import dataclass, field

NAMED = re.compile(r"(?P<id>[a-z0-9-]{1,8}):(?P<text>[^\s,:]+)", re.ASCII)


@dataclass(frozen=True)
class Secret:
    """`id`: what it is known by in the audit; says nothing of it."""

    id: str
    text: str = field(repr=False)

    @property
    def key(self) -> bytes:
        return self.text.encode()

    def signed(self, content: bytes) -> str:
        """HMAC-SHA256 in hexadecimal. What it is for stands first in the content."""
        return hmac.new(self.key, content, hashlib.sha256).hexdigest()


@dataclass(frozen=True)
class Keyring:
    """At least one."""

    secrets: tuple[Secret, ...]

    @property
    def first(self) -> Secret:
        return self.secrets[0]

    def has_signed(self, content: bytes, signature: str) -> bool:
        """True if any of them has."""
        said = signature.encode("utf-8", "replace")
        return any(hmac.compare_digest(said, each.signed(content).encode()) for each in self.secrets)

    def by_id(self) -> dict[str, Secret]:
        """By the ids they have, and by those they had before they were named."""
        return {id: each for each in self.secrets for id in (digest(each.text), each.id)}


def digest(text: str) -> str:
    """The id of a secret that nobody has named."""
    return hashlib.sha256(b"audit key id\n" + text.encode()).hexdigest()[:8]


def read(said: str) -> Keyring:
    """One secret as it stands, or several as `id:secret`, with commas. Raises ValueError for what is neither."""
    if "," not in said and not NAMED.fullmatch(said):
        return Keyring((Secret(digest(said), said),))
    found = [NAMED.fullmatch(each.strip()) for each in said.split(",")]
    secrets = tuple(Secret(each["id"], each["text"]) for each in found if each)
    if len(secrets) != len(found) or len({each.id for each in secrets}) != len(found):
        raise ValueError("each as id:secret, with commas between, no id twice")
    return Keyring(secrets)
