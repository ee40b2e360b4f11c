"""Content sealed for one purpose: without the service's secrets, or for another purpose, nobody learns of it."""

import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.keyring import Keyring, Secret

NONCE = 12  # bytes: SP 800-38D, 8.2.2


def sealed(content: bytes, keyring: Keyring, purpose: str) -> bytes:
    """The content (AES-256-GCM), opened only with the same secret and for the same purpose."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + _cipher(keyring.first, purpose).encrypt(nonce, content, None)


def sealed_alike(content: bytes, keyring: Keyring, purpose: str) -> bytes:
    """The same, and the same content gives the same bytes: the nonce follows from it (as in RFC 5297)."""
    said = b"nonce\n" + purpose.encode() + b"\n" + content
    nonce = hmac.digest(keyring.first.key, said, "sha256")[:NONCE]
    return nonce + _cipher(keyring.first, purpose).encrypt(nonce, content, None)


def opened(content: bytes, keyring: Keyring, purpose: str) -> bytes | None:
    """What was sealed with any of the secrets; None for another purpose, or if it is not as it was."""
    for secret in keyring.secrets:
        try:
            return _cipher(secret, purpose).decrypt(content[:NONCE], content[NONCE:], None)
        except (InvalidTag, ValueError):
            continue
    return None


def _cipher(secret: Secret, purpose: str) -> AESGCM:
    """A key for this alone (RFC 5869)."""
    return AESGCM(HKDF(SHA256(), 32, None, purpose.encode()).derive(secret.key))
