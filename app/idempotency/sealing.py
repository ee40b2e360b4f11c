"""An answer sealed with the key it was asked for with: a copy of the database tells nobody what it says."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE = 12  # bytes: SP 800-38D, 8.2.2


def sealed(content: bytes, secret: str, asker: str) -> bytes:
    """The content (AES-256-GCM), opened only with the service's secret and what the asker said."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + _cipher(secret, asker).encrypt(nonce, content, None)


def opened(content: bytes, secret: str, asker: str) -> bytes | None:
    """What was sealed; None with another secret."""
    try:
        return _cipher(secret, asker).decrypt(content[:NONCE], content[NONCE:], None)
    except InvalidTag:
        return None


def _cipher(secret: str, asker: str) -> AESGCM:
    """A key for this alone (RFC 5869)."""
    return AESGCM(HKDF(SHA256(), 32, None, f"kept answer\n{asker}".encode()).derive(secret.encode()))
