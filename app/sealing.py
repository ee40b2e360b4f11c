"""Content sealed for one purpose: without the service's secret, or for another purpose, nobody learns of it."""

import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE = 12  # bytes: SP 800-38D, 8.2.2


def sealed(content: bytes, secret: str, purpose: str) -> bytes:
    """The content (AES-256-GCM), opened only with the service's secret and for the same purpose."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + _cipher(secret, purpose).encrypt(nonce, content, None)


def sealed_alike(content: bytes, secret: str, purpose: str) -> bytes:
    """The same, and the same content gives the same bytes: the nonce follows from it (as in RFC 5297)."""
    nonce = hmac.digest(secret.encode(), b"nonce\n" + purpose.encode() + b"\n" + content, "sha256")[:NONCE]
    return nonce + _cipher(secret, purpose).encrypt(nonce, content, None)


def opened(content: bytes, secret: str, purpose: str) -> bytes | None:
    """What was sealed; None with another secret, for another purpose, or if it is not as it was."""
    try:
        return _cipher(secret, purpose).decrypt(content[:NONCE], content[NONCE:], None)
    except (InvalidTag, ValueError):
        return None


def _cipher(secret: str, purpose: str) -> AESGCM:
    """A key for this alone (RFC 5869)."""
    return AESGCM(HKDF(SHA256(), 32, None, purpose.encode()).derive(secret.encode()))
